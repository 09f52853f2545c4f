"""`drop_demo`: close the accounts of the demonstration."""

from typing import Any

from kotaham.apps.accounts.services.demo import drop_demo
from kotaham.apps.gate.services import system
from kotaham.apps.gate.services.commands import LetterCommand
from kotaham.core.language import Say

DONE = Say("Orang demo dinonaktifkan: {n}.", "Demo people deactivated: {n}.")


class Command(LetterCommand):
    """Close them."""

    help = "Menonaktifkan orang demo / deactivate the people of the demonstration."
    requires_system_checks = ()  # it mends what the check of a production database refuses

    def work(self, **_options: Any) -> None:
        """Close and tell how many."""
        self.say(DONE, n=drop_demo(actor=system("drop_demo")))
