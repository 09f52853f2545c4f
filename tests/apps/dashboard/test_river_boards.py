"""Boards of the river: every number opens the list it counts, each reader sees their area, days and turns are true."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kotaham.apps.rounds.models import Participant, Round
from kotaham.apps.submissions.models import Answer, Submission
from tests.apps.laid import laid
from tests.apps.river import River, filled, in_state, open_round, set_days
from tests.cast import World

As = Callable[[Any], Client]
LINK = re.compile(r'<a [^>]*?href="([^"]+)"[^>]*?data-count="(\d+)"')


@pytest.fixture
def river(world: World) -> River:
    """Damai under verification, Rukun half filled in, Seberang untouched; health answers of Damai lie with its unit."""
    return laid("boards.river", lambda: _river(world))


def _river(world: World) -> River:
    river = open_round(world, delegated=True)
    in_state(river, "damai", "verifying")
    filled(river, "rukun", {"RK-1": {"number": "96.5"}, "RK-3": {"yes": True}})
    return river


def board(river: River) -> str:
    return reverse("dashboard:board-round", args=[river.round.pk])


def numbers(page: Any) -> Iterator[tuple[str, int]]:
    """Give the links of a page that count something, with what they count."""
    for url, count in LINK.findall(page.content.decode()):
        yield unescape(url), int(count)


def counted(page: Any) -> int:
    """Count what a list shows, as its own room tells it."""
    if "all_url" in page.context:
        assert page.context["count"] == len(page.context["rows"])
        return int(page.context["count"])
    if "outsiders" in page.context and page.context["part"] == "tidak" and not page.context["rows"]:
        return len(page.context["outsiders"])
    return len(page.context["rows"])


@pytest.mark.parametrize("reader", ["eko", "dewi", "intan", "kartika", "gita", "hadi", "made", "ani", "citra", "rini"])
def test_every_number_opens_the_list_that_it_counts(river: River, world: World, as_: As, reader: str) -> None:
    client = as_(getattr(world, reader))
    pages = [client.get(reverse("dashboard:board"), follow=True), client.get(board(river), follow=True)]
    seen, followed = set(), 0
    inside = re.compile(r'href="(/papan/[^"#]+)"')
    for page in pages:
        for url, count in numbers(page):
            found = client.get(url.partition("#")[0], follow=True)
            assert found.status_code == 200, url
            assert counted(found) == count, url
            followed += 1
        for url in map(unescape, inside.findall(page.content.decode())):
            if url not in seen and "serah-terima" not in url:
                seen.add(url)
                pages.append(client.get(url, follow=True))
                assert pages[-1].status_code == 200, url
    assert followed > 5


def test_control_a_number_with_a_wrong_address_is_noticed(river: River, world: World, as_: As) -> None:
    client = as_(world.eko)
    page = client.get(reverse("dashboard:board-reports", args=[river.round.pk]) + "?keadaan=verifying")
    assert counted(page) == 1
    assert counted(client.get(page.request["PATH_INFO"] + "?keadaan=filling")) == 2


def test_the_ministry_sees_the_country_by_kanwil_and_goes_down_to_a_city(river: River, world: World, as_: As) -> None:
    client = as_(world.eko)
    page = client.get(board(river))
    assert [part["total"]["count"] for part in page.context["parts"]] == [2, 1]
    assert "Menurut Kanwil" in page.content.decode()
    below = client.get(page.context["parts"][0]["url"])
    assert below.context["total"] == 2
    assert [row["one"].name for row in below.context["rows"]] == [world.place("damai").name, world.place("rukun").name]
    city = client.get(below.context["rows"][0]["url"])
    assert world.office("dinas").name in city.content.decode()


def test_a_kanwil_and_a_province_see_what_lies_in_their_area(river: River, world: World, as_: As) -> None:
    for reader in (world.dewi, world.kartika):
        page = as_(reader).get(board(river))
        assert page.context["total"] == 2
        assert world.place("seberang").name not in page.content.decode()


def test_an_address_does_not_widen_the_area(river: River, world: World, as_: As) -> None:
    client = as_(world.dewi)
    other = world.place("seberang").parent
    assert other is not None
    for address in (board(river), f"{board(river)}/laporan"):
        page = client.get(address, {"provinsi": other.code})
        assert page.context.get("total", page.context.get("count")) == 2, "what is not in reach is not applied"
        assert other.name not in page.content.decode()
        assert world.place("seberang").name not in page.content.decode()


def test_a_city_goes_straight_to_its_own_board(river: River, world: World, as_: As) -> None:
    page = as_(world.ani).get(board(river))
    assert page.status_code == 302
    assert page["Location"] == reverse("dashboard:board-city", args=[river.cities["damai"]])


def test_a_unit_has_no_board(river: River, world: World, as_: As) -> None:
    page = as_(world.budi).get(board(river))
    assert page.status_code == 403
    assert "melihat papan putaran" in page.content.decode()


def test_another_city_does_not_exist_for_a_coordinator(river: River, world: World, as_: As) -> None:
    url = reverse("dashboard:board-city", args=[river.cities["seberang"]])
    assert as_(world.ani).get(url).status_code == 404


def test_boards_are_only_read(river: River, world: World, as_: As) -> None:
    assert as_(world.eko).post(board(river)).status_code == 405


def test_the_turns_of_the_parties_are_counted(river: River, world: World, as_: As) -> None:
    page = as_(world.dewi).get(board(river))
    assert {one["turn"] for one in page.context["states"]} == {"Kanwil", "Kabupaten/kota"}
    assert page.context["line"]["turn"] == "Kanwil, Kabupaten/kota"


def test_a_passed_day_is_a_hindrance_with_the_name_of_whose_turn_it_is(river: River, world: World, as_: As) -> None:
    yesterday = timezone.localdate() - timedelta(days=2)
    set_days(river, submit=yesterday)
    page = as_(world.eko).get(board(river))
    assert [(one["title"], one["turn"], one["count"]) for one in page.context["blocks"]] == [
        ("Lewat tenggat tahapnya", "Kabupaten/kota", 2)
    ]
    assert page.context["late"] == 2
    city = as_(world.rini).get(reverse("dashboard:board-city", args=[river.cities["rukun"]]))
    assert "Lewat tenggat" in city.content.decode()


def test_the_last_day_itself_is_not_late(river: River, world: World, as_: As) -> None:
    set_days(river, submit=timezone.localdate(timezone=None))
    page = as_(world.rini).get(reverse("dashboard:board-city", args=[river.cities["rukun"]]))
    assert page.context["row"]["one"].days_left in {0, 1}  # the zone of the city may already be a day ahead


def test_nothing_is_foretold_in_the_first_days(river: River, world: World, as_: As) -> None:
    page = as_(world.eko).get(board(river))
    assert [(one["title"], one["count"]) for one in page.context["forecasts"]] == [("Belum bisa diperkirakan", 2)]


def test_who_is_too_slow_is_expected_to_miss_the_day(river: River, world: World, as_: As) -> None:
    pk = river.cities["rukun"]
    Submission.objects.filter(pk=pk).update(since=timezone.now() - timedelta(days=20), total=120, given=6)
    Answer.objects.filter(submission_id=pk).update(state="draft", saved_at=timezone.now())
    set_days(river, submit=timezone.localdate() + timedelta(days=5))
    page = as_(world.eko).get(board(river))
    assert ("Diperkirakan terlambat", 1) in [(one["title"], one["count"]) for one in page.context["forecasts"]]
    assert "sisanya perlu" in as_(world.rini).get(board(river), follow=True).content.decode()


def test_who_has_not_moved_for_a_week_is_named_and_not_guessed_at(river: River, world: World, as_: As) -> None:
    pk = river.cities["seberang"]
    Submission.objects.filter(pk=pk).update(since=timezone.now() - timedelta(days=20))
    page = as_(world.citra).get(board(river), follow=True)
    assert page.context["row"]["expected"] == "Tidak bergerak 7 hari"
    assert "sisanya perlu" not in page.content.decode()


@pytest.mark.parametrize(
    ("mark", "words"),
    [("demo", "Data rekaan untuk peragaan"), ("trial", "Uji coba, tidak menghasilkan predikat resmi")],
)
def test_made_up_and_trial_rounds_say_so_on_every_board(world: World, as_: As, mark: str, words: str) -> None:
    river = open_round(world, demo=mark == "demo", trial=mark == "trial")
    client = as_(world.eko)
    city = reverse("dashboard:board-city", args=[river.cities["damai"]])
    for url in (board(river), f"{board(river)}/laporan", city):
        assert words in client.get(url).content.decode()


def test_a_board_asks_the_database_no_more_for_more_cities(
    world: World, as_: As, django_assert_max_num_queries: Any
) -> None:
    river = open_round(world)
    client = as_(world.eko)
    for url in (
        reverse("dashboard:board"), board(river), f"{board(river)}/laporan",
        reverse("dashboard:board-city", args=[river.cities["damai"]]),
    ):  # fmt: skip
        with django_assert_max_num_queries(25):
            assert client.get(url).status_code == 200


def test_who_takes_part_who_does_not_and_who_is_silent_are_told_apart(world: World, as_: As) -> None:
    river = open_round(world, ["damai", "rukun"])
    Participant.objects.filter(round=river.round, office=world.office("rukun")).update(
        withdrawn_at=timezone.now(), withdrawn_why="Tidak ada anggaran."
    )
    client = as_(world.eko)
    page = client.get(board(river))
    assert [(one["key"], one["count"]) for one in page.context["participation"]] == [
        ("joined", 1), ("declined", 1), ("silent", 1),
    ]  # fmt: skip
    joined, declined, silent = (client.get(one["url"]) for one in page.context["participation"])
    assert len(joined.context["rows"]) == len(declined.context["rows"]) == len(silent.context["outsiders"]) == 1
    kanwil = as_(world.dewi).get(board(river))
    assert [one["count"] for one in kanwil.context["participation"]] == [1, 1, 0]


def test_a_round_that_is_prepared_has_an_empty_board(river: River, world: World, as_: As) -> None:
    Submission.objects.filter(pk__in=river.cities.values()).update(round=open_round(world, []).round)
    Round.objects.filter(pk=river.round.pk).update(state="draft")
    page = as_(world.eko).get(board(river))
    assert page.context["total"] == 0
    assert "pilih peserta" in page.content.decode()


def test_nothing_is_late_or_foretold_in_a_round_that_has_ended(river: River, world: World, as_: As) -> None:
    set_days(river, submit=timezone.localdate() - timedelta(days=9))
    Round.objects.filter(pk=river.round.pk).update(state="decided")
    page = as_(world.eko).get(board(river))
    assert (page.context["late"], page.context["blocks"], page.context["forecasts"]) == (0, [], [])
    assert page.context["line"]["turn"] == ""


def test_what_nobody_was_given_blocks_only_while_it_is_filled_in(river: River, world: World, as_: As) -> None:
    filling = as_(world.rini).get(board(river), follow=True)
    assert filling.context["unshared"]["count"] == 6
    sent = as_(world.ani).get(board(river), follow=True)
    assert sent.context["unshared"]["count"] == 0
    assert "Tidak ada yang terhambat." in sent.content.decode()


def test_the_next_day_is_that_of_the_units_while_they_fill_in_as_on_the_page_of_the_round(
    river: River, world: World, as_: As
) -> None:
    today = timezone.localdate()
    set_days(river, fill=today + timedelta(days=3), submit=today + timedelta(days=9))
    line = as_(world.eko).get(board(river)).context["line"]
    assert (line["day"], line["step"]) == (today + timedelta(days=3), "Pengisian oleh perangkat daerah")
    set_days(river, fill=today - timedelta(days=1))
    line = as_(world.eko).get(board(river)).context["line"]
    assert line["day"] == today + timedelta(days=9)
