"""`kotaham audit export|verify|seal`: take the record out of the house, and verify it without the house."""

import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

import kotaham
from kotaham.cli.setting import Language, Overwrite, language, must_exist, refusing

VERIFIER = Path(kotaham.__file__).parent / "apps" / "events" / "data" / "verify_events.py"

audit = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="Mengekspor, menandatangani, dan memeriksa riwayat (export, seal and verify the record of events).",
)


def _house(*arguments: str) -> None:
    """Run a command of the house and end with its exit code."""
    sys.stdout.flush()
    done = subprocess.run([sys.executable, "-m", "kotaham.config", *arguments], check=False)  # noqa: S603 - our own program
    raise typer.Exit(done.returncode)


@audit.command("export")
def export_command(
    file: Annotated[Path, typer.Argument(metavar="BERKAS", help="riwayat.jsonl, riwayat.jsonl.gz")],
    overwrite: Overwrite = False,
    lang: Language = "id",
) -> None:
    """Tulis seluruh riwayat ke berkas, dengan kepala, kunci publik, dan pemeriksanya (export the whole record).

    \b
    Contoh / example:
      kotaham audit export riwayat.jsonl.gz
    """
    _house("export_events", "--lang", language(lang), *(["--overwrite"] if overwrite else []), "--", str(file))


@audit.command("seal")
def seal_command(lang: Language = "id") -> None:
    """Tandatangani kepala riwayat sekarang dan cetak barisnya (sign the head of the record now).

    \b
    Contoh / example:
      kotaham audit seal
    """
    _house("seal_head", "--lang", language(lang))


@audit.command("verify")
def verify_command(
    file: Annotated[Path, typer.Argument(metavar="BERKAS", help="Ekspor riwayat / the export.")],
    heads: Annotated[Path | None, typer.Option("--heads", help="Kepala dari luar / heads kept outside.")] = None,
    key: Annotated[list[Path] | None, typer.Option("--key", help="Kunci publik / public key; boleh berulang.")] = None,
    chain_only: Annotated[bool, typer.Option("--chain-only", help="Tanpa kepala / without heads.")] = False,
    lang: Language = "id",
) -> None:
    """Periksa ekspor terhadap kepala yang disimpan di luar (verify an export; no database is needed).

    \b
    Contoh / example:
      kotaham audit verify riwayat.jsonl.gz --heads heads.txt --key head.pem
    """
    keys, spoken = key or [], language(lang)
    if not chain_only and not (heads and keys):
        raise typer.BadParameter("--heads dan / and --key, atau / or --chain-only", param_hint="--heads")
    with refusing(spoken):
        given = [must_exist(one) for one in (file, heads, *keys) if one is not None]
    told = ["--chain-only"] if chain_only else ["--heads", str(given[1])]
    told += [word for one in keys for word in ("--key", str(one))]
    sys.stdout.flush()
    done = subprocess.run([sys.executable, "-I", str(VERIFIER), *told, "--", str(file)], check=False)  # noqa: S603
    raise typer.Exit({0: 0, 1: 1}.get(done.returncode, 3))
