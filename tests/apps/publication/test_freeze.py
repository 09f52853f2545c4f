"""Freeze a decision with the number and date as given; nothing of it changes afterwards."""

import hashlib
import json
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from kotaham.apps.accounts.models import Appointment
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Forbidden, Stale
from kotaham.apps.notices.models import Notice
from kotaham.apps.publication import queries, services
from kotaham.apps.publication.models import Decision, Row
from kotaham.apps.publication.services import Decree
from kotaham.apps.publication.services.letters import NotYours
from kotaham.apps.rounds.models import Round
from kotaham.core.errors import Refused
from tests.apps.conftest import AsPerson
from tests.apps.publication.conftest import DECREE, Case
from tests.apps.publication.test_file import a_piece
from tests.cast import SINCE, World


def test_freezing_keeps_what_was_given_and_ends_the_round(quick: Case, world: World) -> None:
    one = quick.frozen()
    assert (one.state, one.number, one.day, one.signatory) == ("frozen", DECREE.number, DECREE.day, DECREE.signatory)
    assert {quick.report(city).state for city in quick.river.cities} == {"decided"}
    assert Round.objects.get(pk=quick.round).state == "decided"
    told = services.kept(one)
    assert hashlib.sha256(told).hexdigest() == one.digest
    assert [row["name"] for row in json.loads(told)["rows"]] == ["Kota Damai", "Kota Rukun"]
    verbs = {"publication.frozen", "rounds.decided", "submissions.decided"}
    assert verbs <= set(Event.objects.values_list("verb", flat=True))
    told_to = set(Notice.objects.filter(kind="publication.frozen").values_list("person_id", flat=True))
    assert told_to == {world.ani.pk, world.rini.pk}


@pytest.mark.parametrize(
    ("decree", "words"),
    [
        (Decree(" ", date(2026, 1, 1), "M"), "Nomor keputusan belum diisi"),
        (Decree("1", None, "M"), "Tanggal keputusan belum diisi"),
        (Decree("1", date(2026, 1, 1), ""), "Penanda tangan belum diisi"),
    ],
)
def test_what_the_paper_says_is_needed(quick: Case, decree: Decree, words: str) -> None:
    draft = quick.drafted()
    with pytest.raises(Refused) as refused:
        services.freeze(draft.pk, decree, actor=quick.act("hadi"), version=draft.version)
    assert words in refused.value.text()


def test_a_second_click_and_an_old_page_are_seen(quick: Case) -> None:
    draft = quick.drafted()
    with pytest.raises(Stale):
        services.freeze(draft.pk, DECREE, actor=quick.act("hadi"), version=draft.version + 1)
    services.freeze(draft.pk, DECREE, actor=quick.act("hadi"), version=draft.version)
    with pytest.raises(Stale):
        services.freeze(draft.pk, DECREE, actor=quick.act("hadi"), version=draft.version)


@pytest.mark.parametrize("who", ["eko", "gita", "ani", "dewi", "made"])
def test_others_may_not_freeze(quick: Case, who: str) -> None:
    draft = quick.drafted()
    with pytest.raises(Forbidden):
        services.freeze(draft.pk, DECREE, actor=quick.act(who), version=draft.version)


def test_who_drafted_does_not_freeze(quick: Case, world: World) -> None:
    draft = quick.drafted()
    held = Appointment.objects.create(
        person=world.eko, role="decision_maker", office=world.office("ministry"), starts=SINCE, basis="SK rekaan"
    )
    eko = quick.act("eko")
    acting = type(eko)(
        person=eko.person, role="decision_maker", appointment=held.pk, office=eko.office, rank=0, area=("",)
    )
    with pytest.raises(NotYours) as refused:
        services.freeze(draft.pk, DECREE, actor=acting, version=draft.version)
    assert "Anda sendiri yang menyusun" in refused.value.text()


