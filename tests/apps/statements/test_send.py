"""What happens in training goes out once, whatever the other side and the line to it do."""

import base64
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from kotaham.apps.certificates import services as certificates
from kotaham.apps.certificates.models import Certificate
from kotaham.apps.classes import services as classes
from kotaham.apps.classes.models import Attendance
from kotaham.apps.courses import services as courses
from kotaham.apps.courses.models import Module, Version
from kotaham.apps.events import services as events
from kotaham.apps.events.models import Event
from kotaham.apps.exams.models import Attempt, Exam, Form
from kotaham.apps.gate.services import Actor, Forbidden, system
from kotaham.apps.register.models import Member
from kotaham.apps.statements import services
from kotaham.apps.statements.models import Statement
from tests.apps.certificates.making import a_member, a_version, an_enrolment, issued
from tests.apps.classes.making import opened
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.statements.store import Store, serving
from tests.cast import World

pytestmark = pytest.mark.django_db
SITE = "https://kotaham.contoh.go.id"
# Names of statements and people, and moments: they may hold any digits.
RANDOM = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\dT[\d:.+]+")


class Turn:
    """A turn of the job, without a queue."""

    actor = system("jobs")

    def cancelled(self) -> bool:
        return False

    def progress(self, *_args: Any) -> None:
        """Tell nobody."""


def send() -> int:
    return services.send_due(Turn())  # type: ignore[arg-type]


@pytest.fixture(autouse=True)
def store(settings: Any, tmp_path: Any) -> Iterator[Store]:
    """Serve a store, and name it as the endpoint."""
    settings.KEYS_FOLDER, settings.SITE = tmp_path / "keys", SITE
    with serving() as found:
        settings.XAPI = {"endpoint": found.address, "key": "kotaham", "secret": "rahasia", "names": False}
        yield found


@pytest.fixture
def intan(world: World, actor: ActorOf) -> Actor:
    """Give the head of the Kanwil."""
    return actor(world.intan)


@pytest.fixture
def joko(world: World, actor: ActorOf) -> Actor:
    """Give the trainer of the Kanwil, who holds sessions."""
    return actor(world.joko)


@pytest.fixture
def version(world: World) -> Version:
    """Give a published version of the Kanwil with one module."""
    made = a_version(world.office("kanwil"), state="draft")
    Module.objects.create(version=made, position=1, kind="text", title="Pembuka", text="...")
    Version.objects.filter(pk=made.pk).update(state="published")
    made.refresh_from_db()
    return made


@pytest.fixture
def sari(world: World) -> Member:
    """Give somebody with an account."""
    return a_member(world.office("dinas"), "Sari Contoh", account=world.nia)


def enrol(version: Version, members: list[Member], actor: Actor) -> None:
    with events.work(actor) as log:
        courses.enrol(version, [one.pk for one in members], actor=actor, how="bulk", log=log)


def waiting(**fields: Any) -> int:
    return Statement.objects.filter(state="waiting", **fields).count()


def due_now() -> None:
    Statement.objects.filter(state="waiting").update(next_at=timezone.now() - timedelta(seconds=1))


def test_everything_that_happens_goes_out_without_a_name_or_a_number(
    store: Store, intan: Actor, joko: Actor, version: Version, sari: Member, world: World, actor: ActorOf
) -> None:
    enrol(version, [sari], intan)
    row = courses_of(sari)
    courses.save_progress(row, 1, actor=actor(world.nia), done=True)
    session = opened(joko, version=version.pk)
    with events.work(joko) as log:
        classes.attend(session, [classes.Seen(sari.pk)], "manual", actor=joko, log=log, reason="Hadir.")
    assert send() == 3
    assert store.verbs() == ["registered", "completed", "attended"]
    text = RANDOM.sub("", str(store.kept))
    assert "Sari" not in text
    assert "007" not in text
    for one in store.kept.values():
        assert one["actor"] == {"objectType": "Agent", "account": {"homePage": SITE, "name": str(sari.ref)}}
    done = list(store.kept.values())[1]
    assert done["object"]["definition"]["name"] == {"id": "Pembuka"}
    assert done["context"]["contextActivities"]["parent"][0]["id"].startswith(f"{SITE}/xapi/course/")
    assert store.seen[0][2] == "Basic " + base64.b64encode(b"kotaham:rahasia").decode()
    assert json.loads(Event.objects.get(verb="statements.sent").data) == {"count": 3}
    assert list(Statement.objects.values_list("state", "body").distinct()) == [("sent", None)]


def courses_of(member: Member) -> int:
    return int(Version.objects.get().enrolments.get(member=member).pk)


@pytest.mark.once
def test_nothing_is_queued_while_no_endpoint_is_named(
    settings: Any, intan: Actor, version: Version, sari: Member
) -> None:
    settings.XAPI = {"endpoint": "", "key": "", "secret": "", "names": False}
    enrol(version, [sari], intan)
    assert not Statement.objects.exists()


def test_what_is_undone_leaves_no_statement(intan: Actor, version: Version, sari: Member) -> None:
    def undone() -> None:
        with events.work(intan) as log:
            courses.enrol(version, [sari.pk], actor=intan, how="bulk", log=log)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        undone()
    assert not Statement.objects.exists()


