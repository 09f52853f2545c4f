"""`kotaham instrument ...`: list, show, new, export, import, check, diff and seal instruments."""

from pathlib import Path
from typing import Annotated

import typer
from rich.box import SIMPLE_HEAD
from rich.markup import escape
from rich.table import Table

from kotaham.cli.setting import (
    WANTING,
    Language,
    Overwrite,
    language,
    library,
    must_be_free,
    must_exist,
    out,
    refusing,
    show_problems,
)
from kotaham.core.errors import Problem
from kotaham.core.instrument.check import check
from kotaham.core.instrument.diff import differences
from kotaham.core.instrument.library import Entry
from kotaham.core.instrument.load import Loaded, read_text, read_yaml
from kotaham.core.instrument.seal import seal
from kotaham.core.instrument.unknowns import unknowns
from kotaham.core.instrument.write import to_yaml
from kotaham.core.language import Lang, Say
from kotaham.core.scoring.cases import run_cases
from kotaham.core.scoring.method import method_lines
from kotaham.workbook.annex import read_annex, write_annex

instruments = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Instrumen penilaian sebagai data / assessment instruments as data.",
)

Ref = Annotated[str, typer.Argument(metavar="ID|FILE", help="id, id@versi (id@version), atau berkas .yaml.")]


@instruments.command("list")
def list_command(lang: Language = "id") -> None:
    """Daftar instrumen yang ada (list the instruments).

    \b
    Contoh / example:
      kotaham instrument list
    """
    spoken = language(lang)
    with refusing(spoken):
        entries = library().list()
        heads = {
            "id": ("Instrumen", "Versi", "Segel", "Judul dan sifat"),
            "en": ("Instrument", "Versions", "Seal", "Title and nature"),
        }
        table = Table(box=SIMPLE_HEAD, pad_edge=False)
        for head in heads[spoken]:
            table.add_column(head, no_wrap=head != heads[spoken][-1], overflow="fold")
        for entry in entries:
            title = _title(entry, spoken) if not entry.problems else entry.problems[0].text(spoken)
            nature = _nature(entry.nature, spoken)
            table.add_row(
                f"[bold]{escape(entry.id)}[/bold]",
                ", ".join(entry.versions),
                _seal(entry, spoken),
                escape(f"{title} ({nature})" if nature else title),
            )
        out.print(table)


def _seal(entry: Entry, lang: Lang) -> str:
    """Tell which versions are sealed."""
    if not entry.sealed:
        return Say("belum", "not yet").text(lang)
    sealed = Say("disegel", "sealed").text(lang)
    return sealed if len(entry.sealed) == len(entry.versions) else f"{sealed}: {', '.join(entry.sealed)}"


def _title(entry: Entry, lang: Lang) -> str:
    return entry.title if lang == "id" else library().find(entry.id, lang).instrument.title


def _nature(nature: str, lang: Lang) -> str:
    words = {
        "regulation": Say("peraturan", "regulation"),
        "example": Say("contoh, bukan peraturan", "example, not a regulation"),
    }
    return words[nature].text(lang) if nature in words else ""


@instruments.command("show")
def show_command(ref: Ref, lang: Language = "id") -> None:
    """Tampilkan isi instrumen: hak, indikator, rentang, rumus, predikat (show an instrument).

    \b
    Contoh / example:
      kotaham instrument show permenkumham-25-2013
    """
    spoken = language(lang)
    with refusing(spoken):
        instrument = library().find(ref, spoken).instrument
        for line in method_lines(instrument, spoken):
            out.print(line, markup=False, soft_wrap=True)


@instruments.command("new")
def new_command(
    id: Annotated[str, typer.Argument(metavar="ID", help="id instrumen baru / of the new instrument.")],  # noqa: A002
    file: Annotated[Path, typer.Option("-o", "--out", help="Berkas .xlsx yang dibuat / the .xlsx to write.")],
    lang: Language = "id",
    overwrite: Overwrite = False,
) -> None:
    """Buat formulir Excel kosong untuk lampiran peraturan (make the Excel form of an annex).

    \b
    Contoh / example:
      kotaham instrument new perda-kota-damai -o annex.xlsx
    """
    spoken = language(lang)
    with refusing(spoken):
        write_annex(must_be_free(file, overwrite), None, id=id, lang=spoken)
        text = "Formulir lampiran ditulis: {file}. Isi, lalu: kotaham instrument import {file}"
        english = "Annex form written: {file}. Fill it in, then: kotaham instrument import {file}"
        out.print(Say(text, english).text(spoken, file=file), markup=False, soft_wrap=True)


@instruments.command("export")
def export_command(
    ref: Ref,
    file: Annotated[Path, typer.Option("-o", "--out", help="Berkas .xlsx yang dibuat / the .xlsx to write.")],
    lang: Language = "id",
    overwrite: Overwrite = False,
) -> None:
    """Tulis instrumen yang ada sebagai formulir Excel (write an instrument as an annex workbook).

    \b
    Contoh / example:
      kotaham instrument export kota-ham-contoh -o annex.xlsx
    """
    spoken = language(lang)
    with refusing(spoken):
        instrument = library().find(ref).instrument
        write_annex(must_be_free(file, overwrite), instrument, id=instrument.id, lang=spoken)
        out.print(Say("Ditulis: {file}", "Written: {file}").text(spoken, file=file), markup=False, soft_wrap=True)


