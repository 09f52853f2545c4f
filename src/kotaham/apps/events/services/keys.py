"""The key that signs heads: made once, kept outside the database, readable by its owner only."""

import os
import secrets
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)
from django.conf import settings

from kotaham.apps.events.models import Head as HeadRow
from kotaham.core.chain import Head, key_id
from kotaham.core.errors import Kind, Refused
from kotaham.core.language import Say

KEY_FILE = "head.key"

LOST_KEY = Kind(
    "events.key-lost",
    Say(
        "Kunci penanda tangan {file} tidak ada, padahal sudah ada kepala riwayat.",
        "The signing key {file} is not there, although heads were signed before.",
    ),
    Say(
        "Kembalikan berkas kunci dari cadangan. Bila benar-benar hilang, buat yang baru dengan "
        "kotaham manage seal_head --new-key dan umumkan kunci publiknya.",
        "Restore the key file from the backup. If it is lost for good, make a new one with "
        "kotaham manage seal_head --new-key and publish its public key.",
    ),
)
OPEN_KEY = Kind(
    "events.key-open",
    Say("Kunci penanda tangan {file} dapat dibaca orang lain.", "Others can read the signing key {file}."),
    Say("Jalankan chmod 600 pada berkas itu.", "Run chmod 600 on that file."),
)
BAD_KEY = Kind(
    "events.key-unreadable",
    Say("{file} bukan kunci Ed25519.", "{file} is no Ed25519 key."),
    Say("Kembalikan berkas kunci dari cadangan.", "Restore the key file from the backup."),
)


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs heads with the key of this installation."""

    private: Ed25519PrivateKey

    @property
    def raw(self) -> bytes:
        """The 32 bytes of the public key."""
        return self.private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    @property
    def name(self) -> str:
        """The short name of the key."""
        return key_id(self.raw)

    def sign(self, count: int, digest: str, time: str) -> Head:
        """Return a signed head."""
        bare = Head(count, digest, time, self.name)
        return Head(count, digest, time, self.name, self.private.sign(bare.message))


def signer(new_key: bool = False) -> Signer:
    """Return the signer; the first time, or when asked for, with a new key."""
    file = Path(settings.KEYS_FOLDER) / KEY_FILE
    was_used = HeadRow.objects.exists()  # asked before looking for the file: the key is made before the first head
    if not file.exists():
        if was_used and not new_key:
            raise Refused(LOST_KEY(file=file))
        _make(file)
    if stat.S_IMODE(file.stat().st_mode) & 0o077:
        raise Refused(OPEN_KEY(file=file))
    try:
        private = load_pem_private_key(file.read_bytes(), password=None)
    except ValueError as error:
        raise Refused(BAD_KEY(file=file)) from error
    if not isinstance(private, Ed25519PrivateKey):
        raise Refused(BAD_KEY(file=file))
    found = Signer(private)
    _publish(found)
    return found


def _make(file: Path) -> None:
    """Make the key; of two programs or threads that start at once, one makes it and both use it."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f"{KEY_FILE}.{secrets.token_hex(8)}")
    draft.touch(mode=0o600)
    draft.write_bytes(Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with suppress(FileExistsError):
        os.link(draft, file)
    draft.unlink()


def _publish(found: Signer) -> None:
    """Lay the public key beside the private one and beside the heads; who reads it meanwhile finds it whole or not."""
    pem = found.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    for folder in (Path(settings.KEYS_FOLDER), Path(settings.HEADS_FOLDER)):
        file = folder / f"head-{found.name}.pem"
        if not file.exists():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
            draft.write_bytes(pem)
            draft.replace(file)


def public_keys() -> dict[str, str]:
    """Return all public keys of this installation, past and present, as PEM by their short names."""
    files = sorted(Path(settings.KEYS_FOLDER).glob("head-*.pem"))
    return {file.stem.removeprefix("head-"): file.read_text("ascii") for file in files}


def is_signed(head: Head) -> bool:
    """Tell whether a head was signed by a key of this installation."""
    pem = public_keys().get(head.key)
    key = load_pem_public_key(pem.encode("ascii")) if pem else None
    if not isinstance(key, Ed25519PublicKey):
        return False
    try:
        key.verify(head.signature, head.message)
    except InvalidSignature:
        return False
    return True
