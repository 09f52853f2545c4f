"""End a certificate: revoke it, or renew it by one that names it. The record itself never changes."""

from datetime import date

from django.utils import timezone

from kotaham.apps.certificates import queries
from kotaham.apps.certificates.models import Certificate, Template
from kotaham.apps.certificates.rules import LIFE
from kotaham.apps.certificates.services import hooks, letters
from kotaham.apps.certificates.services.building import row_of
from kotaham.apps.certificates.services.finding import find
from kotaham.apps.certificates.services.issuing import Wish, batch_of, judged, take
from kotaham.apps.events import services as events
from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor, Stale
from kotaham.apps.register import services as register
from kotaham.apps.register.services import Happened
from kotaham.core.errors import Refused


def revoke(pk: int, reason: str, *, actor: Actor) -> Certificate:
    """Revoke a certificate; its hours are taken back and it is counted no longer."""
    row = find(pk, "certificates.revoke", actor=actor)
    why = letters.must_say(reason)
    with events.work(actor) as log:
        _end(row, "revoke", why, actor)
        hooks.tell_ended([row.enrolment_id], why, log)
        register.count([_uncounted(row)], log)
        log.record("certificates.revoked", row, holder=row.office_id, reason=why)
    return row


def renew(pk: int, template: int, on: date, reason: str, *, actor: Actor) -> Certificate:
    """Issue a certificate that replaces another, with what the register and the template say now."""
    row = find(pk, "certificates.renew", actor=actor)
    why = letters.must_say(reason)
    judged(Wish(row.version_id, template, on), actor)
    person = queries.mine_of(row.enrolment_id)
    if person is None:
        raise Refused(letters.NOT_THERE())
    with events.work(actor) as log:
        first = take(1)
        _end(row, "renew", why, actor)
        Template.objects.filter(pk=template, used=False).update(used=True)
        look = queries.template(template).get()
        batch = batch_of(row.version_id, actor.office or look.office_id, look, on)
        made = row_of(batch, person, first, renews=row)
        made.save(force_insert=True)
        _record(row, made, why, log)
    return made


def _record(row: Certificate, made: Certificate, why: str, log: Log) -> None:
    log.record("certificates.replaced", row, holder=row.office_id, reason=why, data={"certificate": made.pk})
    log.record("certificates.renewed", made, holder=made.office_id, reason=why, data={"certificate": row.pk})


def _end(row: Certificate, verb: str, why: str, actor: Actor) -> None:
    """Move a certificate that counts to its end, once."""
    move = LIFE.move(verb, row.state)
    now = timezone.now()
    fields = {"state": move.target, "ended_at": now, "ended_by_id": actor.person, "ended_reason": why}
    if not Certificate.objects.filter(pk=row.pk, state=move.source).update(**fields):
        raise Stale.of(letters.named(row))
    row.state, row.ended_at, row.ended_reason = move.target, now, why


def _uncounted(row: Certificate) -> Happened:
    return Happened("certified", row.day, row.member_id, row.kanwil_id, row.office_id, row.group, sign=-1)
