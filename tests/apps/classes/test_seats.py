"""Seats: never more than there are, the others wait in order, and whoever gives up makes room."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from kotaham.apps.classes import services
from kotaham.apps.classes.models import Seat, Session
from kotaham.apps.courses.models import Enrolment, Version
from kotaham.apps.events import services as events
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, Stale
from kotaham.apps.notices.models import Notice
from kotaham.core.errors import Refused
from tests.apps.classes.making import opened, wish
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.courses.making import member, nip
from tests.cast import World


def seated(session: Session, actor: Actor, *members: int) -> list[str]:
    with events.work(actor) as log:
        services.take_seats(session, members, actor=actor, log=log)
    return [Seat.objects.get(session=session, member=one).state for one in members]


def counts(session: Session) -> tuple[int, int]:
    session.refresh_from_db()
    return session.seated, session.waiting


def test_the_first_get_seats_and_the_others_wait(world: World, joko: Actor) -> None:
    session = opened(joko, capacity=2)
    people = [member(world.office("dinas"), f"Orang {n}").pk for n in range(4)]
    assert seated(session, joko, *people) == ["seated", "seated", "waiting", "waiting"]
    assert counts(session) == (2, 2)


def test_asking_twice_changes_nothing(world: World, joko: Actor) -> None:
    session, one = opened(joko), member(world.office("dinas")).pk
    assert seated(session, joko, one) == seated(session, joko, one) == ["seated"]
    assert counts(session) == (1, 0)


def test_whoever_gives_up_makes_room_for_who_has_waited_longest(
    world: World, joko: Actor, nia: Actor, as_: AsPerson
) -> None:
    session = opened(joko, capacity=1)
    services.register_own(session.pk, actor=nia)
    first = member(world.office("dinas"), "Pertama", account=world.budi).pk
    later = member(world.office("dinas"), "Kedua").pk
    assert seated(session, joko, first, later) == ["waiting", "waiting"]
    seat = Seat.objects.get(session=session, member__account=world.nia)
    services.give_up_own(seat.pk, actor=nia)
    assert dict(Seat.objects.values_list("member_id", "state"))[first] == "seated"
    assert counts(session) == (1, 1)
    assert Notice.objects.filter(person=world.budi, kind="classes.moved-up").count() == 1
    with pytest.raises(Refused):
        services.give_up_own(seat.pk, actor=nia)


def test_more_seats_are_given_to_who_has_waited_longest(world: World, joko: Actor) -> None:
    session = opened(joko, capacity=1)
    people = [member(world.office("dinas"), f"Orang {n}", account=world.nia if n == 1 else None).pk for n in range(4)]
    seated(session, joko, *people)
    session.refresh_from_db()
    services.change(session.pk, wish(capacity=3), actor=joko, revision=session.revision)
    assert [Seat.objects.get(session=session, member=one).state for one in people] == [*["seated"] * 3, "waiting"]
    assert counts(session) == (3, 1)
    assert Notice.objects.filter(person=world.nia, kind="classes.moved-up").count() == 1
    services.change(session.pk, wish(capacity=None), actor=joko, revision=session.revision)
    assert counts(session) == (4, 0)


def test_who_gave_up_and_comes_again_stands_at_the_end(world: World, joko: Actor, nia: Actor) -> None:
    session = opened(joko, capacity=1)
    seat = services.register_own(session.pk, actor=nia)
    seated(session, joko, member(world.office("dinas")).pk)
    services.give_up_own(seat.pk, actor=nia)
    assert services.register_own(session.pk, actor=nia).state == "waiting"
    assert counts(session) == (1, 1)


def test_a_session_that_is_not_open_gives_no_seat(joko: Actor, nia: Actor, session: Session) -> None:
    services.move(session.pk, "close", actor=joko)
    with pytest.raises(Refused) as refused:
        services.register_own(session.pk, actor=nia)
    assert refused.value.codes == ("classes.not-open",)


def test_a_seat_enrols_in_the_course_of_the_session(joko: Actor, nia: Actor, version: Version) -> None:
    session = opened(joko, version=version.pk)
    services.register_own(session.pk, actor=nia)
    assert Enrolment.objects.get(version=version).how == "session"


def test_people_are_invited_by_number_once(world: World, session: Session, joko: Actor) -> None:
    member(world.office("dinas"), number=nip(1), account=world.nia)
    rows, pasted = services.invite(session.pk, f"{nip(1)}\n{nip(2)}", actor=joko)
    assert ([row.state for row in rows], [one.code for one in pasted.problems]) == (
        ["invited"], ["courses.number-unknown"],
    )  # fmt: skip
    assert services.invite(session.pk, nip(1), actor=joko)[0] == []
    member(world.office("dinas"), number=nip(3))
    assert len(services.invite(session.pk, nip(3), actor=joko)[0]) == 1
    assert Notice.objects.filter(person=world.nia, kind="classes.invited").count() == 1


def test_an_invitation_says_how_many_must_be_told_by_hand(world: World, session: Session, as_: AsPerson) -> None:
    member(world.office("dinas"), number=nip(1), account=world.nia)
    member(world.office("dinas"), number=nip(3))
    url = f"/sesi/{session.pk}/undang"
    page = as_(world.joko).post(url, {"numbers": f"{nip(1)}\n{nip(3)}"}, follow=True).content.decode()
    assert "2 orang diundang. 1 orang diberi tahu lewat akunnya; 1 orang belum mempunyai akun" in page


def test_all_who_take_the_course_are_invited_or_seated_by_one_button(
    world: World, joko: Actor, version: Version, as_: AsPerson
) -> None:
    first, session = opened(joko, version=version.pk), opened(joko, version=version.pk, capacity=1)
    people = [member(world.office("dinas"), f"Orang {n}").pk for n in range(3)]
    seated(first, joko, *people)  # whoever has a seat takes the course
    member(world.office("dinas"), "Orang lain")
    browser, url = as_(world.joko), f"/sesi/{session.pk}"
    assert "3 peserta pelatihan ini belum diundang" in browser.get(f"{url}/undang").content.decode()
    page = browser.post(f"{url}/undang", {"dari": "pelatihan"}, follow=True).content.decode()
    assert "3 orang diundang." in page
    assert "Tidak ada peserta pelatihan ini" in browser.post(f"{url}/undang", {"dari": "pelatihan"}).content.decode()
    page = browser.post(f"{url}/daftarkan", {"dari": "pelatihan"}, follow=True).content.decode()
    assert "1 orang mendapat kursi. 2 menunggu kursi." in page
    assert "1 dari 1 kursi terisi, 2 menunggu" in page
    assert "urutan 1" in page
    assert "urutan 2" in page
    sheet = browser.get(f"{url}/peserta/cetak").content.decode()
    assert ("Orang 0" in sheet, "Orang 1" in sheet) == (True, False)  # whoever waits signs nothing yet


def test_a_unit_registers_its_own_people_only(world: World, session: Session, as_: AsPerson) -> None:
    member(world.office("dinas"), number=nip(1))
    member(world.office("seberang"), number=nip(2))
    answer = as_(world.budi).post(f"/sesi/{session.pk}/daftarkan", {"numbers": f"{nip(1)}\n{nip(2)}"})
    page = answer.content.decode()
    assert "1 orang mendapat kursi." in page
    assert "baris 2" in page
    assert page.count(nip(2)) == 1  # where it was typed; what is told of it does not repeat it


def test_a_learner_registers_by_the_pages(session: Session, nia: Actor, world: World, as_: AsPerson) -> None:
    browser = as_(world.nia)
    assert "Sesi rekaan" in browser.get("/sesi-saya").content.decode()
    page = browser.post(f"/sesi-saya/{session.pk}/daftar", follow=True).content.decode()
    assert "Anda terdaftar." in page
    assert "Saya tidak jadi hadir" in page


def test_what_comes_next_stands_first_and_what_is_over_last(
    joko: Actor, nia: Actor, world: World, as_: AsPerson
) -> None:
    for name, hours in (("Lusa", 48), ("Kemarin", -24), ("Besok", 24), ("Minggu lalu", -168)):
        row = opened(joko, title=f"Sesi {name}")
        services.register_own(row.pk, actor=nia)
        ends = timezone.now() + timedelta(hours=hours + 2)
        Session.objects.filter(pk=row.pk).update(starts=ends - timedelta(hours=2), ends=ends)
    page = as_(world.nia).get("/sesi-saya").content.decode()
    told = re.findall(r"Sesi (Lusa|Kemarin|Besok|Minggu lalu)", page)
    assert list(dict.fromkeys(told)) == ["Besok", "Lusa", "Kemarin", "Minggu lalu"]


def test_nobody_gives_up_the_seat_of_another(session: Session, nia: Actor, world: World, as_: AsPerson) -> None:
    seat = services.register_own(session.pk, actor=nia)
    for who in (world.budi, world.joko, world.eko):
        assert as_(who).post(f"/sesi-saya/kursi/{seat.pk}/batal").status_code == 404


def test_a_supervisor_answers_once_by_the_link_of_the_letter(
    session: Session, nia: Actor, world: World, as_: AsPerson, client: object
) -> None:
    seat = services.register_own(session.pk, actor=nia)
    _seat, token = services.ask(seat.pk, "Ibu Atasan, Kepala Dinas", actor=nia)
    page = client.get(f"/izin/{token}").content.decode()  # type: ignore[attr-defined]
    assert "Izinkan Nia Nuraini mengikuti sesi ini?" in page
    assert client.post(f"/izin/{token}", {"jawaban": "ya"}).status_code == 302  # type: ignore[attr-defined]
    seat.refresh_from_db()
    assert seat.release == "given"
    assert token not in seat.release_hash
    assert client.post(f"/izin/{token}", {"jawaban": "tidak"}).status_code == 409  # type: ignore[attr-defined]
    assert Notice.objects.filter(person=world.nia, kind="classes.released").count() == 1
    assert not Event.objects.filter(data__contains=token).exists()


def test_a_new_link_ends_the_old_one(session: Session, nia: Actor, client: object) -> None:
    seat = services.register_own(session.pk, actor=nia)
    _seat, old = services.ask(seat.pk, "Ibu Atasan", actor=nia)
    services.ask(seat.pk, "Bapak Atasan", actor=nia)
    assert client.get(f"/izin/{old}").status_code == 404  # type: ignore[attr-defined]


def test_the_letter_to_the_supervisor_is_a_paper(session: Session, nia: Actor, world: World, as_: AsPerson) -> None:
    seat = services.register_own(session.pk, actor=nia)
    url = f"/sesi-saya/kursi/{seat.pk}/izin"
    answer = as_(world.nia).post(url, {"supervisor": "Ibu Atasan, Kepala Dinas", "cara": "surat"})
    assert answer.content.startswith(b"%PDF")
    assert as_(world.nia).post(url, {"supervisor": " "}).status_code == 422
    assert "/izin/" in as_(world.nia).post(url, {"supervisor": "Ibu"}).content.decode()


def test_an_old_seat_row_is_stale(joko: Actor, session: Session, nia: Actor) -> None:
    seat = services.register_own(session.pk, actor=nia)
    services.change(session.pk, wish(), actor=joko, revision=session.revision)
    Seat.objects.filter(pk=seat.pk).update(state="given-up")
    with pytest.raises((Refused, Stale)):
        services.give_up_own(seat.pk, actor=nia)


def test_a_reader_of_another_area_sees_no_names(
    world: World, session: Session, nia: Actor, actor: ActorOf, as_: AsPerson
) -> None:
    services.register_own(session.pk, actor=nia)
    assert "Nia Nuraini" in as_(world.budi).get(f"/sesi/{session.pk}/peserta").content.decode()
    assert "Nia Nuraini" not in as_(world.citra).get(f"/sesi/{session.pk}/peserta").content.decode()
    assert Event.objects.filter(verb="register.read").count() == 1
