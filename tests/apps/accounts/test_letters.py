"""Letters about signing in: queued, never sent by the request; no token waits; a stranger is not told apart."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import allauth
import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kotaham.apps.accounts import services
from kotaham.apps.accounts.models import Letter, Person
from kotaham.apps.accounts.services.signing_in import LETTERS
from kotaham.apps.jobs.models import Job
from kotaham.apps.jobs.services import work_off
from tests.apps.accounts.road import link_in_letter
from tests.cast import PASSWORD, World

pytestmark = pytest.mark.django_db
VALUES = re.compile(r"'(?:[^']|'')*'|\b\d+\b|\b[0-9a-f]{32}\b|\bs\d+_x\d+\b")  # in SQL, and names of savepoints
DOOR, STRANGER = "/masuk/lupa-sandi", "nobody@kotaham.example"


class NobodyHome(BaseEmailBackend):
    """A mail server that does not answer."""

    def send_messages(self, email_messages: Any) -> int:
        raise OSError("the mail server does not answer")


@pytest.fixture
def ani(world: World) -> Person:
    EmailAddress.objects.create(user=world.ani, email=world.ani.email, verified=True, primary=True)
    return world.ani


def test_the_request_sends_nothing_and_the_job_does(ani: Person, client: Client) -> None:
    assert client.post(DOOR, {"email": ani.email.upper()}).status_code == 302
    assert mail.outbox == []
    work_off()
    assert mail.outbox[0].to == [ani.email]
    assert mail.outbox[0].subject == "KotaHAM: buat kata sandi baru"
    assert "Yth. Ani Andayani" in str(mail.outbox[0].body)


def test_a_mail_server_that_does_not_answer_breaks_no_request_and_loses_no_letter(
    ani: Person, client: Client, settings: Any
) -> None:
    usual = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = f"{__name__}.NobodyHome"
    response = client.post(DOOR, {"email": ani.email}, follow=True)
    assert (response.status_code, "Periksa kotak surat Anda" in response.content.decode()) == (200, True)
    work_off()
    job = Job.objects.get(name="accounts.letter")
    assert (job.state, job.attempt, Letter.objects.count()) == ("waiting", 1, 1)
    assert "@" not in job.trace + str(job.ids) + str(job.letter)
    settings.EMAIL_BACKEND = usual
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert client.get(link_in_letter(ani.email)).status_code == 302
    assert not Letter.objects.exists()


def done(client: Client, email: str) -> list[str]:
    """Return what a request asks of the database, without the values."""
    cache.clear()
    with CaptureQueriesContext(connection) as seen:
        client.post(DOOR, {"email": email})
    return [VALUES.sub("?", one["sql"]) for one in seen.captured_queries]


def test_the_same_is_done_for_a_stranger_as_for_somebody_known(ani: Person, client: Client) -> None:
    client.get(DOOR)

    first = done(client, "somebody@kotaham.example")
    assert done(client, ani.email) == done(client, STRANGER) == first
    assert len(first) > 2


def test_control_a_door_that_asks_who_has_the_address_does_less_for_a_stranger(
    ani: Person, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = services.ask_for_reset

    def asking(address: str) -> None:
        if Person.objects.filter(email=address).exists():
            usual(address)

    monkeypatch.setattr(services, "ask_for_reset", asking)
    client.get(DOOR)
    assert len(done(client, ani.email)) > len(done(client, STRANGER))


def test_no_token_waits_in_the_database_and_a_stranger_leaves_no_trace(ani: Person, client: Client) -> None:
    client.post(DOOR, {"email": ani.email})
    client.post(DOOR, {"email": STRANGER})
    jobs = Job.objects.filter(name="accounts.letter")
    assert [set(job.ids) for job in jobs] == [{"letter"}] * 2
    assert all(isinstance(job.ids["letter"], int) for job in jobs)
    fields = {field.name for field in Letter._meta.get_fields()}
    assert fields == {"id", "kind", "person", "to", "changes", "origin", "browser", "at", "invitation"}
    work_off()
    assert [one.to for one in mail.outbox] == [[ani.email]]
    assert not Letter.objects.exists()
    assert set(jobs.values_list("state", flat=True)) == {"done"}


def test_somebody_whose_account_is_closed_gets_no_link(ani: Person, client: Client) -> None:
    Person.objects.filter(pk=ani.pk).update(is_active=False)
    client.post(DOOR, {"email": ani.email})
    work_off()
    assert mail.outbox == []


def test_a_letter_sent_twice_is_sent_once(ani: Person) -> None:
    services.ask_for_reset(ani.email)
    number = Letter.objects.get().pk
    assert [services.send(number), services.send(number)] == [True, False]
    assert len(mail.outbox) == 1


def test_a_letter_that_came_too_late_is_dropped(ani: Person) -> None:
    services.ask_for_reset(ani.email)
    services.ask_for_reset(ani.email)
    first, second = Letter.objects.order_by("pk")
    Letter.objects.update(at=timezone.now() - timedelta(days=1, seconds=1))
    assert services.send(first.pk) is False
    assert services.drop_old() == 1
    assert mail.outbox == []
    assert not Letter.objects.filter(pk=second.pk).exists()


def test_a_letter_to_confirm_says_nothing_once_the_address_is_confirmed(ani: Person) -> None:
    Letter(kind="confirm", to=ani.email, person=ani).save()
    assert services.send(Letter.objects.get().pk) is False
    assert mail.outbox == []


def test_a_letter_speaks_the_language_and_tells_the_time_of_the_reader(ani: Person) -> None:
    Person.objects.filter(pk=ani.pk).update(language="en", zone="Asia/Jayapura")
    told = Letter(kind="changed", to=ani.email, person=ani, changes=["totp-added", "recovery-codes-made"])
    told.origin, told.browser = "203.0.113.7", "Peramban Uji"
    told.at = timezone.now().replace(hour=1, minute=5)
    told.save()
    services.send(told.pk)
    body = str(mail.outbox[0].body)
    assert "the way into your account has changed" in mail.outbox[0].subject
    assert "- authenticator app installed\n- recovery codes made\n" in body
    assert "10:05 WIT" in body
    assert ("203.0.113.7" in body, "Peramban Uji" in body, "/akun/keamanan" in body) == (True, True, True)


def test_who_signs_in_with_an_address_that_was_never_proven_gets_a_link_to_prove_it(
    world: World, client: Client
) -> None:
    client.post("/masuk", {"login": world.budi.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session
    client.post(link_in_letter(world.budi.email))
    assert EmailAddress.objects.get(user=world.budi).verified


# Kinds of letters that the library knows and never sends here: no sign-up, no codes by mail, changes told by us.
NEVER = {
    "account/email/account_already_exists",
    "account/email/base",
    "account/email/email_changed",
    "account/email/email_confirm",
    "account/email/email_deleted",
    "account/email/login_code",
    "account/email/password_changed",
    "account/email/password_reset",
    "account/email/password_reset_code",
    "account/email/password_set",
    "account/email/unknown_account",
    "mfa/email/recovery_codes_generated",
    "mfa/email/totp_activated",
    "mfa/email/totp_deactivated",
    "mfa/email/webauthn_added",
    "mfa/email/webauthn_removed",
    "socialaccount/email/account_connected",
    "socialaccount/email/account_disconnected",
}


def test_every_letter_of_the_library_is_either_queued_or_never_sent() -> None:
    root = Path(allauth.__file__).parent / "templates"
    found = {
        str(file.relative_to(root)).removesuffix("_message.txt")
        for part in ("account", "mfa", "socialaccount")
        for file in root.glob(f"{part}/email/*_message.txt")
    }
    assert found == set(LETTERS) | NEVER
