"""Send an annex workbook to the process that reads it, and take its answer without trusting it."""

import json
import subprocess
import sys
import tempfile
from typing import Any

from kotaham.core.errors import Kind, Refused, Where
from kotaham.core.language import Say
from kotaham.workbook import annex

KNOWN = annex  # what the child tells by its code is declared here too
_CHILD = "kotaham.apps.instruments.reading.child"
MEMORY, SECONDS, WALL = 1024 * 2**20, 20, 30
MOST_ANSWER = 8 * 2**20

UNREADABLE = Kind(
    "instruments.file-unreadable",
    Say("Berkas ini tidak dapat dibaca dengan aman.", "The file cannot be read safely."),
    Say(
        "Buka di Excel, simpan ulang sebagai .xlsx tanpa gambar dan makro, lalu unggah lagi.",
        "Open it in Excel, save it again as .xlsx without pictures and macros, and upload it again.",
    ),
    Say(
        "Pembacaannya melampaui batas memori atau waktu, atau berkasnya rusak.",
        "Reading it took too much memory or time, or the file is damaged.",
    ),
)


def annex_to_yaml(data: bytes, name: str) -> str:
    """Return the YAML of an annex workbook; refused with every problem of its sheets, rows and columns."""
    shown = "".join(letter for letter in name if letter.isprintable())[:80]
    with tempfile.NamedTemporaryFile(suffix=".xlsx", prefix="annex-") as file:
        file.write(data)
        file.flush()
        told = _asked(file.name, shown)
    if isinstance(text := told.get("yaml"), str):
        return text
    raise Refused(_problem(one, shown) for one in told["problems"])


def _asked(path: str, shown: str) -> dict[str, Any]:
    command = [sys.executable, "-I", "-B", "-m", _CHILD, path, str(MEMORY), str(SECONDS)]
    env = {"LC_ALL": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1"}
    try:
        done = subprocess.run(  # noqa: S603 - our own program, no shell, nothing of the file in its arguments
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=WALL, env=env, check=False
        )
        told = json.loads(done.stdout[:MOST_ANSWER]) if done.returncode == 0 else None
    except (subprocess.TimeoutExpired, ValueError):
        told = None
    if not isinstance(told, dict) or not (told.get("yaml") or told.get("problems")):
        raise Refused(UNREADABLE(Where(shown)))
    return told


def _problem(one: dict[str, Any], shown: str) -> Any:
    kind = Kind.all.get(str(one["code"]))
    if kind is None:
        return UNREADABLE(Where(shown))
    values = {name: Say(*value) if isinstance(value, list) else value for name, value in one["values"].items()}
    return kind(Where(shown, **{**one["where"], "path": one["where"]["path"] or ""}), **values)
