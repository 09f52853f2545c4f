"""Hours come with the certificate, in the year of its day; never twice; a revocation takes them back."""

from decimal import Decimal

import pytest
from django.db import Error, IntegrityError, transaction

from kotaham.apps.certificates import services as certificates
from kotaham.apps.certificates.models import Certificate
from kotaham.apps.courses.models import Version
from kotaham.apps.credits import queries, services
from kotaham.apps.credits.models import Line
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, Forbidden, Stale
from kotaham.apps.register.models import Member
from kotaham.core.errors import Refused
from tests.apps.certificates.making import DAY, a_template, a_version, an_enrolment, issued
from tests.apps.conftest import ActorOf
from tests.cast import World

pytestmark = pytest.mark.django_db


def test_a_certificate_credits_its_hours_to_the_year_of_its_day(certified: Certificate, sari: Member) -> None:
    row = Line.objects.get()
    assert (row.member_id, row.year, row.hours, row.kind) == (sari.pk, DAY.year, Decimal("12.5"), "earned")
    assert (row.certificate_id, row.number, row.title) == (certified.pk, certified.number, "Dasar HAM Rekaan")
    assert queries.total_of(sari.pk, DAY.year) == Decimal("12.5")
    assert Event.objects.filter(verb="credits.earned").count() == 1


def test_hours_that_nobody_set_credit_nothing(intan: Actor, sari: Member, world: World) -> None:
    version = a_version(world.office("kanwil"), hours=None)
    an_enrolment(version, sari)
    issued(intan, version)
    assert Certificate.objects.count() == 1
    assert not Line.objects.exists()
    assert not Event.objects.filter(verb="credits.earned").exists()


def test_the_same_certificate_is_never_credited_twice(certified: Certificate, sari: Member) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Line.objects.create(member=sari, year=2026, hours=1, kind="earned", certificate=certified, title="x", ended=DAY)


def test_a_renewed_certificate_credits_nothing_more(certified: Certificate, intan: Actor) -> None:
    certificates.renew(certified.pk, a_template(intan).pk, DAY, "Nama keliru.", actor=intan)
    assert Line.objects.count() == 1


def test_a_revoked_certificate_takes_its_hours_back(certified: Certificate, intan: Actor, sari: Member) -> None:
    certificates.revoke(certified.pk, "Kehadiran tidak benar.", actor=intan)
    back = Line.objects.get(kind="reversed")
    assert (back.hours, back.year, back.reason) == (Decimal("-12.5"), DAY.year, "Kehadiran tidak benar.")
    assert queries.total_of(sari.pk, DAY.year) == 0


def test_revoking_a_renewed_one_takes_back_what_the_first_had_credited(
    certified: Certificate, intan: Actor, sari: Member
) -> None:
    made = certificates.renew(certified.pk, a_template(intan).pk, DAY, "Nama keliru.", actor=intan)
    certificates.revoke(made.pk, "Keliru.", actor=intan)
    assert queries.total_of(sari.pk, DAY.year) == 0


def test_the_same_course_twice_in_a_year_is_warned_of(
    certified: Certificate, intan: Actor, sari: Member, version: Version
) -> None:
    again = Version.objects.create(
        course=version.course, number=2, state="published", published_at=version.published_at, hours=4,
        hours_basis="x", needs={"modules": True},
    )  # fmt: skip
    an_enrolment(again, sari)
    issued(intan, again)
    rows = list(queries.lines_of(sari.pk, DAY.year))
    assert queries.twice(rows) == {row.pk for row in rows}
    services.reverse(rows[1].pk, "Terhitung dua kali.", actor=intan)
    assert queries.twice(queries.lines_of(sari.pk, DAY.year)) == set()


@pytest.mark.parametrize("changes", [{"hours": 99}, {"year": 2020}, {"title": "x"}, {"kind": "recognised"}])
def test_the_database_refuses_to_change_a_line(changes: dict[str, object], certified: Certificate) -> None:
    with pytest.raises(Error, match=r"tidak dapat diubah atau dihapus"), transaction.atomic():
        Line.objects.update(**changes)


def test_the_database_refuses_to_delete_a_line(certified: Certificate) -> None:
    with pytest.raises(Error, match=r"tidak dapat diubah atau dihapus"), transaction.atomic():
        Line.objects.all()._raw_delete("default")


def test_a_line_is_taken_back_by_hand_once(certified: Certificate, intan: Actor) -> None:
    row = Line.objects.get()
    made = services.reverse(row.pk, "Salah orang.", actor=intan)
    with pytest.raises(Stale):
        services.reverse(row.pk, "Lagi.", actor=intan)
    with pytest.raises(Refused, match="sudah ditarik kembali"):
        services.reverse(made.pk, "Balik.", actor=intan)


def test_who_may_not_takes_nothing_back(certified: Certificate, world: World, actor: ActorOf) -> None:
    with pytest.raises(Forbidden):
        services.reverse(Line.objects.get().pk, "x", actor=actor(world.joko))
