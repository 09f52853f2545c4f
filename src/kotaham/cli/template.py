"""`kotaham template`: the form that an office fills in."""

import csv
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from kotaham.cli.setting import Language, Overwrite, language, library, me, must_be_free, must_exist, out, refusing
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
    Say("Judul kolomnya: kode,nama,provinsi (provinsi boleh tidak ada).", "Its header is: kode,nama,provinsi."),
)
NOT_A_LIST = Kind(
    "template.not-a-list",
    Say(
        "Daftar daerah ini bukan teks UTF-8 dengan pemisah koma (CSV).",
        "This list of cities is not comma-separated UTF-8 text (CSV).",
    ),
    Say("Simpan ulang sebagai CSV UTF-8.", "Save it again as CSV UTF-8."),
)
EMPTY_LIST = Kind(
    "template.empty-list",
    Say("Daftar daerah tidak memuat satu daerah pun.", "The list of cities names no city."),
    Say("Isi satu daerah per baris di bawah judul kolomnya.", "Write one city per row under its header."),
)
HALF_ROW = Kind(
    "template.half-row",
    Say("Baris ini tidak punya kode atau nama.", "This row has no code or no name."),
    Say("Lengkapi kode dan nama daerahnya, atau hapus barisnya.", "Complete its code and name, or delete the row."),
)


def template_command(
    ref: Annotated[str, typer.Argument(metavar="ID", help="id, id@versi, atau berkas .yaml.")],
    file: Annotated[Path, typer.Option("-o", "--out", help="Berkas .xlsx yang dibuat / the .xlsx to write.")],
    city: Annotated[
        list[str] | None, typer.Option("--city", help="'kode nama' satu daerah; boleh diulang / may be repeated.")
    ] = None,
    cities: Annotated[
        Path | None, typer.Option("--cities", help="CSV dengan kolom kode,nama,provinsi / a CSV of cities.")
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
            "Formulir ditulis: {file}. Setelah diisi: {me} score {ref} {file}",
            "Form written: {file}. When filled in: {me} score {ref} {file}",
        )
        told = said.text(spoken, file=quote(str(file)), ref=ref, me=me())
        out.print(told, markup=False, soft_wrap=True)


def _subject(text: str) -> Subject:
    code, _, name = text.strip().partition(" ")
    if not code or not name.strip():
        raise Refused(BAD_CITY(Where("--city"), text=text))
    return Subject(code, name.strip())


def _listed(file: Path) -> list[Subject]:
    """Read a list of cities; every row must have a code and a name."""
    try:
        with must_exist(file).open(encoding="utf-8-sig", newline="") as stream:
            table = csv.DictReader(stream, restval="")
            header, rows = table.fieldnames or (), list(table)
    except (UnicodeDecodeError, csv.Error):
        raise Refused(NOT_A_LIST(Where(str(file)))) from None
    missing = [BAD_LIST(Where(str(file), 1), column=column) for column in ("kode", "nama") if column not in header]
    cities = (
        [Subject(row["kode"].strip(), row["nama"].strip(), row.get("provinsi", "").strip()) for row in rows]
        if not missing
        else []
    )
    half = [HALF_ROW(Where(str(file), row=at)) for at, city in enumerate(cities, 2) if not (city.code and city.name)]
    if problems := [*missing, *half]:
        raise Refused(problems)
    if not cities:
        raise Refused(EMPTY_LIST(Where(str(file))))
    return cities
