"""`load_places`: bring provinces and kabupaten/kota (and more on request) into the database; twice is harmless."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from kotaham.apps.gate.services import system
from kotaham.apps.gate.services.commands import LetterCommand
from kotaham.apps.places.services import load_places, packaged, read_places
from kotaham.apps.places.services.sources import DATA, FILES
from kotaham.core.language import Say

DONE = Say(
    "Wilayah: {created} baru, {updated} diperbaiki, {unchanged} tetap.",
    "Places: {created} new, {updated} corrected, {unchanged} unchanged.",
)


class Command(LetterCommand):
    """Load places from the packaged data, a folder of the same layout, or one CSV file (code,name[,kind,zone,...])."""

    help = "Memuat data wilayah / load the places."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare which levels, from where, and since when."""
        super().add_arguments(parser)
        parser.add_argument("--level", default="province,city", help=f"{','.join(FILES)} (province,city)")
        parser.add_argument("--from", dest="source", type=Path, default=DATA, metavar="FOLDER|FILE.csv")
        parser.add_argument("--valid-from", type=date.fromisoformat, metavar="YYYY-MM-DD")

    def work(self, **options: Any) -> None:
        """Read, load, tell."""
        source: Path = options["source"]
        levels = [level for level in FILES if level in options["level"].split(",")]
        files = packaged(levels, source) if source.is_dir() or source == DATA else [source]
        rows = read_places(files)
        name = "idn-area-data" if source == DATA else source.name
        done = load_places(rows, actor=system("load_places"), valid_from=options["valid_from"], source=name)
        self.say(DONE, created=done.created, updated=done.updated, unchanged=done.unchanged)
