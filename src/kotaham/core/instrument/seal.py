"""Seals: the digest of every published version, kept beside the files; a sealed version never changes.

`SEALED` has one line per version: `<version> sha256:<digest of the file's bytes>`, sorted.
"""

import os
import re
from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath

from kotaham.core.errors import Kind, Problem, Refused, Where
from kotaham.core.instrument.check import mistakes
from kotaham.core.instrument.load import Loaded, read_text
from kotaham.core.instrument.unknowns import unknowns
from kotaham.core.language import Say

SEAL_FILE = "SEALED"
_SEAL_LINE = re.compile(r"([0-9][0-9a-z.-]{0,19}) sha256:([0-9a-f]{64})\Z")

BAD_LINE = Kind(
    "seal.bad-line",
    Say("Baris segel ini tidak dapat dibaca: `{text}`.", "This line of the seals cannot be read: `{text}`."),
    Say(
        "Pulihkan berkas SEALED dari salinan yang benar; jangan menyuntingnya dengan tangan.",
        "Restore the SEALED file from a good copy; do not edit it by hand.",
    ),
)
SEALED_TWICE = Kind(
    "seal.sealed-twice",
    Say("Versi {version} disegel dua kali di berkas ini.", "Version {version} is sealed twice in this file."),
    Say("Pulihkan berkas SEALED dari salinan yang benar.", "Restore the SEALED file from a good copy."),
)
CHANGED = Kind(
    "seal.changed",
    Say(
        "{id}@{version} sudah disegel, tetapi isinya berubah sesudah itu.",
        "{id}@{version} is sealed, but its file has changed since.",
    ),
    Say(
        "Pulihkan berkas aslinya (sha256 {wanted}...; yang sekarang {given}...), atau simpan perubahan sebagai versi "
        "baru.",
        "Restore the original file (sha256 {wanted}...; it is now {given}...), or save the change as a new version.",
    ),
    why=Say(
        "Hasil yang sudah terbit dinilai dengan isi yang disegel.",
        "Published results were judged by the sealed content.",
    ),
)
STILL_UNKNOWN = Kind(
    "seal.still-unknown",
    Say(
        "Versi ini belum dapat disegel: {count} hal belum diketahui, misalnya {example}.",
        "The version cannot be sealed yet: {count} {count:thing is|things are} unknown, such as {example}.",
    ),
    Say("Lengkapi dahulu hal-hal itu dari teks hukumnya.", "Complete them from the legal text first."),
)
NO_FILE = Kind(
    "seal.no-file",
    Say("Instrumen ini tidak berasal dari berkas.", "The instrument does not come from a file."),
    Say(
        "Simpan dahulu sebagai instruments/<id>/<versi>.yaml.",
        "Save it first as instruments/<id>/<version>.yaml.",
    ),
)


def seal(loaded: Loaded) -> str:
    """Seal a version: write its digest into SEALED beside the file and return the digest.

    Sealing the same content again changes nothing. Raises Refused while anything is unknown or in error, and when
    a sealed version has changed.
    """
    if loaded.path is None:
        raise Refused(NO_FILE(Where(loaded.source)))
    if verify_seal(loaded):
        return loaded.file_sha256
    problems = tuple(_not_ready(loaded))
    if problems:
        raise Refused(problems)
    digests = {**sealed_digests(loaded.path.parent), loaded.instrument.version: loaded.file_sha256}
    _write(loaded.path.parent / SEAL_FILE, digests)
    return loaded.file_sha256


def sealed_digests(folder: FilePath) -> dict[str, str]:
    """Return the digest of every sealed version of a folder; raises Refused for a SEALED file that was damaged."""
    file = folder / SEAL_FILE
    if not file.exists():
        return {}
    text, _ = read_text(file)
    digests: dict[str, str] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.splitlines(), start=1):
        match = _SEAL_LINE.match(line)
        if not match:
            problems.append(BAD_LINE(Where(str(file), number), text=line[:60]))
        elif match[1] in digests:
            problems.append(SEALED_TWICE(Where(str(file), number), version=match[1]))
        else:
            digests[match[1]] = match[2]
    if problems:
        raise Refused(problems)
    return digests


def verify_seal(loaded: Loaded) -> bool:
    """Return whether the version is sealed; raises Refused when its file is not what was sealed."""
    if loaded.path is None:
        return False
    wanted = sealed_digests(loaded.path.parent).get(loaded.instrument.version)
    if wanted is None or wanted == loaded.file_sha256:
        return wanted is not None
    values = {"id": loaded.instrument.id, "version": loaded.instrument.version}
    raise Refused(CHANGED(Where(loaded.source), **values, wanted=wanted[:12], given=loaded.file_sha256[:12]))


def _not_ready(loaded: Loaded) -> Iterator[Problem]:
    open_questions = unknowns(loaded.instrument, loaded.places)
    if open_questions:
        first = open_questions[0].where.path
        yield STILL_UNKNOWN(Where(loaded.source), count=len(open_questions), example=first)
    yield from mistakes(loaded.instrument, loaded.lines, loaded.source)


def _write(file: FilePath, digests: Mapping[str, str]) -> None:
    """Replace the file in one step, so that a crash leaves the old seals or the new ones, never half."""
    text = "".join(f"{version} sha256:{digest}\n" for version, digest in sorted(digests.items()))
    draft = file.with_name(f".{SEAL_FILE}.{os.getpid()}.tmp")
    try:
        with draft.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
