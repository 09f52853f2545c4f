"""Read a file of facts (`kotaham-facts/1`): the JSON that packs, receipts and runs carry, strictly as documented.

The room of scores reads the facts of a run by this same function, so that a run on a server and the command on its
exported file come to the same record, byte for byte.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from hashlib import sha256
from pathlib import Path
from typing import Any

from kotaham.core.errors import Problem, Refused, Where
from kotaham.core.facts import Answer, FactTable, Number, Subject
from kotaham.core.facts_json import FORMAT, answer_from_json
from kotaham.core.instrument.model import Instrument
from kotaham.core.language import Say
from kotaham.core.numbers import MAX_DIGITS, exact
from kotaham.core.scoring.encode import UNKNOWN_INDICATOR, encode, is_day
from kotaham.core.scoring.engine import score
from kotaham.core.scoring.plan import Plan, compile_plan
from kotaham.workbook import facts_letters as letters
from kotaham.workbook.faults import shown
from kotaham.workbook.limits import MAX_FILE_BYTES, MAX_ROWS
from kotaham.workbook.periods import TWO_PERIODS, Period, without_end
from kotaham.workbook.reading import InputFile, Reading, RefusedRow

ENDING = ".json"
MOST_TOLD = 200  # faults of one file that are told; what follows is counted
MOST_TEXT = 20_000  # characters of one text
MOST_CODE = 60

TOP = frozenset({"format", "period", "period_end", "subjects"})
SUBJECT = frozenset({"code", "name", "province", "answers", "bonus"})
TEXTS = frozenset({"evidence", "origin", "note", "reason", "not_applicable", "missing", "choice"})
DOCUMENT = frozenset({"present", "from", "until"})
# What an answer may consist of, besides evidence and origin.
SHAPES = frozenset(
    frozenset(keys)
    for keys in (
        {"number"},
        {"numerator", "denominator"},
        {"yes"},
        {"choice"},
        {"checked"},
        {"document"},
        {"points", "reason"},
        {"points"},
        {"not_applicable"},
        {"missing"},
    )
)
NO_NOTE = (frozenset({"not_applicable"}), frozenset({"missing"}), frozenset({"points", "reason"}))


class _Twice(ValueError):
    """A key stands twice in one object."""


def is_facts_file(path: Path) -> bool:
    """Tell whether a file is to be read as facts and not as a table."""
    return path.suffix.lower() == ENDING


def read_facts_file(path: Path, instrument: Instrument, period: Period | None = None) -> Reading:
    """Read a file of facts; `period` must agree with what the file says."""
    with path.open("rb") as stream:
        data = stream.read(MAX_FILE_BYTES + 1)
    return read_facts_bytes(path.name, data, compile_plan(instrument), period)


def read_facts_bytes(name: str, data: bytes, plan: Plan, period: Period | None = None) -> Reading:
    """Read facts from bytes; cities with an answer that cannot be one are refused, each with all its reasons.

    Raises Refused with every fault of the form of the file.
    """
    if len(data) > MAX_FILE_BYTES:
        raise Refused(letters.TOO_LARGE(Where(name), limit=MAX_FILE_BYTES // 2**20))
    table = _Form(name).table(_parsed(name, data))
    _must_agree(table, period or Period(), name)
    _must_be_known(plan, table, name)
    refused = _refused(plan, table)
    bad = {row.row - 1 for row in refused}
    good = [index for index in range(len(table.subjects)) if index not in bad]
    kept = _chosen(table, good) if bad else table
    source = InputFile(name, sha256(data).hexdigest(), len(table.subjects))
    problems = tuple(problem for row in refused for problem in row.problems)
    notes = tuple(without_end(kept, plan.instrument, name))
    rows = tuple(index + 1 for index in good)
    return Reading(kept, len(table.subjects), tuple(refused), problems, notes, (source,), None, rows)


def _parsed(name: str, data: bytes) -> Any:
    """Parse JSON in which no key stands twice and no number is a float."""
    try:
        return json.loads(
            data.decode("utf-8"),
            object_pairs_hook=_unique,
            parse_float=Decimal,
            parse_int=_whole,
            parse_constant=_no_constant,
        )
    except UnicodeDecodeError:
        reason = letters.NOT_UTF8
    except RecursionError:
        reason = letters.TOO_DEEP
    except json.JSONDecodeError as error:
        reason = _filled(letters.BROKEN, line=error.lineno, column=error.colno)
    except _Twice as error:
        reason = _filled(letters.KEY_TWICE, key=shown(str(error)))
    except ValueError as error:
        reason = _filled(letters.NO_NUMBER, found=shown(str(error)))
    raise Refused(letters.NOT_JSON(Where(name), reason=reason))


def _whole(text: str) -> int:
    """Read a whole number of a length that somebody can have meant."""
    if len(text) > MAX_DIGITS:
        raise ValueError(text)
    return int(text)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise _Twice(next(key for key, count in Counter(key for key, _value in pairs).items() if count > 1))
    return found


def _no_constant(text: str) -> Any:
    raise ValueError(text)


class _Form:
    """Turns parsed JSON into a table, collecting everything that is wrong with it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []

    def table(self, data: Any) -> FactTable:
        """Return the table, or refuse with every fault."""
        self._top(data)
        rows = data["subjects"]
        subjects = [self._subject(f"subjects[{at}]", row) for at, row in enumerate(rows)]
        self._finish()
        self._codes([row["code"] for row in rows])
        answers = [{code: answer for code, answer in row.items() if answer is not None} for row, _points in subjects]
        codes = sorted({code for row in answers for code in row})
        items = sorted({item for _row, points in subjects for item in points})
        return FactTable(
            [Subject(row["code"], row["name"], row["province"]) for row in rows],
            {code: [row.get(code) for row in answers] for code in codes},
            data["period"],
            data["period_end"],
            {item: [points.get(item) for _row, points in subjects] for item in items},
        )

    def _top(self, data: Any) -> None:
        """Refuse at once what is no file of facts at all."""
        if not isinstance(data, dict):
            raise Refused(letters.NOT_FACTS(Where(self.name), format=FORMAT, fault=letters.WANTED_OBJECT))
        if data.get("format") != FORMAT:
            found = shown(data.get("format"))
            raise Refused(
                letters.NOT_FACTS(Where(self.name), format=FORMAT, fault=_filled(letters.OTHER_FORMAT, found=found))
            )
        faults = [*_keys(data, TOP), *_texts(data, ("period", "period_end"))]
        if "subjects" in data and not isinstance(data["subjects"], list):
            faults.append(_filled(letters.WANTED_LIST, key="subjects"))
        elif len(data.get("subjects", ())) > MAX_ROWS:
            faults.append(_filled(letters.MANY_SUBJECTS, most=MAX_ROWS))
        if isinstance(data.get("period_end"), str) and not is_day(data["period_end"]):
            faults.append(_filled(letters.WANTED_DAY, key="period_end"))
        if faults:
            raise Refused(letters.NOT_FACTS(Where(self.name), format=FORMAT, fault=fault) for fault in faults)
        if not data["subjects"]:
            raise Refused(letters.NO_SUBJECTS(Where(self.name)))

    def _subject(self, path: str, row: Any) -> tuple[dict[str, Answer | None], dict[str, Number | None]]:
        if not isinstance(row, dict):
            self._fault(path, letters.WANTED_OBJECT)
            return {}, {}
        faults = [*_keys(row, SUBJECT), *_texts(row, ("code", "name", "province"))]
        if isinstance(row.get("code"), str) and not row["code"].strip():
            faults.append(letters.EMPTY_CODE)
        answers, bonus = row.get("answers", {}), row.get("bonus", {})
        for key, held in (("answers", answers), ("bonus", bonus)):
            if not isinstance(held, dict):
                self._fault(f"{path}.{key}", letters.WANTED_OBJECT)
        for fault in faults:
            self._fault(path, fault)
        if not isinstance(answers, dict) or not isinstance(bonus, dict):
            return {}, {}
        told = {code: self._answer(f"{path}.answers.{code}", one) for code, one in answers.items()}
        return told, {item: self._points(f"{path}.bonus.{item}", one) for item, one in bonus.items()}

    def _answer(self, path: str, told: Any) -> Answer | None:
        faults = list(_faults_of(told))
        if not faults:
            try:
                return answer_from_json(told)
            except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError):
                faults = [_filled(letters.NOT_A_NUMBER, found=shown(_numbers(told)))]
        for fault in faults:
            self._fault(path, fault)
        return None

    def _points(self, path: str, told: Any) -> Number | None:
        try:
            return exact(told if isinstance(told, str) else str(told))
        except (ValueError, ArithmeticError):
            self._fault(path, _filled(letters.NOT_A_NUMBER, found=shown(told)))
            return None

    def _codes(self, codes: Sequence[str]) -> None:
        twice = [(code, count) for code, count in Counter(codes).items() if count > 1]
        self.problems += [letters.CODE_TWICE(Where(self.name), code=shown(code), count=count) for code, count in twice]
        self._finish()

    def _fault(self, path: str, fault: Say) -> None:
        self.problems.append(letters.BAD_PLACE(Where(self.name, path=shown(path)), fault=fault))

    def _finish(self) -> None:
        """Raise what was collected; a very long list is cut with a count."""
        if not self.problems:
            return
        told, rest = self.problems[:MOST_TOLD], len(self.problems) - MOST_TOLD
        raise Refused([*told, letters.MANY_MORE(Where(self.name), count=rest)] if rest > 0 else told)


