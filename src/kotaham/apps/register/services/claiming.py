"""Join an account to its row of the register, by an e-mail address that the account has proven."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand
from kotaham.apps.register import queries
from kotaham.apps.register.models import Member
from kotaham.apps.register.services import letters
from kotaham.apps.register.services.keys import keyring
from kotaham.apps.register.services.sealed import EMAIL
from kotaham.core.errors import Refused


def claim(*, actor: Actor) -> Member:
    """Join the actor's account to the one row that has its proven address; of two rows none is guessed."""
    demand(actor, "register.claim")
    found = list(Member.objects.filter(email_index__in=_addresses(actor), state__in=queries.COUNTED)[:2])
    if len(found) != 1 or found[0].account_id is not None:
        raise Refused(letters.NO_ROW())
    member = found[0]
    with events.work(actor) as log:
        try:
            with transaction.atomic():
                done = Member.objects.filter(pk=member.pk, account=None).update(account=actor.person)
        except IntegrityError as error:
            raise Refused(letters.NO_ROW()) from error
        if not done:
            raise Refused(letters.NO_ROW())
        log.record("register.claimed", member, holder=member.office_id)
    return member


def _addresses(actor: Actor) -> list[bytes]:
    rows = EmailAddress.objects.filter(user_id=actor.person, verified=True).values_list("email", flat=True)
    return [index for text in rows for index in keyring().indexes(EMAIL, text.strip().lower())]
