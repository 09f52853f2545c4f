"""The palette can be read: every pair of words and ground keeps the contrast that WCAG 2.2 AA asks for."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.no_database

ROOT = Path(__file__).parents[3]
TOKENS = (ROOT / "frontend/src/tokens.css").read_text("utf-8")
PALETTE = {
    name: (light, dark)
    for name, light, dark in re.findall(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);", TOKENS)
}
MODES = {"light": 0, "dark": 1}
GROUNDS = ("paper", "card", "sunken")
WORDS = [(word, ground) for word in ("ink", "muted", "link", "ok", "warn", "bad", "info") for ground in GROUNDS]
WORDS += [(word, f"{word}-soft") for word in ("ok", "warn", "bad", "info")]
WORDS += [("ink", f"{tone}-soft") for tone in ("ok", "warn", "bad", "info", "accent")]
WORDS += [("accent-strong", "accent-soft"), ("on-accent", "accent"), ("on-head", "head"), ("on-head", "head-soft")]
WORDS += [(f"on-step-{number}", f"step-{number}") for number in range(1, 6)]
EDGES = (
    [("edge", ground) for ground in ("paper", "card")] + [("accent", ground) for ground in GROUNDS] + [("gold", "head")]
)


def luminance(colour: str) -> float:
    """Return the relative luminance of `#rrggbb`."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("word", "ground"), WORDS)
def test_words_stand_out_from_their_ground(word: str, ground: str, mode: str) -> None:
    assert contrast(PALETTE[word][MODES[mode]], PALETTE[ground][MODES[mode]]) >= 4.5


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("edge", "ground"), EDGES)
def test_edges_of_fields_and_marks_stand_out(edge: str, ground: str, mode: str) -> None:
    assert contrast(PALETTE[edge][MODES[mode]], PALETTE[ground][MODES[mode]]) >= 3


@pytest.mark.parametrize("mode", MODES)
def test_steps_of_a_predicate_grow_steadily_so_that_nobody_needs_to_see_hues(mode: str) -> None:
    shades = [luminance(PALETTE[f"step-{number}"][MODES[mode]]) for number in range(1, 6)]
    assert shades == sorted(shades, reverse=mode == "light")
    ratios = [contrast(PALETTE[f"step-{n}"][MODES[mode]], PALETTE[f"step-{n + 1}"][MODES[mode]]) for n in range(1, 5)]
    assert min(ratios) > 1.3


def test_a_pale_word_would_be_seen() -> None:
    assert contrast("#9aa7ad", "#ffffff") < 4.5
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_the_reference_page_tells_the_colours_that_are_used() -> None:
    page = (ROOT / "docs/reference/look.md").read_text("utf-8")
    told = {
        name: (light, dark) for name, light, dark in re.findall(r"\| `([a-z0-9-]+)` \| `(#\w+)` \| `(#\w+)` \|", page)
    }
    assert told == PALETTE
