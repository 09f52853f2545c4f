"""Tell people that their certificate is there."""

from collections.abc import Iterable

from django.urls import reverse

from kotaham.apps.notices.services import NoticeKind, notify
from kotaham.core.language import Say

READY = NoticeKind("certificates.ready", Say("Sertifikat Anda sudah terbit", "Your certificate was issued"))
KINDS = (READY,)
WORDS = Say("Sertifikat {course} sudah terbit", "The certificate of {course} was issued")


def tell_holders(accounts: Iterable[int | None], course: str) -> None:
    """Tell those who have an account, in the unit of work of the issue."""
    people = [account for account in accounts if account is not None]
    if people:
        notify(people, READY.name, WORDS, values={"course": course}, url=reverse("certificates:mine"))
