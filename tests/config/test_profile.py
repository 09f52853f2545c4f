"""What the environment may say, and what is refused: every sentence of a refusal, and every secret."""

import io
import os
import re
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.mail import EmailMessage

from kotaham.config import port
from kotaham.config.console import EmailBackend
from kotaham.config.database import read_database
from kotaham.config.environment import Environment
from kotaham.config.profile import (
    Misconfigured,
    Profile,
    env,
    read_debug,
    read_hosts,
    read_mail,
    read_profile,
    read_secret,
)

pytestmark = pytest.mark.no_database

LONG = "x" * 50


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no variable of the machine speak."""
    for name in list(os.environ):
        if name.startswith("KOTAHAM_") or name in {"DATABASE_URL", "EMAIL_URL"}:
            monkeypatch.delenv(name)


@pytest.fixture
def embedded(tmp_path: Path) -> Profile:
    return Profile("embedded", tmp_path)


@pytest.fixture
def production(tmp_path: Path) -> Profile:
    return Profile("production", tmp_path)


def words_of(act: Callable[[], object]) -> str:
    """Return the sentence of a refusal."""
    with pytest.raises(Misconfigured) as caught:
        act()
    return str(caught.value)


def test_without_any_variable_the_house_is_embedded_in_the_folder_data(monkeypatch: pytest.MonkeyPatch) -> None:
    profile = read_profile()
    assert profile == Profile("embedded", Path("data").resolve())
    assert not profile.production


def test_the_data_folder_may_begin_with_the_home_of_the_user(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("KOTAHAM_DATA", "~/kotaham")
    assert read_profile().data == tmp_path / "kotaham"


@pytest.mark.parametrize("name", ["prod", "Production", "", "embeded"])
def test_a_profile_nobody_knows_is_refused_with_the_two_that_exist(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOTAHAM_PROFILE", name)
    assert words_of(read_profile) == (
        f"KOTAHAM_PROFILE={name}: tidak dikenal; tulis embedded atau production. / unknown; write one of these."
    )


def test_production_without_a_data_folder_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOTAHAM_PROFILE", "production")
    assert words_of(read_profile) == (
        "KOTAHAM_DATA: wajib pada profil production. / required in production; name the data folder."
    )


def test_production_without_a_secret_is_refused_and_told_how_to_make_one(production: Profile) -> None:
    words = words_of(lambda: read_secret(production))
    assert words.startswith("KOTAHAM_SECRET (atau KOTAHAM_SECRET_FILE): wajib pada profil production. / required in")
    assert words.endswith("python3 -c 'import secrets; print(secrets.token_urlsafe(64))'")
    assert list(production.data.iterdir()) == []


def test_the_edge_of_a_production_secret_is_fifty_characters(
    production: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOTAHAM_SECRET", LONG)
    assert read_secret(production) == LONG
    monkeypatch.setenv("KOTAHAM_SECRET", LONG[1:])
    assert words_of(lambda: read_secret(production)).startswith(
        "KOTAHAM_SECRET: kurang dari 50 huruf. / shorter than 50 characters. Buat dengan / make one with:"
    )


def test_the_line_end_of_a_secret_file_is_not_part_of_the_secret(
    production: Profile, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "kunci"
    file.write_text(f"{LONG}\n")
    monkeypatch.setenv("KOTAHAM_SECRET_FILE", str(file))
    assert read_secret(production) == LONG
    file.write_text(f"{LONG[1:]}\n")
    assert "kurang dari 50 huruf" in words_of(lambda: read_secret(production))


def test_a_file_goes_before_the_variable_itself(
    production: Profile, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    file = tmp_path / "kunci"
    file.write_text("y" * 60)
    monkeypatch.setenv("KOTAHAM_SECRET", LONG)
    monkeypatch.setenv("KOTAHAM_SECRET_FILE", str(file))
    assert read_secret(production) == "y" * 60


@pytest.mark.parametrize("variable", ["KOTAHAM_SECRET", "DATABASE_URL", "EMAIL_URL", "KOTAHAM_HOSTS"])
def test_every_variable_may_stand_in_a_file_and_a_missing_file_is_named(
    variable: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(f"{variable}_FILE", str(tmp_path / "tidak-ada"))
    assert words_of(lambda: env.str(variable, default="")) == (
        f"{variable}_FILE: berkas tidak dapat dibaca / the file cannot be read: {tmp_path / 'tidak-ada'}."
    )


def test_a_secret_that_begins_with_a_dollar_sign_stays_itself(
    production: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOTAHAM_SECRET", f"${LONG}")
    assert read_secret(production) == f"${LONG}"


def test_the_embedded_house_makes_one_secret_that_only_its_owner_reads(embedded: Profile) -> None:
    secret = read_secret(embedded)
    assert len(secret) >= 50
    assert read_secret(embedded) == secret
    assert [file.name for file in embedded.data.iterdir()] == ["secret"]
    assert (embedded.data / "secret").stat().st_mode & 0o777 == 0o600


def test_two_starts_at_once_make_one_secret(embedded: Profile) -> None:
    found: list[str] = []
    gate = threading.Barrier(16)

    def start() -> None:
        gate.wait()
        found.append(read_secret(embedded))

    threads = [threading.Thread(target=start) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 16
    assert len(set(found)) == 1
    assert [file.name for file in embedded.data.iterdir()] == ["secret"]


@pytest.mark.parametrize(("word", "value"), [("1", True), ("ya", True), ("TRUE", True), ("0", False), ("", False)])
def test_debug_is_on_or_off(word: str, value: bool, embedded: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOTAHAM_DEBUG", word)
    assert read_debug(embedded) is value


def test_a_mistyped_switch_is_refused_and_never_taken_for_off(
    embedded: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KOTAHAM_DEBUG", "ture")
    assert words_of(lambda: read_debug(embedded)) == "KOTAHAM_DEBUG=ture: tulis 1 atau 0. / write 1 or 0."


@pytest.mark.parametrize("word", ["empat", "4.5", "-1", ""])
def test_a_number_that_is_none_is_refused(word: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOTAHAM_THREADS", word)
    assert words_of(lambda: env.int("KOTAHAM_THREADS", default=4)) == (
        f"KOTAHAM_THREADS={word}: tulis bilangan bulat. / write a whole number."
    )


def test_production_refuses_debug(production: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_debug(production) is False
    monkeypatch.setenv("KOTAHAM_DEBUG", "1")
    assert words_of(lambda: read_debug(production)) == (
        "KOTAHAM_DEBUG: tidak boleh pada profil production. / must be off in production."
    )


def test_production_must_name_its_hosts(production: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    assert words_of(lambda: read_hosts(production)) == (
        "KOTAHAM_HOSTS: wajib pada profil production, misalnya ham.example.go.id. / required in production."
    )
    monkeypatch.setenv("KOTAHAM_HOSTS", "ham.example.go.id, www.example.go.id,")
    assert read_hosts(production) == ["ham.example.go.id", "www.example.go.id"]


def test_the_embedded_house_answers_on_this_machine_only(embedded: Profile) -> None:
    assert read_hosts(embedded) == ["127.0.0.1", "localhost", "[::1]"]


def test_without_an_address_the_database_lies_in_the_data_folder(tmp_path: Path) -> None:
    found = read_database(tmp_path, threads=4)
    assert found["ENGINE"] == "django.db.backends.sqlite3"
    assert found["NAME"] == str(tmp_path / "kotaham.sqlite3")
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    pragmas = found["OPTIONS"]["init_command"]
    assert "journal_mode=WAL" in pragmas
    assert "synchronous=FULL" in pragmas


def test_an_address_of_postgresql_gives_a_pool_larger_than_the_threads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://ham:rahasia@db:5432/kotaham")
    found = read_database(tmp_path, threads=8)
    assert (found["ENGINE"], found["NAME"], found["USER"]) == ("django.db.backends.postgresql", "kotaham", "ham")
    assert found["OPTIONS"]["pool"]["max_size"] > 8
    assert found["CONN_MAX_AGE"] == 0


@pytest.mark.parametrize("url", ["mysql://ham:rahasia@db/kotaham", "ham:rahasia@db", "oracle://x"])
def test_another_database_is_refused_without_showing_its_password(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    words = words_of(lambda: read_database(tmp_path, threads=4))
    assert words == "DATABASE_URL: hanya sqlite:/// atau postgres://. / only sqlite:/// or postgres://."


@pytest.mark.parametrize("host", ["https://ham.example.go.id", "ham.example.go.id/"])
def test_a_host_that_is_an_address_is_refused(production: Profile, monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setenv("KOTAHAM_HOSTS", f"www.example.go.id,{host}")
    words = words_of(lambda: read_hosts(production))
    assert words.startswith(f"KOTAHAM_HOSTS={host}: tulis nama saja, tanpa https://")


def test_without_a_mail_server_a_letter_is_one_line() -> None:
    stream = io.StringIO()
    letter = EmailMessage("Undangan", "Yth. Wati,\n\nBuka http://127.0.0.1:8000/x\n", to=["wati@kotaham.example"])
    EmailBackend(stream=stream).send_messages([letter])
    assert stream.getvalue() == "Surel / mail: wati@kotaham.example | Undangan | http://127.0.0.1:8000/x\n"


def test_a_port_in_use_is_told_before_anything_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setenv("KOTAHAM_PORT", str(taken.getsockname()[1]))
        with pytest.raises(SystemExit, match="tidak dapat dipakai"):
            port.main()
    port.main()


def test_mail_is_printed_until_a_server_is_named(embedded: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    assert read_mail(embedded)["EMAIL_BACKEND"].endswith("console.EmailBackend")
    monkeypatch.setenv("EMAIL_URL", "smtp+tls://pos:rahasia@mail.example.go.id:587")
    found = read_mail(embedded)
    assert (found["EMAIL_HOST"], found["EMAIL_USE_TLS"]) == ("mail.example.go.id", True)


def test_an_unknown_way_of_mailing_is_refused_without_showing_its_password(
    embedded: Profile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EMAIL_URL", "pigeon://pos:rahasia@mail")
    words = words_of(lambda: read_mail(embedded))
    assert words.startswith("EMAIL_URL: tidak dikenal; tulis seperti smtp+tls://")
    assert "rahasia" not in words


def _sentences() -> Iterator[str]:
    """Give every sentence of a refusal as it stands in the source."""
    folder = Path(read_profile.__code__.co_filename).parent
    for file in (folder / name for name in ("profile.py", "environment.py", "database.py", "signing_in.py")):
        for call in re.findall(r"raise Misconfigured\((.*?)\n?\s*\)(?: from|\n)", file.read_text("utf-8"), re.DOTALL):
            yield f"{file.name}: {call}"


def test_every_refusal_speaks_both_languages_and_names_its_variable() -> None:
    sentences = list(_sentences())
    assert len(sentences) >= 10
    assert [text for text in sentences if " / " not in text] == []
    assert [text for text in sentences if not re.search(r"[A-Z]{3,}_[A-Z]+|\{(var|wrong)\}", text)] == []


def test_the_reader_keeps_no_old_content_of_a_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "isi"
    monkeypatch.setenv("KOTAHAM_LOG_FILE", str(file))
    for word in ("INFO", "ERROR"):
        file.write_text(word)
        assert Environment().str("KOTAHAM_LOG", default="WARNING") == word


@pytest.mark.parametrize(("text", "number"), [("15", 15), ("45", 45), ("3600", 3600)])
def test_a_number_within_its_bounds_is_taken(monkeypatch: pytest.MonkeyPatch, text: str, number: int) -> None:
    monkeypatch.setenv("KOTAHAM_JOBS_LEASE", text)
    assert env.whole("KOTAHAM_JOBS_LEASE", default=45, least=15, most=3600) == number


@pytest.mark.parametrize("text", ["14", "3601", "0"])
def test_a_number_out_of_its_bounds_is_refused_with_both(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("KOTAHAM_JOBS_LEASE", text)
    assert words_of(lambda: env.whole("KOTAHAM_JOBS_LEASE", default=45, least=15, most=3600)) == (
        f"KOTAHAM_JOBS_LEASE={text}: tulis bilangan dari 15 hingga 3600. / write a number from 15 to 3600."
    )


@pytest.mark.parametrize("text", ["-5", "banyak", "4.5"])
def test_what_is_no_whole_number_is_refused(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("KOTAHAM_JOBS_LEASE", text)
    assert "tulis bilangan bulat" in words_of(lambda: env.whole("KOTAHAM_JOBS_LEASE", default=45, least=15, most=3600))


@pytest.mark.parametrize("command", ["makemigrations", "makemessages", "compilemessages"])
def test_work_on_the_source_leaves_no_data_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str
) -> None:
    profile = Profile("embedded", tmp_path / "data")
    monkeypatch.setattr("sys.argv", ["kotaham manage", command])
    assert len(read_secret(profile)) > 50
    assert read_database(profile.data, 4)["NAME"] == ":memory:"
    assert not profile.data.exists()


def test_every_other_command_keeps_its_secret_in_the_data_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    profile = Profile("embedded", tmp_path / "data")
    monkeypatch.setattr("sys.argv", ["kotaham manage", "migrate"])
    assert read_secret(profile) == read_secret(profile)
    assert (profile.data / "secret").is_file()
    assert read_database(profile.data, 4)["NAME"] == str(profile.data / "kotaham.sqlite3")


def test_work_on_the_source_beside_data_uses_what_is_there(monkeypatch: pytest.MonkeyPatch, embedded: Profile) -> None:
    monkeypatch.setattr("sys.argv", ["kotaham manage", "makemigrations"])
    assert read_secret(embedded) != read_secret(embedded)
    assert list(embedded.data.iterdir()) == []
    (embedded.data / "secret").write_text(LONG)
    assert read_secret(embedded) == LONG
