"""Write the form that an office fills in: one city on a page of questions, or many cities in a wide table."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

from kotaham.core.errors import Kind, Refused, Where
from kotaham.core.facts import Subject
from kotaham.core.instrument.kinds import Choice
from kotaham.core.instrument.model import Instrument
from kotaham.core.language import Lang, Say
from kotaham.workbook import codes, form_meta, form_words, limits
from kotaham.workbook.faults import Fault, shown
from kotaham.workbook.fields import option_label
from kotaham.workbook.form_filled import NOTHING, Filled
from kotaham.workbook.form_guide import write_guide
from kotaham.workbook.form_page import FormPage
from kotaham.workbook.form_styles import Styles
from kotaham.workbook.form_wide import WideForm
from kotaham.workbook.layout import letter
from kotaham.workbook.safe import STRINGS_STAY_TEXT

CHOICES = "_pilihan"
NOT_XLSX = Kind(
    "form.not-xlsx",
    Say("Formulir isian adalah berkas Excel, bukan '{value}'.", "The form is an Excel file, not '{value}'."),
    Say("Beri nama yang berakhiran .xlsx.", "Give it a name that ends in .xlsx."),
)
# A form made twice is the same file: no clock is read.
_CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)


def write_template(
    path: Path,
    instrument: Instrument,
    subjects: Sequence[Subject],
    *,
    lang: Lang = "id",
    period: str = "",
    filled: Filled = NOTHING,
) -> None:
    """Write an XLSX form: a page of questions for one city (or none yet), a wide table for several.

    `filled` puts known answers into the page of one city, and may narrow it to some of the indicators.
    `instrument` is already in the language wanted (`kotaham.core.instrument.translate`); `lang` is that of the form.
    Raises Refused for a path that is no .xlsx and for a code that reading the filled form would refuse.
    """
    _refuse_what_cannot_be_read(path, instrument, subjects)
    if len(subjects) > limits.MAX_ROWS - 50:
        raise ValueError(f"at most {limits.MAX_ROWS - 50} subjects fit in one form")
    options = {"constant_memory": False, **STRINGS_STAY_TEXT}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": instrument.title[:250], "comments": "KotaHAM", "created": _CREATED})
        book.set_size(2400, 1500)
        _write(book, instrument, subjects, (lang, period), filled)


def _refuse_what_cannot_be_read(path: Path, instrument: Instrument, subjects: Sequence[Subject]) -> None:
    problems = [] if path.suffix.lower() == ".xlsx" else [NOT_XLSX(value=shown(path.name))]
    read = codes.read_code if instrument.subject == "city" else codes.read_free_code
    found = [read(subject.code) for subject in subjects]
    problems += [code.at(Where()) for code in found if isinstance(code, Fault)]
    if problems:
        raise Refused(problems)


def _write(
    book: Any, instrument: Instrument, subjects: Sequence[Subject], told: tuple[Lang, str], filled: Filled
) -> None:
    lang, period = told
    layout = "wide" if len(subjects) > 1 else "long"
    styles = Styles(book)
    guide = book.add_worksheet(form_words.GUIDE_SHEET.text(lang))
    sheet = book.add_worksheet(form_words.FORM_SHEET.text(lang))
    write_guide(guide, styles, instrument, lang)
    choices = _write_choices(book, instrument)
    if layout == "wide":
        WideForm(sheet, styles, instrument, lang, choices).write(subjects, period)
    else:
        FormPage(sheet, styles, instrument, lang, choices).write(subjects[0] if subjects else None, period, filled)
    _write_meta(book, form_meta.meta_of(instrument, lang, layout, period))
    sheet.activate()
    sheet.set_first_sheet()


def _write_choices(book: Any, instrument: Instrument) -> dict[str, str]:
    """Write the options of every choice on a hidden sheet; return the range of each by indicator code."""
    choices = [i for i in instrument.known_indicators if isinstance(i.scoring, Choice)]
    if not choices:
        return {}
    sheet = book.add_worksheet(CHOICES)
    sheet.very_hidden()
    ranges = {}
    for column, indicator in enumerate(choices):
        options = indicator.scoring.options if isinstance(indicator.scoring, Choice) else ()
        for row, option in enumerate(options):
            sheet.write_string(row, column, option_label(option))
        name = letter(column)
        ranges[indicator.code] = f"'{CHOICES}'!${name}$1:${name}${len(options)}"
    return ranges


def _write_meta(book: Any, meta: form_meta.FormMeta) -> None:
    sheet = book.add_worksheet(form_meta.SHEET)
    sheet.very_hidden()
    for row, (name, value) in enumerate(meta.rows()):
        sheet.write_string(row, 0, name)
        sheet.write_string(row, 1, value)
