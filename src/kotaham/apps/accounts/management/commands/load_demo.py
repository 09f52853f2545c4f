"""`load_demo`: write the invented people of the demonstration, one for each role."""

from typing import Any

from kotaham.apps.accounts.queries import demo_table
from kotaham.apps.accounts.services.demo import load_demo
from kotaham.apps.gate.services import system
from kotaham.apps.gate.services.commands import LetterCommand
from kotaham.core.language import Say

DONE = Say("Orang demo: {new} baru.", "Demo people: {new} new.")


class Command(LetterCommand):
    """Load the demo; offices must be loaded before."""

    help = "Membuat orang rekaan untuk demo / make the invented people of the demonstration."

    def work(self, **_options: Any) -> None:
        """Write and tell who signs in with what."""
        self.say(DONE, new=load_demo(actor=system("load_demo")))
        self.stdout.write("\n".join(demo_table()))
