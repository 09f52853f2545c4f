"""Read questions from the Excel form; every fault is told with its row and column."""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from kotaham.core.errors import Problem, Where
from kotaham.core.exams.question import (
    FALSE,
    TRUE,
    Asked,
    Body,
    Feedback,
    Key,
    Part,
    Question,
    option_id,
    options_of,
    sides_of,
)
from kotaham.workbook.cells import Cell, Grid, open_book
from kotaham.workbook.marks import Marked
from kotaham.workbook.questions import sheet_words as words
from kotaham.workbook.questions.batch import Entry, Read, finished

_LETTERS = re.compile(r"[A-Z]")
_RANGE = re.compile(r"(-?[0-9]{1,20}(?:[.,][0-9]{1,20})?)\s*\.\.\s*(-?[0-9]{1,20}(?:[.,][0-9]{1,20})?)\Z")
_KINDS = {name.casefold(): asked for asked, name in words.KINDS.items()}
Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Row:
    """One row: its texts by column, and its place."""

    texts: Texts
    where: Where

    def listed(self, name: str) -> list[tuple[int, str]]:
        """Return the numbered columns of a name that say something, in their order."""
        found = ((column.removeprefix(f"{name} "), text) for column, text in self.texts.items() if text)
        return sorted((int(number), text) for number, text in found if number.isdigit())


@dataclass(frozen=True, slots=True)
class _Said:
    """What a row says, whether it is a question or a part of a case."""

    asked: Asked
    body: Body
    key: Key
    feedback: Feedback
    points: int


def read_sheet(path: Path, topic: str = "") -> Read:
    """Read a workbook; rows without a topic get `topic`. Raises Refused when the file is no workbook at all."""
    book = open_book(path)
    grid = next((one for one in book.grids if one.rows and {words.CODE, words.KIND, words.TEXT} <= _names(one)), None)
    if grid is None:
        return Read((), (words.NO_SHEET(Where(path.name)),))
    problems: list[Problem] = []
    entries: list[Entry] = []
    cases: dict[str, int] = {}
    for row in _rows(grid, problems):
        said = _said(row, problems)
        if said is None:
            continue
        if owner := row.texts.get(words.PART_OF, ""):
            _join(owner, row, said, entries, cases, problems)
            continue
        code = row.texts.get(words.CODE, "")
        cases |= {code: len(entries)} if said.asked is Asked.CASE else {}
        entries.append(Entry(_question(row, said, code, topic), row.where))
    return finished(entries, problems, (), path.name)


def _names(grid: Grid) -> set[str]:
    return {str(cell).strip() for cell in grid.rows[0]}


def _rows(grid: Grid, problems: list[Problem]) -> list[_Row]:
    names = [str(cell).strip() for cell in grid.rows[0]]
    known = {*words.FRONT, *words.BACK}
    numbered = re.compile(rf"({words.OPTION}|{words.PARTNER}|{words.HINT}) [1-9][0-9]?\Z")
    strange = [name[:40] for name in names if name and name not in known and not numbered.match(name)]
    problems += [words.UNKNOWN_COLUMN(grid.where(row=1, column=name), name=name) for name in strange]
    rows = []
    for number, cells in enumerate(grid.rows[1:], start=2):
        texts = {}
        for name, cell in zip(names, cells, strict=False):
            text = _text(cell)
            if text is None:
                problems.append(words.BAD_CELL(grid.where(number, name)))
            texts[name] = text or ""
        if any(texts.values()):
            rows.append(_Row(texts, grid.where(number)))
    return rows


def _text(cell: Cell) -> str | None:
    """Return a cell as text; None where it holds what is no text."""
    if isinstance(cell, Marked | dt.date | dt.time | dt.timedelta):
        return None
    if isinstance(cell, bool):
        return "Benar" if cell else "Salah"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).replace("\r\n", "\n").strip()


def _question(row: _Row, said: _Said, code: str, topic: str) -> Question:
    texts = row.texts
    return Question(
        code, said.asked, texts.get(words.TOPIC) or topic, said.body, said.key, said.feedback,
        texts.get(words.RIGHT, ""), said.points, texts.get(words.SOURCE, ""),
    )  # fmt: skip


def _join(
    owner: str, row: _Row, said: _Said, entries: list[Entry], cases: Mapping[str, int], problems: list[Problem]
) -> None:
    """Join a part to its case; the points of the case are those of its parts together."""
    if owner not in cases:
        problems.append(words.LOST_PART(row.where, code=owner[:60]))
        return
    case = entries[cases[owner]].question
    name = row.texts.get(words.CODE) or str(len(case.body.parts) + 1)
    body = replace(case.body, parts=(*case.body.parts, Part(name, said.asked, said.points, said.body)))
    key = replace(case.key, parts={**case.key.parts, name: said.key})
    told = case.feedback
    if said.feedback != Feedback():
        told = replace(told, parts={**told.parts, name: said.feedback})
    points = sum(one.points for one in body.parts)
    entries[cases[owner]] = replace(
        entries[cases[owner]], question=replace(case, body=body, key=key, feedback=told, points=points)
    )


