"""A draft is written page by page: unknown stays unknown, each change is an event, two at once are one and a letter."""

import json

import pytest
from django.http import Http404
from django.urls import reverse

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Forbidden, Stale
from kotaham.apps.instruments import queries, services
from kotaham.apps.instruments.models import Version
from kotaham.apps.instruments.rules import drafting
from kotaham.core.errors import Refused
from kotaham.core.instrument.load import parse
from kotaham.core.instrument.translate import parse_translation
from kotaham.core.instrument.write import to_yaml
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.instruments.browser_form import form_with
from tests.apps.instruments.conftest import fresh
from tests.cast import World
from tests.random_instruments import random_case

pytestmark = pytest.mark.django_db


def test_a_new_draft_invents_nothing(blank: Version) -> None:
    made = queries.instrument_of(blank)
    assert [one.title for one in made.groups] == ["Hak hidup", "Hak atas rasa aman"]
    assert made.in_force.from_ == "unknown"
    assert made.known_indicators == ()
    assert made.predicates.levels == ()
    assert blank.unknowns > 0


def test_a_draft_grows_in_the_browser_without_javascript(blank: Version, world: World, as_: AsPerson) -> None:
    fajar = as_(world.people["fajar"])
    url = reverse("instruments:add", args=[blank.pk])
    form = form_with(fajar.get(url).content, "edition")
    answer = fajar.post(url, {**form, "code": "HID-01", "title": "Angka kematian ibu", "group": ["HIDUP"]})
    assert answer.status_code == 302
    page = reverse("instruments:indicator", args=[blank.pk, "HID-01"])
    assert answer["Location"] == page
    form = form_with(fajar.get(f"{page}?cara=bands").content, "edition")
    form |= {
        "bands-0-span": ["\u2264 110"],
        "bands-0-points_0": ["10"],
        "bands-1-span": ["> 110"],
        "bands-1-points_0": ["5,5"],
    }
    form |= {"help_1": ["on"], "owners_0": ["Dinas Kesehatan\r\nDinas Sosial"]}
    assert fajar.post(page, form).status_code == 302
    one = queries.instrument_of(fresh(blank)).known_indicators[0]
    assert one.scoring.kind == "bands"
    assert [str(band.points) for band in one.scoring.bands] == ["10", "11/2"]
    assert one.help == "unknown"
    assert one.owners == ("Dinas Kesehatan", "Dinas Sosial")


def test_a_number_that_can_be_read_in_two_ways_is_refused_at_its_field(
    draft: Version, world: World, as_: AsPerson
) -> None:
    fajar, page = as_(world.people["fajar"]), reverse("instruments:indicator", args=[draft.pk, "HDP-P2"])
    form = form_with(fajar.get(page).content, "edition")
    answer = fajar.post(page, {**form, "bands-0-points_0": ["1.234"]})
    assert answer.status_code == 422
    assert "1.234" in answer.content.decode()
    assert fresh(draft).edition == draft.edition


def test_what_was_typed_stays_when_something_is_wrong(draft: Version, world: World, as_: AsPerson) -> None:
    fajar, page = as_(world.people["fajar"]), reverse("instruments:part", args=[draft.pk, "identitas"])
    form = form_with(fajar.get(page).content, "edition")
    answer = fajar.post(page, {**form, "title": ["Judul yang baru"], "in_force.from_0": ["kemarin"]})
    assert answer.status_code == 422
    assert "Judul yang baru" in answer.content.decode()


def test_an_overlap_is_kept_and_told_as_a_mistake(draft: Version, world: World, as_: AsPerson) -> None:
    fajar, page = as_(world.people["fajar"]), reverse("instruments:indicator", args=[draft.pk, "HDP-P2"])
    form = form_with(fajar.get(page).content, "edition")
    assert fajar.post(page, {**form, "bands-1-span": ["90 \u2013 99"]}).status_code == 302
    assert fresh(draft).mistakes == 1
    shown = fajar.get(page).content.decode()
    assert "tumpang tindih" in shown
    assert "Harus diperbaiki" in shown


