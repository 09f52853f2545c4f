"""Collect the boxes of all rooms into the parts of the page."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.apps import apps
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from kotaham.apps.gate.services import Actor, Box, Section
from kotaham.apps.gate.services.boxes import MANY

Source = Callable[[Actor], Iterable[Box]]
TITLES: Mapping[Section, Any] = {
    Section.MINE: _("Giliran saya"),
    Section.LATE: _("Terlambat"),
    Section.OTHERS: _("Menunggu pihak lain"),
    Section.NEWS: _("Kabar belum dibaca"),
    Section.DATES: _("Tanggal berikutnya"),
    Section.RUNNING: _("Pekerjaan latar saya"),
}
TALLIED = (Section.MINE, Section.LATE, Section.OTHERS, Section.NEWS)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the page: its boxes, and how many things they count together."""

    section: Section
    boxes: Sequence[Box]

    @property
    def title(self) -> Any:
        """The words above it."""
        return TITLES[self.section]

    @property
    def count(self) -> int:
        """How many things its boxes count together."""
        return sum(box.count for box in self.boxes)

    @property
    def many(self) -> bool:
        """Whether there are more than are counted."""
        return self.count > MANY

    @property
    def url(self) -> str:
        """The list that holds what is counted; of several lists, the place on the page where they stand."""
        return (len(self.boxes) == 1 and self.boxes[0].url) or f"#{self.section}"

    @property
    def tallied(self) -> bool:
        """Whether its number stands on top of the page."""
        return self.section in TALLIED


@cache
def sources() -> Sequence[Source]:
    """Return what the rooms declare as `work_boxes`, from the ground up."""
    names = [name for room in apps.get_app_configs() for name in getattr(room, "work_boxes", ())]
    return [import_string(name) for name in names]


def parts_of(actor: Actor) -> Mapping[Section, Part]:
    """Return every part of the page, in order; a box that counts nothing is left out."""
    found: dict[Section, list[Box]] = {section: [] for section in TITLES}
    for source in sources():
        for box in source(actor):
            if box.count:
                found[box.section].append(box)
    return {section: Part(section, boxes) for section, boxes in found.items()}