def test_a_draft_behind_the_newest_run_is_not_frozen(quick: Case) -> None:
    draft = quick.drafted()
    quick.scored()
    with pytest.raises(Refused) as refused:
        services.freeze(draft.pk, DECREE, actor=quick.act("hadi"), version=draft.version)
    assert "susun lagi" in refused.value.text()


def refused_by_the_database(sql: str, *values: int) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, values)
    except IntegrityError:
        return True
    return False


CHANGES = (
    "UPDATE publication_decision SET number = 'lain' WHERE id = %s",
    "UPDATE publication_decision SET state = 'draft' WHERE id = %s",
    "DELETE FROM publication_decision WHERE id = %s",
    "UPDATE publication_row SET total = '100' WHERE decision_id = %s",
    "DELETE FROM publication_row WHERE decision_id = %s",
)


@pytest.mark.parametrize("sql", CHANGES)
def test_the_database_refuses_every_change_of_what_is_frozen(quick: Case, sql: str) -> None:
    one = quick.frozen()
    assert refused_by_the_database(sql, one.pk)


def test_the_database_refuses_another_row(quick: Case) -> None:
    one = quick.frozen()
    with pytest.raises(IntegrityError), transaction.atomic():
        Row.objects.create(decision=one, place_code="99.99", name="Susupan", place=9)


@pytest.mark.parametrize("sql", [CHANGES[0], CHANGES[3]])
def test_a_draft_may_still_change(quick: Case, sql: str) -> None:
    """The control: the same statement before the freezing."""
    assert not refused_by_the_database(sql, quick.drafted().pk)


def test_frozen_decisions_are_for_everybody(quick: Case, as_: AsPerson, world: World) -> None:
    one = quick.frozen()
    for person in (world.ani, world.budi, world.citra, world.dewi, world.nia, world.made):
        page = as_(person).get(one.get_absolute_url()).content.decode()
        assert "Keputusan HAM-01 Tahun 2026" in page
        assert "Kota Damai" in page
        assert as_(person).get(reverse("publication:row", args=[one.pk, "99.71"])).status_code == 200
        assert "HAM-01" in as_(person).get(reverse("publication:decisions")).content.decode()
    raw = as_(world.nia).get(reverse("publication:list-json", args=[one.pk])).content
    assert hashlib.sha256(raw).hexdigest() == one.digest


def test_the_page_tells_what_happens_and_freezes(quick: Case, as_: AsPerson, world: World) -> None:
    draft = quick.drafted()
    url = reverse("publication:freeze", args=[draft.pk])
    page = as_(world.hadi).get(url).content.decode()
    assert "Daftar 2 kabupaten/kota dibekukan" in page
    assert as_(world.hadi).post(url, {"version": draft.version}).status_code == 422
    data = {"version": draft.version, "number": "HAM-7", "day": "2026-11-30", "signatory": "Menteri"}
    done = as_(world.hadi).post(url, data, follow=True)
    assert "Keputusan ditetapkan." in done.content.decode()
    assert as_(world.hadi).post(url, data).status_code == 409


def test_the_signed_paper_is_attached_once(quick: Case, as_: AsPerson, world: World) -> None:
    one = quick.frozen()
    piece, other = a_piece(world, "ministry"), a_piece(world, "ministry")
    url = reverse("publication:sign", args=[one.pk])
    done = as_(world.eko).post(url, {"evidence": piece.pk}, follow=True)
    assert "Keputusan bertanda tangan terlampir." in done.content.decode()
    with pytest.raises(Refused) as refused:
        services.sign(one.pk, other.pk, actor=quick.act("eko"))
    assert "sudah dikunci" in refused.value.text()


def test_a_draft_takes_no_signed_paper(quick: Case, world: World) -> None:
    draft = quick.drafted()
    with pytest.raises(Refused) as refused:
        services.sign(draft.pk, a_piece(world, "ministry").pk, actor=quick.act("eko"))
    assert "belum ditetapkan" in refused.value.text()
    assert Decision.objects.get().state == "draft"
    assert queries.in_force(quick.round) is None
