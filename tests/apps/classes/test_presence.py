"""Presence: by code, by hand, from a list; once for a session, and counted so that a recount gives the same."""

import time
from collections import Counter

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kotaham.apps.classes import services
from kotaham.apps.classes.models import Attendance, Roll, Session
from kotaham.apps.classes.rules import code_of
from kotaham.apps.classes.services import checking_in
from kotaham.apps.classes.services.boxes import work_boxes
from kotaham.apps.courses.models import Enrolment
from kotaham.apps.gate.services import Actor, Stale
from kotaham.apps.register.models import Member
from kotaham.apps.register.services import Happened, keyring
from kotaham.core.errors import Refused
from tests.apps.classes.making import opened
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.courses.making import member, nip, published
from tests.cast import World


def code(session: Session) -> str:
    return code_of(Session.objects.get(pk=session.pk).secret, session.pk, time.time())


def balance(told: list[Happened]) -> Counter[str]:
    found: Counter[str] = Counter()
    for one in told:
        found[one.measure] += one.sign
    return found


def mailed(row: Member, address: str) -> Member:
    Member.objects.filter(pk=row.pk).update(email_index=keyring().index("email", address))
    return row


def test_a_tap_with_the_code_of_the_room_is_presence(
    session: Session, nia: Actor, world: World, as_: AsPerson, counted: list[Happened]
) -> None:
    url = f"/hadir/{session.pk}"
    assert "Saya hadir" in as_(world.nia).get(f"{url}?kode={code(session)}").content.decode()
    page = as_(world.nia).post(url, {"code": code(session)}).content.decode()
    assert "Kehadiran Anda tersimpan." in page
    again = as_(world.nia).post(url, {"code": code(session)}).content.decode()
    assert "tetap dihitung sekali" in again
    row = Attendance.objects.get()
    assert (row.method, row.office_id) == ("code", world.office("dinas").pk)
    assert balance(counted) == {"attendances": 1, "persons": 1}


def test_an_old_code_is_refused_before_any_number_is_read(session: Session, nia: Actor, world: World) -> None:
    with pytest.raises(Refused) as refused:
        services.check_in(session.pk, code(session), actor=nia, now=time.time() + 61)
    assert refused.value.codes == ("classes.code-wrong",)
    answer = Client().post(f"/hadir/{session.pk}", {"code": "XXXXXXXX", "number": nip(1)})
    assert answer.status_code == 422
    assert "Kode ini tidak berlaku lagi." in answer.content.decode()


def test_who_was_there_is_not_asked_any_more(
    session: Session, joko: Actor, world: World, actor: ActorOf, as_: AsPerson
) -> None:
    member(world.office("dinas"), number=nip(1), account=world.nia)
    services.invite(session.pk, nip(1), actor=joko)
    learner = actor(world.nia)
    assert [len(box.lines) for box in work_boxes(learner)] == [1]
    services.check_in(session.pk, code(session), actor=learner)
    assert [len(box.lines) for box in work_boxes(learner)] == [0]
    page = as_(world.nia).get(f"/sesi-saya/{session.pk}").content.decode()
    assert "Anda tercatat hadir" in page
    assert not any(words in page for words in ("Diundang", "/daftar", "Saya tidak jadi hadir", "Izin atasan"))


def test_who_has_not_signed_in_checks_in_with_the_number(session: Session, world: World) -> None:
    row = member(world.office("dinas"), number=nip(1))
    answer = Client().post(f"/hadir/{session.pk}", {"code": code(session), "number": nip(1)})
    assert answer.status_code == 200
    assert Attendance.objects.get().member_id == row.pk
    assert "Sari" not in answer.content.decode()


def test_guessing_numbers_ends_soon(session: Session, world: World) -> None:
    member(world.office("dinas"), number=nip(1))
    for n in range(checking_in.WRONG):
        Client().post(f"/hadir/{session.pk}", {"code": code(session), "number": nip(500 + n)})
    answer = Client().post(f"/hadir/{session.pk}", {"code": code(session), "number": nip(1)})
    assert "Terlalu banyak nomor yang salah" in answer.content.decode()
    assert not Attendance.objects.exists()


