"""Changes of the ways in: each one an event and a letter to the person, in the transaction of the change.

The library of sign-in makes the changes, and tells of some of them only after the commit. So we look for ourselves:
what stood before, what stands after, while the row of the person is held.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from kotaham.apps.accounts.models import Letter, Person
from kotaham.apps.accounts.rules.securing import WaysIn, changes
from kotaham.apps.accounts.services import mailing
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand

KIND = "accounts.person"


@contextmanager
def recorded(actor: Actor, person: int, *, rule: str, reset: bool = False, browser: str = "") -> Iterator[None]:
    """Do something that may change how a person signs in; what changed is recorded and told with it, or none of it."""
    demand(actor, rule)
    with events.work(actor) as log:
        before = _ways_in(person)
        yield
        found = changes(before, _ways_in(person), reset=reset)
        for change in found:
            log.record("accounts.security-changed", (KIND, person), holder=actor.office, data={"change": change})
        if found:
            told = Letter(kind=Letter.Kind.CHANGED, person_id=person, to=before.primary, changes=list(found))
            told.origin, told.browser = actor.origin, browser
            mailing.post(told)


def _ways_in(person: int) -> WaysIn:
    """Look at what a person signs in with, and hold the row of the person until the end of the unit."""
    row = Person.objects.select_for_update().get(pk=person)
    addresses = EmailAddress.objects.filter(user=person).values_list("email", flat=True)
    return WaysIn(
        password=row.password_at if row.has_usable_password() else None,
        primary=row.email,
        addresses=frozenset(addresses) | {row.email},
        factors=frozenset(Authenticator.objects.filter(user=person).values_list("type", "pk")),
        providers=frozenset(SocialAccount.objects.filter(user=person).values_list("pk", flat=True)),
    )
