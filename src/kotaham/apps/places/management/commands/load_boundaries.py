"""`load_boundaries FILE.geojson`: store simplified outlines for the sketches."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from kotaham.apps.gate.services import system
from kotaham.apps.gate.services.commands import LetterCommand
from kotaham.apps.places.services import load_boundaries
from kotaham.apps.places.services.boundaries import TOLERANCE
from kotaham.core.language import Say

DONE = Say("Garis batas: {created} baru, {updated} diganti.", "Outlines: {created} new, {updated} replaced.")


class Command(LetterCommand):
    """Load a GeoJSON FeatureCollection whose features name a place in the property kode or code."""

    help = "Memuat garis batas dari GeoJSON / load outlines from a GeoJSON file."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the file, its source, and how much to simplify."""
        super().add_arguments(parser)
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", required=True, help="sumber yang ditampilkan / source to show")
        parser.add_argument("--tolerance", type=float, default=TOLERANCE, help="derajat / degrees")

    def work(self, **options: Any) -> None:
        """Load and tell."""
        done = load_boundaries(
            options["file"], actor=system("load_boundaries"), source=options["source"], tolerance=options["tolerance"]
        )
        self.say(DONE, created=done.created, updated=done.updated)