def test_nobody_is_present_hours_before_it_begins(joko: Actor, nia: Actor) -> None:
    session = opened(joko, hours=5)
    with pytest.raises(Refused) as refused:
        services.check_in(session.pk, code(session), actor=nia)
    assert refused.value.codes == ("classes.no-presence",)


def test_the_screen_of_the_room_shows_the_code_and_the_part_that_changes(
    session: Session, world: World, joko: Actor, as_: AsPerson
) -> None:
    shown, _left = services.current(Session.objects.get(pk=session.pk))
    page = as_(world.joko).get(f"/sesi/{session.pk}/layar").content.decode()
    part = as_(world.joko).get(f"/sesi/{session.pk}/layar/kode")
    assert "<svg" in page
    assert session.secret not in page
    assert part.headers["Cache-Control"] == "no-store"
    assert "baru berlaku sejak" not in page
    far = opened(joko, hours=5)
    assert "Kode ini baru berlaku sejak" in as_(world.joko).get(f"/sesi/{far.pk}/layar").content.decode()
    assert shown[:4] in page or shown[:4] in part.content.decode()


def test_an_officer_notes_by_hand_with_a_reason(session: Session, world: World, as_: AsPerson) -> None:
    member(world.office("dinas"), number=nip(1))
    url = f"/sesi/{session.pk}/hadir/catat"
    assert as_(world.joko).post(url, {"numbers": nip(1), "reason": ""}).status_code == 422
    as_(world.joko).post(url, {"numbers": nip(1), "reason": "Tanda tangan di kertas"})
    row = Attendance.objects.get()
    assert (row.method, row.reason, row.by_id) == ("manual", "Tanda tangan di kertas", world.joko.pk)


def test_what_was_typed_stays_when_some_lines_are_refused(session: Session, world: World, as_: AsPerson) -> None:
    member(world.office("dinas"), number=nip(1))
    form = {"numbers": f"{nip(1)}\n{nip(2)}", "reason": "Tanda tangan di kertas"}
    page = as_(world.joko).post(f"/sesi/{session.pk}/hadir/catat", form).content.decode()
    assert all(words in page for words in ("1 orang baru dicatat hadir", "baris 2", nip(2), form["reason"]))
    again = as_(world.joko).post(f"/sesi/{session.pk}/hadir/catat", form).content.decode()
    assert "0 orang baru dicatat hadir" in again


def test_room_and_meeting_together_are_one_attendance(
    joko: Actor, nia: Actor, world: World, counted: list[Happened]
) -> None:
    session = opened(joko, mode="hybrid", link="https://rapat.example/1")
    services.check_in(session.pk, code(session), actor=nia)
    mailed(Member.objects.get(account=world.nia), "nia@contoh.example")
    roll = services.read_roll(session.pk, "zoom.csv", ZOOM.format("Nia", "nia@contoh.example", 90).encode(), actor=joko)
    services.take_roll(session.pk, roll.pk, actor=joko)
    row = Attendance.objects.get()
    assert (row.method, [way["how"] for way in row.also]) == ("code", ["list"])
    assert balance(counted) == {"attendances": 1, "persons": 1}


ZOOM = "Name (Original Name),User Email,Total Duration (Minutes),Guest\n{},{},{},Yes\nTidak Dikenal,,3,Yes\n"


