"""`load_offices`: create the ministry, the Kanwil and their areas, and a government for every place."""

from typing import Any

from kotaham.apps.gate.services import system
from kotaham.apps.gate.services.commands import LetterCommand
from kotaham.apps.offices.services import load_offices
from kotaham.core.language import Say

DONE = Say(
    "Kantor: {created} baru, {unchanged} tetap; {areas} wilayah kerja baru; {skipped} dilewati.",
    "Offices: {created} new, {unchanged} unchanged; {areas} new areas; {skipped} skipped.",
)


class Command(LetterCommand):
    """Load the offices; places must be loaded before."""

    help = "Memuat kementerian, Kanwil, dan pemerintah daerah / load the ministry, the Kanwil and the governments."

    def work(self, **_options: Any) -> None:
        """Load and tell."""
        done = load_offices(actor=system("load_offices"))
        self.say(DONE, created=done.created, unchanged=done.unchanged, areas=done.areas, skipped=done.skipped)
