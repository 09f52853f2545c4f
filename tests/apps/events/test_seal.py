"""Signed heads: made on demand and by the clock, kept outside, never over a history that contradicts an earlier one."""

import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from pytest_django import Settings

from kotaham.apps.events import services
from kotaham.apps.events.models import Event, Head
from kotaham.apps.events.services.seal import HEADS_FILE
from kotaham.apps.gate.services import Actor, Forbidden, system
from kotaham.core.chain import read_head
from kotaham.core.errors import Refused
from tests.append_only import TRIGGERS
from tests.apps.events.making import record
from tests.cast import World

pytestmark = pytest.mark.django_db
CLOCK = system("events.seal_head")
AsPerson = Callable[..., Client]
ActorOf = Callable[..., Actor]


@pytest.fixture(autouse=True)
def outside(tmp_path: Path, settings: Settings) -> Path:
    """Keep keys and heads of each test apart."""
    settings.KEYS_FOLDER, settings.HEADS_FOLDER = tmp_path / "keys", tmp_path / "heads"
    settings.HEADS_MAIL = ["arsip@example.go.id", "bpk@example.go.id"]
    return tmp_path / "heads"


def tamper(sql: str) -> None:
    with connection.cursor() as cursor:
        for statement in [*TRIGGERS.dropping(connection.vendor), sql]:
            cursor.execute(statement)


def test_a_head_counts_the_events_and_is_signed_and_kept_in_both_places(outside: Path) -> None:
    record(times=3)
    head = services.seal_head(CLOCK).head
    assert (head.count, head.digest) == (3, Event.objects.get(seq=3).digest)
    assert Head.objects.get().line == head.line
    assert (outside / HEADS_FILE).read_text().splitlines() == [head.line]
    assert read_head(head.line) == head


def test_the_key_is_made_once_and_only_its_owner_can_read_it(outside: Path) -> None:
    record()
    first = services.seal_head(CLOCK).head
    record()
    assert services.seal_head(CLOCK).head.key == first.key
    key = outside.parent / "keys/head.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert [file.name for file in outside.glob("*.pem")] == [f"head-{first.key}.pem"]
    assert b"PRIVATE" not in (outside / f"head-{first.key}.pem").read_bytes()


def test_a_key_that_others_can_read_is_refused(outside: Path) -> None:
    record()
    services.seal_head(CLOCK)
    (outside.parent / "keys/head.key").chmod(0o644)
    with pytest.raises(Refused, match="chmod 600"):
        services.seal_head(CLOCK)


def test_a_lost_key_is_not_replaced_without_a_word(outside: Path) -> None:
    record()
    old = services.seal_head(CLOCK).head
    (outside.parent / "keys/head.key").unlink()
    record()
    with pytest.raises(Refused, match="Kembalikan berkas kunci dari cadangan"):
        services.seal_head(CLOCK)
    assert services.seal_head(CLOCK, new_key=True).head.key != old.key


@pytest.mark.parametrize("content", [b"", b"-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----\n"])
def test_a_damaged_key_is_told(outside: Path, content: bytes) -> None:
    record()
    services.seal_head(CLOCK)
    (outside.parent / "keys/head.key").write_bytes(content)
    with pytest.raises(Refused, match="bukan kunci Ed25519"):
        services.seal_head(CLOCK)


def test_nothing_is_signed_twice_until_a_day_has_passed_or_something_has_happened(outside: Path) -> None:
    with time_machine.travel("2026-11-21T10:00:00+07:00", tick=False) as clock:
        record()
        assert services.seal_head(CLOCK).fresh
        clock.move_to("2026-11-21T10:15:00+07:00")
        assert not services.seal_head(CLOCK).fresh
        clock.move_to("2026-11-22T10:00:00+07:00")
        assert services.seal_head(CLOCK).fresh
        record()
        clock.move_to("2026-11-22T10:15:00+07:00")
        assert services.seal_head(CLOCK).fresh
    assert len((outside / HEADS_FILE).read_text().splitlines()) == Head.objects.count() == 3


def test_an_empty_record_can_be_signed_too() -> None:
    assert services.seal_head(CLOCK).head.count == 0


def test_mail_goes_out_with_the_first_head_of_a_day() -> None:
    with time_machine.travel("2026-11-21T10:00:00+07:00", tick=False) as clock:
        for moment in ("2026-11-21T10:15:00+07:00", "2026-11-21T10:30:00+07:00", "2026-11-22T00:05:00+07:00"):
            record()
            clock.move_to(moment)
            head = services.seal_head(CLOCK).head
    assert [letter.to for letter in mail.outbox] == [["arsip@example.go.id"], ["bpk@example.go.id"]] * 2
    assert head.line in mail.outbox[-1].body
    assert "Simpan surat ini" in mail.outbox[-1].body