def test_a_new_code_is_followed_by_what_names_it(draft: Version, world: World, as_: AsPerson) -> None:
    fajar, page = as_(world.people["fajar"]), reverse("instruments:part", args=[draft.pk, "hak"])
    form = form_with(fajar.get(page).content, "edition")
    assert fajar.post(page, {**form, "baris-0-code": ["HAYAT"]}).status_code == 302
    after = queries.instrument_of(fresh(draft))
    assert after.groups[0].code == "HAYAT"
    assert {one.group for one in after.known_indicators[:7]} == {"HAYAT"}
    assert fresh(draft).mistakes == 0


def test_rows_are_put_in_order_and_taken_away(draft: Version, world: World, as_: AsPerson) -> None:
    fajar, page = as_(world.people["fajar"]), reverse("instruments:part", args=[draft.pk, "sumber"])
    form = form_with(fajar.get(page).content, "edition")
    changed = {**form, "baris-0-ORDER": ["9"], "baris-1-DELETE": ["on"]}
    assert fajar.post(page, changed).status_code == 302
    assert list(queries.instrument_of(fresh(draft)).sources) == ["HAM", "PBB1"]


def test_an_indicator_is_moved_and_removed_everywhere(draft: Version, world: World, actor: ActorOf) -> None:
    fajar = actor(world.people["fajar"])
    moved = services.move_indicator(draft.pk, "HDP-S1", 1, actor=fajar, edition=draft.edition)
    codes = [one.code for one in queries.instrument_of(moved).known_indicators]
    assert codes[:2] == ["HDP-S2", "HDP-S1"]
    gone = services.remove_indicator(draft.pk, "PRP-P1", actor=fajar, edition=moved.edition)
    after = queries.instrument_of(gone)
    assert "PRP-P1" not in [one.code for one in after.known_indicators]
    assert all("PRP-P1" not in gate.indicators for gate in after.gates)


def test_an_edit_is_one_event_with_the_names_of_its_fields_and_no_content(
    draft: Version, world: World, as_: AsPerson
) -> None:
    fajar, page = as_(world.people["fajar"]), reverse("instruments:part", args=[draft.pk, "identitas"])
    form = form_with(fajar.get(page).content, "edition")
    fajar.post(page, {**form, "title": ["RAHASIA"]})
    event = Event.objects.filter(verb="instruments.edited").get()
    assert json.loads(event.data)["fields"] == ["title"]
    assert "RAHASIA" not in event.data


def test_two_edits_at_once_are_one_edit_and_a_letter(draft: Version, world: World, actor: ActorOf) -> None:
    fajar = actor(world.people["fajar"])
    services.move_indicator(draft.pk, "HDP-S1", 1, actor=fajar, edition=draft.edition)
    with pytest.raises(Stale, match="sudah berubah"):
        services.move_indicator(draft.pk, "HDP-S1", 1, actor=fajar, edition=draft.edition)


def test_the_second_browser_is_told_409(draft: Version, world: World, as_: AsPerson) -> None:
    fajar, page = as_(world.people["fajar"]), reverse("instruments:part", args=[draft.pk, "identitas"])
    form = form_with(fajar.get(page).content, "edition")
    assert fajar.post(page, {**form, "title": ["Satu"]}).status_code == 302
    assert fajar.post(page, {**form, "title": ["Dua"]}).status_code == 409
    assert fresh(draft).title == "Satu"


def test_an_onlooker_gets_403_and_drafts_are_404_to_others(
    draft: Version, world: World, actor: ActorOf, as_: AsPerson
) -> None:
    with pytest.raises(Forbidden, match=r"instruments\.edit"):
        services.remove_indicator(draft.pk, "HDP-S1", actor=actor(world.people["gita"]), edition=1)
    assert as_(world.ani).get(draft.get_absolute_url()).status_code == 404
    assert as_(world.people["gita"]).get(draft.get_absolute_url()).status_code == 200
    with pytest.raises(Http404):
        services.visible(draft.pk, actor=actor(world.ani))


