"""Write the whole record to a file, with all that an outsider needs to verify it."""

import gzip
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from kotaham.apps.events.models import Head
from kotaham.apps.events.queries import chain
from kotaham.apps.events.services.keys import public_keys
from kotaham.apps.events.services.unit import work
from kotaham.apps.gate.services import Actor, demand
from kotaham.core.chain import export_line
from kotaham.core.errors import Kind, Refused
from kotaham.core.language import Say

VERIFIER = Path(__file__).parents[1] / "data" / "verify_events.py"

NAME = Kind(
    "events.export-name",
    Say("Nama berkas ekspor harus berakhir .jsonl atau .jsonl.gz: {file}.", "{file} must end in .jsonl or .jsonl.gz."),
    Say("Pilih nama lain, misalnya riwayat.jsonl.gz.", "Choose another name, such as riwayat.jsonl.gz."),
)
EXISTS = Kind(
    "events.export-exists",
    Say("{file} sudah ada.", "{file} exists already."),
    Say("Pilih nama lain, atau tambahkan --overwrite.", "Choose another name, or add --overwrite."),
)


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    file: Path
    heads: Path
    keys: Path
    verifier: Path
    events: int
    head_count: int


def export(actor: Actor, file: Path, *, overwrite: bool = False) -> Exported:
    """Write every event to `file`, one JSON object a line, and beside it the heads, the public keys, the verifier."""
    demand(actor, "events.export")
    stem = file.name.removesuffix(".gz").removesuffix(".jsonl")
    if not stem or not file.name.removesuffix(".gz").endswith(".jsonl"):
        raise Refused(NAME(file=file))
    heads, keys = file.with_name(f"{stem}.heads.txt"), file.with_name(f"{stem}.keys.pem")
    taken = [path for path in (file, heads, keys) if path.exists()]
    if taken and not overwrite:
        raise Refused([EXISTS(file=path) for path in taken])
    with work(actor) as log:
        log.record("events.exported", ("events.event", "all"))
    # The heads first: one signed while events are written must not count more than the file holds.
    lines = list(Head.objects.order_by("id").values_list("line", flat=True))
    until, _digest = chain.last()
    file.parent.mkdir(parents=True, exist_ok=True)
    count = _write_events(file, until)
    _write_text(heads, "".join(f"{line}\n" for line in lines))
    _write_text(keys, "".join(public_keys().values()))
    verifier = file.with_name(VERIFIER.name)
    shutil.copyfile(VERIFIER, verifier)
    return Exported(file, heads, keys, verifier, count, len(lines))


@contextmanager
def _draft(file: Path) -> Iterator[IO[bytes]]:
    """Give a file to write that takes its name only when all is written."""
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        packed = file.name.endswith(".gz")
        with cast("IO[Any]", gzip.open(draft, "wb", compresslevel=3)) if packed else draft.open("wb") as target:
            yield target
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def _write_events(file: Path, until: int) -> int:
    count = 0
    with _draft(file) as target:
        for event in chain.in_order(until=until):
            target.write(export_line(event.prev, chain.bytes_of(event), event.digest) + b"\n")
            count += 1
    return count


def _write_text(file: Path, text: str) -> None:
    with _draft(file) as target:
        target.write(text.encode("ascii"))
