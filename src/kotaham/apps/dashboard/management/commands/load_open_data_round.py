"""`kotaham manage load_open_data_round`: a trial round of all kabupaten and kota on public figures, once."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from kotaham.apps.dashboard.services.open_data import YEARS, load_open_data
from kotaham.apps.gate.services.commands import LetterCommand
from kotaham.core.language import Say

DONE = Say(
    "Putaran {round}: {cities} kabupaten/kota, {answers} jawaban, sudah dihitung.",
    "Round {round}: {cities} kabupaten and kota, {answers} answers, scored.",
)
THERE = Say(
    "Putaran {round} sudah ada; tidak ada yang ditulis.", "Round {round} is there already; nothing was written."
)


class Command(LetterCommand):
    """Load the round, unless it is there."""

    help = "Memuat putaran uji coba semua kabupaten/kota dari data terbuka / load a trial round from open data."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare year and table."""
        super().add_arguments(parser)
        parser.add_argument("--year", choices=sorted(YEARS), default="2021", help="tahun tabel / year of the table")
        parser.add_argument("--table", type=Path, default=None, help="berkas tabel / the file of the table")

    def work(self, **options: Any) -> None:
        """Load and tell."""
        done = load_open_data(options["year"], options["table"])
        words = DONE if done.cities else THERE
        self.say(words, round=done.round, cities=done.cities, answers=done.answers)
