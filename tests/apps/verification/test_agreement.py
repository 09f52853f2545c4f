"""How far readers agree, and what their words come to: pure rules with their edges."""

import hashlib
from datetime import date
from fractions import Fraction

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from kotaham.apps.rounds import queries as rounds
from kotaham.apps.rounds.models import Round
from kotaham.apps.verification import queries
from kotaham.apps.verification.models import Case, Check
from kotaham.apps.verification.rules import (
    FEWEST_PAIRS,
    HEAD,
    READER,
    REASONS,
    SECOND,
    VERDICTS,
    Standing,
    agreement,
    outcome,
)
from kotaham.apps.verification.services.telling_minutes import tell_agreement
from kotaham.core.policy import Reach
from tests.apps.conftest import AsPerson
from tests.apps.verification.conftest import Sent, fix
from tests.cast import World

LABELS = st.sampled_from(["accept", "correct", "return"])
PAIRS = st.lists(st.tuples(LABELS, LABELS), max_size=40)


def test_the_worked_example_of_the_documentation() -> None:
    """20 both accept, 15 both return, 5 + 10 differ: po = 0.7, pe = 0.5, kappa = 0.4."""
    pairs = [("a", "a")] * 20 + [("r", "r")] * 15 + [("a", "r")] * 5 + [("r", "a")] * 10
    found = agreement(pairs)
    assert (found.pairs, found.share, found.kappa) == (50, Fraction(7, 10), Fraction(2, 5))


def test_full_agreement_of_two_kinds_is_one() -> None:
    assert agreement([("a", "a"), ("r", "r")]).kappa == 1


def test_where_all_say_the_same_kappa_does_not_exist() -> None:
    found = agreement([("a", "a")] * 12)
    assert found.share == 1
    assert found.kappa is None
    assert "kappa tidak terdefinisi" in tell_agreement(found, "id")


def test_under_the_fewest_pairs_no_number_is_told() -> None:
    told = tell_agreement(agreement([("a", "a")] * (FEWEST_PAIRS - 1)), "id")
    assert "terlalu sedikit" in told
    assert "100" not in told
    assert "terlalu sedikit" not in tell_agreement(agreement([("a", "a")] * FEWEST_PAIRS), "id")


@given(PAIRS)
def test_kappa_is_at_most_one_symmetric_and_below_the_share(pairs: list[tuple[str, str]]) -> None:
    found, turned = agreement(pairs), agreement([(b, a) for a, b in pairs])
    assert found == turned
    if found.kappa is not None:
        assert found.kappa <= 1
        assert found.kappa <= (found.share or 0)
        assert (found.kappa == 1) == (found.same == found.pairs)


class Said:
    """What a reader said, without a database."""

    def __init__(self, slot: int, verdict: str, value: object = None, seen: int = 1, base: object = None) -> None:
        self.slot, self.verdict, self.value, self.seen, self.base = slot, verdict, value, seen, base


WORDS = st.builds(Said, st.sampled_from([READER, SECOND, HEAD]), st.sampled_from(VERDICTS), st.integers(0, 2),
                  st.integers(0, 2))  # fmt: skip


@given(st.lists(WORDS, max_size=4, unique_by=lambda one: one.slot), st.booleans())
def test_only_words_about_the_answer_as_it_is_now_count(said: list[Said], sampled: bool) -> None:
    now = [one for one in said if one.seen == 1]
    assert outcome(said, 1, None, sampled=sampled).standing == outcome(now, 1, None, sampled=sampled).standing
    if not now:
        assert outcome(said, 1, None, sampled=sampled).standing is Standing.OPEN


@given(st.sampled_from(VERDICTS), st.sampled_from(VERDICTS), st.integers(0, 1), st.integers(0, 1))
def test_two_readers_settle_it_only_when_they_say_the_same(first: str, second: str, one: int, other: int) -> None:
    found = outcome([Said(READER, first, one), Said(SECOND, second, other)], 1, None, sampled=True)
    same = first == second and (first != "correct" or one == other)
    assert (found.standing is Standing.DIFFERS) == (not same)


@given(st.sampled_from(VERDICTS))
def test_one_reader_of_the_sample_settles_nothing(verdict: str) -> None:
    for slot in (READER, SECOND):
        assert outcome([Said(slot, verdict)], 1, None, sampled=True).standing is Standing.HALF


def test_the_value_that_was_read_counts_too() -> None:
    """At the centre an answer whose verified value changed must be read again."""
    said = [Said(READER, "accept", base={"number": "5"})]
    assert outcome(said, 1, {"number": "5"}, sampled=False).settled
    assert outcome(said, 1, {"number": "6"}, sampled=False).standing is Standing.OPEN