def _said(row: _Row, problems: list[Problem]) -> _Said | None:
    asked = _asked(row)
    if asked is None:
        told = row.texts.get(words.KIND, "")[:60]
        problems.append(words.UNKNOWN_KIND(row.where, found=told, known="; ".join(words.KINDS.values())))
        return None
    points = row.texts.get(words.POINTS, "") or "1"
    worth = int(points) if points.isascii() and points.isdigit() and len(points) < 5 else 0
    found = _parts(asked, row)
    if found is None:
        problems.append(words.BAD_KEY(row.where, found=row.texts.get(words.KEY, "")[:60]))
        return None
    body, key, feedback = found
    fixed = row.texts.get(words.FIXED, "").casefold() == words.YES
    return _Said(asked, replace(body, fixed=fixed), key, replace(feedback, text=row.texts.get(words.TOLD, "")), worth)


def _asked(row: _Row) -> Asked | None:
    said = " ".join(row.texts.get(words.KIND, "").casefold().split())
    if said == words.EITHER:
        return Asked.MULTIPLE if len(_LETTERS.findall(row.texts.get(words.KEY, "").upper())) > 1 else Asked.SINGLE
    return _KINDS.get(said)


def _parts(asked: Asked, row: _Row) -> tuple[Body, Key, Feedback] | None:
    """Return body, key and feedback of a row; None when its key cannot be read."""
    text, key = row.texts.get(words.TEXT, ""), row.texts.get(words.KEY, "")
    match asked:
        case Asked.SINGLE | Asked.MULTIPLE:
            return _choice(text, key, row)
        case Asked.TRUE_FALSE:
            return _truth(text, key, row)
        case Asked.MATCHING:
            return _pairs(text, row)
        case Asked.SHORT:
            ranges = _ranges(key)
            accepted = tuple(dict.fromkeys(said for _number, said in row.listed(words.OPTION)))
            return None if ranges is None else (Body(text), Key(accepted=accepted, ranges=ranges), Feedback())
        case Asked.CASE:
            return Body(text), Key(), Feedback()


def _choice(text: str, key: str, row: _Row) -> tuple[Body, Key, Feedback] | None:
    """Letters of the key name columns; where a column in between is empty, the options after it move up."""
    listed = row.listed(words.OPTION)
    places = {number: place for place, (number, _text_) in enumerate(listed)}
    letters = [ord(letter) - 64 for letter in _LETTERS.findall(key.upper())]
    if re.sub(r"[A-Za-z,;\s]", "", key) or any(number not in places for number in letters):
        return None
    correct = frozenset(option_id(places[number]) for number in letters)
    told = {option_id(places[number]): said for number, said in row.listed(words.HINT) if number in places}
    return Body(text, options_of([said for _number, said in listed])), Key(correct), Feedback(options=told)


def _truth(text: str, key: str, row: _Row) -> tuple[Body, Key, Feedback] | None:
    said = words.TRUTH.get(key.strip().casefold())
    if said is None:
        return None
    named = {1: TRUE, 2: FALSE}
    told = {named[number]: hint for number, hint in row.listed(words.HINT) if number in named}
    return Body(text), Key(frozenset({said})), Feedback(options=told)


def _pairs(text: str, row: _Row) -> tuple[Body, Key, Feedback]:
    left, right = dict(row.listed(words.OPTION)), dict(row.listed(words.PARTNER))
    given = [(left[number], right.get(number, "")) for number in sorted(left)]
    others = [right[number] for number in sorted(right) if number not in left]
    options = options_of(list(dict.fromkeys([*(said for _left, said in given), *others])))
    named = {one.text: one.id for one in options}
    sides = sides_of([said for said, _right in given])
    key = Key(pairs={side.id: named[said] for side, (_left, said) in zip(sides, given, strict=True)})
    return Body(text, options, sides), key, Feedback()


def _ranges(key: str) -> tuple[tuple[Decimal, Decimal], ...] | None:
    found = []
    for piece in filter(None, (one.strip() for one in key.split(";"))):
        ends = _RANGE.match(piece)
        if not ends:
            return None
        found.append((_decimal(ends[1]), _decimal(ends[2])))
    return tuple(found)


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))
