"""The areas of the Kanwil: dated, never overlapping, unknown said to be unknown."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from kotaham.apps.accounts.services import actor_of_appointment
from kotaham.apps.gate.services import Actor
from kotaham.apps.offices import queries, services
from kotaham.apps.offices.models import KanwilArea
from kotaham.apps.offices.services import Wish
from kotaham.core.errors import Refused
from tests import cast
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.offices.walking import last_event, text
from tests.cast import World

URL = "/kantor/wilayah-kerja/99"
START = date(2024, 1, 1)


def form(world: World, **changes: object) -> dict[str, object]:
    now = KanwilArea.objects.get(province_code="99", valid_to=None)
    wanted = {"was": now.pk, "kanwil": world.office("kanwil_other").pk, "on": "2026-01-01", "certainty": "stated"}
    return {**wanted, "source": "Permenham 1/2026", "reason": "Kanwil baru", **changes}


def rows() -> list[tuple[str, date | None, date | None]]:
    found = KanwilArea.objects.filter(province_code="99").order_by("valid_from")
    return [(row.kanwil.name.split(" KENARI")[0], row.valid_from, row.valid_to) for row in found]


def test_a_province_goes_to_another_kanwil_on_a_day(world: World, as_: AsPerson) -> None:
    assert as_(world.eko).post(URL, form(world)).status_code == 302
    day = date(2026, 1, 1)
    assert rows() == [("Kanwil Contoh", cast.SINCE, day), ("Kanwil Sebelah", day, None)]
    event = last_event()
    assert (event.verb, event.why, event.holder) == ("offices.area-set", "Kanwil baru", world.office("kanwil_other").pk)


def test_only_the_ministry_sets_areas(world: World, as_: AsPerson) -> None:
    for person in (world.ani, world.intan, world.made, world.gita):
        assert as_(person).post(URL, form(world)).status_code == 403
    assert len(rows()) == 1


def test_the_second_click_is_stale(world: World, as_: AsPerson) -> None:
    client, sent = as_(world.eko), form(world)
    assert client.post(URL, sent).status_code == 302
    assert client.post(URL, sent).status_code == 409
    assert len(rows()) == 2


def test_a_day_that_is_taken_is_refused_with_the_kanwil_that_holds_it(world: World, as_: AsPerson) -> None:
    answer = as_(world.eko).post(URL, form(world, on="2019-12-31"))
    assert answer.status_code == 400
    assert "Provinsi Provinsi Contoh sudah masuk wilayah kerja Kanwil Contoh" in text(answer)
    assert "sejak 1 Januari 2020 hingga sekarang" in text(answer)


def test_a_change_without_its_day_is_refused(world: World, as_: AsPerson) -> None:
    assert "Tanggal mulai kosong." in text(as_(world.eko).post(URL, form(world, on="")))


def test_certainty_and_source_are_corrected_without_a_new_period(world: World, as_: AsPerson) -> None:
    kanwil = world.office("kanwil").pk
    as_(world.eko).post(URL, form(world, kanwil=kanwil, on="", certainty="inferred", source="berita"))
    row = KanwilArea.objects.get(province_code="99")
    assert (row.certainty, row.source, row.valid_from, row.valid_to) == ("inferred", "berita", cast.SINCE, None)


def test_a_kanwil_that_is_not_known_any_more_is_said_to_be_unknown(world: World, as_: AsPerson) -> None:
    client = as_(world.eko)
    assert client.post(URL, form(world, kanwil="", source="")).status_code == 302
    assert queries.kanwil_of("99") is None
    assert queries.kanwil_of("99", date(2025, 12, 31)) is not None
    page = text(client.get("/kantor/wilayah-kerja"))
    assert "Kanwil untuk 1 provinsi belum diketahui" in page
    assert "Kanwil provinsi ini belum diketahui" in text(client.get(URL))


def test_after_a_gap_a_new_period_must_begin_after_the_last_one(world: World, as_: AsPerson) -> None:
    client = as_(world.eko)
    client.post(URL, form(world, kanwil="", source=""))
    again = {"was": 0, "kanwil": world.office("kanwil").pk, "certainty": "stated", "source": "x", "reason": "y"}
    assert "Tanggal mulai kosong." in text(client.post(URL, {**again, "on": ""}))
    assert client.post(URL, {**again, "on": "2025-12-31"}).status_code == 400
    assert client.post(URL, {**again, "on": "2026-03-01"}).status_code == 302
    assert queries.kanwil_of("99", date(2026, 2, 1)) is None


def test_a_source_and_a_reason_are_demanded(world: World, as_: AsPerson, actor: ActorOf) -> None:
    assert "Sumber wilayah kerja kosong." in text(as_(world.eko).post(URL, form(world, source="")))
    wish = Wish(world.office("kanwil_other").pk, START, "stated", "x")
    now = KanwilArea.objects.get(province_code="99")
    with pytest.raises(Refused, match="Alasan perubahan kosong"):
        services.set_area("99", actor=actor(world.eko), was=now.pk, wish=wish, reason="")


def test_what_is_no_kanwil_or_no_province_is_refused(world: World, as_: AsPerson, actor: ActorOf) -> None:
    assert as_(world.eko).get("/kantor/wilayah-kerja/99.71").status_code == 404
    assert as_(world.eko).get("/kantor/wilayah-kerja/77").status_code == 404
    now = KanwilArea.objects.get(province_code="99")
    wish = Wish(world.office("damai").pk, date(2026, 1, 1), "stated", "x")
    with pytest.raises(Refused):
        services.set_area("99", actor=actor(world.eko), was=now.pk, wish=wish, reason="y")
    assert len(rows()) == 1


def test_a_kanwil_sees_its_own_rows_only(world: World, as_: AsPerson) -> None:
    page = text(as_(world.intan).get("/kantor/wilayah-kerja"))
    assert "Provinsi Contoh" in page
    assert "Provinsi Sebelah" not in page


class AnySequenceOfChanges(TestCase):
    """Whatever is asked in whatever order, a province has at most one Kanwil on any day, and no day is lost."""

    steps = st.lists(st.tuples(st.sampled_from([0, 1, None]), st.integers(-30, 400)), min_size=1, max_size=8)

    @settings(max_examples=40, deadline=None)
    @given(steps)
    def test_no_overlap_and_the_answer_of_every_day_is_the_last_one_given(
        self, steps: list[tuple[int | None, int]]
    ) -> None:
        KanwilArea.objects.all().delete()
        world = cast.build()
        eko = _actor(world)
        kanwils = [world.office("kanwil").pk, world.office("kanwil_other").pk]
        now = KanwilArea.objects.get(province_code="99")
        KanwilArea.objects.filter(pk=now.pk).update(valid_from=START)
        expected: list[tuple[date, int | None]] = [(START, kanwils[0])]
        for choice, offset in steps:
            on, wanted = START + timedelta(days=offset), None if choice is None else kanwils[choice]
            row = KanwilArea.objects.filter(province_code="99", valid_to=None).first()
            wish = Wish(wanted, on, "stated", "rekaan")
            try:
                services.set_area("99", actor=eko, was=row.pk if row else 0, wish=wish, reason="uji")
            except Refused:
                assert on <= expected[-1][0]  # refused only where it would overlap
                continue
            if wanted is not None or row is not None:
                expected.append((on, wanted))
        for step in range(-40, 420, 7):
            day = START + timedelta(days=step)
            held = [office for start, office in expected if start <= day]
            serving = [k for k in kanwils if "99" in queries.area(k, day)]
            assert serving == ([held[-1]] if held and held[-1] is not None else [])


def _actor(world: World) -> Actor:
    return actor_of_appointment(world.appointment("eko").pk, person=world.eko.pk)
