"""`kotaham manage recount_targets`: count a year anew and compare; with --rebuild, put the counts right."""

from typing import Any

from django.core.management.base import CommandParser

from kotaham.apps.gate.services import system
from kotaham.apps.gate.services.commands import LetterCommand
from kotaham.apps.targets import services
from kotaham.core.language import Say

RIGHT = Say(
    "{year}: {rows} angka cocok dengan catatan.", "{year}: {rows} {rows:number agrees|numbers agree} with the records."
)
WRONG = Say(
    "{year}: {wrong} dari {rows} angka tidak cocok. Jalankan lagi dengan --rebuild.",
    "{year}: {wrong} of {rows} {rows:number|numbers} {wrong:does|do} not agree. Run again with --rebuild.",
)


class Command(LetterCommand):
    """Compare what is counted with the records."""

    help = "Memeriksa atau menghitung ulang capaian / check the counts of targets, or count anew."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the years."""
        super().add_arguments(parser)
        parser.add_argument("--year", type=int, action="append", help="tahun / year; this one and the last")
        parser.add_argument("--rebuild", action="store_true", help="hitung ulang dari catatan / count anew")

    def work(self, **options: Any) -> None:
        """Count, then say what was found."""
        actor = system("targets.recount")
        for year in options["year"] or services.years_to_check():
            if options["rebuild"]:
                services.rebuild(year, actor=actor)
            row = services.check(year, actor=actor)
            self.say(WRONG if row.wrong else RIGHT, year=year, rows=row.rows, wrong=row.wrong)
