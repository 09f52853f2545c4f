"""The keys that seal personal data: files of 32 bytes beside the signing key, named by their numbers.

`register-1.key` is made when the installation is prepared. A new key is a file with the next number; the highest one
seals, all of them open. Whoever has the database and not these files reads no number, address or telephone.
"""

import os
import re
import secrets
import stat
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from kotaham.apps.register.models import Member
from kotaham.core.errors import Kind, Refused
from kotaham.core.identity.sealing import MASTER_BYTES, Keyring
from kotaham.core.language import Say

_NAME = re.compile(r"register-([1-9][0-9]{0,4})\.key")

LOST = Kind(
    "register.key-lost",
    Say(
        "Tidak ada kunci data pribadi di {folder}, padahal sudah ada data yang disegel dengannya.",
        "There is no key of personal data in {folder}, although data were sealed with one.",
    ),
    Say(
        "Kembalikan berkas register-1.key dan seterusnya dari cadangan; tanpa kunci, nomor tidak dapat dibuka.",
        "Restore register-1.key and its successors from the backup; without a key no number opens.",
    ),
)
OPEN = Kind(
    "register.key-open",
    Say("Kunci data pribadi {file} dapat dibaca orang lain.", "Others can read the key of personal data {file}."),
    Say("Jalankan chmod 600 pada berkas itu.", "Run chmod 600 on that file."),
)
BAD = Kind(
    "register.key-unreadable",
    Say("{file} bukan kunci 32 bita.", "{file} is no key of 32 bytes."),
    Say("Kembalikan berkas kunci dari cadangan.", "Restore the key file from the backup."),
)


def keyring() -> Keyring:
    """Return the keys of this installation; makes the first one where nothing was sealed yet."""
    folder = Path(settings.KEYS_FOLDER)
    files = _files(folder)
    if not files:
        if Member.objects.filter(number_sealed__isnull=False).exists():
            raise Refused(LOST(folder=folder))
        _make(folder / "register-1.key")
        files = _files(folder)
    return _read(tuple((number, str(file), file.stat().st_mtime_ns) for number, file in files))


def _files(folder: Path) -> list[tuple[int, Path]]:
    found = ((_NAME.fullmatch(file.name), file) for file in folder.glob("register-*.key"))
    return sorted((int(name[1]), file) for name, file in found if name)


@lru_cache(maxsize=4)
def _read(files: tuple[tuple[int, str, int], ...]) -> Keyring:
    masters = {}
    for number, name, _written in files:
        file = Path(name)
        if stat.S_IMODE(file.stat().st_mode) & 0o077:
            raise Refused(OPEN(file=file))
        masters[number] = file.read_bytes()
        if len(masters[number]) != MASTER_BYTES:
            raise Refused(BAD(file=file))
    return Keyring(masters)


def _make(file: Path) -> None:
    """Make a key; of two programs that start at once, one makes it and both use it."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    draft.touch(mode=0o600)
    draft.write_bytes(secrets.token_bytes(MASTER_BYTES))
    with suppress(FileExistsError):
        os.link(draft, file)
    draft.unlink()
