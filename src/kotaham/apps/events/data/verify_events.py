#!/usr/bin/env python3
"""Periksa ekspor riwayat KotaHAM / verify an export of the KotaHAM record.

  python3 verify_events.py riwayat.jsonl --heads riwayat.heads.txt --key riwayat.key.pem

Keluar / exit: 0 utuh / whole, 1 berubah / tampered with, 2 tidak terbaca / unreadable.
Ini pelaksanaan kedua; tidak memakai kode KotaHAM. Cukup Python 3.9, ditambah openssl 3 atau paket cryptography untuk
tanda tangan. A second implementation that shares no code: Python 3.9, and openssl 3 or the cryptography package.
"""

# ruff: noqa: B905, PLC0415, T201 - Python 3.9 has no zip(strict=), and a package may be absent
from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

ZEROS = "0" * 64
NAMES = ["appointment", "at", "data", "holder", "kind", "office", "origin", "person"]
NAMES += ["request", "role", "seq", "subject", "system", "verb", "why"]
HEAD = re.compile(
    r"(kotaham-head/1 (0|[1-9]\d{0,17}) ([0-9a-f]{64}) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z) ([0-9a-f]{16}))"
    r" ([0-9a-f]{128})",
    re.ASCII,
)
HEX = re.compile("[0-9a-f]{64}").fullmatch
WRITE = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
PEM = re.compile(r"-----BEGIN PUBLIC KEY-----(.+?)-----END PUBLIC KEY-----", re.DOTALL)
ED25519 = bytes.fromhex("302a300506032b6570032100")  # what stands before the 32 bytes of a key
LONGEST_LINE, SHOWN = 2**18, 20
WORDS = {
    "unreadable": "tidak terbaca sebagai kejadian / cannot be read as an event",
    "edited": "isinya diubah / was edited",
    "replaced": "diganti dengan kejadian lain / was replaced by another event",
    "missing": "hilang / is missing",
    "inserted": "disisipkan: nomornya sudah ada / was inserted: its number was there already",
    "moved": "tertukar urutannya / is out of order",
    "rewritten": "ditulis ulang: rantainya tidak lagi sampai ke kepala bertanda tangan"
    " / was written anew: the chain no longer leads to the signed head",
    "cut": "dipotong: kepala bertanda tangan menghitungnya / was cut off: a signed head counts it",
    "forged-head": "kepala ini tidak ditandatangani kunci yang diberikan / this head was not signed by a key given",
    "two-heads": "dua kepala bertanda tangan saling bertentangan / two signed heads contradict each other",
}


class Unreadable(Exception):
    """A file is not what it should be; told in both languages."""


class Head(NamedTuple):
    """One signed head."""

    total: int
    digest: str
    time: str
    key: str
    message: bytes
    signature: bytes


class Found(NamedTuple):
    """A fault and the events it concerns."""

    what: str
    first: int
    last: int


class Result:
    """What a verification found."""

    def __init__(self) -> None:
        """Begin before the first event."""
        self.last, self.digest, self.anchored = 0, ZEROS, 0
        self.found: list[Found] = []
        self.seen: dict[int, str] = {0: ZEROS}  # digests at the numbers that heads name

    def add(self, what: str, first: int, last: int | None = None) -> None:
        """Note a fault; one that goes on from the fault before joins it."""
        end = first if last is None else last
        if self.found and self.found[-1].what == what and self.found[-1].first <= first <= self.found[-1].last + 1:
            before = self.found.pop()
            first, end = before.first, max(before.last, end)
        self.found.append(Found(what, first, end))


def read_event(line: bytes) -> tuple[int, str, str, bool] | None:
    """Return number, previous digest, digest, and whether the digest holds; None when the line is no event."""
    try:
        whole = json.loads(line)
        event, prev, digest = whole["event"], whole["prev"], whole["digest"]
        if list(event) != NAMES or type(event["seq"]) is not int or not (HEX(prev) and HEX(digest)):
            return None
        text = WRITE(event)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    if line.rstrip(b"\n") != ('{"digest":"' + digest + '","event":' + text + ',"prev":"' + prev + '"}').encode():
        return None
    return event["seq"], prev, digest, hashlib.sha256((prev + text).encode()).hexdigest() == digest