def test_every_reason_is_told_in_both_languages() -> None:
    assert all(words.id and words.en and words.id != words.en for words in REASONS.values())


def test_the_sample_can_be_redrawn_by_anybody(sent: Sent) -> None:
    reading = sent(sample_percent=50)
    seed, code = reading.river.round.sample_seed, reading.submission.place_code

    def number(indicator: str) -> str:
        return hashlib.sha256(f"{seed}/{code}/{indicator}".encode()).hexdigest()

    by_hand = sorted((f"RK-{n}" for n in range(1, 7)), key=number)[:3]
    assert list(reading.case.sample) == by_hand
    assert list(rounds.sample(seed, code, by_hand, 100)) == sorted(by_hand, key=number)


def test_pairs_are_counted_only_when_both_have_read_the_same_version(taken: Sent) -> None:
    reading = taken(sample_percent=50)
    first, second, third = reading.case.sample
    reading.say("dewi", first)
    reading.say("oki", first)
    reading.say("dewi", second)
    reading.say("oki", second, fix(second))
    reading.say("dewi", third)
    found = queries.agreement_of(reading.pk)
    assert (found.pairs, found.same) == (2, 1)
    Check.objects.filter(slot=2, answer__code=first).update(seen=0)
    assert queries.agreement_of(reading.pk).pairs == 1


@pytest.mark.parametrize("who", ["dewi", "intan", "eko", "made"])
def test_the_page_tells_n_and_no_number_for_few(taken: Sent, as_: AsPerson, world: World, who: str) -> None:
    reading = taken()
    reading.say("dewi", reading.sampled)
    reading.say("oki", reading.sampled)
    page = as_(world.people[who]).get(reverse("verification:agreement")).content.decode()
    assert "Baru 1 jawaban dibaca dua orang" in page


def test_the_page_opens_on_the_newest_round_that_two_people_have_read(taken: Sent, as_: AsPerson, world: World) -> None:
    reading = taken()
    reading.say("oki", reading.sampled)
    newer = Round.objects.create(
        title="Putaran yang baru dibuka", period="2026", period_end=date(2026, 12, 31), state="open",
        instrument=reading.river.version, opened_at=timezone.now(), content_sha256="0" * 64, sample_seed="a" * 64,
    )  # fmt: skip
    page = as_(world.eko).get(reverse("verification:agreement"))
    assert page.context["round"].pk == reading.river.round.pk
    page = as_(world.eko).get(reverse("verification:agreement") + f"?putaran={newer.pk}")
    assert page.context["round"].pk == newer.pk


def test_the_other_kanwil_does_not_see_it_and_the_city_may_not(taken: Sent, as_: AsPerson, world: World) -> None:
    reading = taken()
    reading.say("dewi", reading.sampled)
    reading.say("oki", reading.sampled)
    assert "Baru 1 jawaban" not in as_(world.seno).get(reverse("verification:agreement")).content.decode()
    assert as_(world.ani).get(reverse("verification:agreement")).status_code == 403


def test_of_several_kanwil_only_one_is_told_by_indicator(taken: Sent, as_: AsPerson, world: World) -> None:
    reading = taken()
    reading.say("dewi", reading.sampled)
    reading.say("oki", reading.sampled)
    other = reading.river.submission("seberang")
    office = world.office("kanwil_other")
    Case.objects.create(submission=other, office=office)
    answer = reading.river.answer("seberang", "RK-1")
    for slot, who in ((1, "seno"), (2, "oki")):
        Check.objects.create(answer=answer, stage="verified", slot=slot, verdict="accept", seen=1, by=world.people[who])
    eko, round_ = reading.river.actor("eko"), reading.river.round.pk
    both = queries.agreements(eko, Reach.ALL, round_)
    assert [(one.office, one.all.pairs, one.by_code) for one in both] == [
        (world.office("kanwil").pk, 1, ()),
        (office.pk, 1, ()),
    ]
    (chosen,) = [one for one in queries.agreements(eko, Reach.ALL, round_, office.pk) if one.by_code]
    assert (chosen.office, [code for code, _told in chosen.by_code]) == (office.pk, ["RK-1"])
    address = reverse("verification:agreement") + f"?putaran={round_}"
    page = as_(world.eko).get(address).content.decode()
    assert f"?putaran={round_}&amp;kanwil={office.pk}#indikator" in page
    assert 'data-label="Indikator"' not in page
    assert 'data-label="Indikator">RK-1' in as_(world.eko).get(f"{address}&kanwil={office.pk}").content.decode()