def test_a_result_waits_for_the_close_of_its_test_and_is_exact(
    store: Store, intan: Actor, version: Version, sari: Member
) -> None:
    exam = Exam.objects.create(version=version, office=version.course.office, stage="post", state="open", title="Tes",
                               minutes=30, pass_percent=Decimal(80), pass_basis="Rekaan")  # fmt: skip
    form = Form.objects.create(exam=exam, number=1, questions=[], seed="s", points=3, digest="d")
    attempt = Attempt.objects.create(exam=exam, form=form, member=sari, number=1, state="handed-in", most=3,
                                     points=Decimal(2), passed=False, ends_at=timezone.now())  # fmt: skip
    with events.work(intan) as log:
        log.record("exams.handed-in", attempt)
    assert send() == 0
    assert waiting(why="closed", tries=0) == 1
    Exam.objects.update(state="closed")
    due_now()
    assert send() == 1
    (said,) = store.kept.values()
    assert said["verb"]["id"] == "http://adlnet.gov/expapi/verbs/failed"
    score = {"scaled": 0.6667, "raw": 2.0, "min": 0, "max": 3}
    assert said["result"] == {"completion": True, "success": False, "score": score}


@pytest.mark.once
@pytest.mark.parametrize("failure", [500, 503, 429, 302, "cut"])
def test_what_does_not_get_through_waits_longer_each_time_and_arrives_once(
    failure: int | str, store: Store, intan: Actor, version: Version, world: World
) -> None:
    enrol(version, [a_member(world.office("dinas"), f"Orang {n}") for n in range(3)], intan)
    store.next = [failure, failure]
    for tries, minutes in ((1, 1), (2, 2)):
        before = timezone.now()
        assert send() == 0
        rows = Statement.objects.filter(state="waiting", tries=tries)
        assert rows.count() == 3
        assert all(row.next_at >= before + timedelta(minutes=minutes) for row in rows)
        assert send() == 0  # none is due
        due_now()
    assert send() == 3
    assert len(store.kept) == 3
    assert waiting() == 0


@pytest.mark.once
def test_a_refused_key_stops_everything_and_says_so(store: Store, intan: Actor, version: Version, sari: Member) -> None:
    enrol(version, [sari], intan)
    store.next = [401]
    send()
    assert waiting(why="key", status=401) == 1


def test_one_that_is_at_fault_is_found_and_holds_up_no_other(
    store: Store, intan: Actor, joko: Actor, version: Version, world: World, as_: AsPerson
) -> None:
    people = [a_member(world.office("dinas"), f"Orang {n}") for n in range(7)]
    enrol(version, people, intan)
    session = opened(joko)
    with events.work(joko) as log:
        classes.attend(session, [classes.Seen(people[3].pk)], "manual", actor=joko, log=log, reason="Hadir.")
    store.refuse = {"http://adlnet.gov/expapi/verbs/attended"}
    assert send() == 7
    row = Statement.objects.get(state="refused")
    assert (row.what, row.why, row.status) == ("attended", "invalid", 400)
    page = as_(world.eko).get("/pernyataan-belajar").content.decode()
    assert "Tujuan menolak isinya" in page
    assert "Kirim ulang" in page
    store.refuse = set()
    as_(world.eko).post(f"/pernyataan-belajar/{row.pk}/ulang")
    assert as_(world.eko).post(f"/pernyataan-belajar/{row.pk}/ulang").status_code == 409
    assert as_(world.ani).get("/pernyataan-belajar").status_code == 403
    assert send() == 1
    assert len(store.kept) == 8


@pytest.mark.once
def test_a_conflict_with_the_same_statement_is_fine_and_with_another_is_kept(
    store: Store, intan: Actor, version: Version, world: World
) -> None:
    enrol(version, [a_member(world.office("dinas"), f"Orang {n}") for n in range(2)], intan)
    store.next = ["cut"]
    send()
    first, second = store.kept
    store.kept[first] |= {"stored": "2026-11-22T00:00:00Z", "authority": {"name": "LRS"}}  # equal but for what it adds
    store.kept[second] |= {"result": {"success": True}, "verb": {"id": "http://adlnet.gov/expapi/verbs/passed"}}
    due_now()
    assert send() == 1
    assert str(Statement.objects.get(state="sent").statement) == first
    row = Statement.objects.get(state="refused")
    assert (str(row.statement), row.why) == (second, "conflict")


def test_what_is_undone_is_voided_when_it_may_be_there_and_dropped_when_not(
    store: Store, intan: Actor, joko: Actor, version: Version, sari: Member
) -> None:
    session = opened(joko, version=version.pk)
    for sent in (False, True):
        with events.work(joko) as log:
            classes.attend(session, [classes.Seen(sari.pk)], "manual", actor=joko, log=log, reason="Hadir.")
        if sent:
            send()
        classes.void(session.pk, Attendance.objects.get(void_at=None).pk, "Salah orang.", actor=joko)
    gone, kept = Statement.objects.filter(what="attended").order_by("pk")
    assert (gone.state, kept.state) == ("dropped", "sent")
    assert send() == 1
    said = list(store.kept.values())[-1]
    assert said["verb"]["id"] == "http://adlnet.gov/expapi/verbs/voided"
    assert said["object"] == {"objectType": "StatementRef", "id": str(kept.statement)}
    assert "rahasia" not in str(store.kept)


def test_a_certificate_is_earned_and_its_end_taken_back(
    store: Store, intan: Actor, version: Version, sari: Member, settings: Any
) -> None:
    settings.XAPI = settings.XAPI | {"names": True}
    an_enrolment(version, sari)
    issued(intan, version)
    assert send() == 1
    (said,) = store.kept.values()
    assert said["verb"]["id"] == "http://id.tincanapi.com/verb/earned"
    assert said["actor"]["name"] == "Sari Contoh"
    certificates.revoke(Certificate.objects.get().pk, "Salah.", actor=intan)
    assert send() == 1
    assert store.verbs() == ["earned", "voided"]


@pytest.mark.once
def test_only_the_system_sends(intan: Actor) -> None:
    turn = Turn()
    turn.actor = intan
    with pytest.raises(Forbidden):
        services.send_due(turn)  # type: ignore[arg-type]
