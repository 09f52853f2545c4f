"""A public key stands beside the private one whole or not at all: others read while it is laid there."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kotaham.apps.certificates.services import keys as certificates
from kotaham.apps.events.services import keys as heads

pytestmark = pytest.mark.django_db
KEYS = pytest.mark.parametrize(
    ("sign", "read"),
    [(heads.signer, lambda: list(heads.public_keys().values())), (certificates.signer, certificates.public_pems)],
    ids=["of the record", "of certificates"],
)


@KEYS
def test_who_reads_while_a_key_is_written_sees_no_half_of_it(
    sign: Callable[[], object],
    read: Callable[[], list[str]],
    settings: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.KEYS_FOLDER, settings.HEADS_FOLDER = tmp_path / "keys", tmp_path / "heads"
    found: list[list[str]] = []
    write = Path.write_bytes

    def slowly(file: Path, data: bytes) -> int:
        """Open, look what others see now, and write."""
        with file.open("wb"):
            found.append(read())
        return write(file, data)

    monkeypatch.setattr(Path, "write_bytes", slowly)
    monkeypatch.setattr(Path, "write_text", lambda file, text, encoding: slowly(file, text.encode(encoding)))
    sign()
    assert len(found) >= 2, "the private and the public key are written"
    assert "" not in [pem for seen in [*found, read()] for pem in seen]
    assert len(read()) == 1
