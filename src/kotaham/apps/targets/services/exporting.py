"""Give the board away as a file, line by line: what is counted by month and mode, and what is to be reached."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from tempfile import TemporaryFile
from typing import Any

import xlsxwriter

from kotaham.apps.classes.queries import MODES
from kotaham.apps.register.queries import GROUPS
from kotaham.apps.targets import queries
from kotaham.apps.targets.rules import effective, label
from kotaham.apps.targets.services.board import Asked, kanwil_names, now
from kotaham.core.language import Lang, Say
from kotaham.workbook.safe import STRINGS_STAY_TEXT, safe_cell

CHUNK = 64 * 1024
HEADS = (
    Say("Tahun", "Year"),
    Say("Kanwil", "Kanwil"),
    Say("Kelompok", "Group"),
    Say("Bulan", "Month"),
    Say("Cara", "Mode"),
    Say("Ukuran", "Measure"),
    Say("Jumlah", "Number"),
)
TARGET = Say("Target", "Target")
UNKNOWN = Say("Kanwil tidak diketahui", "Kanwil not known")
ALONG = Say("Orang yang ikut datang (di luar hitungan)", "People who came along (not counted)")
UNTOLD = Say("Kehadiran tanpa banyaknya orang (kali)", "Attendances without a number of people (times)")
SHEET = Say("Capaian", "Reached")
Row = Sequence[str | int]


class _Echo:
    """What the writer of CSV writes to: it hands every line back."""

    def write(self, text: str) -> str:
        """Return the line."""
        return text


def lines(asked: Asked, lang: Lang) -> Iterator[Row]:
    """Yield the rows: the targets in force, every count that is not zero, who came along with communities and so on."""
    names = kanwil_names()
    targets = queries.in_force(asked.year, effective(asked.year, now()), asked.kanwil)
    rows = queries.kept_cells(asked.year, asked.kanwil)
    for (kanwil, group), target in sorted(targets.items()):
        yield _row(asked.year, names.get(kanwil, str(kanwil)), group, ("", "", TARGET.text(lang), target.amount or 0))
    for kanwil, group, span, mode, measure, count in rows.iterator(chunk_size=2_000):
        name = names.get(kanwil, str(kanwil)) if kanwil else UNKNOWN.text(lang)
        yield _row(asked.year, name, group, (span, _word(MODES, mode), str(label(measure, group)), count))
    for kanwil, group, span, mode, people, unknown in queries.along_cells(asked.year, asked.kanwil):
        for words, count in ((ALONG, people), (UNTOLD, unknown)):
            if count:
                told = (span, _word(MODES, mode), words.text(lang), count)
                yield _row(asked.year, names.get(kanwil, str(kanwil)), group, told)


def _row(year: int, kanwil: str, group: str, rest: Row) -> Row:
    return (year, kanwil, _word(GROUPS, group), *rest)


def _word(words: Mapping[str, Any], key: str) -> str:
    return str(words.get(key, key))


def as_csv(asked: Asked, lang: Lang) -> Iterator[str]:
    """Yield the file as CSV: UTF-8 with a byte order mark, so that spreadsheets read it."""
    writer = csv.writer(_Echo())
    yield "\ufeff" + writer.writerow([one.text(lang) for one in HEADS])
    for row in lines(asked, lang):
        yield writer.writerow([safe_cell(one) if isinstance(one, str) else one for one in row])


def as_xlsx(asked: Asked, lang: Lang) -> Iterator[bytes]:
    """Yield the file as a workbook; its rows are never all in memory."""
    with TemporaryFile() as file:
        with xlsxwriter.Workbook(file, {"constant_memory": True, **STRINGS_STAY_TEXT}) as book:
            sheet = book.add_worksheet(SHEET.text(lang))
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(HEADS) - 1, 20)
            sheet.write_row(0, 0, [one.text(lang) for one in HEADS], book.add_format({"bold": True}))
            for at, row in enumerate(lines(asked, lang), start=1):
                sheet.write_row(at, 0, row)
        file.seek(0)
        while chunk := file.read(CHUNK):
            yield chunk
