"""The short writing of points that a jurist types on an indicator's own row.

A ladder is `≤ 110 = 10; 111 – 140 = 8; > 140 = 0`, parted by semicolons or lines. Conditions can be joined with `dan`.
The words of legal drafting (paling sedikit, lebih dari, ...) stand for the signs. Reading back what is written gives
the same bands, to the last digit.
"""

import re
from collections.abc import Mapping
from fractions import Fraction

from kotaham.core.instrument.kinds import Band
from kotaham.core.language import Lang, Say
from kotaham.workbook.annex_cells import number_in_text, write_number
from kotaham.workbook.annex_problems import LADDER, Slip
from kotaham.workbook.annex_words import UNKNOWN, folded, means_unknown, tidy

Ends = dict[str, Fraction]
ENDS = ("from", "above", "to", "below", "exactly")
ALL = Say("semua", "all")
AND = Say("dan", "and")
SIGNS = {"from": "≥", "above": ">", "to": "≤", "below": "<", "exactly": "="}
_MEANING = {sign: end for end, sign in SIGNS.items()}
_WORDS = (
    (r">=|paling sedikit|paling rendah|paling kurang|sekurang-kurangnya|minimal|at least", "≥"),
    (r"<=|=<|paling banyak|paling tinggi|paling lama|maksimal|at most", "≤"),
    (r"lebih dari|di atas|more than|above", ">"),
    (r"kurang dari|di bawah|less than|below", "<"),
    (r"\btepat\b|\bexactly\b", "="),
    (r"\bs\.? ?d\.?(?= )|\bs/d\b|\bsampai dengan\b|\bsampai\b|\bhingga\b|\bto\b|\.\.+", "-"),
    (r"\bdan\b|\band\b", "&"),
)
_TOKEN = re.compile(r"\s*(?:(?P<sign>[≥≤><=])|(?P<join>&)|(?P<dash>-)|(?P<number>\d+/\d+|\d(?:[\d.,]*\d)?))")
_POINTS = re.compile(r"(?<![<>=])=|→|->|:")

_NOT_A_RANGE = Say("Rentangnya tidak dikenali.", "The range is not understood.")
_NO_POINTS = Say("Poinnya tidak ditemukan sesudah tanda =.", "There are no points after the sign =.")
_PERCENT = Say("Tulis angka tanpa %; satuan ada di kolom Satuan.", "Write numbers without %; the unit has a column.")
_REVERSED = Say("Rentang harus dari yang kecil ke yang besar.", "A range goes from the small to the large.")
_TWICE = Say("Satu batas disebut dua kali.", "One end is given twice.")


def ladder_slip(piece: str, why: Say) -> Slip:
    """Make the slip of a band that cannot be read."""
    return Slip(LADDER, piece=piece, why=why)


def pieces(text: str) -> list[str]:
    """Part a cell at semicolons and lines."""
    return [piece for piece in (tidy(part) for part in re.split(r"[;\n]", tidy(text))) if piece]


def read_bands(parts: list[str], lang: Lang) -> tuple[Band, ...]:
    """Read the bands of a ladder, in the order written. Raises Slip that names the band it cannot read."""
    return tuple(_band(piece, lang) for piece in parts)


def _band(piece: str, lang: Lang) -> Band:
    left, right = before_points(piece)
    return Band.model_validate({**read_span(left, lang, piece), "points": read_points(right, piece, lang)})


def before_points(piece: str) -> tuple[str, str]:
    """Part a piece at its last `=` (also `:` or an arrow), which stands before the points."""
    found = list(_POINTS.finditer(piece))
    if not found:
        raise ladder_slip(piece, _NO_POINTS)
    return piece[: found[-1].start()], piece[found[-1].end() :]


def read_points(text: str, piece: str, lang: Lang) -> Fraction | str:
    """Read the points of a band: a number, or `belum diketahui` (also `?`)."""
    if means_unknown(text) or tidy(text) == "?":
        return "unknown"
    if not tidy(text):
        raise ladder_slip(piece, _NO_POINTS)
    return number_in_text(text, lang)


