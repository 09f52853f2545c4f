"""Revoke, renew, expire: the record stays, and everybody who checks sees what became of it."""

from datetime import date
from typing import Any

import pytest
from django.http import Http404

from kotaham.apps.certificates import services
from kotaham.apps.certificates.models import Certificate, Template
from kotaham.apps.certificates.services.keys import verifying
from kotaham.apps.courses.models import Version
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, Forbidden
from kotaham.apps.register.models import Member
from kotaham.core.badges.credential import is_ended, read_jwt
from kotaham.core.errors import Refused
from tests.apps.certificates.making import DAY, a_template, a_version, issued, learners
from tests.apps.conftest import ActorOf, AsPerson
from tests.cast import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def template(intan: Actor) -> Template:
    return a_template(intan)


@pytest.fixture
def row(intan: Actor, version: Version, world: World, template: Template) -> Certificate:
    learners(version, world.office("dinas"), 1)
    issued(intan, version, template)
    return Certificate.objects.get()


def ended(number: int = 0) -> str:
    said = read_jwt(services.status_file(number) or "", verifying())
    assert said is not None
    return str(said["credentialSubject"]["encodedList"])


def test_a_revoked_one_is_seen_by_all_who_check(row: Certificate, intan: Actor, told: dict[str, list[Any]]) -> None:
    assert not is_ended(ended(), row.status_index)
    services.revoke(row.pk, "Kehadiran tidak benar.", actor=intan)
    shown = services.check(row.token)
    assert shown is not None
    assert (shown.standing, shown.whole) == ("revoked", True)
    assert is_ended(ended(), row.status_index)
    assert told["ended"] == [row.enrolment_id]
    event = Event.objects.get(verb="certificates.revoked")
    assert (event.why, event.subject) == ("Kehadiran tidak benar.", str(row.pk))


def test_a_revoked_one_is_not_issued_again_by_the_job(row: Certificate, intan: Actor, version: Version) -> None:
    services.revoke(row.pk, "Keliru.", actor=intan)
    assert services.preview(version.pk, actor=intan).wanted == 0


def test_a_second_revocation_says_what_is_possible(row: Certificate, intan: Actor) -> None:
    services.revoke(row.pk, "Keliru.", actor=intan)
    with pytest.raises(Refused) as refused:
        services.revoke(row.pk, "Lagi.", actor=intan)
    assert refused.value.codes == ("lifecycle.not-from-here",)


def test_without_a_reason_nothing_ends(row: Certificate, intan: Actor) -> None:
    with pytest.raises(Refused, match="Alasan masih kosong"):
        services.revoke(row.pk, "  ", actor=intan)
    assert Certificate.objects.get().state == "valid"


def test_a_renewed_one_names_the_old_one_and_prints_what_the_register_says_now(
    row: Certificate, intan: Actor, template: Template, told: dict[str, list[Any]]
) -> None:
    Member.objects.update(name="Nama Baru")
    made = services.renew(row.pk, template.pk, DAY, "Nama keliru.", actor=intan)
    row.refresh_from_db()
    assert (row.state, made.state, made.renews_id) == ("replaced", "valid", row.pk)
    assert (made.fields["name"], made.fields["renews"]) == ("Nama Baru", row.number)
    assert row.fields["name"] == "Peserta 000"
    shown = services.check(row.token)
    assert shown is not None
    assert (shown.standing, shown.newer) == ("replaced", made)
    assert told["issued"] == []


def test_an_expired_one_says_so_from_the_day_after_its_last(intan: Actor, world: World, time_machine: Any) -> None:
    version = a_version(world.office("kanwil"), valid_months=3)
    learners(version, world.office("dinas"), 1)
    time_machine.move_to("2026-11-22T10:00:00+07:00", tick=False)
    issued(intan, version)
    row = Certificate.objects.get()
    assert row.expires_on == date(2027, 2, 20)
    for moment, standing in (("2027-02-20T23:00:00+07:00", "valid"), ("2027-02-21T00:30:00+07:00", "expired")):
        time_machine.move_to(moment, tick=False)
        shown = services.check(row.token)
        assert shown is not None
        assert shown.standing == standing


def test_who_may_end_one(row: Certificate, template: Template, world: World, actor: ActorOf) -> None:
    for name in ("joko", "made"):
        with pytest.raises(Forbidden):
            services.revoke(row.pk, "x", actor=actor(world.people[name]))
        with pytest.raises(Forbidden):
            services.renew(row.pk, template.pk, DAY, "x", actor=actor(world.people[name]))
    with pytest.raises(Http404):
        services.revoke(row.pk, "x", actor=actor(world.seno))


def test_the_pages_walk(row: Certificate, template: Template, world: World, as_: AsPerson) -> None:
    browser, at = as_(world.intan), f"/sertifikat/nomor/{row.pk}"
    assert browser.post(f"{at}/cabut", {"reason": ""}).status_code == 422
    sent = {"template": template.pk, "day": DAY.isoformat(), "reason": "Nama keliru."}
    answer = browser.post(f"{at}/perbarui", sent, follow=True)
    assert "yang lama tercatat digantikan" in answer.content.decode()
    made = Certificate.objects.get(state="valid")
    answer = browser.post(f"/sertifikat/nomor/{made.pk}/cabut", {"reason": "Keliru."}, follow=True)
    assert "Sertifikat dicabut." in answer.content.decode()
    assert as_(world.seno).get(at).status_code == 404
    assert as_(world.joko).get(f"{at}/cabut").status_code == 403
    assert browser.delete(at).status_code == 405
