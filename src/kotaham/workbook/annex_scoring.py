"""How an indicator earns points, read from the short writing on its row or from the sheet of details, and back."""

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from kotaham.core.instrument.kinds import (
    Band,
    Bands,
    Checklist,
    Choice,
    Direct,
    Document,
    Item,
    NotKnown,
    Option,
    Ratio,
    Span,
    YesNo,
)
from kotaham.core.language import Lang, Say
from kotaham.workbook.annex_cells import number_in_text, read_text, write_line, write_number
from kotaham.workbook.annex_ladder import band_ends, pieces, read_bands, read_span, write_bands, write_span
from kotaham.workbook.annex_problems import OPTION, POINTS, Slip
from kotaham.workbook.annex_words import folded, tidy

AnyScoring = Bands | Ratio | YesNo | Choice | Checklist | Document | Direct | NotKnown
MODELS: dict[str, type[AnyScoring]] = {
    "bands": Bands,
    "ratio": Ratio,
    "yes_no": YesNo,
    "choice": Choice,
    "checklist": Checklist,
    "document": Document,
    "direct": Direct,
    "unknown": NotKnown,
}
USES: dict[str, tuple[str, ...]] = {
    "bands": ("ladder", "possible"),
    "ratio": ("ladder", "numerator", "denominator", "per", "small_below", "possible"),
    "yes_no": ("ladder",),
    "choice": ("options",),
    "checklist": ("ladder", "options"),
    "document": ("ladder",),
    "direct": ("ladder", "criteria"),
    "unknown": ("ladder",),
}
SCORING_COLUMNS = ("ladder", "options", "numerator", "denominator", "per", "small_below", "possible", "criteria")

_YES_NO = {"yes": Say("ya", "yes"), "no": Say("tidak", "no")}
_DOCUMENT = {
    "valid": Say("berlaku", "valid"),
    "invalid": Say("tidak berlaku", "invalid"),
    "absent": Say("tidak ada", "absent"),
}
_STEP = Say("langkah", "step")
_MOST = Say("maksimum", "maximum")
_WITHOUT = Say("tanpa wajib", "without required")
_REQUIRED = Say("wajib", "required")
_NAMED = re.compile(r"(?P<name>[a-z ]*[a-z])\s*[=:]?\s*(?P<number>[^=:\s].*)?")
_CODED = re.compile(r"(?:\[(?P<long>[^\]\s]{1,40})\]|(?P<short>[A-Za-z0-9]{1,3})[.):])\s*(?P<rest>\S.*)")
_MARKS = ("(wajib)", "(required)")

EXAMPLES = {
    "yes_no": Say("ya = 10; tidak = 0", "yes = 10; no = 0"),
    "document": Say("berlaku = 10; tidak berlaku = 5; tidak ada = 0", "valid = 10; invalid = 5; absent = 0"),
    "direct": Say("0 – 10; langkah 1", "0 – 10; step 1"),
    "unknown": Say("maksimum 10, atau kosong", "maximum 10, or nothing"),
    "choice": Say("a. Ada perda = 10", "a. There is a bylaw = 10"),
    "checklist": Say("a. Ada anggaran (wajib)", "a. There is a budget (required)"),
}


def read_ladder(kind: str, text: str, lang: Lang) -> dict[str, Any]:
    """Read the cell `Rentang dan poin` of a kind into the model's fields; raises Slip."""
    return _LADDERS[kind](pieces(text), lang)


def _bands(parts: list[str], lang: Lang) -> dict[str, Any]:
    return {"bands": read_bands(parts, lang)}


def _named(parts: list[str], names: Mapping[str, Say], kind: str, lang: Lang) -> dict[str, Any]:
    """Read pieces such as `ya = 10`."""
    found: dict[str, Any] = {}
    for part in parts:
        match = _NAMED.fullmatch(folded(part))
        name = match["name"] if match else ""
        key = next((key for key, say in names.items() if name in {say.id, say.en}), None)
        if not match or key is None or key in found or not match["number"]:
            raise Slip(POINTS, piece=part, example=EXAMPLES[kind])
        found[key] = number_in_text(match["number"], lang)
    return found


