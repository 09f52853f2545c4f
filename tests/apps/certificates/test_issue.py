"""Issue for everybody who has earned one: frames, numbers, signatures, what others are told."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kotaham.apps.certificates import services
from kotaham.apps.certificates.models import Certificate, Issue
from kotaham.apps.certificates.services import Wish, issuing
from kotaham.apps.certificates.services.building import record_of
from kotaham.apps.certificates.services.keys import verifying
from kotaham.apps.courses.models import Version
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, Forbidden, Stale
from kotaham.apps.jobs.services import work_off
from kotaham.apps.notices.models import Notice
from kotaham.apps.register.services import Happened
from kotaham.apps.register.services import hooks as register_hooks
from kotaham.core.badges.payload import is_signed
from kotaham.core.badges.record import unbase32
from kotaham.core.errors import Refused
from tests.apps.certificates.making import DAY, a_member, a_template, a_version, an_enrolment, issued, learners, today
from tests.apps.conftest import ActorOf, AsPerson
from tests.cast import World

pytestmark = pytest.mark.django_db


def test_everybody_who_has_earned_one_gets_one(intan: Actor, version: Version, world: World) -> None:
    learners(version, world.office("dinas"), 7)
    row = issued(intan, version)
    assert (row.state, row.issued, row.wanted) == ("done", 7, 7)
    rows = Certificate.objects.order_by("pk")
    assert [one.number for one in rows] == [f"{n:06d}/PHAM/XI/2026" for n in range(1, 8)]
    assert [one.status_index for one in rows] == list(range(7))
    assert {one.hours for one in rows} == {Decimal("12.5")}
    assert all(is_signed(record_of(one), unbase32(one.signature), verifying()) for one in rows)
    assert all(record_of(one).sha256.hex() == one.record_sha256 for one in rows)


def test_what_is_printed_is_the_register_the_course_and_the_template(
    intan: Actor, version: Version, world: World
) -> None:
    an_enrolment(version, a_member(world.office("dinas"), "Sari Contoh", post="Analis"))
    issued(intan, version)
    said = Certificate.objects.get().fields
    assert (said["name"], said["label"], said["mask"], said["post"]) == (
        "Sari Contoh",
        "NIP",
        "•" * 15 + "007",
        "Analis",
    )
    assert said["text"].startswith("telah mengikuti pelatihan Dasar HAM Rekaan yang diselenggarakan oleh Kanwil Contoh")
    assert (said["began"], said["ended"], said["day"], said["expires"]) == (
        "2026-11-01",
        "2026-11-10",
        "2026-11-20",
        "",
    )


def test_a_second_issue_reaches_only_those_who_came_since(intan: Actor, version: Version, world: World) -> None:
    learners(version, world.office("dinas"), 3)
    template = a_template(intan)
    issued(intan, version, template)
    with pytest.raises(Refused, match="Tidak ada peserta yang menunggu"):
        services.ask(Wish(version.pk, template.pk, DAY), actor=intan)
    an_enrolment(version, a_member(world.office("dinas"), "Baru"))
    assert issued(intan, version, template).issued == 1
    assert Certificate.objects.count() == 4


def test_frames_join_without_a_gap(
    intan: Actor, version: Version, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(issuing.frame, "__kwdefaults__", {"most": 2})
    learners(version, world.office("dinas"), 7)
    row = issued(intan, version)
    assert row.issued == 7
    assert list(Certificate.objects.order_by("pk").values_list("status_index", flat=True)) == list(range(7))
    assert Event.objects.filter(verb="certificates.issued").count() == 4


@pytest.mark.parametrize(("needs", "state", "gets"), [
    ({"modules": True}, "finished", True), ({"modules": True}, "passed", True),
    ({"modules": True, "post": "passed"}, "finished", False), ({"modules": True, "post": "passed"}, "passed", True),
    ({"modules": True, "post": "taken"}, "finished", True), ({"modules": True}, "started", False),
    ({"modules": True}, "waived", False), ({"modules": True}, "withdrawn", False), ({"modules": True}, "failed", False),
])  # fmt: skip
def test_who_has_earned_one(needs: dict[str, Any], state: str, gets: bool, intan: Actor, world: World) -> None:
    version = a_version(world.office("kanwil"), needs=needs)
    an_enrolment(version, a_member(world.office("dinas")), state)
    assert services.preview(version.pk, actor=intan).wanted == int(gets)


def test_the_preview_tells_who_gets_none_and_why(intan: Actor, world: World) -> None:
    version = a_version(world.office("kanwil"), needs={"post": "passed"})
    for state, count in (("passed", 2), ("finished", 3), ("started", 1)):
        learners(version, world.office("dinas"), count, state)
    view = services.preview(version.pk, actor=intan)
    assert view.wanted == 2
    assert [(words.id, count) for _state, words, count in view.others] == [
        ("Masih belajar", 1),
        ("Selesai, tetapi belum lulus tes akhir", 3),
    ]


def test_a_kanwil_issues_for_its_own_people_only(intan: Actor, version: Version, world: World, actor: ActorOf) -> None:
    learners(version, world.office("dinas"), 2)
    learners(version, world.office("dinas_seberang"), 3)
    issued(intan, version)
    assert Certificate.objects.count() == 2
    seno = actor(world.seno)
    issued(seno, version)
    assert Certificate.objects.count() == 5
    assert Certificate.objects.filter(kanwil=seno.office).count() == 3


def test_hours_that_nobody_set_are_not_printed_and_a_template_that_names_them_is_refused(
    intan: Actor, world: World
) -> None:
    version = a_version(world.office("kanwil"), hours=None)
    learners(version, world.office("dinas"), 1)
    naming = a_template(intan, "Ber-JP", text="telah mengikuti {pelatihan} selama {jp} JP")
    with pytest.raises(Refused, match="JP pelatihan ini belum ditetapkan"):
        services.ask(Wish(version.pk, naming.pk, DAY), actor=intan)
    issued(intan, version)
    row = Certificate.objects.get()
    assert row.hours is None
    assert row.fields["hours"] == ""


def test_everything_that_is_wrong_is_told_at_once(intan: Actor, world: World) -> None:
    draft = a_version(world.office("kanwil"), state="draft", published_at=None)
    with pytest.raises(Refused) as refused:
        services.ask(Wish(draft.pk, 0, today() + timedelta(days=1)), actor=intan)
    assert set(refused.value.codes) == {
        "certificates.version-draft", "certificates.template-not-usable", "certificates.day-future"
    }  # fmt: skip


def test_while_one_runs_a_second_is_late(intan: Actor, version: Version, world: World) -> None:
    learners(version, world.office("dinas"), 2)
    template = a_template(intan)
    services.ask(Wish(version.pk, template.pk, DAY), actor=intan)
    with pytest.raises(Stale):
        services.ask(Wish(version.pk, template.pk, DAY), actor=intan)
    work_off()
    assert Issue.objects.count() == 1


def test_an_issue_whose_work_was_given_up_stands_in_nobodys_way(intan: Actor, version: Version, world: World) -> None:
    learners(version, world.office("dinas"), 2)
    stuck = Issue.objects.create(
        version=version, office_id=intan.office or 0, template=a_template(intan, "Lama"), day=DAY, state="running",
        by_id=intan.person or 0,
    )  # fmt: skip
    assert issued(intan, version).issued == 2
    stuck.refresh_from_db()
    assert (stuck.state, stuck.issued) == ("failed", 0)


def test_the_rooms_above_and_the_tallies_are_told_in_the_same_unit(
    intan: Actor, version: Version, world: World, told: dict[str, list[Any]]
) -> None:
    counted: list[Happened] = []
    kept = list(register_hooks._counters)
    register_hooks._counters[:] = [lambda happened, _log: counted.extend(happened)]
    try:
        (enrolment,) = learners(version, world.office("dinas"), 1)
        issued(intan, version)
    finally:
        register_hooks._counters[:] = kept
    (one,) = told["issued"]
    assert (one.enrolment, one.hours, one.day, one.course) == (enrolment.pk, Decimal("12.5"), DAY, version.course_id)
    (happened,) = counted
    assert (happened.measure, happened.kanwil, happened.sign) == ("certified", intan.office, 1)


def test_who_has_an_account_is_told(intan: Actor, version: Version, world: World) -> None:
    an_enrolment(version, a_member(world.office("dinas"), account=world.nia))
    issued(intan, version)
    assert Notice.objects.filter(person=world.nia, kind="certificates.ready").count() == 1


def test_who_may_not_does_not(world: World, actor: ActorOf, version: Version) -> None:
    for name in ("ani", "made", "nia", "budi"):
        with pytest.raises(Forbidden):
            services.preview(version.pk, actor=actor(world.people[name]))


def test_the_pages_walk(world: World, as_: AsPerson, intan: Actor, version: Version) -> None:
    learners(version, world.office("dinas"), 3)
    learners(version, world.office("dinas"), 1, "enrolled")
    template, browser = a_template(intan), as_(world.intan)
    assert "Dasar HAM Rekaan" in browser.get("/sertifikat/terbitkan").content.decode()
    page = browser.get(f"/sertifikat/terbitkan/{version.pk}").content.decode()
    assert "Peserta 000" in page
    assert "Terdaftar, belum memenuhi syarat pelatihannya" in page
    assert "?keadaan=enrolled" in page
    answer = browser.post(f"/sertifikat/terbitkan/{version.pk}", {"template": template.pk, "day": DAY.isoformat()})
    assert answer.status_code == 302
    work_off()
    assert "3 dari 3" in browser.get(answer["Location"]).content.decode()
    assert "Dasar HAM Rekaan" in browser.get("/sertifikat/penerbitan").content.decode()
    assert as_(world.seno).get(answer["Location"]).status_code == 404


def test_a_frame_asks_a_fixed_number_of_questions(
    intan: Actor, version: Version, world: World, told: dict[str, list[Any]]
) -> None:
    counts = []
    for count in (3, 30):
        learners(version, world.office("dinas"), count)
        with CaptureQueriesContext(connection) as asked:
            issued(intan, version)
        counts.append(len(asked))
    assert counts[1] - counts[0] <= 2
