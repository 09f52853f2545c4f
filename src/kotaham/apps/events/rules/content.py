"""What may stand in the record: small facts and no personal data, since nothing is ever taken out again."""

import json
import re
from collections.abc import Iterator, Mapping

from kotaham.core.errors import Kind, Problem, Refused
from kotaham.core.language import Say

LONGEST_TEXT, LONGEST_DATA, DEEPEST, LONGEST_WHY = 200, 4000, 4, 4000
PERSONAL = frozenset(
    {
        "name",
        "nama",
        "nip",
        "nik",
        "npwp",
        "email",
        "e_mail",
        "mail",
        "surel",
        "phone",
        "mobile",
        "telepon",
        "telp",
        "hp",
    }
    | {"address", "alamat", "contact", "kontak", "birth_date", "tanggal_lahir", "photo", "password", "sandi"}
    | {"secret", "token"}
)
_VERB = re.compile(r"[a-z][a-z_]*\.[a-z]+(-[a-z]+)*")
_MAILBOX = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")
_NUMBER_OF_A_PERSON = re.compile(r"(?<![0-9])([0-9]{16}|[0-9]{18})(?![0-9])")  # NIK, NIP
_DIGEST = re.compile(r"(?<![0-9a-f])[0-9a-f]{64}(?![0-9a-f])")  # SHA-256: one in 180 holds so many digits in a row
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # no database keeps these

VERB = Kind(
    "events.verb",
    Say("“{verb}” bukan nama perbuatan.", "“{verb}” is no name of something done."),
    Say("Tulis ruang.perbuatan, misalnya offices.renamed.", "Write room.past-participle, such as offices.renamed."),
)
PERSONAL_DATA = Kind(
    "events.personal-data",
    Say("Riwayat tidak memuat data pribadi: {path}.", "The record takes no personal data: {path}."),
    Say("Catat nomor (id) atau nama kolomnya saja.", "Record the id or the name of the field only."),
    Say("Isi riwayat tidak dapat dihapus lagi.", "What is in the record can never be taken out."),
)
NOT_PLAIN = Kind(
    "events.not-plain",
    Say("Riwayat tidak dapat memuat {path} ({type}).", "The record cannot hold {path} ({type})."),
    Say(
        "Pakai teks, bilangan bulat, ya/tidak, daftar, atau pasangan nama dan isi.",
        "Use text, whole numbers, yes/no, lists, or pairs of name and value.",
    ),
)
TOO_MUCH = Kind(
    "events.too-much",
    Say("Catatan riwayat terlalu panjang: {path}, batas {limit}.", "Too long for the record: {path}, limit {limit}."),
    Say("Catat nomor dan nama kolom, bukan isinya.", "Record ids and names of fields, not their content."),
)


def must_be_verb(verb: str) -> str:
    """Return the name of something done, or refuse."""
    if not _VERB.fullmatch(verb) or len(verb) > 80:
        raise Refused(VERB(verb=verb[:100]))
    return verb


def clean(text: str, limit: int, path: str) -> str:
    """Return a text of people without signs that no database keeps; refuse one that is too long."""
    kept = _UNSTORABLE.sub("", text)
    if len(kept) > limit:
        raise Refused(TOO_MUCH(path=path, limit=limit))
    return kept


def as_text(data: Mapping[str, object]) -> str:
    """Return data in the one way it is written, or refuse what may not stand in the record."""
    problems = list(_problems(data, "data", 1))
    if problems:
        raise Refused(problems)
    text = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    if len(text) > LONGEST_DATA:
        raise Refused(TOO_MUCH(path="data", limit=LONGEST_DATA))
    return text


def _problems(value: object, path: str, depth: int) -> Iterator[Problem]:
    if depth > DEEPEST:
        yield TOO_MUCH(path=path, limit=DEEPEST)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _key_problems(key, path)
            yield from _problems(inner, f"{path}.{key}", depth + 1)
    elif isinstance(value, list | tuple):
        for at, inner in enumerate(value):
            yield from _problems(inner, f"{path}[{at}]", depth + 1)
    elif isinstance(value, str):
        yield from _text_problems(value, path)
    elif value is not None and not isinstance(value, int):
        yield NOT_PLAIN(path=path, type=type(value).__name__)


def _key_problems(key: object, path: str) -> Iterator[Problem]:
    if not isinstance(key, str):
        yield NOT_PLAIN(path=f"{path}.{key}", type=type(key).__name__)
    elif key.lower().replace("-", "_") in PERSONAL:
        yield PERSONAL_DATA(path=f"{path}.{key}")
    elif len(key) > LONGEST_TEXT or _UNSTORABLE.search(key):
        yield NOT_PLAIN(path=f"{path}.{key[:20]!a}", type="str")


def _text_problems(text: str, path: str) -> Iterator[Problem]:
    if len(text) > LONGEST_TEXT:
        yield TOO_MUCH(path=path, limit=LONGEST_TEXT)
    elif _MAILBOX.search(text) or _NUMBER_OF_A_PERSON.search(_DIGEST.sub("", text)):
        yield PERSONAL_DATA(path=path)
    elif _UNSTORABLE.search(text):
        yield NOT_PLAIN(path=path, type="str")
