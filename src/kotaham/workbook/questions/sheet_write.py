"""Write questions as an Excel form with its guidance; empty, or filled so that reading gives the same back."""

from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO

import xlsxwriter

from kotaham.core.exams.question import TRUE, Asked, Body, Feedback, Key, Question
from kotaham.workbook.questions import sheet_words as words
from kotaham.workbook.safe import STRINGS_STAY_TEXT

_WIDTHS = {words.CODE: 14, words.KIND: 22, words.TOPIC: 20, words.TEXT: 60, words.TOLD: 30}
_INK, _LINE = "#1F2A37", "#C9D1D9"
_CELL = {"font_name": "Calibri", "font_size": 11, "font_color": _INK, "valign": "top", "text_wrap": True, "border": 1,
         "border_color": _LINE, "num_format": "@"}  # fmt: skip
_HEAD = {**_CELL, "bold": True, "bg_color": "#12506B", "font_color": "#FFFFFF"}
_EMPTY_ROWS = 200
Row = Mapping[str, str]


def write_sheet(questions: Iterable[Question]) -> bytes:
    """Return a workbook with the questions."""
    rows = [row for one in questions for row in rows_of(one)]
    most = max([words.OPTIONS, *(_number(name) for row in rows for name in row)])
    names = words.columns(most)
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, **STRINGS_STAY_TEXT}) as book:
        _questions(book, names, rows)
        _guidance(book)
    return buffer.getvalue()


def _number(name: str) -> int:
    told = name.rpartition(" ")[2]
    return int(told) if told.isdigit() else 0


def _questions(book: xlsxwriter.Workbook, names: Sequence[str], rows: Sequence[Row]) -> None:
    sheet, head, cell = book.add_worksheet(words.SHEET), book.add_format(_HEAD), book.add_format(_CELL)
    for column, name in enumerate(names):
        sheet.set_column(column, column, _WIDTHS.get(name, 16), cell)
        sheet.write_string(0, column, name, head)
    for place, row in enumerate(rows, start=1):
        for column, name in enumerate(names):
            if row.get(name):
                sheet.write_string(place, column, row[name], cell)
    last = len(rows) + _EMPTY_ROWS
    for name, source in ((words.KIND, list(words.KINDS.values())), (words.FIXED, [words.YES])):
        column = names.index(name)
        sheet.data_validation(1, column, last, column, {"validate": "list", "source": source})
    sheet.freeze_panes(1, 1)


def _guidance(book: xlsxwriter.Workbook) -> None:
    sheet, cell = book.add_worksheet(words.GUIDE), book.add_format({**_CELL, "border": 0})
    sheet.set_column(0, 0, 100, cell)
    for place, line in enumerate(words.GUIDANCE):
        sheet.write_string(place, 0, line, cell)


def rows_of(one: Question) -> list[Row]:
    """Return a question as rows by column; a case has one more for each of its parts."""
    row = {
        words.CODE: one.code,
        words.TOPIC: one.topic,
        words.RIGHT: one.right,
        words.SOURCE: one.source,
        **_row(one.asked, one.body, one.key, one.feedback, one.points),
    }
    parts = []
    for part in one.body.parts:
        key, told = one.key.parts.get(part.id, Key()), one.feedback.parts.get(part.id, Feedback())
        said = _row(part.asked, part.body, key, told, part.points)
        parts.append({words.CODE: part.id, words.PART_OF: one.code, **said})
    return [row, *parts]


def _row(asked: Asked, body: Body, key: Key, told: Feedback, points: int) -> dict[str, str]:
    row = {
        words.KIND: words.KINDS[asked],
        words.TEXT: body.text,
        words.POINTS: str(points),
        words.TOLD: told.text,
        words.FIXED: words.YES if body.fixed else "",
    }
    match asked:
        case Asked.SINGLE | Asked.MULTIPLE:
            places = {option.id: place for place, option in enumerate(body.options)}
            row[words.KEY] = ", ".join(
                chr(65 + places[option]) for option in sorted(key.correct, key=places.__getitem__)
            )
            row |= {f"{words.OPTION} {place + 1}": option.text for place, option in enumerate(body.options)}
            row |= {f"{words.HINT} {places[option] + 1}": text for option, text in told.options.items()}
        case Asked.TRUE_FALSE:
            row[words.KEY] = "Benar" if TRUE in key.correct else "Salah"
            numbered = {"true": 1, "false": 2}
            row |= {f"{words.HINT} {numbered[option]}": text for option, text in told.options.items()}
        case Asked.MATCHING:
            row |= _pairs(body, key)
        case Asked.SHORT:
            row |= {f"{words.OPTION} {place}": text for place, text in enumerate(key.accepted, start=1)}
            row[words.KEY] = "; ".join(f"{low:f}..{high:f}" for low, high in key.ranges)
        case Asked.CASE:
            pass
    return row


def _pairs(body: Body, key: Key) -> dict[str, str]:
    texts = {option.id: option.text for option in body.options}
    used = set(key.pairs.values())
    pairs = [(side.text, texts[key.pairs[side.id]]) for side in body.left]
    pairs += [("", text) for option, text in texts.items() if option not in used]
    row = {f"{words.OPTION} {place}": left for place, (left, _right) in enumerate(pairs, start=1)}
    return row | {f"{words.PARTNER} {place}": right for place, (_left, right) in enumerate(pairs, start=1)}
