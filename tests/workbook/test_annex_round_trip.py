"""An instrument written into the annex form and read back is the same instrument, to the last digit and sign."""

from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from kotaham.core.instrument.kinds import Bands, Certainty, Claim, Ratio, Span
from kotaham.core.instrument.load import load
from kotaham.core.instrument.model import Bonus, Indicator, Instrument, LegalBasis, Stated
from kotaham.core.language import Lang
from kotaham.workbook.annex import read_annex, write_annex
from tests import strategies, words_and_numbers

SHIPPED = sorted(
    path for path in (Path(__file__).parents[2] / "instruments").glob("*/*.yaml") if not path.name.endswith(".en.yaml")
)
LANGS: tuple[Lang, ...] = ("id", "en")
HARD_TEXTS = (
    " ujung ",
    "belum diketahui",
    "tidak diketahui",
    "Unknown",
    "tanpa\u00a0putus",
    "- butir",
    "• butir",
    "baris\n\nbaris",
    "teks persis: x",
    "_x0041_ dan _x000D_",
    "=HYPERLINK(1)",
    "111 – 140 = 8 (wajib)",
    "\u200b",
    "\ufffe",
)
SOURCES = st.sampled_from([None, "S1", "S1, S2", "S2 ,S1"])


@cache
def hard_lines() -> st.SearchStrategy[str]:
    return st.sampled_from(HARD_TEXTS) | words_and_numbers.lines()


MAYBE = st.none() | hard_lines()
TEXTS = MAYBE | st.just("unknown")
LISTS = st.just("unknown") | st.lists(hard_lines(), max_size=3).map(tuple)
CERTAINTY = st.none() | st.sampled_from(list(Certainty))


@cache
@st.composite
def claims(draw: st.DrawFn) -> dict[str, Any]:
    """Draw what may stand beside anything the law says."""
    texts = {key: draw(MAYBE) for key in ("article", "note")}
    return {"certainty": draw(st.sampled_from(list(Certainty))), "source": draw(SOURCES), **texts}


def decorated(part: Any, draw: st.DrawFn) -> Any:
    """Return a part of an instrument with claims, certainties and hard texts in every place that can hold them."""
    if isinstance(part, tuple):
        return tuple(decorated(one, draw) for one in part)
    if not isinstance(part, BaseModel):
        return part
    changes = {name: decorated(getattr(part, name), draw) for name in type(part).model_fields}
    fields = type(part).model_fields
    if isinstance(part, Claim):
        changes |= draw(claims())
    elif "certainty" in fields:
        changes["certainty"] = draw(CERTAINTY)
        if "note" in fields:
            changes |= {"source": draw(SOURCES), "note": draw(MAYBE)}
    if isinstance(part, Indicator):
        changes |= {key: draw(TEXTS) for key in ("help", "unit", "period")}
        changes |= {key: draw(LISTS) for key in ("owners", "evidence")}
        changes["example"] = draw(MAYBE)
        changes["direction_certainty"] = draw(CERTAINTY)
    if isinstance(part, Bands | Ratio):
        lows, highs = st.sampled_from([None, Fraction(-7, 3)]), st.sampled_from([None, Fraction(1000)])
        changes["possible"] = draw(st.none() | st.builds(lambda low, high: Span(from_=low, to=high), lows, highs))
    return part.model_copy(update=changes)


@st.composite
def decorated_instruments(draw: st.DrawFn) -> Instrument:
    plain = draw(strategies.instruments())
    rich: Instrument = decorated(plain, draw)
    stated = st.none() | st.builds(lambda count, claim: Stated(count=count, **claim), st.integers(0, 200), claims())
    some = st.none() | hard_lines()
    basis = st.builds(
        lambda title, gazette, claim: LegalBasis(title=title, gazette=gazette, **claim),
        hard_lines(),
        some | st.just("unknown"),
        claims(),
    )
    update: dict[str, object] = {
        "stated_groups": draw(stated),
        "stated_indicators": draw(stated),
        "about": draw(some),
        "bonus_note": draw(some),
        "legal_basis": tuple(draw(st.lists(basis, max_size=2))),
        "sources": {"S1": draw(hard_lines()), "S2": draw(hard_lines())},
    }
    if isinstance(rich.bonus, Bonus):
        items = tuple(
            one.model_copy(update={"evidence": draw(st.lists(hard_lines(), max_size=2).map(tuple))})
            for one in rich.bonus.items
        )
        update["bonus"] = rich.bonus.model_copy(update={"items": items})
    return rich.model_copy(update=update)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.parent.name)
def test_every_shipped_instrument_comes_back_the_same(path: Path, lang: Lang, tmp_path: Path) -> None:
    instrument = load(path).instrument
    assert read_annex(write_annex(tmp_path / "a.xlsx", instrument, lang=lang)) == instrument


def test_there_are_shipped_instruments_to_try() -> None:
    assert len(SHIPPED) >= 5


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(instrument=decorated_instruments(), lang=st.sampled_from(LANGS))
def test_any_instrument_comes_back_the_same(instrument: Instrument, lang: Lang, tmp_path: Path) -> None:
    assert read_annex(write_annex(tmp_path / "a.xlsx", instrument, lang=lang)) == instrument


@pytest.mark.parametrize("text", HARD_TEXTS)
def test_a_text_with_signs_that_files_lose_comes_back_the_same(text: str, tmp_path: Path) -> None:
    plain = load(SHIPPED[0]).instrument
    first, *rest = plain.known_indicators
    hard = first.model_copy(update={"note": text, "unit": text, "evidence": (text, text)})
    instrument = plain.model_copy(update={"about": text, "indicators": (hard, *rest)})
    assert read_annex(write_annex(tmp_path / "a.xlsx", instrument)) == instrument
