"""`kotaham manage export_events`: write the whole record to a file; `kotaham audit export` calls it."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kotaham.apps.events import services
from kotaham.apps.gate.services import system
from kotaham.core.errors import Refused

LANGUAGES = ("id", "en")


class Command(BaseCommand):
    """Write every event, the heads, the public keys and the verifier."""

    help = "Ekspor seluruh riwayat / export the whole record (.jsonl, .jsonl.gz)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file."""
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--overwrite", action="store_true", help="ganti berkas yang ada / replace existing files")
        parser.add_argument("--lang", choices=LANGUAGES, default="id", help="bahasa surat / language of a letter")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Write, and say how to verify."""
        try:
            done = services.export(system("events.export"), options["file"], overwrite=options["overwrite"])
        except Refused as refused:
            raise CommandError(refused.text(options["lang"]), returncode=3) from refused
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}", returncode=3) from error
        self.stdout.write(f"{done.events} kejadian / events, {done.head_count} kepala / heads: {done.file}")
        self.stdout.write("Periksa / verify:")
        self.stdout.write(f"  python3 {done.verifier} {done.file} --heads {done.heads} --key {done.keys}")