@instruments.command("import")
def import_command(
    annex: Annotated[
        Path, typer.Argument(metavar="ANNEX.xlsx", help="Formulir yang sudah diisi / the filled-in form.")
    ],
    file: Annotated[
        Path | None, typer.Option("-o", "--out", help="Berkas .yaml; tanpa ini dicetak / else printed.")
    ] = None,
    lang: Language = "id",
    overwrite: Overwrite = False,
) -> None:
    """Ubah formulir lampiran menjadi instrumen YAML (make the YAML from an annex workbook).

    \b
    Contoh / example:
      kotaham instrument import annex.xlsx -o instruments/perda-kota-damai/2026.yaml
    """
    spoken = language(lang)
    with refusing(spoken):
        instrument = read_annex(must_exist(annex))
        text = to_yaml(instrument)
        if file is None:
            typer.echo(text, nl=False)
            return
        must_be_free(file, overwrite).write_text(text, encoding="utf-8")
        said = Say(
            "{n} indikator ditulis ke {file}. Lanjutkan: kotaham instrument check {file}",
            "{n} {n:indicator|indicators} written to {file}. Next: kotaham instrument check {file}",
        )
        out.print(said.text(spoken, n=len(instrument.known_indicators), file=file), markup=False, soft_wrap=True)


@instruments.command("check")
def check_command(ref: Ref, lang: Language = "id") -> None:
    """Periksa instrumen: kesalahan, saran, hal yang belum diketahui, contoh hitungan (check an instrument).

    \b
    Contoh / example:
      kotaham instrument check kota-ham-contoh
    """
    spoken = language(lang)
    with refusing(spoken):
        loaded = library().find(ref)
        advice = [one.problem for one in check(loaded.instrument, loaded.lines, loaded.source)]
        unknown = unknowns(loaded.instrument, loaded.places)
        wrong, count = _try_cases(loaded)
        show_problems([*advice, *unknown, *wrong], spoken)
        said = Say(
            "{ref}: {indicators} indikator; {advice} saran; {unknown} hal belum diketahui; "
            "{good} dari {cases} contoh hitungan cocok.",
            "{ref}: {indicators} {indicators:indicator|indicators}; {advice} {advice:piece|pieces} of advice; "
            "{unknown} {unknown:thing|things} unknown; {good} of {cases} {cases:case comes|cases come} out right.",
        )
        failed = len({str(problem.values.get("name")) for problem in wrong})
        numbers = {"advice": len(advice), "unknown": len(unknown), "good": count - failed, "cases": count}
        total = len(loaded.instrument.known_indicators)
        out.print(said.text(spoken, ref=ref, indicators=total, **numbers), markup=False, soft_wrap=True)
        if wrong:
            raise typer.Exit(WANTING)


def _try_cases(loaded: Loaded) -> tuple[list[Problem], int]:
    """Run the worked examples that stand beside an instrument; return what came out wrong and how many there are."""
    file = loaded.path and loaded.path.parent / "cases" / loaded.path.name
    if not file or not file.exists():
        return [], 0
    cases = read_yaml(read_text(file)[0], str(file)).value
    return run_cases(loaded.instrument, cases, str(file)), len(cases) if isinstance(cases, list) else 1


@instruments.command("diff")
def diff_command(
    old: Annotated[str, typer.Argument(metavar="A", help="versi lama / the old version.")],
    new: Annotated[str, typer.Argument(metavar="B", help="versi baru / the new version.")],
    lang: Language = "id",
) -> None:
    """Jelaskan perbedaan dua versi instrumen (tell how two versions differ).

    \b
    Contoh / example:
      kotaham instrument diff permenkumham-25-2013 permenkumham-34-2016
    """
    spoken = language(lang)
    with refusing(spoken):
        shelves = library()
        found = differences(shelves.find(old, spoken).instrument, shelves.find(new, spoken).instrument)
        for one in found:
            out.print(f"- {one.text(spoken)}", markup=False, soft_wrap=True)
        none = Say("Isinya tidak berbeda.", "No difference in content.")
        some = Say("{n} perbedaan.", "{n} {n:difference|differences}.")
        out.print((some if found else none).text(spoken, n=len(found)), markup=False)


@instruments.command("seal")
def seal_command(ref: Ref, lang: Language = "id") -> None:
    """Segel versi ini: sejak itu berkasnya tidak boleh berubah (seal a version).

    \b
    Contoh / example:
      kotaham instrument seal instruments/perda-kota-damai/2026.yaml
    """
    spoken = language(lang)
    with refusing(spoken):
        digest = seal(library().find(ref))
        said = Say("Disegel: {ref}, sha256 {digest}", "Sealed: {ref}, sha256 {digest}")
        out.print(said.text(spoken, ref=ref, digest=digest), markup=False, soft_wrap=True)
