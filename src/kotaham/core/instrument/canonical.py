"""The content of an instrument as one canonical JSON text and its digest, whatever the file looks like."""

import json
from hashlib import sha256
from typing import Any

from kotaham.core.instrument.model import Instrument


def content(instrument: Instrument) -> dict[str, Any]:
    """Return the content ready for JSON: keys as in the file, defaults included, numbers as plain text."""
    return instrument.model_dump(mode="json", by_alias=True)


def content_json(instrument: Instrument) -> bytes:
    """Return the content as canonical JSON: keys sorted, no spaces, UTF-8."""
    text = json.dumps(content(instrument), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


def content_sha256(instrument: Instrument) -> str:
    """Return the digest of the content; two files that say the same have the same one."""
    return sha256(content_json(instrument)).hexdigest()
