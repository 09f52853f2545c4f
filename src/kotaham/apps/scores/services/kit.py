"""Everything to recompute a run at home: facts, record, the instrument on a shelf of its own, and the one command."""

import io
import zipfile
from typing import Any

from kotaham.apps.scores.models import Run
from kotaham.apps.scores.services.running import stored
from kotaham.core.language import Lang, Say

SHELF = "instruments"
MIDNIGHT = (1980, 1, 1, 0, 0, 0)
README = Say(
    "Hitung ulang {run} di komputer sendiri\n\n"
    "1. Pasang KotaHAM (mesin versi {engine}).\n"
    "2. Buka terminal di folder ini, lalu jalankan:\n\n   {command}\n\n"
    "3. Bandingkan: hasil/record.json dan record.json harus sama sampai bita terakhir.\n\n"
    "   cmp hasil/record.json record.json\n\n"
    "Sidik SHA-256\n  facts.json   {facts}\n  record.json  {record}\n",
    "Recompute {run} on your own computer\n\n"
    "1. Install KotaHAM (engine version {engine}).\n"
    "2. Open a terminal in this folder and run:\n\n   {command}\n\n"
    "3. Compare: hasil/record.json and record.json must be equal to the last byte.\n\n"
    "   cmp hasil/record.json record.json\n\n"
    "SHA-256 digests\n  facts.json   {facts}\n  record.json  {record}\n",
)


def kit_command(run: Run) -> str:
    """Return the one command that makes the record again from the kit."""
    partial = " --partial" if run.refused else ""
    ref = run.round.instrument.ref
    return f"KOTAHAM_INSTRUMENTS={SHELF} kotaham score {ref} facts.json --no-pdf{partial} --out hasil"


def kit(run: Run, lang: Lang) -> bytes:
    """Return the kit as a ZIP; the same run gives the same bytes."""
    facts, record = stored(run)
    version = run.round.instrument
    values = {"run": str(run), "engine": run.engine, "command": kit_command(run)}
    digests = {"facts": run.facts_sha256, "record": run.record_sha256}
    members = {
        "BACA-SAYA.txt": README.text(lang, **values, **digests).encode(),
        "facts.json": facts,
        "record.json": record,
        **_shelf(version),
    }
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in sorted(members.items()):
            entry = zipfile.ZipInfo(name, MIDNIGHT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            archive.writestr(entry, data)
    return made.getvalue()


def _shelf(version: Any) -> dict[str, bytes]:
    """Lay the instrument as a file on its shelf, with its seal where it has one."""
    home = f"{SHELF}/{version.slug}"
    found = {f"{home}/{version.label}.yaml": version.content.encode()}
    if version.state == version.State.SEALED:
        found[f"{home}/SEALED"] = f"{version.label} sha256:{version.file_sha256}\n".encode()
    return found
