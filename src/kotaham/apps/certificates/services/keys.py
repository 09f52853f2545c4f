"""The keys that sign certificates: files beside the other keys, named by their numbers.

`certificate-1.key` is made before the first certificate. A new key is a file with the next number: the highest signs,
and the public parts of all of them (`certificate-<name>.pem`) stay, so that what was signed before still verifies.
"""

import os
import re
import secrets
import stat
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings

from kotaham.apps.certificates.models import Certificate
from kotaham.apps.certificates.services import letters
from kotaham.core.badges.keys import Keys, NoKey, Signer, public_keys, signer_of
from kotaham.core.errors import Refused

_NAME = re.compile(r"certificate-([1-9][0-9]{0,4})\.key")


def signer() -> Signer:
    """Return who signs now; makes the first key where nothing was signed yet."""
    folder = Path(settings.KEYS_FOLDER)
    file = _newest(folder)
    if file is None:
        if Certificate.objects.exists():
            raise Refused(letters.LOST_KEY(folder=folder))
        _make(folder / "certificate-1.key")
        file = _newest(folder)
    assert file is not None  # noqa: S101 - it was made one line above
    return _read(str(file), file.stat().st_mtime_ns)


def _newest(folder: Path) -> Path | None:
    found = ((_NAME.fullmatch(file.name), file) for file in folder.glob("certificate-*.key"))
    numbered = sorted((int(name[1]), file) for name, file in found if name)
    return numbered[-1][1] if numbered else None


@lru_cache(maxsize=4)
def _read(name: str, _written: int) -> Signer:
    file = Path(name)
    if stat.S_IMODE(file.stat().st_mode) & 0o077:
        raise Refused(letters.OPEN_KEY(file=file))
    try:
        found = signer_of(file.read_bytes())
    except NoKey as error:
        raise Refused(letters.BAD_KEY(file=file)) from error
    _publish(file.parent, found)
    return found


def _make(file: Path) -> None:
    """Make a key; of two programs that start at once, one makes it and both use it."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
    draft.touch(mode=0o600)
    draft.write_bytes(Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with suppress(FileExistsError):
        os.link(draft, file)
    draft.unlink()


def _publish(folder: Path, found: Signer) -> None:
    """Lay the public part beside the key, where it stays when it is replaced; who reads meanwhile finds it whole."""
    file = folder / f"certificate-{found.name}.pem"
    if not file.exists():
        draft = file.with_name(f"{file.name}.{secrets.token_hex(8)}")
        draft.write_bytes(found.pem.encode("ascii"))
        draft.replace(file)


def public_pems() -> list[str]:
    """Return the public keys of all times as PEM; none before the first certificate."""
    return [file.read_text("ascii") for file in sorted(Path(settings.KEYS_FOLDER).glob("certificate-*.pem"))]


def verifying() -> Keys:
    """Return the public keys of all times by their names."""
    return public_keys(public_pems())
