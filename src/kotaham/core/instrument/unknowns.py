"""What nobody knows yet about an instrument: every `unknown` in it, with its path."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from kotaham.core.errors import Kind, Problem
from kotaham.core.instrument.kinds import Certainty, NotKnown
from kotaham.core.instrument.model import Instrument
from kotaham.core.instrument.model_keys import file_fields
from kotaham.core.instrument.places import Path, Places, path_text
from kotaham.core.language import Say

VALUE_UNKNOWN = Kind(
    "instrument.value-unknown",
    Say("`{place}` belum diketahui.", "`{place}` is not known."),
    Say("Isi dari teks hukumnya, dan sebut sumbernya.", "Fill it in from the legal text, and name the source."),
)
CERTAINTY_UNKNOWN = Kind(
    "instrument.certainty-unknown",
    Say(
        "Tingkat keyakinan `{place}` belum diketahui.",
        "How certain `{place}` is, is not known.",
    ),
    Say(
        "Periksa pada teks hukumnya, lalu tulis verbatim, secondary, atau inferred.",
        "Check it against the legal text, then write verbatim, secondary or inferred.",
    ),
)
SCORING_UNKNOWN = Kind(
    "instrument.scoring-unknown",
    Say(
        "Cara indikator {code} memperoleh poin belum diketahui.",
        "How indicator {code} earns points is not known.",
    ),
    Say(
        "Isi `scoring` dari teks hukumnya; sampai saat itu indikator ini tidak dinilai.",
        "Fill in `scoring` from the legal text; until then the indicator is not scored.",
    ),
)


@dataclass(frozen=True, slots=True)
class _Owner:
    """The nearest part with a code around a value, and where that part stands."""

    code: str = ""
    path: Path = ()

    def name(self, path: Path) -> str:
        """Name a value by its owner where there is one: `HIDUP-01.unit`."""
        inner = path_text(path[len(self.path) :])
        return f"{self.code}.{inner}" if self.code else inner


def unknowns(instrument: Instrument, places: Places | None = None) -> list[Problem]:
    """Return everything that is unknown, in the order of the file."""
    return list(_unknown_in(instrument, (), _Owner(), places or Places("", {})))


def _unknown_in(part: BaseModel, path: Path, owner: _Owner, places: Places) -> Iterator[Problem]:
    code = getattr(part, "code", "")
    owner = _Owner(code, path) if code else owner
    for (key, _), name in zip(file_fields(type(part)), type(part).model_fields, strict=True):
        yield from _unknown_value(getattr(part, name), (*path, key), owner, places)


def _unknown_value(value: Any, path: Path, owner: _Owner, places: Places) -> Iterator[Problem]:
    if isinstance(value, NotKnown):
        yield SCORING_UNKNOWN(places.at(*path), code=owner.code)
    elif isinstance(value, BaseModel):
        yield from _unknown_in(value, path, owner, places)
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            yield from _unknown_value(inner, (*path, index), owner, places)
    elif value is Certainty.UNKNOWN:
        yield CERTAINTY_UNKNOWN(places.at(*path), place=owner.name(path))
    elif value == "unknown":
        yield VALUE_UNKNOWN(places.at(*path), place=owner.name(path))