def _all_named(names: Mapping[str, Say], kind: str) -> Callable[[list[str], Lang], dict[str, Any]]:
    """Make a reader that wants every name."""

    def read(parts: list[str], lang: Lang) -> dict[str, Any]:
        found = _named(parts, names, kind, lang)
        if set(found) != set(names):
            raise Slip(POINTS, piece="; ".join(parts), example=EXAMPLES[kind])
        return found

    return read


def _direct(parts: list[str], lang: Lang) -> dict[str, Any]:
    ends = read_span(parts[0], lang) if parts else {}
    if set(ends) != {"from", "to"}:
        raise Slip(POINTS, piece="; ".join(parts), example=EXAMPLES["direct"])
    return {**ends, **_named(parts[1:], {"step": _STEP}, "direct", lang)}


def _not_known(parts: list[str], lang: Lang) -> dict[str, Any]:
    return _named(parts, {"max_points": _MOST}, "unknown", lang)


def _checklist(parts: list[str], lang: Lang) -> dict[str, Any]:
    without = [part for part in parts if folded(part).startswith((_WITHOUT.id, _WITHOUT.en))]
    bands = [part for part in parts if part not in without]
    found = _named(without, {"without_required": _WITHOUT}, "checklist", lang)
    return {**found, "bands": read_bands(bands, lang)} if bands else found


_LADDERS: dict[str, Callable[[list[str], Lang], dict[str, Any]]] = {
    "bands": _bands,
    "ratio": _bands,
    "yes_no": _all_named(_YES_NO, "yes_no"),
    "checklist": _checklist,
    "document": _all_named(_DOCUMENT, "document"),
    "direct": _direct,
    "unknown": _not_known,
}


def read_options(kind: str, text: str, lang: Lang) -> dict[str, Any]:
    """Read the cell `Pilihan atau butir`: one option with points, or one item, per line; raises Slip."""
    lines = [tidy(line) for line in text.split("\n") if tidy(line)]
    if kind == "choice":
        return {"options": tuple(_option(line, lang) for line in lines)}
    return {"items": tuple(_item(line) for line in lines)}


def _coded(line: str, kind: str) -> tuple[str, str]:
    match = _CODED.fullmatch(line)
    if not match:
        raise Slip(OPTION, piece=line, example=EXAMPLES[kind])
    return match["long"] or match["short"], match["rest"]


def _option(line: str, lang: Lang) -> dict[str, Any]:
    code, rest = _coded(line, "choice")
    title, sign, points = rest.rpartition("=")
    if not sign or not tidy(title) or not tidy(points):
        raise Slip(OPTION, piece=line, example=EXAMPLES["choice"])
    return {"code": code, "title": read_text(title), "points": number_in_text(points, lang)}


def _item(line: str) -> dict[str, Any]:
    code, rest = _coded(line, "checklist")
    mark = next((mark for mark in _MARKS if rest.casefold().endswith(mark)), "")
    title = rest[: len(rest) - len(mark)]
    if not tidy(title):
        raise Slip(OPTION, piece=line, example=EXAMPLES["checklist"])
    return {"code": code, "title": read_text(title), "required": bool(mark)}


def read_possible(text: str, lang: Lang) -> dict[str, Fraction]:
    """Read `0 – 100`, `≥ 0`, `≤ 100` or `semua`; raises Slip."""
    ends = read_span(text, lang)
    if not set(ends) <= {"from", "to"}:
        raise Slip(POINTS, piece=text, example=Say("0 – 100", "0 – 100"))
    return ends


