"""What happens is counted in its own transaction, and always equals a recount from the records."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kotaham.apps.certificates import services as certificates
from kotaham.apps.certificates.models import Certificate
from kotaham.apps.classes import services as classes
from kotaham.apps.classes.models import Attendance, EntityAttendance, Seat, Session
from kotaham.apps.courses import services as courses
from kotaham.apps.courses.models import Version
from kotaham.apps.events import services as events
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, system
from kotaham.apps.notices.models import Notice
from kotaham.apps.offices.models import Office
from kotaham.apps.register import services as register
from kotaham.apps.register.models import Member
from kotaham.apps.targets import services
from kotaham.apps.targets.models import Counted, CountedEntity, Recount, Tally
from kotaham.core.errors import Refused
from tests.apps.certificates.making import a_version
from tests.apps.courses.making import member, nip
from tests.apps.targets.making import certify, come, entity, held, join_up, retold, state, total, void, wrong
from tests.cast import World

pytestmark = pytest.mark.django_db
YEAR = timezone.localdate().year
MIGRATIONS = ("classes.migrations.0002_invitations", "targets.migrations.0002_invited_to_sessions")


@pytest.fixture(autouse=True)
def _own_keys(settings: Any, tmp_path: Any) -> None:
    settings.KEYS_FOLDER = tmp_path / "keys"


@pytest.fixture
def sari(world: World) -> Member:
    return member(world.office("dinas"))


def test_a_person_counts_once_a_year_and_every_attendance_counts(world: World, joko: Actor, sari: Member) -> None:
    kanwil = world.office("kanwil")
    first, second = held(kanwil), held(kanwil, "webinar")
    come(first, sari, actor=joko)
    come(second, sari, actor=joko)
    assert (total(YEAR, "persons"), total(YEAR, "attendances")) == (1, 2)
    assert total(YEAR, "persons", mode="onsite", kanwil_id=kanwil.pk) == 1
    assert Tally.objects.get(kind="office", measure="attendances").office_id == sari.office_id
    void(first.pk, Attendance.objects.get(session=first).pk, "Salah orang", actor=joko)
    assert (total(YEAR, "persons", mode="onsite"), total(YEAR, "persons", mode="webinar")) == (0, 1)
    assert total(YEAR, "attendances") == 1
    assert wrong(YEAR) == []


def test_what_is_undone_counts_nothing(world: World, joko: Actor, sari: Member) -> None:
    session = held(world.office("kanwil"))
    with pytest.raises(LookupError), events.work(joko):  # noqa: PT012 - the unit must raise
        come(session, sari, actor=joko)
        raise LookupError
    with events.work(joko):
        with suppress(LookupError), events.work(joko):
            come(session, sari, actor=joko)
            raise LookupError
        come(session, member(world.office("dinas"), "Tuti"), actor=joko)
    assert (total(YEAR, "persons"), total(YEAR, "attendances")) == (1, 1)


def test_counts_stay_where_somebody_served_on_the_day(world: World, eko: Actor, joko: Actor, sari: Member) -> None:
    kanwil, other = world.office("kanwil"), world.office("kanwil_other")
    come(held(kanwil), sari, actor=joko)
    register.move(sari.ref, world.office("dinas_seberang").pk, "Pindah tugas", actor=eko, version=sari.version)
    tomorrow = timezone.now() + timedelta(days=1)
    later = held(kanwil)
    Session.objects.filter(pk=later.pk).update(starts=tomorrow - timedelta(days=1), ends=tomorrow)
    come(later, sari, actor=joko)
    assert total(YEAR, "persons", kanwil_id=kanwil.pk) == 1
    assert total(YEAR, "persons", kanwil_id=other.pk) == 0
    assert total(YEAR, "attendances", kanwil_id=other.pk) == 1
    assert wrong(YEAR) == []


def test_two_rows_of_one_person_count_once_and_apart_again_twice(world: World, eko: Actor, joko: Actor) -> None:
    kept, gone = (member(world.office("dinas"), name) for name in ("Sari Satu", "Sari Dua"))
    session, other = held(world.office("kanwil")), held(world.office("kanwil"))
    come(session, kept, gone, actor=joko)
    come(other, gone, actor=joko)
    before = state(YEAR)
    join_up(gone, kept, eko)
    assert (total(YEAR, "persons"), total(YEAR, "attendances")) == (1, 2)
    assert wrong(YEAR) == []
    register.unmerge(gone.ref, "Ternyata dua orang", actor=eko)
    assert (total(YEAR, "persons"), total(YEAR, "attendances")) == (2, 3)
    assert state(YEAR) == before


def test_a_revoked_certificate_counts_no_longer(world: World, actor: Any, sari: Member) -> None:
    intan = actor(world.intan)
    row = certify(sari, intan)
    assert total(row.day.year, "certified") == 1
    certificates.revoke(row.pk, "Keliru terbit", actor=intan)
    assert total(row.day.year, "certified") == 0
    assert wrong(row.day.year) == []


def test_the_mode_of_a_session_is_corrected_after_people_came(world: World, joko: Actor, sari: Member) -> None:
    session = held(world.office("kanwil"))
    come(session, sari, actor=joko)
    retold(session, "talkshow", joko)
    assert (total(YEAR, "persons", mode="onsite"), total(YEAR, "persons", mode="talkshow")) == (0, 1)
    assert wrong(YEAR) == []


def test_who_is_invited_to_a_session_counts_once_whatever_becomes_of_the_seat(
    world: World, eko: Actor, joko: Actor
) -> None:
    kanwil, person = world.office("kanwil"), member(world.office("dinas"), "Sari", number=nip(1))
    first, second = held(kanwil, "webinar"), held(kanwil)
    classes.invite(first.pk, nip(1), actor=joko)
    assert (total(YEAR, "invited", mode="webinar", kanwil_id=kanwil.pk), total(YEAR, "persons")) == (1, 0)
    register.move(person.ref, world.office("dinas_seberang").pk, "Pindah tugas", actor=eko, version=person.version)
    classes.invite(second.pk, nip(1), actor=eko)
    courses.enrol_members(a_version(kanwil, needs={"modules": True}).pk, [person.pk], actor=eko)
    with events.work(eko) as log:
        classes.take_seats(first, [person.pk], actor=eko, log=log)
    Seat.objects.filter(session=first).update(state="given-up")
    assert (total(YEAR, "invited"), total(YEAR, "invited", kanwil_id=kanwil.pk)) == (1, 1)
    retold(first, "talkshow", joko)
    assert (total(YEAR, "invited", mode="webinar"), total(YEAR, "invited", mode="talkshow")) == (0, 1)
    assert wrong(YEAR) == []


def test_of_two_rows_of_one_person_the_first_invitation_counts_be_it_to_a_session_or_to_a_course(
    world: World, eko: Actor, joko: Actor
) -> None:
    kanwil, dinas = world.office("kanwil"), world.office("dinas")
    gone, kept = member(dinas, "Sari Satu", number=nip(1)), member(dinas, "Sari Dua")
    version = a_version(kanwil, needs={"modules": True})
    classes.invite(held(kanwil, "webinar").pk, nip(1), actor=joko)
    courses.enrol_members(version.pk, [kept.pk], actor=eko, how="invited")
    before = state(YEAR)
    join_up(gone, kept, eko)
    assert [(row.member_id, row.mode) for row in Counted.objects.all()] == [(kept.pk, "webinar")]
    assert wrong(YEAR) == []
    register.unmerge(gone.ref, "Ternyata dua orang", actor=eko)
    assert state(YEAR) == before


def test_invitations_of_before_are_counted_by_the_migration_and_taken_back_by_its_reverse(
    world: World, eko: Actor, joko: Actor
) -> None:
    kanwil, people = (
        world.office("kanwil"),
        [member(world.office("dinas"), f"Orang {n}", number=nip(n)) for n in (1, 2)],
    )
    session, version = held(kanwil, "webinar"), a_version(kanwil, needs={"modules": True})
    courses.enrol_members(version.pk, [people[0].pk], actor=eko)
    before = state(YEAR)
    classes.invite(session.pk, f"{nip(1)}\n{nip(2)}\n{nip(3)}", actor=joko)
    after = state(YEAR)
    Seat.objects.update(invited_at=None, invited_office=None, invited_kanwil=None)
    seats, counts = (import_module(f"kotaham.apps.{name}") for name in MIGRATIONS)
    seats.forward(apps, None)
    counts.backward(apps, None)
    assert state(YEAR) == before
    counts.forward(apps, None)
    assert state(YEAR) == after
    assert (total(YEAR, "invited", mode=""), total(YEAR, "invited", mode="webinar")) == (1, 1)
    assert wrong(YEAR) == []


def test_a_community_counts_once_a_year_and_its_next_attendance_takes_over(world: World, joko: Actor) -> None:
    kanwil = world.office("kanwil")
    karang = entity(kanwil)
    first, second = held(kanwil), held(kanwil, "webinar")
    rows = [classes.note_entity(one.pk, karang.pk, came, "Buku tamu", actor=joko).pk
            for one, came in ((first, 30), (second, None))]  # fmt: skip
    assert (total(YEAR, "persons", group="community"), total(YEAR, "attendances", group="community")) == (1, 2)
    assert total(YEAR, "persons") == 1  # the thirty who came along are counted nowhere
    assert Tally.objects.get(kind="office", measure="persons").office_id == 0
    classes.void_entity(first.pk, rows[0], "Salah catat", actor=joko)
    assert (total(YEAR, "persons", mode="onsite"), total(YEAR, "persons", mode="webinar")) == (0, 1)
    retold(second, "talkshow", joko)
    assert (total(YEAR, "persons", mode="webinar"), total(YEAR, "attendances", mode="talkshow")) == (0, 1)
    assert wrong(YEAR) == []
    classes.void_entity(second.pk, rows[1], "Salah catat", actor=joko)
    assert (total(YEAR, "persons"), total(YEAR, "attendances")) == (0, 0)
    assert wrong(YEAR) == []


class Story:
    """A few people, sessions and courses, and everything that may happen to them."""

    def __init__(self, world: World, eko: Actor, joko: Actor, intan: Actor) -> None:
        self.eko, self.joko, self.intan = eko, joko, intan
        self.offices = [world.office(name) for name in ("dinas", "dinas_rukun", "dinas_seberang")]
        self.people = [member(self.offices[at % 3], f"Orang {at}", number=nip(at + 1)) for at in range(4)]
        kanwil = world.office("kanwil")
        self.versions: list[Version] = [a_version(kanwil, needs={"attendance": n}) for n in (1, 2)]
        self.entities = [entity(kanwil, f"Nama {at}", kind) for at, kind in enumerate(("community", "business"))]
        past = timezone.now() - timedelta(days=366)
        self.sessions = [
            held(kanwil, "onsite", self.versions[0]),
            held(kanwil, "webinar", self.versions[1]),
            held(kanwil, "hybrid"),
            held(kanwil, "onsite", None, starts=past, ends=past + timedelta(hours=1)),
        ]

    def step(self, verb: str, who: int, what: int) -> None:
        person, other = self.people[who], self.people[(who + 1 + what % 3) % 4]
        person.refresh_from_db()
        other.refresh_from_db()
        getattr(self, verb)(person, other, who, what)

    def come(self, person: Member, _other: Member, _who: int, what: int) -> None:
        come(self.sessions[what], person, actor=self.joko)

    def come_both(self, person: Member, other: Member, _who: int, what: int) -> None:
        come(self.sessions[what], person, other, actor=self.joko)

    def void(self, _person: Member, _other: Member, who: int, what: int) -> None:
        row = Attendance.objects.filter(void_at=None).order_by("pk")[who + what :].first()
        if row:
            void(row.session_id, row.pk, "Keliru", actor=self.joko)

    def enrol(self, person: Member, _other: Member, _who: int, what: int) -> None:
        how = "invited" if what > 1 else "bulk"
        courses.enrol_members(self.versions[what % 2].pk, [person.pk], actor=self.eko, how=how)

    def invite(self, _person: Member, _other: Member, who: int, what: int) -> None:
        classes.invite(self.sessions[what].pk, nip(who + 1), actor=self.eko)

    def retell(self, _person: Member, _other: Member, who: int, what: int) -> None:
        retold(self.sessions[what], ("webinar", "talkshow", "onsite", "hybrid")[who], self.eko)

    def join(self, person: Member, other: Member, _who: int, _what: int) -> None:
        join_up(person, other, self.eko)

    def part(self, person: Member, _other: Member, _who: int, _what: int) -> None:
        register.unmerge(person.ref, "Dua orang", actor=self.eko)

    def move(self, person: Member, _other: Member, _who: int, what: int) -> None:
        register.move(person.ref, self.offices[what % 3].pk, "Pindah", actor=self.eko, version=person.version)

    def certify(self, person: Member, _other: Member, _who: int, _what: int) -> None:
        certify(person, self.intan)

    def revoke(self, _person: Member, _other: Member, _who: int, what: int) -> None:
        found = Certificate.objects.filter(state="valid").order_by("pk")[what:].first()
        if found:
            certificates.revoke(found.pk, "Keliru", actor=self.eko)

    def visit(self, _person: Member, _other: Member, who: int, what: int) -> None:
        classes.note_entity(self.sessions[what].pk, self.entities[who % 2].pk, who or None, "Buku", actor=self.joko)

    def void_visit(self, _person: Member, _other: Member, who: int, _what: int) -> None:
        row = EntityAttendance.objects.filter(void_at=None).order_by("pk")[who:].first()
        if row:
            classes.void_entity(row.session_id, row.pk, "Keliru", actor=self.joko)


VERBS = (
    "come", "come_both", "void", "enrol", "invite", "invite", "retell", "join", "part", "move", "certify", "revoke",
    "visit", "visit", "void_visit",
)  # fmt: skip


@contextmanager
def forgotten() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


EXAMPLES = 8  # of up to 16 steps each
STEPS = st.lists(st.tuples(st.sampled_from(VERBS), st.integers(0, 3), st.integers(0, 3)), min_size=4, max_size=16)


@settings(
    max_examples=EXAMPLES,
    phases=[Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_whatever_happens_the_counts_equal_the_records(
    steps: Sequence[tuple[str, int, int]], world: World, eko: Actor, joko: Actor, intan: Actor
) -> None:
    with forgotten():
        story = Story(world, eko, joko, intan)
        for step in steps:
            with suppress(Refused):
                story.step(*step)
        for year in (YEAR, YEAR - 1):
            assert wrong(year) == []
            before = state(year)
            services.rebuild(year, actor=system("targets.recount"))
            after = state(year)
            assert after[1] == before[1]
            assert after[0] == before[0]


def test_the_nightly_check_finds_what_is_wrong_and_a_rebuild_mends_it(
    world: World, joko: Actor, sari: Member, as_: Any, capsys: Any
) -> None:
    session = held(world.office("kanwil"))
    come(session, sari, actor=joko)
    classes.note_entity(session.pk, entity(world.office("kanwil")).pk, None, "Buku tamu", actor=joko)
    night = system("targets.check")
    assert services.check(YEAR, actor=night).wrong == 0
    assert Event.objects.filter(verb="targets.found-right").count() == 1
    Tally.objects.filter(kind="month", measure="persons").update(count=7)
    Counted.objects.filter(measure="persons").update(mode="webinar")
    CountedEntity.objects.update(mode="webinar")
    call_command("recount_targets", year=[YEAR], lang="id")
    row = Recount.objects.latest("pk")
    assert {one["what"] for one in row.examples} == {"unfounded", "entities-unfounded", "cell"}
    page = as_(world.eko).get("/capaian/pemeriksaan").content.decode()
    assert "Hadir: 1 komunitas atau pelaku usaha dihitung tanpa catatan yang sama" in page
    assert f"{YEAR}: {row.wrong} dari {row.rows} angka tidak cocok" in capsys.readouterr().out
    notice = Notice.objects.get(kind="targets.wrong")
    assert notice.person_id == world.eko.pk
    call_command("recount_targets", year=[YEAR], rebuild=True)
    assert Recount.objects.latest("pk").wrong == 0
    assert wrong(YEAR) == []


def test_offices_and_people_without_a_kanwil_are_counted_as_unknown(world: World, joko: Actor) -> None:
    come(held(world.office("kanwil")), member(None, "Tanpa Kantor"), actor=joko)
    assert total(YEAR, "persons", kanwil_id=0) == 1
    assert wrong(YEAR) == []


def test_thousands_are_counted_in_a_few_statements(
    world: World, joko: Actor, django_assert_max_num_queries: Any
) -> None:
    office: Office = world.office("dinas")
    people = [Member(status="pns", name="x", name_key=f"x {n}", office=office) for n in range(3000)]
    Member.objects.bulk_create(people)
    told = [
        register.Happened("attendances", timezone.localdate(), one.pk, None, office.pk, "apparatus", "webinar")
        for one in people
    ]
    with django_assert_max_num_queries(24), events.work(joko) as log:
        register.count(told, log)
    assert total(YEAR, "persons") == 3000
