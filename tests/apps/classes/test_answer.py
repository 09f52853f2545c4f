"""An invitation is answered by its link, without an account, until the session begins."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from kotaham.apps.classes import services
from kotaham.apps.classes.models import Attendance, Seat, Session
from kotaham.apps.classes.rules import short_name, standing
from kotaham.apps.classes.services import answering
from kotaham.apps.classes.services.links import digest
from kotaham.apps.courses.models import Enrolment, Version
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor
from kotaham.apps.register.models import Member
from tests.apps.classes.making import guest, invitation, opened, wish
from tests.apps.courses.making import DAY
from tests.cast import World

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
YES, NO = {"jawaban": "terima"}, {"jawaban": "tolak"}


@pytest.fixture
def asked(world: World, session: Session, joko: Actor) -> tuple[Seat, str]:
    """Give the invitation of somebody without an account, and the path on their letter."""
    guest(world.office("dinas"))
    return invitation(session, 1, joko)


def state(seat: Seat) -> tuple[str, str]:
    seat.refresh_from_db()
    return seat.state, seat.answer_way


@pytest.mark.no_database
@pytest.mark.parametrize(
    ("session", "seat", "before", "known", "present", "said"),
    [
        ("open", "invited", 1, True, False, "open"), ("closed", "seated", 1, True, False, "open"),
        ("open", "invited", 0, True, False, "begun"), ("open", "invited", -1, True, False, "begun"),
        ("held", "seated", 1, True, False, "begun"), ("cancelled", "invited", -1, True, False, "cancelled"),
        ("open", "revoked", 1, True, False, "withdrawn"), ("cancelled", "revoked", -1, True, False, "withdrawn"),
        ("open", "invited", 1, False, False, "withdrawn"), ("open", "seated", 1, True, True, "present"),
        ("open", "seated", 0, True, True, "begun"),
    ],
)  # fmt: skip
def test_what_holds_of_an_invitation(
    session: str, seat: str, before: int, known: bool, present: bool, said: str
) -> None:
    starts = NOW + timedelta(microseconds=before)
    assert standing(session, seat, starts, NOW, known=known, present=present) == said


@pytest.mark.no_database
@pytest.mark.parametrize(
    ("name", "short"),
    [("Dr. Siti Aminah Lubis, S.H.", "Siti A. L."), ("Suharto", "Suharto"), ("H. Budi", "Budi"), ("M.", "M."),
     ("  nia   nuraini ", "nia n.")],
)  # fmt: skip
def test_a_name_is_shortened_to_what_its_owner_knows(name: str, short: str) -> None:
    assert short_name(name) == short


@pytest.mark.no_database
@given(st.lists(st.text(st.characters(categories=["Lu", "Ll"]), min_size=2, max_size=9), min_size=1, max_size=6))
def test_of_a_name_no_word_but_the_first_is_left_whole(words: list[str]) -> None:
    first, *rest = short_name(" ".join(words)).split()
    assert first == words[0]
    assert rest == [f"{word[0]}." for word in words[1:]]


def test_somebody_without_an_account_accepts_changes_their_mind_and_accepts_again(
    asked: tuple[Seat, str], session: Session, client: Client
) -> None:
    seat, path = asked
    assert "Belum dijawab" in client.get(path).content.decode()
    page = client.post(path, YES, follow=True).content.decode()
    assert "Anda menerima undangan ini dan mendapat kursi." in page
    assert state(seat) == ("seated", "link")
    page = client.post(path, NO, follow=True).content.decode()
    assert "Anda menolak undangan ini." in page
    assert state(seat) == ("given-up", "link")
    client.post(path, YES)
    session.refresh_from_db()
    assert (state(seat)[0], session.seated) == ("seated", 1)


def test_an_answer_leaves_the_events_of_a_signed_in_one_and_tells_that_it_came_by_the_link(
    asked: tuple[Seat, str], client: Client
) -> None:
    seat, path = asked
    client.post(path, YES)
    client.post(path, NO)
    rows = Event.objects.filter(subject=str(seat.pk), verb__in=["classes.seated", "classes.given-up"])
    assert [json.loads(row.data) for row in rows] == [{"session": seat.session_id, "way": "link"}] * 2
    assert {row.person for row in rows} == {None}


def test_a_double_click_is_one_answer(asked: tuple[Seat, str], client: Client) -> None:
    seat, path = asked
    for answer, verb in ((YES, "classes.seated"), (NO, "classes.given-up")):
        assert [client.post(path, answer).status_code for _ in range(2)] == [302, 302]
        assert Event.objects.filter(verb=verb, subject=str(seat.pk)).count() == 1


def test_programs_that_open_every_link_change_nothing(asked: tuple[Seat, str], client: Client) -> None:
    path = asked[1]
    before = list(Seat.objects.values()), Session.objects.values().get(), Event.objects.count()
    for ask in (client.get, client.head, client.options):
        ask(path)
    assert client.get(f"{path}?jawaban=terima").status_code == 200
    assert (list(Seat.objects.values()), Session.objects.values().get(), Event.objects.count()) == before


def test_the_page_tells_little_of_the_person_and_is_kept_by_nobody(asked: tuple[Seat, str], client: Client) -> None:
    seat, path = asked
    answer = client.get(path)
    page = answer.content.decode()
    assert "Untuk Sari C. L." in page
    assert not [word for word in ("Lestari", seat.member.number_tail + "<", str(seat.member.ref)) if word in page]
    assert answer["Cache-Control"] == "private, no-store"


def test_without_the_token_of_the_form_nothing_is_taken(asked: tuple[Seat, str]) -> None:
    seat, path = asked
    assert Client(enforce_csrf_checks=True).post(path, YES).status_code == 403
    assert state(seat)[0] == "invited"


def test_an_answer_that_is_none_is_asked_again(asked: tuple[Seat, str], client: Client) -> None:
    answer = client.post(asked[1], {"jawaban": "mungkin"})
    assert (answer.status_code, "Jawabannya belum dipilih." in answer.content.decode()) == (422, True)


def test_the_link_ends_at_the_very_moment_at_which_the_session_begins(
    asked: tuple[Seat, str], session: Session, client: Client, time_machine: Any
) -> None:
    seat, path = asked
    session.refresh_from_db()
    time_machine.move_to(session.starts - timedelta(seconds=1), tick=False)
    assert client.post(path, YES).status_code == 302
    time_machine.move_to(session.starts, tick=False)
    for answer in (client.get(path), client.post(path, NO)):
        assert answer.status_code == 410
        assert "sudah dimulai" in answer.content.decode()
        assert "Sari" not in answer.content.decode()
    assert state(seat)[0] == "seated"


def test_a_forged_token_is_not_found_and_too_many_of_them_must_wait(
    asked: tuple[Seat, str], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "WRONG", 3)
    forged = asked[1][:-1] + ("A" if asked[1][-1] != "A" else "B")
    assert [client.get(forged).status_code for _ in range(3)] == [404] * 3
    assert [client.get(path).status_code for path in (forged, asked[1])] == [429, 429]
    assert client.get(asked[1], REMOTE_ADDR="203.0.113.9").status_code == 200


def test_an_answer_is_not_changed_without_end(
    asked: tuple[Seat, str], client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "ANSWERS", 2)
    assert [client.post(asked[1], YES).status_code for _ in range(3)] == [302, 302, 429]


def test_a_link_answers_its_own_invitation_and_no_other(world: World, joko: Actor, client: Client) -> None:
    mine, other = opened(joko, title="Sesi satu"), opened(joko, title="Sesi dua")
    for which in (1, 2):
        guest(world.office("dinas"), which)
    seat, path = invitation(mine, 1, joko)
    beside = [invitation(mine, 2, joko)[0], invitation(other, 1, joko)[0]]
    page = client.post(path, YES, follow=True).content.decode()
    assert ("Sesi satu" in page, "Sesi dua" in page) == (True, False)
    assert [state(one)[0] for one in (seat, *beside)] == ["seated", "invited", "invited"]


def test_only_a_digest_of_the_token_is_kept(asked: tuple[Seat, str]) -> None:
    seat, path = asked
    seat.refresh_from_db()
    token = path.rpartition("/")[2]
    assert (len(token), seat.answer_hash) == (32, digest(token))
    assert not Event.objects.filter(data__contains=token).exists()


def test_of_a_full_session_the_page_tells_before_and_after(
    world: World, joko: Actor, nia: Actor, client: Client
) -> None:
    session = opened(joko, capacity=1)
    own = services.register_own(session.pk, actor=nia)
    guest(world.office("dinas"))
    seat, path = invitation(session, 1, joko)
    assert "Terima dan masuk daftar tunggu" in client.get(path).content.decode()
    page = client.post(path, YES, follow=True).content.decode()
    assert "Sesi penuh; Anda masuk daftar tunggu." in page
    assert "urutan 1" in page
    services.give_up_own(own.pk, actor=nia)
    assert (state(seat)[0], "Terdaftar" in client.get(path).content.decode()) == ("seated", True)


def test_a_session_that_moved_says_so_and_shows_what_counts_now(
    asked: tuple[Seat, str], session: Session, joko: Actor, client: Client
) -> None:
    assert "berubah sejak Anda diundang" not in client.get(asked[1]).content.decode()
    session.refresh_from_db()
    services.change(session.pk, wish(place="Balai lain"), actor=joko, revision=session.revision)
    page = client.get(asked[1]).content.decode()
    assert "berubah sejak Anda diundang" in page
    assert "Balai lain" in page


def test_a_closed_registration_lets_nobody_in_but_takes_a_refusal(
    asked: tuple[Seat, str], session: Session, joko: Actor, client: Client
) -> None:
    seat, path = asked
    services.move(session.pk, "close", actor=joko)
    page = client.get(path).content.decode()
    assert ("sudah ditutup" in page, "Terima undangan" in page) == (True, False)
    assert client.post(path, YES).status_code == 422
    assert client.post(path, NO).status_code == 302
    assert state(seat)[0] == "given-up"


Change = Callable[[Seat, Actor], object]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda seat, joko: services.move(seat.session_id, "cancel", actor=joko, reason="Aula rusak"), "Aula rusak"),
        (lambda seat, joko: services.withdraw(seat.session_id, seat.pk, actor=joko), "ditarik"),
        (lambda seat, _joko: Member.objects.filter(pk=seat.member_id).update(state="erased"), "ditarik"),
        (lambda seat, _joko: Attendance.objects.create(
            session_id=seat.session_id, member_id=seat.member_id, method="manual", group="apparatus", day=DAY
        ), "tercatat hadir"),
    ],
    ids=["cancelled", "withdrawn", "erased", "present"],
)  # fmt: skip
def test_what_is_over_says_kindly_what_holds(
    change: Change, said: str, asked: tuple[Seat, str], joko: Actor, client: Client
) -> None:
    seat, path = asked
    change(seat, joko)
    before = Seat.objects.values().get(pk=seat.pk)
    for answer in (client.get(path), client.post(path, YES)):
        assert (answer.status_code, said in answer.content.decode()) == (410, True)
        assert "Sari" not in answer.content.decode()
    assert Seat.objects.values().get(pk=seat.pk) == before


def test_accepting_enrols_in_the_course_and_the_page_tells_its_hours(
    world: World, joko: Actor, version: Version, client: Client
) -> None:
    Version.objects.filter(pk=version.pk).update(hours="4.5", hours_basis="SK rekaan")
    session = opened(joko, version=version.pk, mode="hybrid", link="https://zoom.example/j/777")
    guest(world.office("dinas"))
    seat, path = invitation(session, 1, joko)
    page = client.get(path).content.decode()
    assert ("4,5" in page, "daring lewat zoom.example" in page, "/j/777" in page) == (True, True, False)
    page = client.post(path, YES | {"daring": "1"}, follow=True).content.decode()
    assert "/j/777" in page, "who has a seat reads the link"
    seat.refresh_from_db()
    assert (seat.online, Enrolment.objects.get(version=version).member_id) == (True, seat.member_id)


def test_the_page_asks_little_of_the_database(
    asked: tuple[Seat, str], client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(25):
        client.get(asked[1])