def test_a_letter_that_cannot_be_sent_does_not_hinder_the_head(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_kwargs: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("kotaham.apps.events.services.seal.send_mail", refuse)
    record()
    assert services.seal_head(CLOCK).unsent == ("arsip@example.go.id", "bpk@example.go.id")
    assert Head.objects.count() == 1


@pytest.mark.parametrize(
    ("sql", "words"),
    [
        ("DELETE FROM events_event WHERE seq = 3", r"kepala bertanda tangan tanggal .* \(3 kejadian\); tidak ada"),
        ("UPDATE events_event SET digest = prev WHERE seq = 3", "tidak lagi cocok dengan kepala"),
        ("DELETE FROM events_event WHERE seq = 5", "putus pada kejadian 6"),
        ("UPDATE events_event SET why = 'palsu' WHERE seq = 4", "putus pada kejadian 4"),
        ("UPDATE events_head SET line = REPLACE(line, '/1 3 ', '/1 2 ')", "tidak lagi cocok dengan kepala"),
    ],
)
def test_a_history_that_contradicts_an_earlier_head_is_never_signed(sql: str, words: str) -> None:
    record(times=3)
    services.seal_head(CLOCK)
    record(times=3)
    tamper(sql)
    with pytest.raises(Refused, match=words):
        services.seal_head(CLOCK)
    assert Head.objects.count() == 1


def test_the_head_outside_betrays_a_cut_that_took_the_heads_inside_along() -> None:
    record(times=2)
    services.seal_head(CLOCK)
    tamper("DELETE FROM events_event WHERE seq = 2")
    tamper("DELETE FROM events_head")
    with pytest.raises(Refused, match=r"\(2 kejadian\)"):
        services.seal_head(CLOCK)


def test_after_a_restore_a_new_file_of_heads_begins_and_the_reason_is_recorded(outside: Path) -> None:
    record(times=2)
    services.seal_head(CLOCK)
    tamper("DELETE FROM events_event WHERE seq = 2")
    tamper("DELETE FROM events_head")
    sealed = services.seal_head(CLOCK, after_restore="Dipulihkan dari cadangan 20 November")
    assert sealed.head.count == 2
    assert Event.objects.get(verb="events.restarted").why == "Dipulihkan dari cadangan 20 November"
    assert len(list(outside.glob("heads-until-*.txt"))) == 1
    assert (outside / HEADS_FILE).read_text() == f"{sealed.head.line}\n"


def test_a_head_that_a_killed_run_did_not_write_outside_is_written_by_the_next(outside: Path) -> None:
    record()
    services.seal_head(CLOCK)
    record()
    kept = (outside / HEADS_FILE).read_text()
    services.seal_head(CLOCK)
    (outside / HEADS_FILE).write_text(kept)
    services.seal_head(CLOCK)
    lines = (outside / HEADS_FILE).read_text().splitlines()
    assert lines == list(Head.objects.order_by("id").values_list("line", flat=True))
    assert len(lines) == 2


def test_who_has_no_right_cannot_have_a_head_signed(world: World, actor: ActorOf) -> None:
    for who in ("made", "intan", "ani", "tono"):
        with pytest.raises(Forbidden, match=r"events\.seal"):
            services.seal_head(actor(world.people[who]))


def test_a_person_who_asks_for_a_head_is_recorded_and_a_second_click_signs_nothing(world: World, as_: AsPerson) -> None:
    eko = as_(world.eko)
    record()
    for _ in range(2):
        assert eko.post("/riwayat/kepala/tanda-tangan").status_code == 302
    assert Head.objects.count() == 1
    asked = Event.objects.get(verb="events.head-asked")
    assert (asked.person, asked.kind, asked.subject) == (world.eko.pk, "events.head", str(Head.objects.get().pk))
    page = eko.get("/riwayat/kepala").content.decode()
    assert "ditandatangani dan disimpan di luar basis data" in page
    assert "Tidak ada kejadian baru sejak kepala terakhir" in page


@pytest.mark.parametrize(("who", "status"), [("made", 403), ("intan", 403), ("ani", 403), ("tono", 403)])
def test_the_button_answers_others_with_the_rule(world: World, as_: AsPerson, who: str, status: int) -> None:
    response = as_(world.people[who]).post("/riwayat/kepala/tanda-tangan")
    assert response.status_code == status
    assert "events.seal" in response.content.decode()
    assert as_(world.eko).get("/riwayat/kepala/tanda-tangan").status_code == 405


def test_auditor_sees_the_heads_without_the_button(world: World, as_: AsPerson) -> None:
    services.seal_head(CLOCK)
    page = as_(world.made).get("/riwayat/kepala").content.decode()
    assert Head.objects.get().key in page
    assert "Tandatangani sekarang" not in page
    assert "Tandatangani sekarang" in as_(world.eko).get("/riwayat/kepala").content.decode()


def test_the_page_says_when_the_triggers_are_gone(world: World, as_: AsPerson) -> None:
    assert "Penjaga basis data hilang" not in as_(world.made).get("/riwayat/kepala").content.decode()
    tamper("SELECT 1")
    assert "Penjaga basis data hilang" in as_(world.made).get("/riwayat/kepala").content.decode()


def test_anybody_can_fetch_heads_and_key_and_check_the_signature(client: Client, tmp_path: Path) -> None:
    record(times=2)
    head = services.seal_head(CLOCK).head
    answer = client.get("/riwayat/kepala.txt")
    assert answer.content.decode() == f"{head.line}\n"
    assert answer["Content-Type"].startswith("text/plain")
    for name, content in (
        ("key", client.get("/riwayat/kunci.pem").content),
        ("message", head.message),
        ("signature", head.signature),
    ):
        (tmp_path / name).write_bytes(content)
    command = [
        "openssl",
        "pkeyutl",
        "-verify",
        "-pubin",
        "-inkey",
        "key",
        "-rawin",
        "-in",
        "message",
        "-sigfile",
        "signature",
    ]
    assert subprocess.run(command, cwd=tmp_path, check=False, capture_output=True).returncode == 0


def test_the_command_prints_the_line_or_the_letter(capsys: pytest.CaptureFixture[str]) -> None:
    record()
    call_command("seal_head")
    assert capsys.readouterr().out.strip() == Head.objects.get().line
    tamper("DELETE FROM events_event")
    with pytest.raises(CommandError, match=r"\[events\.history-contradicted\]") as refused:
        call_command("seal_head")
    assert refused.value.returncode == 3


def test_the_export_travels_with_its_verifier_and_is_found_whole(tmp_path: Path) -> None:
    record(times=3)
    services.seal_head(CLOCK)
    done = services.export(system("events.export"), tmp_path / "ekspor/riwayat.jsonl.gz")
    assert (done.events, done.head_count) == (4, 1)
    assert Event.objects.get(seq=4).verb == "events.exported"
    told = verify(done)
    assert (told.returncode, told.stderr) == (0, "")
    assert "UTUH: 4 kejadian" in told.stdout
    assert "1 kejadian sesudah kepala terakhir belum dijamin" in told.stdout


def verify(done: services.Exported, *more: str) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-I",
        str(done.verifier),
        str(done.file),
        "--heads",
        str(done.heads),
        "--key",
        str(done.keys),
    ]
    return subprocess.run([*command, *more], capture_output=True, text=True, check=False)


