"""`load_instruments`: register the instruments that came with the program."""

from typing import Any

from kotaham.apps.gate.services.commands import LetterCommand
from kotaham.apps.instruments.services import load_shelves
from kotaham.core.language import Say

DONE = Say("Instrumen: {written} versi ditulis.", "Instruments: {written} versions written.")


class Command(LetterCommand):
    """Load the shelves; places and offices are loaded before."""

    help = "Mendaftarkan instrumen bawaan program / register the instruments that came with the program."

    def work(self, **_options: Any) -> None:
        """Load and tell."""
        self.say(DONE, written=load_shelves())
