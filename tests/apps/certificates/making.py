"""People who have passed a course, and what certificates need, written past all services where that is shorter."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from kotaham.apps.accounts.models import Person
from kotaham.apps.certificates import services
from kotaham.apps.certificates.models import Certificate, Issue, Template
from kotaham.apps.certificates.services import Wish, Words
from kotaham.apps.courses.models import Course, Enrolment, Programme, Version
from kotaham.apps.gate.services import Actor, search_key
from kotaham.apps.jobs.services import work_off
from kotaham.apps.offices.models import Office
from kotaham.apps.register.models import Member
from kotaham.apps.register.services import kanwil_above, write_words

DAY = date(2026, 11, 20)
WORDS = Words(
    "Sertifikat",
    "telah mengikuti pelatihan {pelatihan} yang diselenggarakan oleh {penyelenggara}.",
    "{nomor}/PHAM/{bulan}/{tahun}",
    "Kota Contoh",
    "Intan Irawati",
    "Kepala Kantor Wilayah",
)


def today() -> date:
    return timezone.localdate()


def a_version(office: Office, hours: Decimal | None = Decimal("12.5"), **more: Any) -> Version:
    """Write a published version of a course."""
    programme, _new = Programme.objects.get_or_create(office=office, title="Program rekaan")
    code = f"c-{uuid4().hex[:10]}"
    course = Course.objects.create(programme=programme, office=office, code=code, title="Dasar HAM Rekaan")
    basis = "Keputusan rekaan 1/2026" if hours is not None else ""
    published = datetime(2026, 1, 5, tzinfo=UTC)
    fields = {"number": 1, "state": "published", "published_at": published, "needs": {"modules": True}} | more
    return Version.objects.create(course=course, hours=hours, hours_basis=basis, **fields)


def a_member(office: Office, name: str = "Sari Contoh", **more: Any) -> Member:
    """Write somebody into the register."""
    row = Member.objects.create(
        status="pns", name=name, name_key=search_key(name), number_tail="007", office=office,
        kanwil_id=kanwil_above(office.pk), **more,
    )  # fmt: skip
    write_words(row)
    return row


def an_enrolment(version: Version, member: Member, state: str = "passed") -> Enrolment:
    """Write how somebody took a version."""
    end = datetime(2026, 11, 10, 3, tzinfo=UTC)
    return Enrolment.objects.create(
        version=version, member=member, state=state, office_id=member.office_id, kanwil_id=member.kanwil_id,
        group="apparatus", started_at=end - timedelta(days=9), finished_at=end,
        passed_at=end if state == "passed" else None,
    )  # fmt: skip


def learners(version: Version, office: Office, count: int, state: str = "passed") -> list[Enrolment]:
    """Write several people who took a version."""
    return [an_enrolment(version, a_member(office, f"Peserta {n:03d}"), state) for n in range(count)]


def a_template(actor: Actor, name: str = "Umum", **changes: Any) -> Template:
    """Make a template of the actor's office."""
    words = Words(**{field: getattr(WORDS, field) for field in Words.__slots__} | changes)
    return services.make_template(name, words, actor=actor)


def issued(actor: Actor, version: Version, template: Template | None = None, day: date = DAY) -> Issue:
    """Issue for everybody who has earned one, to the end."""
    row = services.ask(Wish(version.pk, (template or a_template(actor, uuid4().hex)).pk, day), actor=actor)
    work_off()
    row.refresh_from_db()
    return row


def raw_template(office: Office, *, used: bool = False) -> Template:
    """Write a template past all services, for the matrix."""
    fields = {name: getattr(WORDS, name) for name in Words.__slots__}
    return Template.objects.create(office=office, name=f"T {uuid4().hex[:8]}", used=used, **fields)


def raw_issue(office: Office) -> Issue:
    """Write an issue past all services, for the matrix."""
    by = Person.objects.order_by("pk").first()
    assert by is not None
    return Issue.objects.create(
        version=a_version(office), office=office, template=raw_template(office, used=True), day=DAY, state="done", by=by
    )


def raw_certificate(office: Office, member: Member | None = None) -> Certificate:
    """Write a certificate past all services, for the matrix; nothing on it names an office."""
    who = member or a_member(office)
    enrolment = an_enrolment(a_version(office), who)
    token = uuid4().hex.upper().translate(str.maketrans("0189", "GHIJ"))[:26]
    fields = dict.fromkeys(("name", "mask", "label", "course", "organiser", "place", "signatory", "text", "title"), "x")
    fields |= dict.fromkeys(("signatory_title", "began", "ended", "expires", "renews", "hours", "post", "agency"), "")
    fields |= {"number": token, "day": DAY.isoformat(), "code": "x", "version": "1", "template": "x v1"}
    return Certificate.objects.create(
        token=token, number=token, enrolment=enrolment, member=who, version=enrolment.version,
        template=raw_template(office, used=True), fields=fields, record_sha256="0" * 64, signature="A" * 80,
        key="0" * 16, status_index=int(uuid4().int % 10**9), day=DAY, issued_at=timezone.now(), office=office,
        kanwil_id=who.kanwil_id, group="apparatus",
    )  # fmt: skip
