"""Invitations leave by e-mail and on paper with one link, are withdrawn, and the list says how they were answered."""

from smtplib import SMTPRecipientsRefused
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.core.mail import EmailMessage
from django.test import Client

from kotaham.apps.classes import services
from kotaham.apps.classes.models import Seat, Session
from kotaham.apps.classes.services.joining import move
from kotaham.apps.classes.services.mailing import TASK
from kotaham.apps.events import services as events
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, Forbidden, system
from kotaham.apps.jobs import services as jobs
from kotaham.apps.notices.models import Notice
from kotaham.apps.register.services import Happened
from kotaham.core.errors import Refused
from tests.apps.classes.making import guest, invitation, opened
from tests.apps.classes.test_letters import text
from tests.apps.conftest import AsPerson
from tests.apps.courses.making import member, nip
from tests.cast import World

ROBOT, ADDRESS = system(TASK), "sari@contoh.example"
YES = {"jawaban": "terima"}


def seat_of(which: int) -> Seat:
    return Seat.objects.get(member__number_tail=nip(which)[-3:])


def test_a_mail_carries_the_link_in_both_languages_to_who_has_no_account(
    world: World, session: Session, joko: Actor, client: Client
) -> None:
    guest(world.office("dinas"), 1, ADDRESS)
    guest(world.office("dinas"), 2)
    member(world.office("dinas"), number=nip(3), account=world.nia)
    services.invite(session.pk, "\n".join(map(nip, (1, 2, 3))), actor=joko)
    assert [seat_of(n).mail for n in (1, 2, 3)] == ["owed", "", ""]
    jobs.work_off()
    (letter,) = [one for one in mail.outbox if one.to == [ADDRESS]]
    link = services.link_for(seat_of(1), actor=joko)
    assert letter.subject == "Undangan: Sesi rekaan"
    assert letter.body.count(link) == 2
    assert [word for word in ("Yth. Sari C. L.", "Dear Sari C. L.", "Aula rekaan") if word not in letter.body] == []
    assert "Lestari" not in letter.body
    assert client.get(urlsplit(link).path).status_code == 200
    assert seat_of(1).mail == "sent"


def test_whoever_is_written_to_finds_that_their_address_was_opened(world: World, session: Session, joko: Actor) -> None:
    who = guest(world.office("dinas"), 1, ADDRESS)
    services.invite(session.pk, nip(1), actor=joko)
    services.mail_invitations(session.pk, actor=ROBOT)
    row = Event.objects.get(verb="register.read", subject=str(who.pk), data__contains="email")
    assert row.why == "undangan sesi lewat surel"


def test_nobody_but_the_work_in_the_background_opens_an_address(world: World, session: Session, joko: Actor) -> None:
    with pytest.raises(Forbidden):
        services.mail_invitations(session.pk, actor=joko)


def test_a_mail_is_sent_once(world: World, session: Session, joko: Actor) -> None:
    guest(world.office("dinas"), 1, ADDRESS)
    services.invite(session.pk, nip(1), actor=joko)
    assert [services.mail_invitations(session.pk, actor=ROBOT) for _ in range(2)] == [1, 0]


@pytest.mark.parametrize(("error", "left"), [(OSError("no route"), "owed"), (SMTPRecipientsRefused({}), "")])
def test_a_mail_that_did_not_leave_is_owed_still_unless_the_address_is_refused(
    error: Exception, left: str, world: World, session: Session, joko: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_mail: EmailMessage) -> None:
        raise error

    guest(world.office("dinas"), 1, ADDRESS)
    services.invite(session.pk, nip(1), actor=joko)
    monkeypatch.setattr(EmailMessage, "send", fail)
    if left:
        with pytest.raises(OSError, match="no route"):
            services.mail_invitations(session.pk, actor=ROBOT)
    else:
        assert services.mail_invitations(session.pk, actor=ROBOT) == 0
    assert seat_of(1).mail == left


def test_no_mail_leaves_of_a_session_that_was_cancelled_or_an_invitation_that_was_withdrawn(
    world: World, joko: Actor
) -> None:
    for which, over in ((1, "cancel"), (2, "withdraw")):
        session = opened(joko)
        guest(world.office("dinas"), which, ADDRESS)
        services.invite(session.pk, nip(which), actor=joko)
        if over == "cancel":
            services.move(session.pk, over, actor=joko, reason="Aula rusak")
        else:
            services.withdraw(session.pk, seat_of(which).pk, actor=joko)
        assert services.mail_invitations(session.pk, actor=ROBOT) == 0


def test_the_letter_prints_the_same_link_however_often(world: World, joko: Actor, as_: AsPerson) -> None:
    session = opened(joko, letter="KW-12/2026")
    guest(world.office("dinas"), 1, ADDRESS)
    seat, path = invitation(session, 1, joko)
    services.mail_invitations(session.pk, actor=ROBOT)
    url = f"/sesi/{session.pk}/peserta/{seat.pk}/surat"
    papers = [text(as_(world.joko).get(url).content).replace(" ", "") for _ in range(2)]
    assert all(path in paper for paper in papers)
    assert "Jawabundanganinitanpaakun" in papers[0]
    assert path in mail.outbox[-1].body


