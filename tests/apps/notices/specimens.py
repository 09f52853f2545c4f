"""How the matrix of rights makes notices: they belong to a person who is none of the viewers."""

from typing import Any

from kotaham.apps.accounts.models import Person
from kotaham.apps.notices.models import Feed, Notice
from kotaham.apps.notices.services.feeds import hash_of
from kotaham.apps.offices.models import Office


def _somebody() -> Person:
    person, _made = Person.objects.get_or_create(email="lain@kotaham.example", defaults={"name": "Orang Lain"})
    return person


def a_notice(_office: Office) -> dict[str, Any]:
    words = {"id": "Kabar", "en": "News"}
    return {"pk": Notice.objects.create(person=_somebody(), kind="actions.due", words=words).pk}


def a_feed(office: Office) -> dict[str, Any]:
    feed, _made = Feed.objects.get_or_create(person=_somebody(), defaults={"secret_hash": hash_of("rahasia")})
    return {"pk": feed.pk}


def a_secret(office: Office) -> dict[str, Any]:
    a_feed(office)
    return {"secret": "rahasia"}


SPECIMENS = {"notices:read": a_notice, "notices:feed-revoke": a_feed, "notices:calendar": a_secret}
PERSONAL = {"notices:read", "notices:feed-revoke"}