def test_an_export_does_not_replace_a_file_unless_told_to(tmp_path: Path) -> None:
    file = tmp_path / "riwayat.jsonl"
    services.export(system("events.export"), file)
    with pytest.raises(Refused, match="sudah ada") as refused:
        services.export(system("events.export"), file)
    assert len(refused.value.problems) == 3
    assert services.export(system("events.export"), file, overwrite=True).events == 2


@pytest.mark.parametrize("name", ["riwayat.csv", "riwayat", ".jsonl", "riwayat.gz"])
def test_an_export_of_another_kind_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused, match=r"\.jsonl atau \.jsonl\.gz"):
        services.export(system("events.export"), tmp_path / name)
    assert list(tmp_path.glob("*")) == []


def test_nobody_exports_over_the_web_rights(world: World, actor: ActorOf, tmp_path: Path) -> None:
    for who in ("eko", "made"):
        with pytest.raises(Forbidden, match=r"events\.export"):
            services.export(actor(world.people[who]), tmp_path / "x.jsonl")


COLUMNS = ", ".join(field.attname for field in Event._meta.fields)
RAW = [
    "UPDATE events_event SET why = 'palsu' WHERE seq = 4",
    "UPDATE events_event SET person = 8 WHERE seq = 2",
    "UPDATE events_event SET at = '2020-01-01 00:00:00+00:00' WHERE seq = 3",
    "DELETE FROM events_event WHERE seq = 3",
    "DELETE FROM events_event WHERE seq IN (1, 2)",
    "DELETE FROM events_event WHERE seq > 4",
    "DELETE FROM events_event",
    "UPDATE events_event SET seq = seq + 100 WHERE seq = 6",
    "UPDATE events_event SET digest = prev WHERE seq = 5",
    f"INSERT INTO events_event ({COLUMNS}) SELECT {COLUMNS.replace('seq', '0', 1)} FROM events_event WHERE seq = 1",
    "UPDATE events_event SET why = CASE seq WHEN 2 THEN 'b' ELSE 'a' END WHERE seq IN (2, 3)",
]


@pytest.mark.parametrize("sql", RAW)
def test_whatever_raw_sql_changes_is_seen_with_the_head_of_yesterday(sql: str, tmp_path: Path) -> None:
    record(times=6)
    services.seal_head(CLOCK)
    tamper(sql)
    done = services.export(system("events.export"), tmp_path / "x.jsonl")
    told = verify(done)
    assert told.returncode == 1
    assert "BERUBAH" in told.stdout
    assert verify(done, "--openssl").stdout.splitlines()[:-2] == told.stdout.splitlines()[:-2]
