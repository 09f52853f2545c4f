"""Keys that sign certificates (Ed25519, RFC 8032): what a key is called, and how it is read from a PEM text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from kotaham.core.chain import key_id

Keys = Mapping[str, Ed25519PublicKey]


class NoKey(ValueError):
    """A text that holds no Ed25519 key."""


@dataclass(frozen=True, slots=True)
class Signer:
    """Signs certificates."""

    private: Ed25519PrivateKey

    @property
    def public(self) -> Ed25519PublicKey:
        """The key that verifies."""
        return self.private.public_key()

    @property
    def name(self) -> str:
        """The short name of the key."""
        return name_of(self.public)

    @property
    def pem(self) -> str:
        """The public key as others keep it."""
        return pem_of(self.public)


def name_of(key: Ed25519PublicKey) -> str:
    """Return the short name of a public key."""
    return key_id(key.public_bytes(Encoding.Raw, PublicFormat.Raw))


def raw(key: Ed25519PublicKey) -> bytes:
    """Return the 32 bytes of a public key."""
    return key.public_bytes(Encoding.Raw, PublicFormat.Raw)


def pem_of(key: Ed25519PublicKey) -> str:
    """Return a public key as PEM."""
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode("ascii")


def signer_of(pem: bytes) -> Signer:
    """Read a private key."""
    try:
        found = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError) as error:
        raise NoKey("no private key") from error
    if not isinstance(found, Ed25519PrivateKey):
        raise NoKey("a key of another kind")
    return Signer(found)


def public_keys(pems: Iterable[str]) -> dict[str, Ed25519PublicKey]:
    """Read public keys; return them by their short names."""
    found = {}
    for pem in pems:
        try:
            key = load_pem_public_key(pem.encode("ascii"))
        except ValueError as error:
            raise NoKey("no public key") from error
        if not isinstance(key, Ed25519PublicKey):
            raise NoKey("a key of another kind")
        found[name_of(key)] = key
    return found
