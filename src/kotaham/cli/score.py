"""`kotaham score`: from a table of figures to scores, predicates and reports."""

from collections import Counter
from pathlib import Path
from typing import Annotated, Literal, NoReturn

import typer
from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from kotaham.cli.setting import (
    PARTIAL,
    REFUSED,
    Language,
    err,
    language,
    library,
    must_exist,
    out,
    refusing,
    show_problems,
)
from kotaham.core.instrument.library import Library
from kotaham.core.instrument.load import Loaded, read_text
from kotaham.core.instrument.model import Group, Instrument
from kotaham.core.instrument.seal import verify_seal
from kotaham.core.language import Lang, Say
from kotaham.core.numbers import exact, show
from kotaham.core.record import Origins, RefusedRow, Source, make_record
from kotaham.core.scoring.engine import score
from kotaham.core.scoring.plan import compile_plan
from kotaham.report.outputs import REPORT, write_outputs
from kotaham.report.run import Run
from kotaham.workbook.mapping import TableMapping, load_mapping
from kotaham.workbook.read import read_facts
from kotaham.workbook.reading import Reading

MANY = 30  # more places than this are summed up, not listed


def score_command(
    ref: Annotated[str, typer.Argument(metavar="ID", help="id, id@versi, atau berkas .yaml.")],
    file: Annotated[Path, typer.Argument(metavar="TABEL", help="Tabel .xlsx atau .csv / the table of figures.")],
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
        _print_scores(run, spoken)
        if folder:
            _write(folder, run, spoken, pdf)
        if reading.refused:
            show_problems(reading.problems, spoken)
            raise typer.Exit(PARTIAL)


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
    origins = Origins(
        loaded.file_sha256,
        verify_seal(loaded),
        tuple(Source(one.name, one.sha256, one.rows) for one in reading.inputs),
        reading.rows_in,
        tuple(
            RefusedRow(one.row, one.code, one.name, tuple(problem.text() for problem in one.problems))
            for one in reading.refused
        ),
        tuple(note.text() for note in reading.notes),
    )
    text = read_text(loaded.path)[0] if loaded.path else ""
    told_in = shelves.find(ref, lang).instrument
    return Run(loaded.instrument, told_in, make_record(scores, origins), reading.table, text)


def _print_scores(run: Run, lang: Lang) -> None:
    instrument, results = run.told_in, run.record["results"]
    out.print(f"{instrument.title} ({instrument.id}@{instrument.version})", markup=False, soft_wrap=True)
    if instrument.notice:
        out.print(instrument.notice, markup=False, soft_wrap=True)
    if refused := len(run.record["refused"]):
        said = Say("SEBAGIAN: {n} dari {all} baris ditolak.", "PARTIAL: {n} of {all} rows were refused.")
        out.print(said.text(lang, n=refused, all=run.record["rows"]["in"]), markup=False)
    if len(results) <= MANY:
        out.print(_table(run, lang))
    else:
        _print_summary(run, lang)
    for group in instrument.groups:
        if group.hole:
            out.print(f"{group.title}: {group.hole}", markup=False, soft_wrap=True)
    if run.record["instrument"]["unknown"]:
        said = Say(
            "Instrumen ini punya {n} hal yang belum diketahui; lihat: kotaham instrument check {ref}",
            "This instrument has {n} things that are not known; see: kotaham instrument check {ref}",
        )
        number = run.record["instrument"]["unknown"]
        out.print(said.text(lang, n=number, ref=instrument.id), markup=False, soft_wrap=True)


def _table(run: Run, lang: Lang) -> Table:
    heads = {"id": ("Kode", "Daerah", "Nilai", "Predikat"), "en": ("Code", "City", "Score", "Predicate")}[lang]
    shown = [group for group in run.told_in.groups if not group.hole]
    shown, titles = _rights_that_fit(shown, out.width - (60 if run.told_in.predicates.levels else 36))
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    table.add_column(heads[0], no_wrap=True)
    table.add_column(heads[1], min_width=16)
    table.add_column(heads[2], justify="right", no_wrap=True)
    for title in titles:
        table.add_column(title, justify="right")
    if run.told_in.predicates.levels:
        table.add_column(heads[3])
    decimals = run.told_in.rounding.decimals
    for result in sorted(run.record["results"], key=lambda one: (one["rank"] is None, one["rank"] or 0, one["code"])):
        values = {branch["code"]: branch["value"] for branch in result["branches"] if branch["kind"] == "group"}
        cells = [_shown(result["total_with_bonus"], decimals, lang)]
        cells += [_shown(values.get(group.code), decimals, lang) for group in shown]
        cells += [predicate_of(run.told_in, result)] if run.told_in.predicates.levels else []
        table.add_row(escape(result["code"]), escape(result["name"]), *(escape(cell) for cell in cells))
    return table


def _rights_that_fit(groups: list[Group], room: int) -> tuple[list[Group], list[str]]:
    """Return the rights to show and their headings: titles where there is room, else codes, else no rights at all."""
    titles = without_common_start([group.title for group in groups])
    codes = [group.code for group in groups]
    for heads in (titles, codes):
        if sum(max(map(len, head.split()), default=0) + 3 for head in heads) <= room:
            return groups, heads
    return [], []


def without_common_start(titles: list[str]) -> list[str]:
    """Drop the words that all titles begin with (`Hak`), so that a table fits a terminal."""
    words = [title.split() for title in titles]
    common = 0
    while len(titles) > 1 and len({tuple(one[: common + 1]) for one in words}) == 1:
        common += 1
    return [" ".join(one[common:]) or title for one, title in zip(words, titles, strict=True)]


def _shown(value: str | None, decimals: int, lang: Lang) -> str:
    return show(None if value is None else exact(value), decimals, lang)


def predicate_of(instrument: Instrument, result: dict[str, object]) -> str:
    """Tell the predicate of a result, or a dash when there is none."""
    verdict = result["verdict"]
    if not isinstance(verdict, dict):
        return "–"
    if verdict["below"]:
        return str(instrument.predicates.below)
    titles = {level.code: level.title for level in instrument.predicates.levels}
    return titles.get(verdict["predicate"], "–")


def _print_summary(run: Run, lang: Lang) -> None:
    results = run.record["results"]
    totals = sorted(exact(one["total_with_bonus"]) for one in results if one["total_with_bonus"] is not None)
    said = Say(
        "{n} daerah; {m} punya nilai akhir, {k} tidak. Median {median}, terendah {low}, tertinggi {high}.",
        "{n} cities; {m} have a total, {k} have none. Median {median}, lowest {low}, highest {high}.",
    )
    middle = (totals[(len(totals) - 1) // 2] + totals[len(totals) // 2]) / 2 if totals else None
    decimals = run.told_in.rounding.decimals
    ends = {
        "median": show(middle, decimals, lang),
        "low": show(totals[0] if totals else None, decimals, lang),
        "high": show(totals[-1] if totals else None, decimals, lang),
    }
    counts = {"n": len(results), "m": len(totals), "k": len(results) - len(totals)}
    out.print(said.text(lang, **counts, **ends), markup=False, soft_wrap=True)
    if run.told_in.predicates.levels:
        for title, count in Counter(predicate_of(run.told_in, one) for one in results).most_common():
            out.print(f"  {title}: {count}", markup=False)


def _write(folder: Path, run: Run, lang: Lang, pdf: bool) -> None:
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.completed}/{task.total}"))
    with Progress(*columns, TimeElapsedColumn(), console=err, transient=True) as progress:
        task = progress.add_task("", total=1)

        def on_step(what: str, done: int, total: int) -> None:
            progress.update(task, description=what, completed=done, total=total)

        files = write_outputs(folder, run, lang, pdf=pdf, on_step=on_step)
    said = Say("Ditulis ke {folder}: {files}", "Written to {folder}: {files}")
    names = ", ".join(f"{file.name}/" if file.is_dir() else file.name for file in files)
    out.print(said.text(lang, folder=folder, files=names), markup=False, soft_wrap=True)
    first = run.record["results"][0]["code"] if run.record["results"] else ""
    onward = Say(
        "Buka {report} di peramban. Lanjutkan: kotaham explain {folder} --city {city}; kotaham replay {folder}",
        "Open {report} in a browser. Go on: kotaham explain {folder} --city {city}; kotaham replay {folder}",
    )
    out.print(onward.text(lang, report=folder / REPORT, folder=folder, city=first), markup=False, soft_wrap=True)