def _filled(words: Say, **values: object) -> Say:
    """Fill in a sentence that itself stands inside another."""
    return Say(words.text("id", **values), words.text("en", **values))


def _keys(data: Mapping[str, Any], wanted: frozenset[str]) -> Iterator[Say]:
    yield from (_filled(letters.MISSING_KEY, key=key) for key in sorted(wanted - data.keys()))
    yield from (_filled(letters.EXTRA_KEY, key=shown(key)) for key in sorted(data.keys() - wanted))


def _texts(data: Mapping[str, Any], keys: Iterable[str]) -> Iterator[Say]:
    for key in keys:
        if key in data and not isinstance(data[key], str):
            yield _filled(letters.WANTED_TEXT, key=key)
        elif len(data.get(key, "")) > MOST_TEXT:
            yield _filled(letters.LONG_TEXT, key=key, most=MOST_TEXT)


def _faults_of(told: Any) -> Iterator[Say]:
    """Tell what keeps an object from being an answer, but for its numbers."""
    if not isinstance(told, dict):
        yield letters.WANTED_OBJECT
        return
    keys = frozenset(told) - {"evidence", "origin"}
    shape = keys if keys in NO_NOTE else keys - {"note"}
    if shape not in SHAPES or (keys - shape and shape in NO_NOTE):
        yield _filled(letters.NOT_A_FACT, found=shown(", ".join(sorted(keys)) or "-"))
        return
    yield from _texts(told, sorted(TEXTS & told.keys()))
    if "yes" in told and not isinstance(told["yes"], bool):
        yield _filled(letters.NOT_A_FACT, found=f"yes: {shown(told['yes'])}")
    if "checked" in told and not _is_list_of_texts(told["checked"]):
        yield _filled(letters.WANTED_LIST, key="checked")
    if "document" in told:
        yield from _faults_of_document(told["document"])


