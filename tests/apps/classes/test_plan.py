"""A Kanwil plans a session, opens it, changes it, holds or cancels it; papers and reminders follow."""

from datetime import timedelta

import pytest
from django.utils import timezone
from icalendar import Calendar

from kotaham.apps.classes import services
from kotaham.apps.classes.models import Session, Speaker
from kotaham.apps.classes.rules import LIFE
from kotaham.apps.classes.services import telling
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, Stale, system
from kotaham.apps.notices.models import Notice
from kotaham.core.errors import Refused
from tests.apps.classes.making import opened, wish
from tests.apps.conftest import AsPerson
from tests.apps.courses.making import member, nip
from tests.cast import World

ROBOT = system("classes.remind")
FORM = {
    "title": "Sesi rekaan", "mode": "hybrid", "starts": "2027-03-01T09:00", "ends": "2027-03-01T11:00",
    "zone": "Asia/Jayapura", "place": "Aula", "link": "https://rapat.example/1", "capacity": "2",
    "speakers": "Ibu Contoh; Kepala Kanwil; Hak rekaan\nBapak Contoh",
}  # fmt: skip


def test_a_trainer_plans_a_session_by_the_pages(world: World, as_: AsPerson) -> None:
    browser = as_(world.joko)
    page = browser.post("/sesi/baru", FORM, follow=True).content.decode()
    row = Session.objects.get()
    assert "Sesi rekaan" in page
    assert "09.00–11.00 WIT" in page  # the clock of the place, not that of the server
    assert row.starts.isoformat() == "2027-03-01T00:00:00+00:00"
    assert [one.topic for one in Speaker.objects.order_by("position")] == ["Hak rekaan", ""]
    assert "01T09:00" in browser.get(f"/sesi/{row.pk}/ubah").content.decode()


def test_everything_that_is_wrong_is_told_at_once(joko: Actor) -> None:
    starts = timezone.now()
    with pytest.raises(Refused) as refused:
        services.plan(wish(title=" ", starts=starts, ends=starts, mode="hybrid", version=99), actor=joko)
    assert refused.value.codes == (
        "classes.words-missing", "classes.times-turned", "classes.nowhere", "classes.no-version",
    )  # fmt: skip


def test_a_form_tells_every_slip_at_once_at_its_field(world: World, as_: AsPerson) -> None:
    form = FORM | {"capacity": "0", "ends": FORM["starts"], "place": ""}
    page = as_(world.joko).post("/sesi/baru", form)
    assert page.status_code == 422
    errors = page.context["form"].errors
    assert set(errors) == {"capacity", "ends", "place"}
    assert errors["ends"] == ["Sesi berakhir sebelum mulai. Perbaiki jamnya."]
    assert "link" in as_(world.joko).post("/sesi/baru", FORM | {"mode": "webinar", "link": ""}).context["form"].errors


@pytest.mark.parametrize("verb", LIFE.verbs)
@pytest.mark.parametrize("state", list(LIFE.states))
def test_every_cell_of_the_life_is_as_the_table_says(verb: str, state: str, joko: Actor) -> None:
    row = services.plan(wish(), actor=joko)
    Session.objects.filter(pk=row.pk).update(state=state, starts=timezone.now())  # it begins now: `hold` waits for that
    if verb in LIFE.verbs and (verb, state) in LIFE.table:
        assert services.move(row.pk, verb, actor=joko, reason="Aula rusak").state == LIFE.table[verb, state].target
    else:
        with pytest.raises(Refused) as refused:
            services.move(row.pk, verb, actor=joko, reason="x")
        assert refused.value.codes == ("lifecycle.not-from-here",)


def test_no_session_is_held_before_it_begins(session: Session, joko: Actor, world: World, as_: AsPerson) -> None:
    assert "Nyatakan telah dilaksanakan" not in as_(world.joko).get(f"/sesi/{session.pk}").content.decode()
    with pytest.raises(Refused) as refused:
        services.move(session.pk, "hold", actor=joko, now=session.starts - timedelta(seconds=1))
    assert refused.value.codes == ("classes.not-begun",)
    assert f"Sesi dimulai {telling.when(session)}" in refused.value.text()
    assert services.move(session.pk, "hold", actor=joko, now=session.starts).state == "held"


