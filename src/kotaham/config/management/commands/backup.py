"""`kotaham manage backup FOLDER`: copy the installation while it runs."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from kotaham.config.backup import back_up


class Command(BaseCommand):
    """Make one backup."""

    help = "Membuat satu cadangan di folder baru / make one backup in a new folder."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare where it goes, and whether evidence is kept by other means."""
        parser.add_argument("folder", type=Path, metavar="FOLDER")
        parser.add_argument(
            "--without-evidence", action="store_true", help="tanpa berkas bukti / without the evidence files"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Make it and name it."""
        made = back_up(options["folder"], timezone.now(), evidence=not options["without_evidence"])
        size = sum(file.stat().st_size for file in made.iterdir())
        self.stdout.write(f"Cadangan / backup: {made} ({size / 1e6:.1f} MB)")
