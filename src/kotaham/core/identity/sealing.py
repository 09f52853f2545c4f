"""Personal data at rest: sealed so that only the installation's key opens it, and found without being opened.

A text is sealed with AES-SIV (RFC 5297) under the row it belongs to and the field it stands in, so that a sealed value
copied into another row does not open. AES-SIV needs no nonce: a mistake with one cannot happen, and the same bytes come
out when a row is sealed again. Beside it stands a blind index, a keyed BLAKE2b digest of 16 bytes (RFC 7693), which
answers "who has this number" and nothing else. Both keys come from one master key by HKDF-SHA256 (RFC 5869).

Keys have numbers. The highest one seals; all of them open; an index is looked for under every one of them.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MASTER_BYTES = 32
INDEX_BYTES = 16


class Unsealable(Exception):
    """A sealed value does not open: its key is missing, or it was changed or moved. It never holds the value."""


@dataclass(frozen=True)
class _Key:
    master: bytes = field(repr=False)

    def _derived(self, purpose: bytes, length: int) -> bytes:
        return HKDF(SHA256(), length, salt=None, info=b"kotaham/register/" + purpose).derive(self.master)

    @cached_property
    def siv(self) -> AESSIV:
        return AESSIV(self._derived(b"seal", 64))

    @cached_property
    def blind(self) -> bytes:
        return self._derived(b"index", 64)


class Keyring:
    """The master keys of an installation by number.

    >>> ring = Keyring({1: bytes(32)})
    >>> sealed = ring.seal(b"row 7", "number", "199003092015021007")
    >>> ring.open(1, b"row 7", "number", sealed)
    '199003092015021007'
    """

    def __init__(self, masters: Mapping[int, bytes]) -> None:
        """Take keys of 32 bytes; raise ValueError when there is none, or one of another length."""
        if not masters or any(len(master) != MASTER_BYTES for master in masters.values()):
            raise ValueError(f"a keyring needs keys of {MASTER_BYTES} bytes")
        self._keys = {number: _Key(master) for number, master in masters.items()}
        self.newest = max(self._keys)

    def seal(self, row: bytes, name: str, text: str) -> bytes:
        """Seal a text under its row and field with the newest key."""
        return self._keys[self.newest].siv.encrypt(text.encode(), [row, name.encode()])

    def seal_all(self, rows: Iterable[bytes], name: str, texts: Iterable[str]) -> Iterator[bytes]:
        """Seal a column; what a list of a million rows uses."""
        encrypt, label = self._keys[self.newest].siv.encrypt, name.encode()
        return (encrypt(text.encode(), [row, label]) for row, text in zip(rows, texts, strict=True))

    def open(self, number: int, row: bytes, name: str, sealed: bytes) -> str:
        """Open what was sealed under that row and field by that key; raise Unsealable when it does not open."""
        key = self._keys.get(number)
        if key is None:
            raise Unsealable(f"key {number} is not here")
        try:
            return key.siv.decrypt(sealed, [row, name.encode()]).decode()
        except InvalidTag:
            raise Unsealable(f"field {name} does not open with key {number}") from None

    def index(self, name: str, text: str) -> bytes:
        """Return the blind index under the newest key."""
        return _digest(self._keys[self.newest].blind, name, text)

    def index_all(self, name: str, texts: Iterable[str]) -> Iterator[bytes]:
        """Return the blind indexes of a column."""
        key = self._keys[self.newest].blind
        return (_digest(key, name, text) for text in texts)

    def indexes(self, name: str, text: str) -> list[bytes]:
        """Return the blind index under every key, newest first: what a search asks for while keys are being changed."""
        return [_digest(self._keys[number].blind, name, text) for number in sorted(self._keys, reverse=True)]


def _digest(key: bytes, name: str, text: str) -> bytes:
    return hashlib.blake2b(text.encode(), key=key, digest_size=INDEX_BYTES, person=name.encode()[:16]).digest()
