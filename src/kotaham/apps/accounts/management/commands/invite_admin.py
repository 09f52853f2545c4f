"""`invite_admin ADDRESS NAME`: invite the first ministry admin of an installation; prints the link, sends no mail."""

from typing import Any

from django.core.management.base import CommandParser
from django.urls import reverse
from django.utils import timezone

from kotaham.apps.accounts.services import invite
from kotaham.apps.accounts.services.letters import NO_OFFICE_YET
from kotaham.apps.gate.services import system
from kotaham.apps.gate.services.commands import LetterCommand
from kotaham.apps.offices import queries as offices
from kotaham.core.errors import Refused
from kotaham.core.language import Say

DONE = Say(
    "Buka alamat ini di situs Anda dalam tujuh hari; hanya sekali pakai: {path}",
    "Open this address on your site within seven days; it works once: {path}",
)


class Command(LetterCommand):
    """Invite an admin of the ministry."""

    help = "Mengundang admin kementerian / invite a ministry admin."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare mailbox and name."""
        super().add_arguments(parser)
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--basis", default="Admin pertama", help="dasar penugasan / basis of the appointment")

    def work(self, **options: Any) -> None:
        """Invite and print the link."""
        ministry = offices.ministry_id()
        if ministry is None:
            raise Refused(NO_OFFICE_YET(role="ministry_admin", place="-"))
        issued = invite(
            actor=system("invite_admin"),
            email=options["email"],
            name=options["name"],
            role="ministry_admin",
            office=ministry,
            starts=timezone.localdate(),
            ends=None,
            basis=options["basis"],
            language=self.lang,
        )
        self.say(DONE, path=reverse("accounts:accept", args=[issued.token]))
