"""`kotaham certificate check`: check a certificate with public keys alone; no database and no network is needed."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape

from kotaham.cli.setting import WANTING, Language, err, language, must_exist, out, refusing
from kotaham.core.badges.keys import Keys, NoKey, public_keys
from kotaham.core.badges.payload import in_pdf
from kotaham.core.badges.verdict import Verdict, check
from kotaham.core.dates import day
from kotaham.core.errors import Kind, Problem, Refused
from kotaham.core.language import Lang, Say

MOST_BYTES = 2**20
_PEM = re.compile(r"-----BEGIN PUBLIC KEY-----.+?-----END PUBLIC KEY-----", re.DOTALL)
NO_KEY = Kind(
    "certificate.no-key",
    Say("{file} tidak memuat kunci publik Ed25519.", "{file} holds no public Ed25519 key."),
    Say("Unduh kunci publik dari halaman pemeriksaan penerbit.", "Get the public key from the issuer's check page."),
)
LARGE = Kind(
    "certificate.file-large",
    Say("{file} terlalu besar untuk sebuah sertifikat.", "{file} is too large for a certificate."),
    Say("Berikan PDF, catatan (.json), lencana (.jwt), atau teks kode QR.", "Give the PDF, record, badge or code."),
)
GOOD = Say("Tanda tangannya cocok.", "The signature fits.")
OVER = Say("Tanda tangannya cocok, tetapi masa berlakunya sudah lewat.", "The signature fits, but it has expired.")
REVOKED = Say(
    "Apakah dicabut hanya diketahui penerbitnya: buka alamat dalam kodenya.",
    "Whether it was revoked only the issuer knows: open the address in the code.",
)
UNSET = Say("belum ditetapkan", "not set")
LABELS = (
    ("number", Say("Nomor", "Number")),
    ("name", Say("Nama", "Name")),
    ("tail", Say("Akhir nomor", "End of number")),
    ("course", Say("Pelatihan", "Course")),
    ("hours", Say("JP", "Learning hours")),
    ("day", Say("Tanggal", "Day")),
    ("expires", Say("Berlaku sampai", "Valid until")),
    ("signatory", Say("Penanda tangan", "Signatory")),
)

certificate = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Memeriksa sertifikat tanpa basis data dan tanpa internet (check certificates offline).",
)


@certificate.callback()
def group() -> None:
    """Memeriksa sertifikat tanpa basis data dan tanpa internet (check certificates offline)."""


@certificate.command("check")
def check_command(
    held: Annotated[
        str, typer.Argument(metavar="BERKAS-ATAU-TEKS", help="PDF, catatan .json, lencana .jwt, atau teks kode QR.")
    ],
    key: Annotated[list[Path], typer.Option("--key", help="Kunci publik / public key (PEM); boleh berulang.")],
    lang: Language = "id",
) -> None:
    """Periksa sertifikat dengan kunci publik saja (check a certificate with public keys alone).

    \b
    Contoh / example:
      kotaham certificate check sertifikat-7.json --key kunci-sertifikat-kotaham.pem
    """
    spoken = language(lang)
    with refusing(spoken):
        verdict = check(_held(held), _keys(key))
    if isinstance(verdict, Problem):
        err.print(escape(verdict.text(spoken)))
        raise typer.Exit(WANTING)
    over = verdict.is_over(datetime.now(UTC).astimezone().date())
    for line in _lines(verdict, spoken, over=over):
        out.print(escape(line))
    raise typer.Exit(WANTING if over else 0)


def _held(text: str) -> str:
    """Return the content of a file, or the text itself where there is no such file."""
    try:
        file = Path(text) if len(text) < 1000 and Path(text).is_file() else None
    except (OSError, ValueError):
        file = None
    if file is None:
        return text
    if file.stat().st_size > MOST_BYTES:
        raise Refused(LARGE(file=file.name))
    data = file.read_bytes()
    return in_pdf(data) if data.startswith(b"%PDF") else data.decode("utf-8", "replace")


def _keys(files: list[Path]) -> Keys:
    found: dict[str, str] = {}
    for file in files:
        text = must_exist(file).read_text("utf-8", "replace")
        pems = _PEM.findall(text)
        try:
            public_keys(pems)
        except NoKey as error:
            raise Refused(NO_KEY(file=file.name)) from error
        if not pems:
            raise Refused(NO_KEY(file=file.name))
        found |= dict.fromkeys(pems, file.name)
    return public_keys(found)


def _lines(verdict: Verdict, lang: Lang, *, over: bool) -> Iterator[str]:
    yield (OVER if over else GOOD).text(lang)
    for name, title in LABELS:
        value = getattr(verdict, name)
        if name in {"day", "expires"}:
            value = day(value, lang) if value else ""
        if name == "hours":
            value = value if value is not None else UNSET.text(lang)
        if str(value):
            yield f"{title.text(lang)}: {value}"
    yield REVOKED.text(lang)
