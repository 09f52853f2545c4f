"""`load_place_changes FILE`: record splits, mergers, new names and new codes."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from kotaham.apps.gate.services import system
from kotaham.apps.gate.services.commands import LetterCommand
from kotaham.apps.places.services import load_changes
from kotaham.core.language import Say

DONE = Say("Perubahan wilayah: {created} baru, {unchanged} tetap.", "Changes: {created} new, {unchanged} unchanged.")


class Command(LetterCommand):
    """Load a CSV file with the columns what, on, basis, before, after and, where needed, old_name and new_name."""

    help = "Memuat perubahan wilayah dari CSV / load changes of places from a CSV file."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the file."""
        super().add_arguments(parser)
        parser.add_argument("file", type=Path)

    def work(self, **options: Any) -> None:
        """Load and tell."""
        done = load_changes(options["file"], actor=system("load_place_changes"))
        self.say(DONE, created=done.created, unchanged=done.unchanged)
