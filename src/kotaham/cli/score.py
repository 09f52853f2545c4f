"""`kotaham score`: from a table of figures to scores, predicates and reports."""

from pathlib import Path
from shlex import quote
from typing import Annotated, Literal, NoReturn

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from kotaham.cli.setting import (
    PARTIAL,
    REFUSED,
    Language,
    err,
    language,
    library,
    me,
    must_exist,
    out,
    refusing,
    show_problems,
)
from kotaham.cli.table import print_scores
from kotaham.core.instrument.library import Library
from kotaham.core.instrument.load import Loaded, read_text
from kotaham.core.instrument.model import Instrument
from kotaham.core.instrument.seal import verify_seal
from kotaham.core.language import Lang, Say
from kotaham.core.record import make_record
from kotaham.core.scoring.engine import score
from kotaham.core.scoring.plan import compile_plan
from kotaham.report.outputs import REPORT, write_outputs
from kotaham.report.run import Run
from kotaham.workbook.mapping import TableMapping, load_mapping
from kotaham.workbook.read import read_facts
from kotaham.workbook.reading import Reading


def score_command(
    ref: Annotated[str, typer.Argument(metavar="ID", help="id, id@versi, atau berkas .yaml.")],
    file: Annotated[Path, typer.Argument(metavar="TABEL", help="Tabel .xlsx, .csv, atau fakta .json / the figures.")],
    folder: Annotated[Path | None, typer.Option("--out", "-o", help="Folder hasil / folder of the outputs.")] = None,
    mapping: Annotated[
        str | None, typer.Option("--mapping", help="Nama atau berkas pemetaan / name or file of a mapping.")
    ] = None,
    numbers: Annotated[
        str | None, typer.Option("--numbers", help="Cara menulis angka: id (1.234,5) atau / or en (1,234.5).")
    ] = None,
    period: Annotated[str, typer.Option("--period", help="Periode data / the data period, e.g. 2025.")] = "",
    period_end: Annotated[str, typer.Option("--period-end", help="Hari terakhir periode / its last day, ISO.")] = "",
    sheet: Annotated[str | None, typer.Option("--sheet", help="Lembar .xlsx / the sheet.")] = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="Hitung baris yang diterima saja / score the accepted rows only.")
    ] = False,
    pdf: Annotated[bool, typer.Option("--pdf/--no-pdf", help="Buat rapor PDF / make the PDFs.")] = True,
    lang: Language = "id",
) -> None:
    """Hitung nilai daerah dari sebuah tabel, lalu tulis laporannya (score cities from a table, write the reports).

    \b
    Contoh / example:
      kotaham score kota-ham-data-terbuka examples/jakarta-2021.csv --mapping bps-2021 --out hasil/jakarta
    """
    spoken = language(lang)
    with refusing(spoken):
        shelves = library()
        loaded = shelves.find(ref)
        reading = read_facts(
            must_exist(file),
            loaded.instrument,
            mapping=_mapping(shelves, loaded.instrument, mapping) if mapping else None,
            numbers=_style(numbers),
            period=period,
            period_end=period_end,
            sheet=sheet,
            lang=spoken,
        )
        _count_rows(reading, spoken)
        if reading.refused and not (partial and reading.table.subjects):
            _refuse_whole(reading, spoken)
        run = _judge(shelves, ref, loaded, reading, spoken)
        _tell(run, folder, spoken, pdf)
        if reading.refused:
            show_problems(reading.problems, spoken)
            raise typer.Exit(PARTIAL)


def _tell(run: Run, folder: Path | None, lang: Lang, pdf: bool) -> None:
    """Write all files first, then print, so that a closed pipe cannot keep them from being written."""
    files = _write(folder, run, lang, pdf) if folder else []
    print_scores(run, lang)
    if folder:
        _tell_files(folder, files, run, lang)


def _refuse_whole(reading: Reading, lang: Lang) -> NoReturn:
    """A bad file never gives a partial result that looks whole: nothing is scored unless --partial is given."""
    show_problems(reading.problems, lang)
    said = Say(
        "Tidak ada yang dinilai. Perbaiki baris di atas, atau tambahkan --partial untuk menilai sisanya.",
        "Nothing was scored. Correct the rows above, or add --partial to score the rest.",
    )
    if not reading.table.subjects:
        said = Say(
            "Tidak ada yang dinilai. Perbaiki isian di atas, simpan, lalu nilai lagi.",
            "Nothing was scored. Correct what is listed above, save, and score again.",
        )
    err.print(said.text(lang), markup=False, soft_wrap=True)
    raise typer.Exit(REFUSED)


def _style(text: str | None) -> Literal["id", "en"] | None:
    if text is None or text in ("id", "en"):
        return text  # type: ignore[return-value]
    raise typer.BadParameter("id / en", param_hint="--numbers")


def _mapping(shelves: Library, instrument: Instrument, name: str) -> TableMapping:
    is_file = name.endswith((".yaml", ".yml"))
    return load_mapping(must_exist(Path(name)) if is_file else shelves.mapping_path(instrument.id, name), instrument)


def _count_rows(reading: Reading, lang: Lang) -> None:
    said = Say(
        "Baris dibaca {rows} = diterima {good} + ditolak {bad}.", "Rows read {rows} = accepted {good} + refused {bad}."
    )
    good, bad = len(reading.table.subjects), len(reading.refused)
    out.print(said.text(lang, rows=reading.rows_in, good=good, bad=bad), markup=False)
    for note in reading.notes:
        err.print(f"- {note.text(lang)}", markup=False, soft_wrap=True)


def _judge(shelves: Library, ref: str, loaded: Loaded, reading: Reading, lang: Lang) -> Run:
    scores = score(compile_plan(loaded.instrument), reading.table)
    origins = reading.origins(loaded.file_sha256, verify_seal(loaded))
    text = read_text(loaded.path)[0] if loaded.path else ""
    told_in = shelves.find(ref, lang).instrument
    return Run(loaded.instrument, told_in, make_record(scores, origins), reading.table, text)


def _write(folder: Path, run: Run, lang: Lang, pdf: bool) -> list[Path]:
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"))
    with Progress(*columns, TimeElapsedColumn(), console=err, transient=True) as progress:
        task = progress.add_task("", total=1)

        def on_step(what: str, done: int, total: int) -> None:
            progress.update(task, description=what, completed=done, total=total)

        return write_outputs(folder, run, lang, pdf=pdf, on_step=on_step)


def _tell_files(folder: Path, files: list[Path], run: Run, lang: Lang) -> None:
    said = Say("Ditulis ke {folder}: {files}", "Written to {folder}: {files}")
    names = ", ".join(f"{file.name}/" if file.is_dir() else file.name for file in files)
    out.print(said.text(lang, folder=folder, files=names), markup=False, soft_wrap=True)
    first = run.record["results"][0]["code"] if run.record["results"] else ""
    onward = Say(
        "Buka {report} di peramban. Lanjutkan: {me} explain {folder} --city {city}; {me} replay {folder}",
        "Open {report} in a browser. Go on: {me} explain {folder} --city {city}; {me} replay {folder}",
    )
    shown = {"report": folder / REPORT, "folder": quote(str(folder)), "city": quote(first), "me": me()}
    out.print(onward.text(lang, **shown), markup=False, soft_wrap=True)
