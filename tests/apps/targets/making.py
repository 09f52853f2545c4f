"""Things that happen to people, by the services of the rooms below where that is short."""

from dataclasses import replace
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from kotaham.apps.certificates.models import Certificate
from kotaham.apps.classes import services as classes
from kotaham.apps.classes.models import Session
from kotaham.apps.classes.services.presence import Seen, attend
from kotaham.apps.courses.models import Enrolment, Version
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, search_key
from kotaham.apps.offices.models import Office
from kotaham.apps.register import services as register
from kotaham.apps.register.models import Entity, Member, Pair
from kotaham.apps.register.services import Happened
from kotaham.apps.targets import queries
from kotaham.apps.targets.models import Counted, CountedEntity, Measure, Tally
from tests.apps.certificates.making import raw_certificate
from tests.apps.classes.making import raw_session


def held(office: Office, mode: str = "onsite", version: Version | None = None, **more: Any) -> Session:
    """Write a session that takes presence now; its day may be any."""
    row = raw_session(office, "open", mode=mode, version=version)
    if more:
        Session.objects.filter(pk=row.pk).update(**more)
        row.refresh_from_db()
    return row


def come(session: Session, *members: Member, actor: Actor) -> None:
    """Let people be there."""
    with events.work(actor) as log:
        attend(session, [Seen(one.pk) for one in members], "list", actor=actor, log=log)


def retold(session: Session, mode: str, actor: Actor) -> None:
    """Correct how a session is held."""
    session.refresh_from_db()
    wish = classes.Wish(session.title, mode, session.starts, session.ends, place="Aula", link="https://rapat.example/1")
    classes.change(session.pk, replace(wish, version=session.version_id), actor=actor, revision=session.revision)


def certify(member: Member, actor: Actor) -> Certificate:
    """Give a certificate of a course that was passed, and tell so, as an issue and a course do."""
    assert member.office_id is not None
    office = Office.objects.get(pk=member.office_id)
    row = raw_certificate(office, member)
    where = (member.pk, row.kanwil_id, row.office_id, row.group)
    now = timezone.now()
    Enrolment.objects.filter(pk=row.enrolment_id).update(finished_at=now, passed_at=now)
    passed = timezone.localdate(now, timezone.get_default_timezone())
    told = [Happened("certified", row.day, *where), *(Happened(one, passed, *where) for one in ("finished", "passed"))]
    with events.work(actor) as log:
        register.count(told, log)
    return row


def join_up(gone: Member, kept: Member, actor: Actor) -> None:
    """Merge two rows of the register."""
    first, second = sorted((gone, kept), key=lambda one: one.pk)
    pair, _new = Pair.objects.get_or_create(
        first=first, second=second, defaults={"score": 90, "reasons": ["name-birth"]}
    )
    Pair.objects.filter(pk=pair.pk).update(state="open")
    register.merge(pair.pk, kept.pk, "Satu orang", actor=actor)


def wrong(year: int) -> list[Any]:
    """Return everything in which the counts of a year differ from the records."""
    kept, due = queries.kept(year), queries.recounted(year)
    asked = (queries.missing, queries.unfounded)
    people = [(ask.__name__, measure, n) for measure in queries.once() for ask in asked if (n := ask(measure, year))]
    people += [("entities", "persons", n) for n in queries.entities_wrong(year) if n]
    return [*people, *((cell, kept[cell], due[cell]) for cell in kept | due if kept[cell] != due[cell])]


def state(year: int) -> tuple[Any, ...]:
    """Return everything that is counted in a year."""
    rows = Counted.objects.filter(year=year).order_by("measure", "member")
    entities = CountedEntity.objects.filter(year=year).order_by("entity")
    return queries.kept(year), [*_values(rows), *_values(entities)]


def _values(rows: QuerySet[Any]) -> list[tuple[Any, ...]]:
    return list(rows.values_list(*(field.attname for field in rows.model._meta.fields[1:])))


def total(year: int, measure: str, **where: Any) -> int:
    """Return what the board would say."""
    rows = Tally.objects.filter(year=year, kind="month", measure=Measure(measure), **where)
    return sum(rows.values_list("count", flat=True))


def entity(kanwil: Office, name: str = "Karang Taruna Contoh", kind: str = "community") -> Entity:
    """Write a community or a business into the register."""
    return Entity.objects.create(kind=kind, name=name, name_key=search_key(name), kanwil=kanwil)


void = classes.void
