"""Build the rows of certificates: what is printed, its digest and its signature; nothing is written here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from secrets import token_bytes

from django.utils import timezone

from kotaham.apps.certificates.models import Certificate, Issue, Template
from kotaham.apps.certificates.queries.earners import Earner
from kotaham.apps.certificates.rules import Course, Holder, Look, expiry, fields_of, numbered
from kotaham.apps.certificates.services.hooks import Issued
from kotaham.apps.register.services import Happened
from kotaham.core.badges.keys import Signer
from kotaham.core.badges.payload import sign
from kotaham.core.badges.record import TOKEN_BYTES, Record, base32


@dataclass(frozen=True)
class Batch:
    """What all certificates of an issue have in common."""

    version: int
    course: int
    issue: Issue | None
    template: Template
    about: Course
    organiser: str
    day: date
    now: datetime
    signer: Signer

    @cached_property
    def issue_id(self) -> int | None:
        """The number of the issue; a renewed certificate has none."""
        return self.issue.pk if self.issue else None

    @cached_property
    def look(self) -> Look:
        """The words of the template."""
        row = self.template
        return Look(str(row), row.title, row.text, row.place, row.signatory, row.signatory_title, self.organiser)

    @cached_property
    def key(self) -> str:
        """The name of the key that signs."""
        return self.signer.name

    @cached_property
    def expires(self) -> date | None:
        """The last day on which a certificate of today counts."""
        return expiry(self.day, self.about.months)


def rows_of(batch: Batch, people: Sequence[Earner], first: int) -> Iterator[Certificate]:
    """Build the certificates of people; `first` is the place of the first of them in the list of statuses."""
    for place, person in enumerate(people, start=first):
        yield row_of(batch, person, place)


def row_of(batch: Batch, person: Earner, place: int, renews: Certificate | None = None) -> Certificate:
    """Build one certificate."""
    day = batch.day
    number = numbered(batch.template.numbering, place + 1, day.year, day.month, batch.about.code)
    fields = fields_of(
        _holder(person), batch.about, batch.look, number=number, on=day, renews=renews.number if renews else ""
    )
    record = Record(base32(token_bytes(TOKEN_BYTES)), place, batch.key, fields)
    return Certificate(
        token=record.token, number=number, enrolment_id=person.enrolment, member_id=person.member,
        version_id=batch.version, issue_id=batch.issue_id, template_id=batch.template.pk, fields=fields,
        record_sha256=record.sha256.hex(), signature=base32(sign(record, batch.signer)), key=batch.key,
        status_index=place, day=day, issued_at=batch.now, hours=batch.about.hours, office_id=person.office,
        kanwil_id=person.kanwil, group=person.group, expires_on=batch.expires, renews_id=renews.pk if renews else None,
    )  # fmt: skip


def _holder(person: Earner) -> Holder:
    began, ended = days_of(person)
    agency = person.agency or person.office_name or ""
    return Holder(person.name, person.status, person.tail, person.post, agency, began, ended)


def days_of(person: Earner) -> tuple[date | None, date | None]:
    """Return the days on which somebody began, and passed or finished, by the clock of the capital."""
    ended = person.passed_at or person.finished_at
    began = timezone.localdate(person.started_at) if person.started_at else None
    return began, timezone.localdate(ended) if ended else None


def record_of(row: Certificate) -> Record:
    """Return the record of a certificate as it was signed."""
    return Record(row.token, row.status_index, row.key, row.fields)


def issued(batch: Batch, person: Earner, pk: int, number: str) -> Issued:
    """Say what was issued, for the rooms above."""
    began, ended = days_of(person)
    return Issued(
        pk, person.enrolment, person.member, batch.version, batch.course, batch.about.title, batch.organiser, number,
        batch.day, began, ended, batch.about.hours,
    )  # fmt: skip


def happened(person: Earner, on: date, sign: int = 1) -> Happened:
    """Say what a target counts."""
    return Happened("certified", on, person.member, person.kanwil, person.office, person.group, sign=sign)
