"""From cells to answers, one indicator at a time: a value, no data with its reason, not applicable with its reason."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kotaham.core.columns import NumberColumn, as_whole
from kotaham.core.errors import Kind
from kotaham.core.facts import Answer, Value
from kotaham.core.instrument.kinds import Bands
from kotaham.core.instrument.model import Indicator
from kotaham.core.language import Lang, Say
from kotaham.workbook import fields
from kotaham.workbook.faults import Blank, Fault, shown
from kotaham.workbook.layout import Column, Source, is_blank
from kotaham.workbook.numbers import Style, excess_digits
from kotaham.workbook.parts import Parts, read_together
from kotaham.workbook.values import NotApplicable, read_single
from kotaham.workbook.words import quoted, read_words

CONTRADICTION = Kind(
    "table.contradiction",
    Say(
        "Ada nilai '{value}', tetapi {annex} juga terisi: '{reason}'.",
        "There is a value '{value}', but {annex} is filled in too: '{reason}'.",
    ),
    Say("Kosongkan salah satunya.", "Empty one of them."),
)
NOT_APPLICABLE_WITHOUT_REASON = Kind(
    "table.not-applicable-without-reason",
    Say("'Tidak berlaku' tanpa alasan.", "'Not applicable' without a reason."),
    Say("Tulis alasannya di {annex}.", "Write the reason in {annex}."),
)
NOT_APPLICABLE_REFUSED = Kind(
    "table.not-applicable-refused",
    Say(
        "Instrumen ini tidak mengenal 'tidak berlaku' ({code}).",
        "This instrument does not know 'not applicable' ({code}).",
    ),
    Say(
        "Isi nilainya, atau tulis alasan tidak ada data di {annex}.",
        "Give the value, or write why there is no data in {annex}.",
    ),
)
EXCESS_DIGITS = Kind(
    "table.more-than-15-digits",
    Say(
        "Kolom ini memuat angka dengan lebih dari 15 angka penting, misalnya {stored}; dibaca {taken}.",
        "This column holds numbers of more than 15 significant digits, such as {stored}; read as {taken}.",
    ),
    Say("Itu sisa hitungan komputer; bulatkan di berkas bila perlu.", "That is left over by a computer's arithmetic."),
)

EMPTY_CELL = Say("sel kosong", "empty cell")
WRITTEN_AS = Say("tertulis '{words}'", "written as '{words}'")


@dataclass
class Reader:
    """Reads the columns of a source into answers, keeping problems by subject and notes for the file."""

    source: Source
    style: Style | None
    lang: Lang
    refuse_not_applicable: bool

    def answers(self, indicator: Indicator) -> Sequence[Answer | None] | None:
        """Return the answers of every subject (a refused one's is a placeholder); None without any column."""
        parts = Parts(
            indicator, {f: self.source.columns.get(f.name) for f in fields.value_fields(indicator)}, self.source
        )
        annex = self._annex(indicator)
        if not any(parts.columns.values()) and not annex:
            return None
        single = parts.only()
        if single and not annex:
            return self._plain(indicator, single)
        place = parts.first() or next(iter(annex.values()))
        return [self._one(parts, annex, place, index) for index in range(len(self.source.rows))]

    def _annex(self, indicator: Indicator) -> dict[str, Column]:
        """Return the columns of reasons and evidence that hold anything at all."""
        named = {part: self.source.columns.get(name) for part, name in fields.annex_names(indicator).items()}
        return {part: column for part, column in named.items() if column and not all(map(is_blank, column.cells))}

    def _plain(self, indicator: Indicator, column: Column) -> Sequence[Answer | None]:
        """Read a column that has no reasons or evidence beside it; equal cells are read once."""
        return self._whole_numbers(indicator, column) or self._cell_by_cell(indicator, column)

    def _whole_numbers(self, indicator: Indicator, column: Column) -> NumberColumn | None:
        """Read a column of numbers at once; None where it must be read cell by cell."""
        if not isinstance(indicator.scoring, Bands):
            return None
        numeric = np.array([kind is float for kind in map(type, column.cells)], dtype=bool)
        cells = np.empty(len(numeric), dtype=object)
        cells[:] = column.cells
        floats = cells[numeric].astype(np.float64)
        found = as_whole(floats) if len(floats) and self._all_possible(indicator, floats) else None
        if found is None:
            return None
        number = np.zeros(len(numeric), dtype=np.int64)
        number[numeric], decimals = found
        others = self._others(indicator, column, np.flatnonzero(~numeric).tolist())
        if any(answer.value is not None for answer in others.values()):
            return None
        return NumberColumn(number, decimals, numeric, others)

    def _all_possible(self, indicator: Indicator, floats: NDArray[np.float64]) -> bool:
        """Tell whether every number is possible: if the least and the greatest are, all are."""
        if not np.isfinite(floats).all():
            return False
        ends = (read_single(indicator, float(end), self.style) for end in (floats.min(), floats.max()))
        return not any(isinstance(end, Fault) for end in ends)

    def _cell_by_cell(self, indicator: Indicator, column: Column) -> list[Answer]:
        answers = list(self._others(indicator, column, range(len(column.cells))).values())
        self._note_digits(column, {cell for cell in column.cells if isinstance(cell, float) and excess_digits(cell)})
        return answers

    def _answer_alone(self, indicator: Indicator, cell: object) -> Answer | Fault:
        value = read_single(indicator, cell, self.style)
        if isinstance(value, NotApplicable):
            return self._not_applicable_fault(indicator)
        if isinstance(value, Fault):
            return value
        return Answer(None, self.reason(value)) if isinstance(value, Blank) else Answer(value)

    def _others(self, indicator: Indicator, column: Column, indexes: Iterable[int]) -> dict[int, Answer]:
        """Read some cells one by one; equal cells are read once."""
        memo: dict[tuple[type, object], Answer | Fault] = {}
        answers = {}
        for index in indexes:
            cell = column.cells[index]
            key = (cell.__class__, cell)
            answer = memo.get(key)
            if answer is None:
                answer = memo[key] = self._answer_alone(indicator, cell)
            if isinstance(answer, Fault):
                self._refuse(indicator, column, index, answer)
                answer = Answer(None)
            answers[index] = answer
        return answers

    def _note_digits(self, column: Column, excess: set[float]) -> None:
        """Say once for a column that a number holds more digits than Excel keeps."""
        for index, cell in enumerate(column.cells if excess else ()):
            if isinstance(cell, float) and cell in excess:
                stored = Say(repr(cell).replace(".", ","), repr(cell))
                where = self.source.where(column, index)
                self.source.notes.append(EXCESS_DIGITS(where, stored=stored, taken=quoted(cell)))
                return

    def reason(self, blank: Blank) -> str:
        """Return the words for "no data" of a cell as a reason."""
        if not blank.words.strip():
            return EMPTY_CELL.text(self.lang)
        has_letters = any(c.isalpha() for c in blank.words)
        return blank.words.strip() if has_letters else WRITTEN_AS.text(self.lang, words=blank.words.strip())

    def _one(self, parts: Parts, annex: Mapping[str, Column], place: Column, index: int) -> Answer:
        before = len(self.source.problems.get(index, ()))
        value = self._value(parts, index)
        texts = {part: self._text(parts.indicator, column, index) for part, column in annex.items()}
        answer = self._decide(parts.indicator, place, index, value, texts)
        return answer if len(self.source.problems.get(index, ())) == before else Answer(None)

    def _value(self, parts: Parts, index: int) -> Value | Blank | NotApplicable | None:
        """Read the value of one subject; None when it was refused."""
        if parts.single:
            return self._single(parts, index)
        together = read_together(parts, index, self.style, self.lang)
        for column, fault in together.faults:
            self._refuse(parts.indicator, column, index, fault)
        for column, note in together.notes:
            self.source.notes.append(note.at(self.source.where(column, index)))
        return together.value

    def _single(self, parts: Parts, index: int) -> Value | Blank | NotApplicable | None:
        column = parts.only()
        if column is None:
            return Blank()
        value = read_single(parts.indicator, column.cells[index], self.style)
        if isinstance(value, Fault):
            self._refuse(parts.indicator, column, index, value)
            return None
        return value

    def _text(self, indicator: Indicator, column: Column, index: int) -> str:
        text = read_words(column.cells[index])
        if isinstance(text, Fault):
            self._refuse(indicator, column, index, text)
            return ""
        return text

    def _decide(
        self,
        indicator: Indicator,
        place: Column,
        index: int,
        value: Value | Blank | NotApplicable | None,
        texts: Mapping[str, str],
    ) -> Answer:
        """Weigh the value against what stands beside it; nothing is chosen between two that disagree."""
        evidence = texts.get(fields.EVIDENCE, "")
        not_applicable, missing = texts.get(fields.NOT_APPLICABLE, ""), texts.get(fields.MISSING, "")
        filled = value is not None and not isinstance(value, Blank | NotApplicable)
        self._refuse_both(indicator, place, index, filled, texts)
        if not_applicable:
            return self._not_applicable(indicator, index, not_applicable, evidence)
        if isinstance(value, NotApplicable):
            self._refuse(indicator, place, index, self._not_applicable_fault(indicator))
            return Answer(None)
        if missing:
            return Answer(None, missing, evidence=evidence)
        if isinstance(value, Blank):
            return Answer(None, self.reason(value), evidence=evidence)
        return Answer(value, evidence=evidence)

    def _refuse_both(
        self, indicator: Indicator, place: Column, index: int, filled: bool, texts: Mapping[str, str]
    ) -> None:
        """Refuse two of value, "not applicable" and "no data" at once."""
        given = [part for part in (fields.NOT_APPLICABLE, fields.MISSING) if texts.get(part)]
        if (filled and given) or len(given) == 2:
            cell = quoted(place.cells[index]) if filled else shown(texts[given[0]])
            annex = self.source.annex(indicator, given[-1])
            values = {"value": cell, "annex": annex, "reason": shown(texts[given[-1]])}
            self._refuse(indicator, place, index, Fault(CONTRADICTION, values))

    def _not_applicable(self, indicator: Indicator, index: int, reason: str, evidence: str) -> Answer:
        if self.refuse_not_applicable:
            column = self.source.columns[fields.annex_names(indicator)[fields.NOT_APPLICABLE]]
            self._refuse(indicator, column, index, self._not_applicable_fault(indicator))
        return Answer(None, reason, not_applicable=True, evidence=evidence)

    def _not_applicable_fault(self, indicator: Indicator) -> Fault:
        if self.refuse_not_applicable:
            annex = self.source.annex(indicator, fields.MISSING)
            return Fault(NOT_APPLICABLE_REFUSED, {"code": indicator.code, "annex": annex})
        return Fault(NOT_APPLICABLE_WITHOUT_REASON, {"annex": self.source.annex(indicator, fields.NOT_APPLICABLE)})

    def _refuse(self, indicator: Indicator, column: Column, index: int, fault: Fault) -> None:
        self.source.refuse(index, fault.at(self.source.where(column, index), self.source.beside(indicator)))
