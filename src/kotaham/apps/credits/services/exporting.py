"""Give hours away with the field names of the national course record: CSV and XLSX for people, JSON for programs."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import xlsxwriter

from kotaham.apps.credits import queries
from kotaham.apps.credits.models import Access, Line
from kotaham.apps.credits.rules import EMPTY, FIELDS, Course, members, of_office, record_of
from kotaham.apps.credits.services import letters
from kotaham.apps.credits.services.finding import seen_people
from kotaham.apps.gate.services import Actor, demand
from kotaham.apps.register import services as register
from kotaham.core.errors import Refused
from kotaham.core.language import Lang, Say
from kotaham.workbook.safe import STRINGS_STAY_TEXT, safe_cell

MOST, PAGE = 5_000, 500
SHOWN = ("name", "number_tail")
YEARS = range(2000, 2100)
SHEETS = {
    "records": Say("Kursus", "Courses"),
    "people": Say("Pencocokan", "Matching"),
    "empty": Say("Keterangan", "Notes"),
}
MATCHING = (Say("Baris", "Row"), Say("Nama", "Name"), Say("Akhir nomor", "End of number"), Say("Kantor", "Office"))
WHOLE = Say("Nomor lengkap", "Full number")
NOTES = (Say("Kolom", "Column"), Say("Mengapa kosong", "Why it is empty"))


def exportable(year: int, after: int, reason: str, *, actor: Actor) -> Sequence[Line]:
    """Return the lines of a year for one file, and record whose they are, and why they were taken out."""
    rows, why = _rows(year, after, reason, actor)
    seen_people({row.member_id for row in rows}, why, actor=actor, fields=SHOWN)
    return rows


def exportable_in_full(year: int, after: int, reason: str, *, actor: Actor) -> tuple[Sequence[Line], Mapping[int, str]]:
    """Return the same with the full numbers by person, for who may open them; of the others the end of the number."""
    demand(actor, "register.reveal")
    rows, why = _rows(year, after, reason, actor)
    people = {row.member_id for row in rows}
    numbers = register.reveal_numbers(people, why, actor=actor, beside=SHOWN) if people else {}
    seen_people(people - set(numbers), why, actor=actor, fields=SHOWN)
    return rows, numbers


def _rows(year: int, after: int, reason: str, actor: Actor) -> tuple[Sequence[Line], str]:
    reach = demand(actor, "credits.export")
    if year not in YEARS:
        raise Refused(letters.NO_YEAR(year=year))
    why = f"ekspor JP: {letters.must_say(reason)}"[:300]
    return list(queries.exported(members(actor, reach), year, after).select_related("member__office")[:MOST]), why


def export_csv(rows: Sequence[Line]) -> bytes:
    """Write the records as CSV: UTF-8 with a byte order mark, so that spreadsheets read it."""
    out = io.StringIO()
    writer = csv.DictWriter(out, FIELDS)
    writer.writeheader()
    writer.writerows({name: safe_cell(str(value)) for name, value in _record(row).items()} for row in rows)
    return out.getvalue().encode("utf-8-sig")


def export_xlsx(rows: Sequence[Line], lang: Lang, numbers: Mapping[int, str] | None = None) -> bytes:
    """Write the records as a workbook; further sheets tell whose they are and which columns nobody here can fill.

    With `numbers`, by person, the sheet of people holds them whole.
    """
    heads = MATCHING if numbers is None else (*MATCHING, WHOLE)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, **STRINGS_STAY_TEXT}) as book:
        _sheet(book, SHEETS["records"].text(lang), FIELDS, [list(_record(row).values()) for row in rows])
        _sheet(book, SHEETS["people"].text(lang), [one.text(lang) for one in heads], _people(rows, numbers))
        notes = [[name, why.text(lang)] for name, why in EMPTY.items()]
        _sheet(book, SHEETS["empty"].text(lang), [one.text(lang) for one in NOTES], notes)
    return out.getvalue()


def _sheet(book: Any, name: str, heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, heads, book.add_format({"bold": True}))
    sheet.set_column(0, len(heads) - 1, 24)
    for at, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(at, column, value)
            else:
                sheet.write_string(at, column, value)


def _people(rows: Sequence[Line], numbers: Mapping[int, str] | None) -> list[list[Any]]:
    people = [
        [at, row.member.name, row.member.number_tail, row.member.office.name if row.member.office else ""]
        for at, row in enumerate(rows, start=2)
    ]
    if numbers is None:
        return people
    return [[*line, numbers.get(row.member_id, "")] for line, row in zip(people, rows, strict=True)]


def _record(row: Line) -> dict[str, str | int]:
    return record_of(Course(row.organiser, row.hours, row.title, row.number, row.year, row.began, row.ended))


def page_json(access: Access, reader: Actor, year: int, after: int) -> dict[str, Any]:
    """Return one page of records for a program, and record whose they are; `next` is where the next page begins."""
    found = list(queries.exported(of_office(reader, access.office.kind), year, after)[: PAGE + 1])
    rows = found[:PAGE]
    seen_people({row.member_id for row in rows}, f"program {access.name}", actor=reader, fields=("number_tail",))
    records = [
        {"id": row.pk, "ref": str(row.member.ref), "numberTail": row.member.number_tail, "record": _record(row)}
        for row in rows
    ]
    return {
        "year": year,
        "records": records,
        "next": rows[-1].pk if len(found) > PAGE else None,
        "empty": {name: why.en for name, why in EMPTY.items()},
    }
