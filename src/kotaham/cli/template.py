"""`kotaham template`: the form that an office fills in."""

import csv
from pathlib import Path
from typing import Annotated

import typer

from kotaham.cli.setting import Language, Overwrite, language, library, must_be_free, must_exist, out, refusing
from kotaham.core.errors import Kind, Refused, Where
from kotaham.core.facts import Subject
from kotaham.core.language import Say
from kotaham.workbook.template import write_template

BAD_CITY = Kind(
    "template.bad-city",
    Say("'{text}' bukan 'kode nama'.", "'{text}' is not 'code name'."),
    Say("Tulis seperti --city '31.71 Kota Jakarta Pusat'.", "Write it as --city '31.71 Kota Jakarta Pusat'."),
)
BAD_LIST = Kind(
    "template.bad-list",
    Say("Daftar daerah tidak punya kolom {column}.", "The list of cities has no column {column}."),
    Say("Kepala tabelnya: kode,nama,provinsi (provinsi boleh tidak ada).", "Its header is: kode,nama,provinsi."),
)


def template_command(
    ref: Annotated[str, typer.Argument(metavar="ID", help="id, id@versi, atau berkas .yaml.")],
    file: Annotated[Path, typer.Option("-o", "--out", help="Berkas .xlsx yang dibuat / the .xlsx to write.")],
    city: Annotated[
        list[str] | None, typer.Option("--city", help="'kode nama' satu daerah; boleh diulang / may be repeated.")
    ] = None,
    cities: Annotated[
        Path | None, typer.Option("--cities", help="CSV berkepala kode,nama,provinsi / a CSV of cities.")
    ] = None,
    period: Annotated[str, typer.Option("--period", help="Periode data, misalnya 2025 / the data period.")] = "",
    lang: Language = "id",
    overwrite: Overwrite = False,
) -> None:
    """Buat formulir isian Excel untuk satu atau banyak daerah (make the form to fill in).

    \b
    Contoh / example:
      kotaham template kota-ham-contoh -o form.xlsx --city '31.71 Kota Jakarta Pusat' --period 2025
    """
    spoken = language(lang)
    with refusing(spoken):
        instrument = library().find(ref, spoken).instrument
        subjects = [_subject(text) for text in city or []] + (_listed(cities) if cities else [])
        write_template(must_be_free(file, overwrite), instrument, subjects, lang=spoken, period=period)
        said = Say(
            "Formulir ditulis: {file}. Setelah diisi: kotaham score {ref} {file}",
            "Form written: {file}. When filled in: kotaham score {ref} {file}",
        )
        out.print(said.text(spoken, file=file, ref=ref), markup=False, soft_wrap=True)


def _subject(text: str) -> Subject:
    code, _, name = text.strip().partition(" ")
    if not code or not name.strip():
        raise Refused(BAD_CITY(Where("--city"), text=text))
    return Subject(code, name.strip())


def _listed(file: Path) -> list[Subject]:
    with must_exist(file).open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    missing = [column for column in ("kode", "nama") if rows and column not in rows[0]]
    if missing:
        raise Refused(BAD_LIST(Where(str(file), 1), column=column) for column in missing)
    return [Subject(row["kode"].strip(), row["nama"].strip(), (row.get("provinsi") or "").strip()) for row in rows]