def walk(lines: Iterator[bytes], named: set[int]) -> Result:
    """Follow the chain from the first event to the last; keep its digest at every number in `named`."""
    result, trusted = Result(), True
    holes: set[tuple[int, int]] = set()
    for line in lines:
        event = read_event(line)
        if event is None:
            result.add("unreadable", result.last + 1)
            trusted = False
            continue
        seq, prev, digest, holds = event
        if seq <= result.last:
            result.add("moved" if fill(holes, seq) else "inserted", seq)
            trusted = False
            continue
        if seq > result.last + 1:
            holes.add((result.last + 1, seq - 1))
        elif holds and trusted and prev != result.digest:
            result.add(*(("edited", 1) if seq == 1 else ("replaced", seq - 1)))
        if not holds:
            result.add("edited", seq)
        trusted, result.last, result.digest = holds, seq, digest
        if seq in named:
            result.seen[seq] = digest
    for first, last in sorted(holes):
        result.add("missing", first, last)
    return result


def fill(holes: set[tuple[int, int]], seq: int) -> bool:
    """Take a number that came late out of its hole."""
    for first, last in holes:
        if first <= seq <= last:
            holes.remove((first, last))
            holes.update(one for one in ((first, seq - 1), (seq + 1, last)) if one[0] <= one[1])
            return True
    return False


class Signatures:
    """Checks Ed25519 by the cryptography package or, without it, by openssl."""

    def __init__(self, keys: dict[str, str], prefer: str = "") -> None:
        """Take public keys (PEM) by their short names; find out what can check."""
        self.keys = keys
        self.public: dict[str, Any] = {}
        self.by = "" if prefer == "openssl" else self._take_cryptography()
        self.by = self.by or self._take_openssl()

    def _take_cryptography(self) -> str:
        try:
            import cryptography
            from cryptography.hazmat.primitives.serialization import load_pem_public_key
        except ImportError:
            return ""
        self.public = {name: load_pem_public_key(pem.encode()) for name, pem in self.keys.items()}
        return f"cryptography {cryptography.__version__}"

    def _take_openssl(self) -> str:
        try:
            told = subprocess.run(["openssl", "version"], capture_output=True, text=True, check=True)  # noqa: S607
        except (OSError, subprocess.CalledProcessError) as error:
            raise Unreadable(
                "perlu openssl 3 atau paket cryptography untuk tanda tangan"
                " / openssl 3 or the cryptography package is needed for signatures"
            ) from error
        return told.stdout.strip()

    def good(self, head: Head) -> bool:
        """Tell whether a head was signed by one of the keys."""
        if head.key not in self.keys:
            return False
        if self.public:
            try:
                self.public[head.key].verify(head.signature, head.message)
            except Exception:  # noqa: BLE001 - whatever the package raises, the signature is not good
                return False
            return True
        with tempfile.TemporaryDirectory() as folder:
            parts = {"key": self.keys[head.key].encode(), "message": head.message, "signature": head.signature}
            for name, content in parts.items():
                Path(folder, name).write_bytes(content)
            command = ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key", "-rawin", "-in", "message"]
            done = subprocess.run([*command, "-sigfile", "signature"], cwd=folder, capture_output=True, check=False)  # noqa: S603
        return done.returncode == 0


def judge(result: Result, heads: list[Head], signatures: Signatures) -> int:
    """Compare the chain with the heads; return how many signatures were checked.

    With openssl, which is slow, a head that agrees with the chain is not checked when a later good one vouches for it.
    """
    checked = 0
    claims: dict[int, set[str]] = {}
    for head in sorted(heads, key=lambda one: -one.total):
        agrees = result.seen.get(head.total) == head.digest
        if agrees and not signatures.public and result.anchored >= head.total > 0:
            continue
        checked += 1
        if not signatures.good(head):
            result.add("forged-head", head.total)
            continue
        claims.setdefault(head.total, set()).add(head.digest)
        if agrees:
            result.anchored = max(result.anchored, head.total)
    contradictions(result, claims)
    return checked


def contradictions(result: Result, claims: dict[int, set[str]]) -> None:
    """Say where good heads contradict the chain, or each other."""
    anchored, broken = 0, False
    for count, digests in sorted(claims.items()):
        if len(digests) > 1 or (count == 0 and digests != {ZEROS}):
            result.add("two-heads", count)
        if count in result.seen and result.seen[count] not in digests and count:
            if not broken:
                result.add("rewritten", anchored + 1, count)
            broken = True
        elif count in result.seen:
            anchored, broken = count, False
    most = max(claims, default=0)
    if most > result.last:
        result.add("cut", result.last + 1, most)


