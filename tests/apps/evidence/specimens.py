"""One row of evidence for the matrix of roles and relations."""

from typing import Any

from kotaham.apps.offices.models import Office
from tests.apps.evidence.making import piece_of


def piece(office: Office) -> dict[str, Any]:
    """Make a piece of evidence of an office."""
    return {"pk": piece_of(office).pk}


def file(office: Office) -> dict[str, Any]:
    """Make a piece and name its file."""
    return {**piece(office), "number": 1}


def page(office: Office) -> dict[str, Any]:
    """Make a piece and name a page of it."""
    return {**file(office), "page": 1}


def use(office: Office) -> dict[str, Any]:
    """Make a piece and name a use that it never had."""
    return {**piece(office), "use": 1}


def upload(_office: Office) -> dict[str, Any]:
    """Name an upload that nobody began."""
    return {"upload": "00000000-0000-4000-8000-000000000000"}


SPECIMENS = {
    "evidence:detail": piece,
    "evidence:revise": piece,
    "evidence:amend": piece,
    "evidence:withdraw": piece,
    "evidence:share": piece,
    "evidence:use": piece,
    "evidence:release": use,
    "evidence:file": file,
    "evidence:preview": page,
    "evidence:part": upload,
    "evidence:abandon": upload,
}
PERSONAL = {"evidence:part", "evidence:abandon"}
# A page that was never drawn, a use that never was, a subject that the address does not name.
ABSENT = {"evidence:preview", "evidence:release", "evidence:use"}