def read_span(text: str, lang: Lang, piece: str | None = None) -> Ends:
    """Read a range such as `≤ 110`, `111 – 140`, `> 3 – 4`, `5` or `semua` into its ends."""
    whole = piece or tidy(text)
    words = folded(text)
    if words in {ALL.id, ALL.en}:
        return {}
    if "%" in words:
        raise ladder_slip(whole, _PERCENT)
    for pattern, sign in _WORDS:
        words = re.sub(pattern, f" {sign} ", words)
    ends: Ends = {}
    for end, number in _conditions(_tokens(words, whole), whole, lang):
        if end in ends:
            raise ladder_slip(whole, _TWICE)
        ends[end] = number
    return ends


def _tokens(words: str, whole: str) -> list[tuple[str, str]]:
    """Cut a range into signs, dashes, joins and numbers."""
    found, place, text = [], 0, words.rstrip()
    while place < len(text):
        match = _TOKEN.match(text, place)
        if not match:
            raise ladder_slip(whole, _NOT_A_RANGE)
        found.append((str(match.lastgroup), match[str(match.lastgroup)]))
        place = match.end()
    return found


def _conditions(tokens: list[tuple[str, str]], whole: str, lang: Lang) -> list[tuple[str, Fraction]]:
    """Read the conditions between the joins."""
    groups: list[list[tuple[str, str]]] = [[]]
    for token in tokens:
        if token[0] == "join":
            groups.append([])
        else:
            groups[-1].append(token)
    return [found for group in groups for found in _condition(group, whole, lang)]


def _condition(tokens: list[tuple[str, str]], whole: str, lang: Lang) -> list[tuple[str, Fraction]]:
    """Read one condition: a sign and a number, a number alone, or two ends around a dash."""
    sign, number, rest = _end(tokens, whole, lang)
    if not rest:
        return [(_MEANING[sign or "="], number)]
    if rest[0][0] != "dash":
        raise ladder_slip(whole, _NOT_A_RANGE)
    second_sign, second, tail = _end(rest[1:], whole, lang)
    if tail or sign not in {None, "≥", ">"} or second_sign not in {None, "≤", "<"}:
        raise ladder_slip(whole, _NOT_A_RANGE)
    if second < number:
        raise ladder_slip(whole, _REVERSED)
    return [(_MEANING[sign or "≥"], number), (_MEANING[second_sign or "≤"], second)]


def _end(tokens: list[tuple[str, str]], whole: str, lang: Lang) -> tuple[str | None, Fraction, list[tuple[str, str]]]:
    """Read an optional sign, an optional minus and a number; return what follows as well."""
    sign = tokens[0][1] if tokens and tokens[0][0] == "sign" else None
    rest = tokens[1:] if sign else tokens
    minus = bool(rest) and rest[0][0] == "dash"
    rest = rest[1:] if minus else rest
    if not rest or rest[0][0] != "number":
        raise ladder_slip(whole, _NOT_A_RANGE)
    number = number_in_text(rest[0][1], lang)
    return sign, -number if minus else number, rest[1:]


def band_ends(band: Band) -> Ends:
    """Return the ends of a band that are given."""
    found = {"from": band.from_, "above": band.above, "to": band.to, "below": band.below, "exactly": band.exactly}
    return {end: number for end, number in found.items() if number is not None}


def write_span(ends: Mapping[str, Fraction], lang: Lang) -> str:
    """Write the ends of a range in the shortest way that reads back the same."""
    if not ends:
        return ALL.text(lang)
    if set(ends) == {"exactly"}:
        return write_number(ends["exactly"], lang)
    low = next((end for end in ("from", "above") if end in ends), None)
    high = next((end for end in ("to", "below") if end in ends), None)
    if low and high and len(ends) == 2 and ends[low] <= ends[high]:
        left = ("> " if low == "above" else "") + write_number(ends[low], lang)
        right = ("< " if high == "below" else "") + write_number(ends[high], lang)
        return f"{left} – {right}"
    return f" {AND.text(lang)} ".join(f"{SIGNS[end]} {write_number(ends[end], lang)}" for end in ENDS if end in ends)


def write_bands(bands: tuple[Band, ...], lang: Lang) -> list[str]:
    """Write one piece per band: its range, `=`, its points."""
    return [f"{write_span(band_ends(band), lang)} = {write_points(band.points, lang)}" for band in bands]


def write_points(points: Fraction | str, lang: Lang) -> str:
    """Write points, or `belum diketahui`."""
    return UNKNOWN.text(lang) if isinstance(points, str) else write_number(points, lang)