def test_a_list_is_shown_first_then_taken_in_and_undone(
    session: Session, joko: Actor, world: World, as_: AsPerson, counted: list[Happened], sari: Member
) -> None:
    mailed(sari, "sari@contoh.example")
    browser, data = as_(world.joko), ZOOM.format("Nama Lain", "SARI@contoh.example", 95).encode()
    file = SimpleUploadedFile("zoom.csv", data, "text/csv")
    page = browser.post(f"/sesi/{session.pk}/hadir/daftar", {"file": file}, follow=True).content.decode()
    roll = Roll.objects.get()
    assert "Sari Contoh" in page
    assert (roll.rows, roll.matched, roll.unmatched) == (2, 1, [3])
    assert "Tidak Dikenal" not in str(roll.found) + str(roll.unmatched)
    assert not Attendance.objects.exists()
    browser.post(f"/sesi/{session.pk}/hadir/daftar/{roll.pk}/masukkan")
    assert Attendance.objects.get().minutes == 95
    assert browser.post(f"/sesi/{session.pk}/hadir/daftar/{roll.pk}/masukkan").status_code == 409
    browser.post(f"/sesi/{session.pk}/hadir/daftar/{roll.pk}/kembalikan", {"reason": "Salah rapat"})
    assert not Attendance.objects.filter(void_at=None).exists()
    session.refresh_from_db()
    assert session.present == 0
    assert balance(counted) == {"attendances": 0, "persons": 0}


def test_a_list_that_was_only_read_is_thrown_away(session: Session, joko: Actor, world: World, as_: AsPerson) -> None:
    data = ZOOM.format("Sari", "sari@contoh.example", 5).encode()
    roll = services.read_roll(session.pk, "a.csv", data, actor=joko)
    url = f"/sesi/{session.pk}/hadir/daftar/{roll.pk}"
    assert "Pada berkas Anda: baris 2, 3" in as_(world.joko).get(url).content.decode()
    page = as_(world.joko).post(f"{url}/kembalikan", {"cara": "buang"}, follow=True).content.decode()
    assert "dibuang" in page
    for again in ("/kembalikan", "/masukkan"):
        assert as_(world.joko).post(f"{url}{again}", {"cara": "buang"}).status_code == 409
    assert services.read_roll(session.pk, "a.csv", data, actor=joko).pk != roll.pk


def test_the_same_list_is_taken_in_once(session: Session, joko: Actor, sari: Member) -> None:
    mailed(sari, "sari@contoh.example")
    data = ZOOM.format("Sari", "sari@contoh.example", 5).encode()
    roll = services.read_roll(session.pk, "a.csv", data, actor=joko)
    services.take_roll(session.pk, roll.pk, actor=joko)
    with pytest.raises(Refused) as refused:
        services.read_roll(session.pk, "b.csv", data, actor=joko)
    assert refused.value.codes == ("classes.roll-again",)


def test_a_name_matches_among_those_with_a_seat_only_when_one_has_it(
    session: Session, joko: Actor, world: World, nia: Actor
) -> None:
    services.register_own(session.pk, actor=nia)
    data = ZOOM.format("NIA NURAINI", "", 10).encode()
    assert services.read_roll(session.pk, "a.csv", data, actor=joko).matched == 1
    twin = member(world.office("dinas"), "Nia Nuraini", number=nip(3))
    services.invite(session.pk, nip(3), actor=joko)
    assert twin.pk
    assert services.read_roll(session.pk, "a.csv", data, actor=joko).matched == 0


@pytest.mark.parametrize(
    "written", ["Hj. Nia Nuraini, S.Kom., M.Si", "Dr. NIA NURAINI", "Nia Nuraini S.KM.", "nia nuraini, SH"]
)
def test_titles_make_nobody_a_stranger(session: Session, joko: Actor, nia: Actor, written: str) -> None:
    services.register_own(session.pk, actor=nia)
    data = ZOOM.format(f'"{written}"', "", 120).encode()
    assert services.read_roll(session.pk, "a.csv", data, actor=joko).matched == 1


def test_with_titles_too_two_of_one_name_are_not_told_apart(
    session: Session, joko: Actor, world: World, nia: Actor
) -> None:
    services.register_own(session.pk, actor=nia)
    member(world.office("dinas"), "Nia Nuraini, S.H.", number=nip(3))
    services.invite(session.pk, nip(3), actor=joko)
    data = ZOOM.format("Dra. Nia Nuraini", "", 120).encode()
    assert services.read_roll(session.pk, "a.csv", data, actor=joko).matched == 0


