"""`kotaham manage seal_head`: sign the head of the record now."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from kotaham.apps.events import services
from kotaham.apps.gate.services import system
from kotaham.core.errors import Refused

LANGUAGES = ("id", "en")


class Command(BaseCommand):
    """Sign the head of the record and keep it outside the database."""

    help = "Tandatangani kepala riwayat / sign the head of the record."

    def add_arguments(self, parser: CommandParser) -> None:
        """Add the two options of an operator."""
        parser.add_argument("--new-key", action="store_true", help="kunci lama hilang / the old key is lost")
        parser.add_argument("--after-restore", default="", metavar="REASON", help="sesudah pemulihan / after a restore")
        parser.add_argument("--lang", choices=LANGUAGES, default="id", help="bahasa surat / language of a letter")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Sign and print the line."""
        actor = system("events.seal_head")
        try:
            sealed = services.seal_head(actor, new_key=options["new_key"], after_restore=options["after_restore"])
        except Refused as refused:
            raise CommandError(refused.text(options["lang"]), returncode=3) from refused
        self.stdout.write(sealed.head.line)
        if sealed.unsent:
            raise CommandError(f"Tidak terkirim kepada / not sent to: {', '.join(sealed.unsent)}", returncode=1)