def scoring_cells(scoring: AnyScoring, lang: Lang) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return the cells of the indicator's row, and the rows of the sheet of details that the short writing needs."""
    found: dict[str, Any] = {"kind": scoring.kind}
    details: list[dict[str, Any]] = []
    ladder = _ladder_parts(scoring, lang)
    if isinstance(scoring, Bands | Ratio | Checklist):
        if _band_is_short(scoring.bands):
            ladder = [*write_bands(scoring.bands, lang), *ladder]
        else:
            details += [_band_detail(band, lang) for band in scoring.bands]
    if isinstance(scoring, Choice | Checklist):
        found["options"], rows = _options(scoring, lang)
        details += rows
    for key in ("numerator", "denominator", "per", "small_below", "criteria"):
        found[key] = getattr(scoring, key, None)
    found["possible"] = _possible(getattr(scoring, "possible", None), lang)
    return {**found, "ladder": "\n".join(ladder) or None}, details


def _ladder_parts(scoring: AnyScoring, lang: Lang) -> list[str]:
    """Write what is not a band."""
    match scoring:
        case YesNo():
            return [f"{say.text(lang)} = {write_number(getattr(scoring, key), lang)}" for key, say in _YES_NO.items()]
        case Document():
            return [f"{say.text(lang)} = {write_number(getattr(scoring, key), lang)}" for key, say in _DOCUMENT.items()]
        case Direct():
            step = [] if scoring.step is None else [f"{_STEP.text(lang)} {write_number(scoring.step, lang)}"]
            return [write_span({"from": scoring.from_, "to": scoring.to}, lang), *step]
        case NotKnown(max_points=most) if most is not None:
            return [f"{_MOST.text(lang)} {write_number(most, lang)}"]
        case Checklist(without_required=without) if without != 0:
            return [f"{_WITHOUT.text(lang)} = {write_number(without, lang)}"]
        case _:
            return []


def _band_is_short(bands: tuple[Band, ...]) -> bool:
    return all(band.certainty is None and band.source is None and band.note is None for band in bands)


def _band_detail(band: Band, lang: Lang) -> dict[str, Any]:
    claim = {"certainty": band.certainty, "source": band.source, "note": band.note}
    return {"part": "band", "span": write_span(band_ends(band), lang), "points": band.points, **claim}


def _possible(span: Span | None, lang: Lang) -> str | None:
    if span is None:
        return None
    ends = {"from": span.from_, "to": span.to}
    return write_span({end: number for end, number in ends.items() if number is not None}, lang)


def _options(scoring: Choice | Checklist, lang: Lang) -> tuple[str | None, list[dict[str, Any]]]:
    """Write options or items in short when that reads back the same, otherwise as rows of details."""
    several: tuple[Option | Item, ...] = scoring.options if isinstance(scoring, Choice) else scoring.items
    text = "\n".join(_option_line(one, lang) for one in several)
    if all(getattr(one, "certainty", None) is None for one in several) and _reads_back(text, scoring, lang):
        return text, []
    return None, [_option_detail(one) for one in several]


def _reads_back(text: str, scoring: Choice | Checklist, lang: Lang) -> bool:
    try:
        found = read_options(scoring.kind, text, lang)
    except Slip:
        return False
    if isinstance(scoring, Choice):
        return tuple(Option(**one) for one in found["options"]) == scoring.options
    return tuple(Item(**one) for one in found["items"]) == scoring.items


def _option_line(one: Option | Item, lang: Lang) -> str:
    code = f"{one.code}." if re.fullmatch(r"[A-Za-z0-9]{1,3}", one.code) else f"[{one.code}]"
    title = write_line(one.title, lang)
    if isinstance(one, Option):
        return f"{code} {title} = {write_number(one.points, lang)}"
    return f"{code} {title}" + (f" ({_REQUIRED.text(lang)})" if one.required else "")


def _option_detail(one: Option | Item) -> dict[str, Any]:
    if isinstance(one, Option):
        shared = {"points": one.points, "certainty": one.certainty}
        return {"part": "option", "code": one.code, "title": one.title, **shared}
    return {"part": "item", "code": one.code, "title": one.title, "required": "yes" if one.required else None}