def test_a_number_before_the_name_finds_the_person_and_stays_in_the_file(
    session: Session, joko: Actor, world: World
) -> None:
    row = member(world.office("dinas"), "Nia Nuraini", number=nip(3))
    data = ZOOM.format(f"{nip(3)}_Nia", "", 10).encode() + ZOOM.format("Nia_Dinas", "", 10).encode()
    roll = services.read_roll(session.pk, "a.csv", data, actor=joko)
    assert [one[0] for one in roll.found] == [row.pk]
    assert nip(3) not in str(vars(roll))


def test_what_is_no_list_is_refused(session: Session, joko: Actor) -> None:
    with pytest.raises(Refused) as refused:
        services.read_roll(session.pk, "a.csv", b"a,b\n1,2\n", actor=joko)
    assert "Zoom atau Google Meet" in refused.value.text()


def test_a_void_attendance_passes_the_person_on_to_the_next(
    joko: Actor, nia: Actor, world: World, counted: list[Happened]
) -> None:
    first, second = opened(joko), opened(joko, mode="talkshow")
    for session in (first, second):
        services.check_in(session.pk, code(session), actor=nia)
    assert balance(counted) == {"attendances": 2, "persons": 1}
    row = Attendance.objects.get(session=first)
    with pytest.raises(Refused):
        services.void(first.pk, row.pk, " ", actor=joko)
    services.void(first.pk, row.pk, "Bukan dia", actor=joko)
    assert balance(counted) == {"attendances": 1, "persons": 1}
    assert [one.mode for one in counted if one.measure == "persons" and one.sign > 0] == ["onsite", "talkshow"]
    with pytest.raises(Stale):
        services.void(first.pk, row.pk, "Lagi", actor=joko)


def test_what_was_made_void_stays_on_the_list_with_its_reason(
    session: Session, joko: Actor, nia: Actor, world: World, as_: AsPerson
) -> None:
    services.check_in(session.pk, code(session), actor=nia)
    services.void(session.pk, Attendance.objects.get().pk, "Bukan dia", actor=joko)
    page = as_(world.joko).get(f"/sesi/{session.pk}/peserta?bagian=hadir").content.decode()
    assert all(words in page for words in ("Nia Nuraini", "tidak sah", "Bukan dia"))
    assert "Nyatakan tidak sah" not in page


def test_presence_finishes_a_course_and_its_end_takes_that_back(joko: Actor, nia: Actor) -> None:
    version = published(joko, "hadir", attendance=1)
    session = opened(joko, version=version.pk)
    services.check_in(session.pk, code(session), actor=nia)
    row = Enrolment.objects.get(version=version)
    assert (row.state, row.how) == ("passed", "session")
    services.void(session.pk, Attendance.objects.get().pk, "Bukan dia", actor=joko)
    row.refresh_from_db()
    assert row.state == "started"


def test_a_person_counts_once_in_a_year_however_many_sessions(joko: Actor, nia: Actor, counted: list[Happened]) -> None:
    for _ in range(3):
        session = opened(joko)
        services.check_in(session.pk, code(session), actor=nia)
    assert balance(counted) == {"attendances": 3, "persons": 1}


def test_a_list_of_a_hundred_costs_no_more_queries_than_one(
    session: Session, joko: Actor, world: World, django_assert_max_num_queries: object
) -> None:
    people = [mailed(member(world.office("dinas"), f"Orang {n}"), f"o{n}@contoh.example") for n in range(100)]
    assert len(people) == 100
    rows = "".join(f"Orang {n},o{n}@contoh.example,60,Yes\n" for n in range(100))
    data = f"Name (Original Name),User Email,Total Duration (Minutes),Guest\n{rows}".encode()
    with django_assert_max_num_queries(25):  # type: ignore[operator]
        roll = services.read_roll(session.pk, "a.csv", data, actor=joko)
    with django_assert_max_num_queries(40):  # type: ignore[operator]
        assert services.take_roll(session.pk, roll.pk, actor=joko) == 100