def _faults_of_document(told: Any) -> Iterator[Say]:
    if not isinstance(told, dict):
        yield _filled(letters.NOT_A_FACT, found="document")
        return
    yield from (_filled(letters.EXTRA_KEY, key=shown(key)) for key in sorted(told.keys() - DOCUMENT))
    if not isinstance(told.get("present"), bool):
        yield _filled(letters.NOT_A_FACT, found="document.present")
    yield from _texts(told, ("from", "until"))


def _is_list_of_texts(told: Any) -> bool:
    return isinstance(told, list) and all(isinstance(one, str) and len(one) <= MOST_CODE for one in told)


def _numbers(told: Mapping[str, Any]) -> str:
    """Return what an answer gives for its number, to show it."""
    found = [told[key] for key in ("number", "numerator", "denominator", "points") if key in told]
    return " / ".join(str(one)[:MAX_DIGITS] for one in found)


def _must_agree(table: FactTable, asked: Period, name: str) -> None:
    place = Say("berkasnya", "the file")
    pairs = ((asked.name, table.period), (asked.end, table.period_end))
    problems = [
        TWO_PERIODS(Where(name), asked=shown(wanted), place=place, told=shown(told) or "-")
        for wanted, told in pairs
        if wanted and wanted != told
    ]
    if problems:
        raise Refused(problems)


def _must_be_known(plan: Plan, table: FactTable, name: str) -> None:
    """Refuse a file that answers another instrument, whatever its cities say."""
    about = {"instrument": plan.instrument.id}
    unknown = [code for code in table.columns if code not in plan.leaf_of]
    if unknown:
        raise Refused(UNKNOWN_INDICATOR(Where(name), column=shown(code), **about) for code in unknown)


def _refused(plan: Plan, table: FactTable) -> list[RefusedRow]:
    """Return the cities that the engine cannot score; looks at single cities only when the whole has a fault."""
    try:
        score(plan, table)
    except Refused:
        found = ((at, tuple(_faults(plan, _chosen(table, [at])))) for at in range(len(table.subjects)))
        return [
            RefusedRow(at + 1, table.subjects[at].code, table.subjects[at].name, problems)
            for at, problems in found
            if problems
        ]
    return []


def _faults(plan: Plan, one: FactTable) -> Iterator[Problem]:
    """Give every problem of one city: of its answers, and of its bonus points."""
    try:
        encode(plan, one)
    except Refused as refused:
        yield from refused.problems
    try:
        score(plan, FactTable(one.subjects, {}, one.period, one.period_end, one.bonus))
    except Refused as refused:
        yield from refused.problems


def _chosen(table: FactTable, rows: Sequence[int]) -> FactTable:
    """Return the table with some of its cities."""
    return FactTable(
        [table.subjects[at] for at in rows],
        {code: [column[at] for at in rows] for code, column in table.columns.items()},
        table.period,
        table.period_end,
        {item: [column[at] for at in rows] for item, column in table.bonus.items()},
    )
