"""The result pack: one zip that holds everything needed to recompute a result, and the program that does it.

The same run gives the same bytes: member names are sorted, times fixed, JSON canonical. The format is documented in
docs/reference/record-format.md.
"""

import json
import os
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from kotaham.core.errors import Refused, Where
from kotaham.core.facts import FactTable
from kotaham.core.facts_json import canonical_json, facts_from_json, facts_to_json
from kotaham.core.instrument.canonical import content_json
from kotaham.core.instrument.load import parse
from kotaham.core.instrument.model import Instrument
from kotaham.report.pack_members import (
    DIGEST_DIFFERS,
    FACTS,
    INSTRUMENT,
    MANIFEST,
    MEMBERS,
    NOT_FACTS,
    NOT_JSON,
    NOT_RECORD,
    NOT_THE_INSTRUMENT,
    NOT_UTF8,
    README,
    RECORD,
    TOO_LARGE_TO_WRITE,
    VERIFY,
    YAML,
    read_members,
)
from kotaham.report.pack_readme import readme
from kotaham.report.pack_record import record_faults
from kotaham.report.run import Run

NAME = "result-pack.zip"
_MIDNIGHT = (1980, 1, 1, 0, 0, 0)  # the earliest time a zip can hold; the pack must not depend on the clock
_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Pack:
    """What a pack holds, read and checked: the instrument, its file's text, the facts and the record."""

    instrument: Instrument
    table: FactTable
    record: Mapping[str, Any]
    instrument_text: str


def write_pack(path: Path, run: Run) -> None:
    """Write the pack of a run, whole or not at all. Raises Refused when it would be too large to be read again."""
    members = pack_members(run)
    large = [name for name, data in members.items() if len(data) > MEMBERS[name]]
    if large:
        where = Where(str(path))
        raise Refused(TOO_LARGE_TO_WRITE(where, name=name, limit=MEMBERS[name] // 2**20) for name in large)
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as stream, zipfile.ZipFile(stream, "w") as archive:
            for name in sorted(members):
                archive.writestr(_entry(name), members[name], compresslevel=_LEVEL)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    finally:
        Path(temporary).unlink(missing_ok=True)


def pack_members(run: Run) -> dict[str, bytes]:
    """Make the content of every member of the pack, the list of digests included."""
    members = {
        README: readme(run).encode(),
        YAML: run.instrument_text.encode(),
        INSTRUMENT: content_json(run.instrument),
        FACTS: canonical_json(facts_to_json(run.table)),
        RECORD: canonical_json(run.record),
        VERIFY: (files("kotaham.report") / "data" / "verify.py").read_bytes(),
    }
    return members | {MANIFEST: manifest(members)}


def manifest(members: Mapping[str, bytes]) -> bytes:
    """Write the digests in the form that `sha256sum -c` reads."""
    return "".join(f"{sha256(members[name]).hexdigest()}  {name}\n" for name in sorted(members)).encode()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _MIDNIGHT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    return entry


def read_pack(path: Path) -> Pack:
    """Read a pack, or the pack in a folder of results; nothing in it is trusted.

    Raises Refused when it is no pack, is damaged or changed, is far too large, or does not have the documented form.
    Whether the results are right is another question: `kotaham.core.record.replay` or the pack's own verify.py.
    """
    file = path / NAME if path.is_dir() else path
    members = read_members(file)
    _check_digests(members, file)
    instrument, text = _instrument(members, file)
    return Pack(instrument, _facts(members, file), _record(members, file), text)


def _check_digests(members: Mapping[str, bytes], file: Path) -> None:
    rest = {name: data for name, data in members.items() if name != MANIFEST}
    if members[MANIFEST] == manifest(rest):
        return
    lines = set(members[MANIFEST].splitlines())
    changed = [name for name in sorted(rest) if manifest({name: rest[name]}).rstrip() not in lines]
    names = ", ".join(changed or [MANIFEST])
    raise Refused(DIGEST_DIFFERS(Where(str(file)), names=names))


def _instrument(members: Mapping[str, bytes], file: Path) -> tuple[Instrument, str]:
    """Read the instrument from its YAML, with every check of loading, and hold it against its canonical form."""
    try:
        text = members[YAML].decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(NOT_UTF8(Where(str(file)), name=YAML)) from None
    instrument = parse(text, f"{file}/{YAML}").instrument
    if content_json(instrument) != members[INSTRUMENT]:
        raise Refused(NOT_THE_INSTRUMENT(Where(str(file)), one=INSTRUMENT, other=YAML))
    return instrument, text


def _facts(members: Mapping[str, bytes], file: Path) -> FactTable:
    try:
        return facts_from_json(_json(members, FACTS, file))
    except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError) as error:
        raise Refused(NOT_FACTS(Where(str(file)), name=FACTS, detail=type(error).__name__)) from error


def _record(members: Mapping[str, bytes], file: Path) -> Mapping[str, Any]:
    record = _json(members, RECORD, file)
    faults = record_faults(record)
    if faults:
        raise Refused([NOT_RECORD(Where(str(file), path=place), name=RECORD) for place in faults])
    return record


def _json(members: Mapping[str, bytes], name: str, file: Path) -> dict[str, Any]:
    """Read canonical JSON only: anything else (a key twice, a float, spaces) has no agreed digest."""
    try:
        data = json.loads(members[name])
        canonical = canonical_json(data) == members[name]
    except (ValueError, RecursionError):
        canonical, data = False, None
    if not canonical or not isinstance(data, dict):
        raise Refused(NOT_JSON(Where(str(file)), name=name))
    return data