def test_a_cancellation_wants_a_reason_and_tells_everybody(
    world: World, session: Session, nia: Actor, joko: Actor, as_: AsPerson
) -> None:
    services.register_own(session.pk, actor=nia)
    assert as_(world.joko).post(f"/sesi/{session.pk}/batalkan", {"reason": ""}).status_code == 422
    as_(world.joko).post(f"/sesi/{session.pk}/batalkan", {"reason": "Aula rusak"})
    session.refresh_from_db()
    assert (session.state, session.why) == ("cancelled", "Aula rusak")
    assert Notice.objects.filter(person=world.nia, kind="classes.cancelled").count() == 1


def test_an_old_page_changes_nothing(session: Session, joko: Actor) -> None:
    with pytest.raises(Stale):
        services.change(session.pk, wish(), actor=joko, revision=session.revision - 1)


def test_another_place_is_told_to_those_with_a_seat(world: World, session: Session, nia: Actor, joko: Actor) -> None:
    services.register_own(session.pk, actor=nia)
    services.change(session.pk, wish(place="Aula lain"), actor=joko, revision=session.revision)
    assert Notice.objects.filter(person=world.nia, kind="classes.changed").count() == 1


def test_the_capacity_never_falls_below_those_who_have_a_seat(session: Session, nia: Actor, joko: Actor) -> None:
    services.register_own(session.pk, actor=nia)
    with pytest.raises(Refused):
        services.change(session.pk, wish(capacity=0), actor=joko, revision=session.revision)


def test_an_onlooker_reads_what_was_announced_and_a_stranger_finds_no_draft(
    joko: Actor, world: World, as_: AsPerson
) -> None:
    draft = services.plan(wish(), actor=joko)
    assert as_(world.seno).get(f"/sesi/{draft.pk}").status_code == 404
    assert as_(world.intan).get(f"/sesi/{draft.pk}").status_code == 200
    assert as_(world.intan).post(f"/sesi/{draft.pk}/buka").status_code == 403
    services.move(draft.pk, "open", actor=joko)
    assert as_(world.seno).get(f"/sesi/{draft.pk}").status_code == 200
    assert as_(world.intan).get(f"/sesi/{draft.pk}/layar").status_code == 403


def test_a_letter_carries_the_number_of_the_office_or_is_not_printed(joko: Actor, world: World, as_: AsPerson) -> None:
    without, numbered = opened(joko), opened(joko, letter="KW-12/2026")
    assert as_(world.joko).get(f"/sesi/{without.pk}/surat").status_code == 400
    answer = as_(world.joko).get(f"/sesi/{numbered.pk}/surat")
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="undangan-{numbered.pk}.pdf"'
    member(world.office("dinas"), number=nip(1))
    (seat,), _pasted = services.invite(numbered.pk, nip(1), actor=joko)
    url = f"/sesi/{numbered.pk}/peserta/{seat.pk}/surat"
    assert url in as_(world.joko).get(f"/sesi/{numbered.pk}/peserta").content.decode()
    assert as_(world.joko).get(url).content.startswith(b"%PDF")
    assert as_(world.joko).get(f"/sesi/{without.pk}/peserta/{seat.pk}/surat").status_code == 404


def test_the_calendar_reads_the_entry(session: Session, world: World, as_: AsPerson) -> None:
    answer = as_(world.nia).get(f"/sesi-saya/{session.pk}/kalender")
    (entry,) = Calendar.from_ical(answer.content).events
    assert str(entry["SUMMARY"]) == "Sesi rekaan"
    assert entry.start == session.starts.replace(microsecond=0)
    assert answer.content.count(b"TRIGGER:-P1D") == answer.content.count(b"TRIGGER:-PT1H") == 1


def test_people_are_reminded_a_day_and_an_hour_before_each_once(world: World, joko: Actor, nia: Actor) -> None:
    session = opened(joko, hours=30)
    services.register_own(session.pk, actor=nia)
    count = Notice.objects.filter(kind="classes.near").count
    assert (services.remind(actor=ROBOT), count()) == (0, 0)
    day, hour = session.starts - timedelta(hours=23), session.starts - timedelta(minutes=50)
    assert [services.remind(actor=ROBOT, now=day) for _ in range(2)] == [1, 0]
    assert [services.remind(actor=ROBOT, now=hour) for _ in range(2)] == [1, 0]
    assert count() == 2
    assert Event.objects.filter(verb="classes.reminded").count() == 2


def test_a_session_announced_in_its_last_hour_reminds_once(joko: Actor, nia: Actor, session: Session) -> None:
    services.register_own(session.pk, actor=nia)
    assert [services.remind(actor=ROBOT) for _ in range(2)] == [1, 0]
    assert Notice.objects.filter(kind="classes.near").count() == 1
