"""What is past its time goes when two people agreed on a list of it, and never by itself."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from kotaham.apps.certificates import services as certificates
from kotaham.apps.certificates.models import Certificate
from kotaham.apps.classes.models import Seat
from kotaham.apps.events.models import Event
from kotaham.apps.exams.models import Attempt, Exam, Form, Response
from kotaham.apps.gate.services import Actor, Forbidden, Stale, system
from kotaham.apps.jobs.services import work_off
from kotaham.apps.notices.models import Notice
from kotaham.apps.register.models import Member, Wish
from kotaham.apps.retention import queries, services
from kotaham.apps.retention.models import Entry, Sheet, Term
from kotaham.apps.retention.services import Wish as TermWish
from kotaham.core.errors import Refused
from tests.apps.certificates.making import a_member, a_version, an_enrolment, issued
from tests.apps.classes.making import raw_session
from tests.apps.conftest import ActorOf, AsPerson
from tests.cast import World

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2015, 3, 4, tzinfo=UTC)
TODAY = date(2026, 1, 1)


@pytest.fixture
def eko(world: World, actor: ActorOf) -> Actor:
    """Give the administrator of the ministry."""
    return actor(world.eko)


@pytest.fixture
def second(world: World, eko: Actor) -> Actor:
    """Give another administrator."""
    return Actor(
        person=world.gita.pk, name="Kedua", role=eko.role, appointment=eko.appointment, office=eko.office,
        office_name=eko.office_name, rank=eko.rank, area=eko.area,
    )  # fmt: skip


def keep(kind: str, actor: Actor, years: int | None = 5, edition: int = 0, **more: Any) -> Term:
    wish = TermWish(kind, years, "Jadwal retensi rekaan 1/2026", TODAY, **more)
    return services.set_term(wish, actor=actor, edition=edition)


def listed() -> list[Sheet]:
    return services.list_due(actor=system("jobs"))


@pytest.fixture
def left(world: World) -> Member:
    """Give somebody who was marked as not active long ago."""
    return a_member(world.office("dinas"), "Lama Contoh", state="left", changed_at=LONG_AGO)


@pytest.mark.once
def test_nothing_is_listed_while_no_time_is_set(left: Member) -> None:
    assert listed() == []
    assert not Event.objects.filter(verb__startswith="retention.").exists()


def test_a_time_needs_a_basis_and_a_change_its_reason_and_history_stays(
    eko: Actor, world: World, actor: ActorOf
) -> None:
    with pytest.raises(Refused, match="Dasar masa simpan masih kosong"):
        services.set_term(TermWish("people", 5, " ", TODAY), actor=eko, edition=0)
    with pytest.raises(Refused, match="101 tahun tidak mungkin"):
        keep("people", eko, 101)
    with pytest.raises(Forbidden):
        keep("people", actor(world.ani))
    keep("people", eko)
    with pytest.raises(Stale):
        keep("people", eko, 6)
    with pytest.raises(Refused, match="Alasannya masih kosong"):
        keep("people", eko, 6, edition=1)
    keep("people", eko, None, edition=1, reason="Dicabut.")
    assert [row.years for row in queries.history("people")] == [None, 5]
    assert queries.in_force("people", timezone.localdate()) is None


def test_two_people_decide_and_only_then_somebody_is_erased_with_a_receipt(
    left: Member, world: World, eko: Actor, second: Actor
) -> None:
    spared = a_member(world.office("dinas"), "Ditahan Contoh", state="left", changed_at=LONG_AGO)
    active = a_member(world.office("dinas"), "Aktif Contoh", changed_at=LONG_AGO)
    recent = a_member(world.office("dinas"), "Baru Contoh", state="left")
    keep("people", eko)
    (sheet,) = listed()
    assert listed() == []  # one list at a time
    assert Notice.objects.filter(kind="retention.due").exists()
    with pytest.raises(Stale):
        services.confirm(sheet.pk, actor=second)
    services.hold(sheet.pk, spared.pk, "Masih ada sengketa.", actor=eko)
    services.check(sheet.pk, actor=eko)
    with pytest.raises(Refused, match="tidak menyetujuinya sendiri"):
        services.confirm(sheet.pk, actor=eko)
    assert Member.objects.get(pk=left.pk).name == "Lama Contoh"
    services.confirm(sheet.pk, actor=second)
    with pytest.raises(Stale):
        services.confirm(sheet.pk, actor=second)
    run(sheet, second)
    names = dict(Member.objects.values_list("pk", "name"))
    assert names[left.pk] == ""
    assert (names[spared.pk], names[active.pk], names[recent.pk]) == ("Ditahan Contoh", "Aktif Contoh", "Baru Contoh")
    sheet.refresh_from_db()
    assert (sheet.state, sheet.erased, len(sheet.receipt)) == ("erased", 1, 64)
    event = Event.objects.get(verb="retention.erased")
    assert '"erased":1,"held":1' in event.data
    assert Event.objects.filter(verb="register.erased", subject=str(left.pk)).exists()


class Turn:
    """A turn of the job, without a queue."""

    stopping = False

    def __init__(self, actor: Actor) -> None:
        self.actor = actor

    def cancelled(self) -> bool:
        return False

    def progress(self, *_args: Any) -> None:
        """Tell nobody."""


def run(sheet: Sheet, actor: Actor) -> Sheet:
    return services.erase(sheet.pk, Turn(actor))  # type: ignore[arg-type]


def decided(sheet: Sheet, eko: Actor, second: Actor) -> Sheet:
    services.check(sheet.pk, actor=eko)
    services.confirm(sheet.pk, actor=second)
    return run(sheet, second)


def test_who_came_back_since_the_list_was_written_is_left(left: Member, eko: Actor, second: Actor) -> None:
    keep("people", eko)
    (sheet,) = listed()
    Member.objects.filter(pk=left.pk).update(state="active", version=left.version + 1)
    decided(sheet, eko, second)
    assert Member.objects.get(pk=left.pk).name == "Lama Contoh"
    assert Entry.objects.get(sheet=sheet).left
    assert Sheet.objects.get(pk=sheet.pk).erased == 0


@pytest.mark.once
def test_a_list_whose_time_has_changed_is_not_confirmed(left: Member, eko: Actor, second: Actor) -> None:
    keep("people", eko)
    (sheet,) = listed()
    services.check(sheet.pk, actor=eko)
    keep("people", eko, 30, edition=1, reason="Jadwal baru.")
    with pytest.raises(Refused, match="Masa simpannya berubah"):
        services.confirm(sheet.pk, actor=second)
    assert Member.objects.get(pk=left.pk).name == "Lama Contoh"


def test_the_database_itself_wants_two_people(left: Member, eko: Actor) -> None:
    keep("people", eko)
    (sheet,) = listed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.filter(pk=sheet.pk).update(checked_by=eko.person, confirmed_by=eko.person)


def test_a_dropped_list_erases_nothing_and_comes_again(left: Member, eko: Actor, world: World, as_: AsPerson) -> None:
    keep("people", eko)
    (sheet,) = listed()
    browser = as_(world.eko)
    assert "Lama Contoh" in browser.get(f"/masa-simpan/daftar/{sheet.pk}").content.decode()
    assert Event.objects.filter(verb="register.read", subject=str(left.pk)).exists()
    assert browser.post(f"/masa-simpan/daftar/{sheet.pk}/batalkan", {}).status_code == 400
    browser.post(f"/masa-simpan/daftar/{sheet.pk}/batalkan", {"reason": "Jadwalnya ditinjau."})
    assert browser.post(f"/masa-simpan/daftar/{sheet.pk}/periksa").status_code == 409
    assert as_(world.ani).get(f"/masa-simpan/daftar/{sheet.pk}").status_code == 403
    (again,) = listed()
    assert again.pk != sheet.pk


def test_answers_words_and_supervisors_go_and_what_is_counted_stays(world: World, eko: Actor, second: Actor) -> None:
    member = a_member(world.office("dinas"))
    exam = Exam.objects.create(version=a_version(world.office("kanwil")), office=world.office("kanwil"), stage="post",
                               state="closed", title="Tes", minutes=30)  # fmt: skip
    form = Form.objects.create(exam=exam, number=1, questions=[], seed="s", points=3, digest="d")
    attempt = Attempt.objects.create(exam=exam, form=form, member=member, number=1, state="handed-in", most=3,
                                     points=2, ends_at=LONG_AGO, ended_at=LONG_AGO)  # fmt: skip
    Response.objects.create(attempt=attempt, position=1, value="a", points=1)
    wish = Wish.objects.create(member=member, kind="access", state="granted", text="Minta.", answer="Ini.",
                               due_at=LONG_AGO, answered_at=LONG_AGO)  # fmt: skip
    session = raw_session(world.office("kanwil"))
    type(session).objects.filter(pk=session.pk).update(starts=LONG_AGO, ends=LONG_AGO + timedelta(hours=1))
    seat = Seat.objects.create(session=session, member=member, state="seated", supervisor="Pak Atasan", release="given")
    for kind in ("requests", "answers", "supervisors"):
        keep(kind, eko)
    for sheet in listed():
        decided(sheet, eko, second)
    assert not Response.objects.exists()
    attempt.refresh_from_db()
    wish.refresh_from_db()
    seat.refresh_from_db()
    assert (wish.text, wish.answer, wish.state) == ("", "", "granted")
    assert attempt.points == Decimal(2)
    assert (seat.supervisor, seat.release) == ("", "given")
    assert listed() == []


@pytest.mark.once
def test_a_certificate_hides_the_name_of_an_erased_person_unless_a_time_says_otherwise(
    world: World, eko: Actor, actor: ActorOf, as_: AsPerson, settings: Any, tmp_path: Any
) -> None:
    settings.KEYS_FOLDER, settings.SITE = tmp_path / "keys", "https://kotaham.contoh.go.id"
    version, sari = a_version(world.office("kanwil")), a_member(world.office("dinas"), "Sari Contoh")
    an_enrolment(version, sari)
    issued(actor(world.intan), version)
    work_off()
    row = Certificate.objects.get()
    address = row.get_absolute_url()
    assert "Sari Contoh" in as_(world.ani).get(address).content.decode()
    Member.objects.filter(pk=sari.pk).update(state="erased", name="")
    page = as_(world.ani).get(address).content.decode()
    assert "Sari Contoh" not in page
    assert "tidak ditunjukkan lagi" in page
    assert row.number in page
    keep("certificates", eko, 100)
    assert "Sari Contoh" in as_(world.ani).get(address).content.decode()
    shown = certificates.check(row.token)
    assert shown is not None
    assert shown.whole


@pytest.mark.once
def test_the_pages_of_times_walk(world: World, as_: AsPerson) -> None:
    browser = as_(world.eko)
    page = browser.get("/masa-simpan").content.decode()
    assert page.count("belum ditetapkan") == 5
    said = {"years": "7", "basis": "Jadwal rekaan.", "valid_from": "2026-01-01", "edition": "0"}
    assert browser.post("/masa-simpan/jenis/answers/tetapkan", said).status_code == 302
    assert "7 tahun" in browser.get("/masa-simpan").content.decode()
    assert browser.post("/masa-simpan/jenis/answers/tetapkan", said).status_code == 409
    assert browser.post("/masa-simpan/jenis/answers/tetapkan", {}).status_code == 422
    assert browser.get("/masa-simpan/jenis/lain").status_code == 404
    assert as_(world.ani).get("/masa-simpan").status_code == 403