def test_what_came_with_the_program_is_changed_in_a_copy_only(
    shelves: dict[str, Version], world: World, actor: ActorOf
) -> None:
    with pytest.raises(Refused, match="Salin menjadi rancangan baru"):
        services.rewrite(shelves["permenkumham-25-2013@2013"].pk, "x: 1", actor=actor(world.people["fajar"]), edition=1)


def test_a_name_that_exists_is_refused(draft: Version, example: Version, world: World, actor: ActorOf) -> None:
    with pytest.raises(Refused, match="sudah ada dalam register"):
        services.make_copy(example.pk, actor=actor(world.people["fajar"]), slug=draft.slug, label=draft.label)


def test_the_file_itself_is_kept_as_written_and_its_faults_are_told_by_line(
    draft: Version, world: World, actor: ActorOf
) -> None:
    fajar, text = actor(world.people["fajar"]), f"# catatan jurist\n{draft.content}"
    kept = services.rewrite(draft.pk, text, actor=fajar, edition=draft.edition)
    assert kept.content == text
    with pytest.raises(Refused) as refused:
        services.rewrite(draft.pk, f"{draft.content}kunci_asing: 1\nlagi: 2\n", actor=fajar, edition=kept.edition)
    assert refused.value.codes == ("instrument.key-unknown", "instrument.key-unknown")
    assert all(problem.where.line for problem in refused.value.problems)


@pytest.mark.parametrize("seed", range(6))
def test_random_instruments_survive_every_page(seed: int, world: World, as_: AsPerson, actor: ActorOf) -> None:
    instrument, _table = random_case(seed)
    text = to_yaml(instrument)
    made = services.make_from_file(text.encode(), "acak.yaml", actor=actor(world.people["fajar"]))
    fajar = as_(world.people["fajar"])
    urls = [reverse("instruments:part", args=[made.pk, page]) for page in drafting.PAGES]
    urls += [reverse("instruments:indicator", args=[made.pk, one.code]) for one in instrument.known_indicators]
    if instrument.aggregation.method != "weighted_tree":
        urls.remove(reverse("instruments:part", args=[made.pk, "pohon"]))
    for url in urls:
        answer = fajar.post(url, form_with(fajar.get(url).content, "edition"))
        assert answer.status_code == 302, url
        assert parse(fresh(made).content).instrument == instrument, url


def test_a_translation_is_written_beside_the_text_and_follows_the_draft(
    draft: Version, world: World, as_: AsPerson, actor: ActorOf
) -> None:
    code = queries.loaded(draft).instrument.known_indicators[0].code
    fajar, url = as_(world.fajar), reverse("instruments:part", args=[draft.pk, "terjemahan"]) + f"?bagian={code}"
    typed = {"edition": draft.edition, "t0": "Named in English"}
    assert fajar.post(url, typed).status_code == 302
    kept = Version.objects.get(pk=draft.pk)
    texts = parse_translation(kept.translation).texts
    assert (texts["indicators", code, "title"], texts["below",]) == ("Named in English", "No predicate yet")
    assert queries.instrument_of(kept, "en").known_indicators[0].title == "Named in English"
    assert queries.instrument_of(kept, "id") == queries.instrument_of(draft, "id")
    assert (
        json.loads(Event.objects.filter(verb="instruments.translated").get().data)["fields"][0]
        == f"indicators.{code}.title"
    )
    assert fajar.post(url, typed).status_code == 409
    copied = services.make_copy(draft.pk, actor=actor(world.fajar), slug="salinan", label="1")
    assert queries.instrument_of(copied, "en").known_indicators[0].title == "Named in English"
    services.remove_indicator(draft.pk, code, actor=actor(world.fajar), edition=kept.edition)
    assert ("indicators", code, "title") not in parse_translation(Version.objects.get(pk=draft.pk).translation).texts
    assert as_(world.dewi).post(url, typed).status_code in {403, 404}
