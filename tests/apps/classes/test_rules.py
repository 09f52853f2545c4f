"""Tables of lives, the rotating code, and the lists of Zoom and Google Meet in their dialects."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.apps.classes.models import Seat, Session
from kotaham.apps.classes.rules import LIFE, SEAT_LIFE, STEP, Line, code_of, is_valid, present, read_roll
from kotaham.apps.classes.rules.rolls import minutes_of

pytestmark = pytest.mark.no_database
SECRET = "rahasia-rekaan"
NOBODY = Line(0, "", "", None)
MOMENT = st.floats(min_value=0, max_value=4e9, allow_nan=False)


def test_the_tables_name_every_state_of_the_models() -> None:
    assert set(LIFE.states) == set(Session.State.values)
    assert set(SEAT_LIFE.states) == set(Seat.State.values)


@given(MOMENT, st.floats(min_value=0, max_value=STEP))
def test_a_code_counts_for_half_a_minute_after_it_was_read(read: float, later: float) -> None:
    assert is_valid(SECRET, 7, code_of(SECRET, 7, read), read + later)


@given(MOMENT, st.floats(min_value=2 * STEP, max_value=1e6))
def test_a_code_is_worth_nothing_a_minute_later(read: float, later: float) -> None:
    assert not is_valid(SECRET, 7, code_of(SECRET, 7, read), read + later)


@given(MOMENT, st.floats(min_value=STEP, max_value=1e6))
def test_a_code_of_the_future_does_not_count(now: float, ahead: float) -> None:
    assert not is_valid(SECRET, 7, code_of(SECRET, 7, now + ahead), now)


@given(MOMENT)
def test_a_code_is_that_of_one_session_and_one_secret(now: float) -> None:
    code = code_of(SECRET, 7, now)
    assert not is_valid(SECRET, 8, code, now)
    assert not is_valid("lain", 7, code, now)


@given(st.text(max_size=12), MOMENT)
def test_any_text_is_judged_without_a_fall(text: str, now: float) -> None:
    assert is_valid(SECRET, 7, text, now) in {True, False}


def test_a_code_is_read_as_people_type_it() -> None:
    code = code_of(SECRET, 7, 1000)
    assert is_valid(SECRET, 7, f" {code[:4].lower()} {code[4:].lower()} ", 1000)


ZOOM = """Meeting ID,Topic,Start Time,End Time,User Email,Duration (Minutes),Participants
123 4567 8901,Sesi rekaan,11/22/2026 09:00:00 AM,11/22/2026 11:00:00 AM,kanwil@contoh.example,120,3

Name (Original Name),User Email,Join Time,Leave Time,Duration (Minutes),Guest
Sari Contoh (sari),SARI@contoh.example,11/22/2026 09:01:00 AM,11/22/2026 09:31:00 AM,30,Yes
Sari Contoh (sari),sari@contoh.example,11/22/2026 09:40:00 AM,11/22/2026 10:40:00 AM,60,Yes
Tamu,,11/22/2026 09:05:00 AM,11/22/2026 09:10:00 AM,5,Yes
"""
ZOOM_SHORT = (
    "\ufeffName (Original Name),User Email,Total Duration (Minutes),Guest\nSari Contoh,sari@contoh.example,90,Yes\n"
)
ZOOM_ID = "Nama (Nama Asli);Email Pengguna;Durasi (menit)\nSari Contoh;sari@contoh.example;90\n"
MEET = (
    "First name,Last name,Email,Duration,Time joined,Time exited\n"
    "Sari,Contoh,sari@contoh.example,1 hr 30 min,9:00 AM,10:30 AM\n"
)
MEET_ID = (
    "Nama depan,Nama belakang,Email,Durasi,Waktu bergabung,Waktu keluar\n"
    "Sari,Contoh,sari@contoh.example,1 jam 30 menit,09.00,10.30\n"
)


def test_zoom_tells_of_the_meeting_first_and_of_people_in_several_rows() -> None:
    lines = read_roll(ZOOM.encode())
    assert lines is not None
    assert [(line.row, line.name, line.mail, line.minutes) for line in lines] == [
        (5, "Sari Contoh", "sari@contoh.example", 30),
        (6, "Sari Contoh", "sari@contoh.example", 60),
        (7, "Tamu", "", 5),
    ]


@pytest.mark.parametrize("text", [ZOOM_SHORT, ZOOM_ID, MEET, MEET_ID])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_every_dialect_tells_the_same(text: str, encoding: str) -> None:
    lines = read_roll(text.lstrip("\ufeff").encode(encoding))
    assert lines is not None
    assert [(line.name, line.mail, line.minutes) for line in lines] == [("Sari Contoh", "sari@contoh.example", 90)]


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 90)), min_size=1, max_size=6))
def test_devices_at_one_time_are_one_presence(parts: list[tuple[int, int]]) -> None:
    start = datetime(2026, 11, 22, 9, tzinfo=UTC)
    spans = [(start + timedelta(minutes=came), start + timedelta(minutes=came + stayed)) for came, stayed in parts]
    lines = [Line(row, "Sari", "", None, span) for row, span in enumerate(spans)]
    minutes = {minute for came, stayed in parts for minute in range(came, came + stayed)}
    assert present(lines) == len(minutes)
    assert present([replace(line, minutes=1) for line in lines]) == min(len(minutes), len(lines))
    assert present([*lines, Line(9, "Sari", "", 7)]) == 7


@pytest.mark.parametrize(
    ("written", "name", "number"),
    [("199003092015021007_Sari Contoh", "Sari Contoh", "199003092015021007"),
     ("Sari Contoh 19900309 201502 1 007", "Sari Contoh", "199003092015021007"),
     ("Sari Contoh - 1990030920150210071", "Sari Contoh - 1990030920150210071", "")],
)  # fmt: skip
def test_a_number_beside_the_name_is_read(written: str, name: str, number: str) -> None:
    (line,) = read_roll(f"Name,User Email\n{written},\n".encode()) or [NOBODY]
    assert (line.name, line.number) == (name, number)


def test_an_office_beside_the_name_leaves_the_name_to_be_found() -> None:
    (line,) = read_roll(b"Name,User Email\nDinas Contoh_Sari Contoh,\n") or [NOBODY]
    assert line.names == ["Dinas Contoh_Sari Contoh", "Dinas Contoh", "Sari Contoh"]


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"\x00\xff\xfe", b"PK\x03\x04", ",".join(["x"] * 9).encode()])
def test_what_is_no_list_is_said_to_be_none(data: bytes) -> None:
    assert not read_roll(data)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_without_a_fall(data: bytes) -> None:
    read_roll(data)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("0", 0), ("45 min", 45), ("2 hours", 120), ("1h 1m 1s", 62), ("30 detik", 1), ("1:05:00", 65), ("", None),
     ("lama", None)],
)  # fmt: skip
def test_durations_are_read_in_words_and_by_the_clock(text: str, minutes: int | None) -> None:
    assert minutes_of(text) == minutes
