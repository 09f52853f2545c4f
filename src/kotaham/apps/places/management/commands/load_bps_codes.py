"""`load_bps_codes FILE`: set the codes of BPS beside those of Kemendagri."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from kotaham.apps.gate.services import system
from kotaham.apps.gate.services.commands import LetterCommand
from kotaham.apps.places.services import load_bps_codes
from kotaham.core.language import Say

DONE = Say(
    "Kode BPS: {created} baru, {updated} diperbaiki, {unchanged} tetap.",
    "BPS codes: {created} new, {updated} corrected, {unchanged} unchanged.",
)


class Command(LetterCommand):
    """Load a CSV file with the columns code, bps and, for history, from and to."""

    help = "Memuat kode BPS dari CSV (code,bps[,from,to]) / load BPS codes from a CSV file."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the file."""
        super().add_arguments(parser)
        parser.add_argument("file", type=Path)

    def work(self, **options: Any) -> None:
        """Load and tell."""
        done = load_bps_codes(options["file"], actor=system("load_bps_codes"))
        self.say(DONE, created=done.created, updated=done.updated, unchanged=done.unchanged)
