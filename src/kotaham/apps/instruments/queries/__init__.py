"""Reads of the room: versions, the instruments and plans they hold, and what is said about them."""

from kotaham.apps.instruments.queries.reading import faults, instrument_of, loaded, plan_of
from kotaham.apps.instruments.queries.remarks import Remark, remarks
from kotaham.apps.instruments.queries.telling import Told, told, unknown_in
from kotaham.apps.instruments.queries.versions import (
    by_ref,
    comments_of,
    get,
    listed,
    names,
    of_slug,
    register,
    try_outs_of,
    usable,
)

__all__ = [
    "Remark",
    "Told",
    "by_ref",
    "comments_of",
    "faults",
    "get",
    "instrument_of",
    "listed",
    "loaded",
    "names",
    "of_slug",
    "plan_of",
    "register",
    "remarks",
    "told",
    "try_outs_of",
    "unknown_in",
    "usable",
]