def test_a_letter_to_who_has_an_account_leads_to_their_own_page(
    world: World, joko: Actor, nia: Actor, as_: AsPerson
) -> None:
    session = opened(joko, letter="KW-12/2026")
    seat = services.register_own(session.pk, actor=nia)
    assert services.link_for(seat, actor=joko) == ""
    said = text(as_(world.joko).get(f"/sesi/{session.pk}/peserta/{seat.pk}/surat").content).replace(" ", "")
    assert f"/sesi-saya/{session.pk}" in said
    assert "/jawab/" not in said


def test_the_page_after_inviting_says_who_hears_how(world: World, session: Session, as_: AsPerson) -> None:
    guest(world.office("dinas"), 1, ADDRESS)
    guest(world.office("dinas"), 2)
    browser, url = as_(world.joko), f"/sesi/{session.pk}"
    page = browser.post(f"{url}/undang", {"numbers": f"{nip(1)}\n{nip(2)}"}, follow=True).content.decode()
    assert "1 orang tanpa akun dikirimi surel dengan tautan untuk menjawab." in page
    assert "1 orang belum mempunyai akun atau surel" in page
    assert "surel undangan menunggu dikirim" in page


def test_the_list_shows_who_answered_by_the_link_until_somebody_else_answers_for_them(
    world: World, session: Session, joko: Actor, as_: AsPerson, client: Client
) -> None:
    guest(world.office("dinas"), 1)
    _seat, path = invitation(session, 1, joko)
    client.post(path, {"jawaban": "tolak"})
    url = f"/sesi/{session.pk}/peserta"
    assert "dijawab lewat tautan undangan" in as_(world.joko).get(url).content.decode()
    services.enrol_numbers(session.pk, nip(1), actor=joko)
    assert "dijawab lewat tautan undangan" not in as_(world.joko).get(url).content.decode()


def test_a_withdrawn_invitation_is_made_anew_with_another_link_and_counts_once(
    world: World, session: Session, joko: Actor, client: Client, counted: list[Happened], as_: AsPerson
) -> None:
    guest(world.office("dinas"), 1, ADDRESS)
    seat, old = invitation(session, 1, joko)
    page = as_(world.joko).post(f"/sesi/{session.pk}/peserta/{seat.pk}/tarik", follow=True).content.decode()
    assert "Undangan ditarik" in page
    services.invite(session.pk, nip(1), actor=joko)
    assert client.get(old).status_code == 404, "before the new letter is printed, too"
    new = urlsplit(services.link_for(seat_of(1), actor=joko)).path
    assert (client.get(old).status_code, client.post(new, YES).status_code) == (404, 302)
    assert [one.measure for one in counted] == ["invited"]


def test_only_an_invitation_that_waits_for_an_answer_is_withdrawn(
    session: Session, joko: Actor, nia: Actor, world: World
) -> None:
    seat = services.register_own(session.pk, actor=nia)
    with pytest.raises(Refused) as refused:
        services.withdraw(session.pk, seat.pk, actor=joko)
    assert refused.value.codes == ("lifecycle.not-from-here",)
    services.give_up_own(seat.pk, actor=nia)


def test_who_has_an_account_hears_of_a_withdrawal_and_may_still_register_by_themselves(
    session: Session, joko: Actor, nia: Actor, world: World
) -> None:
    row = member(world.office("dinas"), number=nip(3), account=world.budi)
    services.invite(session.pk, nip(3), actor=joko)
    seat = Seat.objects.get(member=row)
    services.withdraw(session.pk, seat.pk, actor=joko)
    assert Notice.objects.filter(person=world.budi, kind="classes.withdrawn").count() == 1


def test_the_seat_of_another_session_is_not_withdrawn_here(
    session: Session, joko: Actor, world: World, as_: AsPerson
) -> None:
    guest(world.office("dinas"), 1)
    seat, _path = invitation(opened(joko), 1, joko)
    assert as_(world.joko).post(f"/sesi/{session.pk}/peserta/{seat.pk}/tarik").status_code == 404


def test_a_link_stays_with_the_person_when_two_rows_are_merged(
    world: World, session: Session, joko: Actor, client: Client
) -> None:
    kept, _gone = guest(world.office("dinas"), 2), guest(world.office("dinas"), 1)
    seat, path = invitation(session, 1, joko)
    with events.work(joko) as log:
        move(seat.member_id, kept.pk, log)
    assert client.post(path, YES).status_code == 302
    assert Seat.objects.get(pk=seat.pk).member_id == kept.pk


def test_a_person_with_a_link_is_asked_in_english_as_well(
    world: World, session: Session, joko: Actor, client: Client, settings: Any
) -> None:
    guest(world.office("dinas"), 1)
    _seat, path = invitation(session, 1, joko)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    page = client.get(path).content.decode()
    assert "Accept the invitation" in page
    assert "Undangan" not in page
