"""Reading the record: by right, by filter, by page; one's own; one subject."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django_cotton.compiler_regex import CottonCompiler

from kotaham.apps.accounts.models import Person
from kotaham.apps.events import services as events
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor
from tests.cast import World

pytestmark = pytest.mark.django_db
AsPerson = Callable[..., Client]
ActorOf = Callable[..., Actor]


def happened(actor: Actor, world: World, office: str, verb: str = "offices.renamed", **more: object) -> None:
    row = world.office(office)
    with events.work(actor) as log:
        log.record(verb, row, holder=row.pk, reason=f"alasan-{office}", data={"fields": ["short"], **more})


@pytest.fixture
def history(world: World, actor: ActorOf) -> World:
    """Let Ani and Citra each do something, and the ministry something to each of their offices."""
    happened(actor(world.ani), world, "damai")
    happened(actor(world.ani), world, "dinas")
    happened(actor(world.citra), world, "seberang")
    happened(actor(world.eko), world, "kanwil")
    return world


def text(client: Client, path: str, **query: str | int) -> str:
    response = client.get(path, query)
    assert response.status_code == 200
    return response.content.decode()


def seen(client: Client, path: str = "/riwayat", **query: str | int) -> set[str]:
    page = text(client, path, **query)
    return {office for office in ("damai", "dinas", "seberang", "kanwil") if f"alasan-{office}" in page}


@pytest.mark.parametrize(
    ("who", "offices"),
    [
        ("ani", {"damai", "dinas"}),
        ("citra", {"seberang"}),
        ("rini", set()),
        ("kartika", {"damai", "dinas"}),
        ("intan", {"damai", "dinas", "kanwil"}),
        ("seno", {"seberang"}),
        ("eko", {"damai", "dinas", "seberang", "kanwil"}),
        ("made", {"damai", "dinas", "seberang", "kanwil"}),
    ],
)
def test_everybody_reads_what_their_office_and_those_below_hold(
    history: World, as_: AsPerson, who: str, offices: set[str]
) -> None:
    assert seen(as_(history.people[who])) == offices


@pytest.mark.parametrize("who", ["budi", "nia", "dewi", "tono"])
def test_an_onlooker_is_refused_the_list_with_the_rule_named(history: World, as_: AsPerson, who: str) -> None:
    response = as_(history.people[who]).get("/riwayat")
    assert response.status_code == 403
    assert "events.list" in response.content.decode()


def test_a_stranger_is_led_to_sign_in(world: World, client: Client) -> None:
    assert client.get("/riwayat").status_code == 302


@pytest.mark.parametrize("path", ["/riwayat", "/riwayat/saya", "/riwayat/kepala", "/riwayat/offices.office/1"])
def test_the_record_cannot_be_written_to_over_the_web(world: World, as_: AsPerson, path: str) -> None:
    for method in ("post", "put", "patch", "delete"):
        assert getattr(as_(world.eko), method)(path).status_code == 405


def test_filters_narrow_the_list(history: World, as_: AsPerson, actor: ActorOf) -> None:
    happened(actor(history.ani), history, "damai", verb="events.exported")
    auditor = as_(history.made)
    assert seen(auditor, perbuatan="events.exported") == {"damai"}
    assert seen(auditor, orang=history.citra.pk) == {"seberang"}
    assert seen(auditor, kantor=history.office("dinas").pk) == {"dinas"}
    assert seen(auditor, kantor=history.office("damai").pk) == {"damai", "dinas"}  # held by it, or done for it
    assert seen(auditor, orang=history.citra.pk, kantor=history.office("damai").pk) == set()


def test_a_filter_never_widens_the_reach(history: World, as_: AsPerson) -> None:
    assert seen(as_(history.ani), orang=history.citra.pk) == set()
    assert seen(as_(history.ani), kantor=history.office("seberang").pk) == set()


def test_dates_take_in_both_ends_in_the_zone_of_the_reader(world: World, as_: AsPerson, actor: ActorOf) -> None:
    for day, office in ((1, "damai"), (2, "dinas"), (3, "kanwil")):
        with time_machine.travel(f"2026-03-0{day}T23:30:00+07:00", tick=False):
            happened(actor(world.eko), world, office)
    auditor = as_(world.made)
    assert seen(auditor, sejak="2026-03-02", sampai="2026-03-02") == {"dinas"}
    assert seen(auditor, sejak="2026-03-02") == {"dinas", "kanwil"}
    assert seen(auditor, sampai="2026-03-01") == {"damai"}
    assert seen(auditor, sejak="2027-01-01") == set()


def test_a_clock_that_was_set_back_hides_nothing_from_the_filter_of_dates(
    world: World, as_: AsPerson, actor: ActorOf
) -> None:
    for moment, office in (
        ("2026-03-04T10:00", "damai"),
        ("2026-03-02T10:00", "dinas"),
        ("2026-03-05T10:00", "kanwil"),
    ):
        with time_machine.travel(f"{moment}:00+07:00", tick=False):
            happened(actor(world.eko), world, office)
    assert seen(as_(world.made), sejak="2026-03-02", sampai="2026-03-02") == {"dinas"}
    assert seen(as_(world.made), sejak="2026-03-01", sampai="2026-03-04") == {"damai", "dinas"}


def test_a_span_that_ends_before_it_begins_is_told_at_its_field(world: World, as_: AsPerson) -> None:
    page = text(as_(world.made), "/riwayat", sejak="2026-03-02", sampai="2026-03-01")
    assert "Tanggal ini sebelum tanggal mulai" in page


@pytest.mark.parametrize("query", [{"sebelum": "x"}, {"orang": "-1"}, {"kantor": "9" * 40}, {"sejak": "kemarin"}])
def test_a_filter_that_cannot_be_read_asks_for_nothing(history: World, as_: AsPerson, query: dict[str, str]) -> None:
    assert seen(as_(history.made), **query) == {"damai", "dinas", "seberang", "kanwil"}


def test_pages_go_on_below_the_last_number_whatever_is_added_meanwhile(
    world: World, as_: AsPerson, actor: ActorOf
) -> None:
    eko = actor(world.eko)
    with events.work(eko) as log:
        for number in range(120):
            log.record("offices.renamed", ("offices.office", f"hal-{number:03}"))
    client, found, path = as_(world.made), [], "/riwayat"
    for _ in range(3):
        page = text(client, path)
        found += [f"hal-{n:03}" for n in range(119, -1, -1) if f">hal-{n:03}<" in page]
        happened(eko, world, "damai")
        path = f"/riwayat?sebelum={Event.objects.get(subject=found[-1]).seq}"
    assert found == [f"hal-{n:03}" for n in range(119, -1, -1)]
    assert "Kembali ke terbaru" in page


def test_mine_shows_what_i_did_and_not_what_others_did(history: World, as_: AsPerson) -> None:
    assert seen(as_(history.ani), "/riwayat/saya") == {"damai", "dinas"}
    assert seen(as_(history.citra), "/riwayat/saya") == {"seberang"}


def test_everybody_sees_who_read_their_personal_data(world: World, as_: AsPerson, actor: ActorOf) -> None:
    events.record_read(actor(world.dewi), "accounts.person", [world.ani.pk, world.budi.pk], why="Menyusun undangan")
    events.record_read(actor(world.ani), "accounts.person", [world.ani.pk], why="Melihat diri sendiri")
    page = text(as_(world.ani), "/riwayat/saya", bagian="data")
    assert "Dewi Danuarti" in page
    assert "Menyusun undangan" in page
    assert "Melihat diri sendiri" not in page
    assert "Dewi Danuarti" not in text(as_(world.citra), "/riwayat/saya", bagian="data")


def test_somebody_without_a_role_reads_their_own_history(world: World, as_: AsPerson) -> None:
    assert "Belum ada yang tercatat atas nama Anda" in text(as_(world.tono), "/riwayat/saya")


@pytest.mark.parametrize(
    ("who", "office", "status"),
    [
        ("ani", "damai", 200),
        ("ani", "dinas", 200),
        ("budi", "dinas", 200),
        ("budi", "damai", 404),
        ("citra", "damai", 404),
        ("dewi", "damai", 200),
        ("seno", "damai", 404),
        ("eko", "seberang", 200),
        ("made", "seberang", 200),
        ("nia", "dinas", 403),
    ],
)
def test_the_owner_of_a_subject_reads_its_history(
    history: World, as_: AsPerson, who: str, office: str, status: int
) -> None:
    path = reverse("events:subject", args=["offices.office", history.office(office).pk])
    response = as_(history.people[who]).get(path)
    assert response.status_code == status
    assert (f"alasan-{office}" in response.content.decode()) == (status == 200)


def test_the_new_owner_of_a_subject_reads_what_happened_before_and_the_old_one_no_more(
    world: World, as_: AsPerson, actor: ActorOf
) -> None:
    for office in ("damai", "rukun"):
        with events.work(actor(world.eko)) as log:
            log.record("actions.moved", ("actions.action", 5), holder=world.office(office).pk, reason=f"dulu-{office}")
    assert "dulu-damai" in text(as_(world.rini), "/riwayat/actions.action/5")
    assert as_(world.ani).get("/riwayat/actions.action/5").status_code == 404


@pytest.mark.parametrize("who", ["eko", "made", "ani"])
def test_a_subject_that_nothing_ever_happened_to_has_no_history(world: World, as_: AsPerson, who: str) -> None:
    assert as_(world.people[who]).get("/riwayat/offices.office/999999").status_code == 404


def test_only_those_who_read_everything_see_from_where_it_was_done(history: World, as_: AsPerson) -> None:
    with events.work(Actor(person=history.ani.pk, role="city_coordinator", origin="203.0.113.9")) as log:
        log.record("offices.renamed", history.office("damai"), holder=history.office("damai").pk)
    assert "203.0.113.9" in text(as_(history.made), "/riwayat")
    assert "203.0.113.9" not in text(as_(history.intan), "/riwayat")


def test_what_people_write_is_shown_as_text(history: World, as_: AsPerson, actor: ActorOf) -> None:
    with events.work(actor(history.eko)) as log:
        log.record("offices.renamed", ("offices.office", "<b>x"), reason="<script>alert(1)</script>")
    page = text(as_(history.made), "/riwayat")
    assert "<script>alert" not in page
    assert escape("<script>alert(1)</script>") in page


def test_a_page_of_the_list_costs_few_queries_however_many_rows_it_has(
    world: World, as_: AsPerson, actor: ActorOf, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    for office in world.offices:
        happened(actor(world.eko), world, office)
        happened(actor(world.ani), world, office)
    for who, path in (
        ("made", "/riwayat"),
        ("intan", "/riwayat"),
        ("ani", "/riwayat/saya"),
        ("eko", "/riwayat/kepala"),
    ):
        client = as_(world.people[who])
        with django_assert_max_num_queries(15):  # type: ignore[attr-defined]
            text(client, path)


def test_the_pages_speak_english_to_who_asks_for_it(history: World, as_: AsPerson) -> None:
    Person.objects.filter(pk=history.made.pk).update(language="en")
    page = text(as_(history.made), "/riwayat")
    assert "What happened in your office and its area" in page


def drawn(actor: Actor, key: object) -> str:
    request = RequestFactory().get("/")
    request.actor, request.user = actor, AnonymousUser()  # type: ignore[attr-defined]
    page = CottonCompiler().process('<c-history kind="offices.office" :id="key" />')
    return str(engines["django"].from_string(page).render({"key": key}, request)).strip()


def test_the_history_stands_on_the_page_of_its_subject_for_who_may_read_it(history: World, actor: ActorOf) -> None:
    damai = history.office("damai")
    assert "alasan-damai" in drawn(actor(history.ani), damai.pk)
    assert drawn(actor(history.citra), damai.pk) == ""
    assert drawn(actor(history.nia), damai.pk) == ""
    assert drawn(Actor(), damai.pk) == ""


def test_an_event_of_yesterday_is_told_with_its_moment(history: World, as_: AsPerson, actor: ActorOf) -> None:
    with time_machine.travel(timezone.now() - timedelta(days=1), tick=False):
        happened(actor(history.eko), history, "kanwil")
    assert f'<time datetime="{timezone.localtime(Event.objects.latest("seq").at).isoformat()}"' in text(
        as_(history.made), "/riwayat"
    )
