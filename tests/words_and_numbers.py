"""Words and numbers made by hypothesis: plain ones first, then those that loose readers take for something else."""

from fractions import Fraction
from functools import cache

from hypothesis import strategies as st

_TRICKY = (
    "Hak hidup",
    "unknown ",
    "yes",
    "null",
    "110",
    "1e5",
    "- daftar",
    "a: b",
    "# bukan komentar",
    "kutip \"ganda\" dan 'tunggal'",
    "{kurung}",
    "[siku]",
    "&jangkar",
    "=1+1",
    "<b>tebal</b>",
    "dua\nbaris",
    "tab\tdi tengah",
    "ujung ",
    "2021-01-01",
    "garis\\miring",
    "emas \N{LATIN SMALL LETTER E WITH ACUTE} \N{GREEK SMALL LETTER ALPHA}",
    "\N{LINE SEPARATOR}",
    "panjang " * 20 + "sekali",
    "spasi  ganda " * 12,
)


@cache
def lines() -> st.SearchStrategy[str]:
    """Return texts of one field, plain ones first, then those that loose readers take for something else."""
    plain_words = st.text("abcdefghij klm", max_size=12).map(lambda text: f"a{text}z")
    odd = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
    return (plain_words | st.sampled_from(_TRICKY) | odd).filter(lambda text: text != "unknown")


@cache
def exact_numbers(low: int = 0, high: int = 100) -> st.SearchStrategy[Fraction]:
    """Return whole numbers, tenths, hundredths, and a few that never end."""
    wholes = st.integers(low, high).map(Fraction)
    tenths = st.integers(low * 10, high * 10).map(lambda n: Fraction(n, 10))
    hundredths = st.integers(low * 100, high * 100).map(lambda n: Fraction(n, 100))
    return wholes | tenths | hundredths | st.fractions(low, high, max_denominator=7)


@cache
def positive_numbers(high: int = 20) -> st.SearchStrategy[Fraction]:
    """Return numbers above 0, of the same sorts."""
    wholes = st.integers(1, high).map(Fraction)
    tenths = st.integers(1, high * 10).map(lambda n: Fraction(n, 10))
    sevenths = st.integers(1, high * 7).map(lambda n: Fraction(n, 7))
    return wholes | tenths | sevenths
