"""What is unknown is listed, whatever part of the instrument it is in."""

from hypothesis import given, settings

from kotaham.core.instrument.canonical import content_json
from kotaham.core.instrument.load import parse
from kotaham.core.instrument.model import Instrument
from kotaham.core.instrument.unknowns import unknowns
from tests.core.instrument.samples import SMALL, changed
from tests.strategies import instruments


def test_a_complete_instrument_has_no_unknowns() -> None:
    assert unknowns(parse(SMALL).instrument) == []


def test_values_scorings_and_certainties_are_listed_with_their_lines() -> None:
    text = changed(
        ("{from: 2026-01-01}", "{from: unknown}"),
        ("points: 0}", "points: unknown}"),
        ("    title: Cara melapor\n", "    title: Cara melapor\n    certainty: unknown\n"),
    )
    text = text[: text.index("    scoring:\n      kind: choice")] + "    scoring: {kind: unknown}\n"
    loaded = parse(text, "x.yaml")
    assert [problem.text() for problem in unknowns(loaded.instrument, loaded.places)] == [
        (
            "x.yaml:9, in_force.from: `in_force.from` belum diketahui. "
            "Isi dari teks hukumnya, dan sebut sumbernya. [instrument.value-unknown]"
        ),
        (
            "x.yaml:33, indicators[0].scoring.bands[1].points: `A1.scoring.bands[1].points` belum diketahui. "
            "Isi dari teks hukumnya, dan sebut sumbernya. [instrument.value-unknown]"
        ),
        (
            "x.yaml:37, indicators[1].certainty: Tingkat keyakinan `A2.certainty` belum diketahui. "
            "Periksa pada teks hukumnya, lalu tulis verbatim, secondary, atau inferred. [instrument.certainty-unknown]"
        ),
        (
            "x.yaml:38, indicators[1].scoring: Cara indikator A2 memperoleh poin belum diketahui. Isi `scoring` "
            "dari teks hukumnya; sampai saat itu indikator ini tidak dinilai. [instrument.scoring-unknown]"
        ),
    ]


def test_an_instrument_whose_indicators_nobody_knows_says_so() -> None:
    text = SMALL[: SMALL.index("indicators:")] + "indicators: unknown\n"
    assert [problem.where.path for problem in unknowns(parse(text).instrument)] == ["indicators"]


@settings(max_examples=60)
@given(instruments())
def test_no_unknown_is_overlooked(instrument: Instrument) -> None:
    assert len(unknowns(instrument)) == content_json(instrument).count(b'"unknown"')