def read_keys(paths: list[str]) -> dict[str, str]:
    """Read public keys; each is named by the first 16 letters of the digest of its 32 bytes."""
    keys = {}
    for path in paths:
        blocks = list(PEM.finditer(Path(path).read_text(encoding="ascii", errors="replace")))
        raw = [base64.b64decode("".join(block[1].split())) for block in blocks]
        if not raw or any(one[:12] != ED25519 or len(one) != 44 for one in raw):
            raise Unreadable(f"{path}: bukan kunci publik Ed25519 (PEM) / no Ed25519 public key (PEM)")
        keys.update({hashlib.sha256(one[12:]).hexdigest()[:16]: block[0] + "\n" for one, block in zip(raw, blocks)})
    return keys


def read_heads(path: str) -> list[Head]:
    """Read a file of heads; empty lines and lines that begin with # are passed over."""
    heads = []
    for number, line in enumerate(Path(path).read_text(encoding="ascii", errors="replace").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        found = HEAD.fullmatch(line.strip())
        if found is None:
            raise Unreadable(f"{path}:{number}: bukan kepala riwayat / no head of the record")
        message, count, digest, time, key, signature = found.groups()
        heads.append(Head(int(count), digest, time, key, message.encode(), bytes.fromhex(signature)))
    return heads


def lines_of(path: str) -> Iterator[bytes]:
    """Read an export, packed or not, line by line."""
    with gzip.open(path, "rb") if path.endswith(".gz") else open(path, "rb") as file:  # noqa: PTH123
        while line := file.readline(LONGEST_LINE):
            yield line


def tell(result: Result, heads: list[Head], checked: int, by: str) -> int:
    """Print the verdict in both languages; return the exit code."""
    for what, first, last in result.found[:SHOWN]:
        which = str(first) if first == last else f"{first}-{last}"
        print(f"- kejadian / event {which}: {WORDS[what]}")
    if len(result.found) > SHOWN:
        print(f"- ... dan {len(result.found) - SHOWN} lagi / and {len(result.found) - SHOWN} more")
    if result.found:
        print(f"BERUBAH: {len(result.found)} hal pada {result.last} kejadian.")
        print(f"TAMPERED WITH: {len(result.found)} findings in {result.last} events.")
    else:
        vouched = f"{len(heads)} kepala bertanda tangan" if heads else "TANPA kepala bertanda tangan"
        print(f"UTUH: {result.last} kejadian berantai tanpa celah; {vouched}.")
        vouched = f"{len(heads)} signed heads agree" if heads else "WITHOUT signed heads"
        print(f"WHOLE: {result.last} events chained without a gap; {vouched}.")
    print(f"Kejadian terakhir / last event: {result.last} {result.digest}")
    if heads:
        latest = max(heads, key=lambda one: (one.total, one.time))
        print(f"Kepala terakhir / last head: {latest.total} {latest.digest} {latest.time}")
        print(f"Tanda tangan / signatures: {checked} diperiksa dengan / checked with {by}")
    open_end = result.last - result.anchored
    if not heads:
        print("Ekor yang dipotong atau ditulis ulang tidak terlihat. / A tail cut off or written anew is not seen.")
    elif open_end > 0 and not result.found:
        print(f"{open_end} kejadian sesudah kepala terakhir belum dijamin. / {open_end} after it are not vouched for.")
    return 1 if result.found else 0


def main() -> int:
    """Read the command, verify, tell."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", metavar="FILE", help="ekspor / export: .jsonl, .jsonl.gz")
    parser.add_argument("--heads", help="kepala yang disimpan di luar / heads that were kept outside")
    parser.add_argument("--key", action="append", help="kunci publik / public key (PEM); boleh berulang / may repeat")
    parser.add_argument("--chain-only", action="store_true", help="tanpa kepala / without heads")
    parser.add_argument("--openssl", action="store_true", help="pakai openssl / use openssl")
    asked = parser.parse_args()
    if not asked.chain_only and not (asked.heads and asked.key):
        parser.error("--heads dan / and --key, atau / or --chain-only")
    try:
        heads = [] if asked.chain_only else read_heads(asked.heads)
        signatures = None if asked.chain_only else Signatures(read_keys(asked.key), "openssl" * asked.openssl)
        if signatures and not heads:
            raise Unreadable(f"{asked.heads}: tidak memuat kepala / holds no head")
        result = walk(lines_of(asked.file), {head.total for head in heads})
        checked = judge(result, heads, signatures) if signatures else 0
    except (Unreadable, OSError, EOFError, ValueError) as error:
        print(f"Tidak terbaca / unreadable: {error}", file=sys.stderr)
        return 2
    return tell(result, heads, checked, signatures.by if signatures else "")


if __name__ == "__main__":
    sys.exit(main())
