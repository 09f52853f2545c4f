"""`kotaham manage ensure_demo`: the invented people and their work, once; refused outside a demonstration."""

from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from kotaham.apps.dashboard import services
from kotaham.apps.gate.services.commands import LetterCommand
from kotaham.core.language import Say

DONE = Say("Orang dan pekerjaan contoh siap.", "The demonstration is ready.")


class Command(LetterCommand):
    """Make the demonstration, unless it is there; places and offices must be loaded before."""

    help = "Menyiapkan orang dan pekerjaan contoh / prepare invented people and work."

    def work(self, **options: Any) -> None:
        """Look first; then tell the story."""
        if not settings.DEMO or settings.PROFILE.production:
            raise CommandError("KOTAHAM_DEMO=1 hanya pada profil embedded. / only in the embedded profile.")
        if services.is_told():
            return
        services.tell()
        if options["verbosity"]:
            self.say(DONE)
