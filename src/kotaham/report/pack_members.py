"""The members of a result pack, taken out of a zip that is not trusted."""

import zipfile
import zlib
from pathlib import Path

from kotaham.core.errors import Kind, Refused, Where
from kotaham.core.language import Say

README, MANIFEST, VERIFY = "README.txt", "MANIFEST.sha256", "verify.py"
YAML, INSTRUMENT, FACTS, RECORD = "instrument.yaml", "instrument.json", "facts.json", "record.json"
_MB = 2**20
MEMBERS = {  # every member, and the most bytes it may have
    README: 1 * _MB,
    MANIFEST: 1 * _MB,
    VERIFY: 1 * _MB,
    YAML: 4 * _MB,
    INSTRUMENT: 16 * _MB,
    FACTS: 512 * _MB,
    RECORD: 512 * _MB,
}

_AGAIN = Say(
    "Ambil lagi berkasnya dari penerbitnya, atau buat ulang dengan `kotaham score`.",
    "Get the file again from whoever published it, or make it again with `kotaham score`.",
)
NOT_READABLE = Kind(
    "pack.not-readable",
    Say("Paket hasil ini tidak dapat dibuka ({detail}).", "The result pack cannot be opened ({detail})."),
    _AGAIN,
)
NOT_A_PACK = Kind(
    "pack.not-a-pack",
    Say("Ini bukan paket hasil KotaHAM: {detail}.", "This is not a KotaHAM result pack: {detail}."),
    Say(
        "Berikan berkas result-pack.zip dari folder hasil, tanpa diubah.",
        "Give the file result-pack.zip from a folder of results, unchanged.",
    ),
)
TOO_LARGE = Kind(
    "pack.too-large",
    Say("Isi {name} dalam paket hasil ini melebihi {limit} MB.", "{name} in the result pack is over {limit} MB."),
    Say(
        "Jangan dibuka; minta paket yang asli kepada penerbitnya.",
        "Do not open it; ask its publisher for the genuine pack.",
    ),
    why=Say(
        "Paket yang wajar jauh lebih kecil; yang seperti ini dapat memenuhi memori.",
        "A genuine pack is far smaller; one like this can fill the memory.",
    ),
)
TOO_LARGE_TO_WRITE = Kind(
    "pack.too-large-to-write",
    Say(
        "Paket hasil tidak ditulis: {name} melebihi {limit} MB.",
        "The result pack was not written: {name} is over {limit} MB.",
    ),
    Say("Nilai daerahnya dalam beberapa berkas.", "Score the cities in several files."),
)
DIGEST_DIFFERS = Kind(
    "pack.digest-differs",
    Say(
        "Isi paket hasil ini tidak sama dengan sidik jarinya: {names}.",
        "The content of the result pack does not match its digests: {names}.",
    ),
    _AGAIN,
    why=Say("Berkas ini rusak, atau ada yang mengubahnya.", "The file is damaged, or somebody changed it."),
)
NOT_UTF8 = Kind(
    "pack.not-utf8",
    Say("{name} dalam paket hasil ini bukan teks UTF-8.", "{name} in the result pack is not UTF-8 text."),
    _AGAIN,
)
NOT_JSON = Kind(
    "pack.not-canonical-json",
    Say(
        "{name} dalam paket hasil ini bukan JSON dalam bentuk bakunya.",
        "{name} in the result pack is not JSON in its canonical form.",
    ),
    _AGAIN,
)
NOT_THE_INSTRUMENT = Kind(
    "pack.not-the-instrument",
    Say("{one} dan {other} dalam paket hasil ini tidak sama isinya.", "{one} and {other} do not say the same."),
    _AGAIN,
)
NOT_FACTS = Kind(
    "pack.not-facts",
    Say(
        "{name} dalam paket hasil ini tidak berbentuk fakta KotaHAM ({detail}).",
        "{name} in the result pack does not have the form of KotaHAM facts ({detail}).",
    ),
    _AGAIN,
)
NOT_RECORD = Kind(
    "pack.not-record",
    Say(
        "{name} dalam paket hasil ini tidak berbentuk catatan KotaHAM.",
        "{name} in the result pack does not have the form of a KotaHAM record.",
    ),
    _AGAIN,
)


def read_members(file: Path) -> dict[str, bytes]:
    """Read every member of a pack into memory, each no further than its limit. Raises Refused."""
    try:
        with zipfile.ZipFile(file) as archive:
            _check_directory(archive.infolist(), file)
            return {name: _read(archive, name, limit, file) for name, limit in MEMBERS.items()}
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError) as error:
        raise Refused(NOT_READABLE(Where(str(file)), detail=type(error).__name__)) from error


def _check_directory(entries: list[zipfile.ZipInfo], file: Path) -> None:
    names = [entry.filename for entry in entries]
    missing = [name for name in MEMBERS if name not in names]
    strange = [name for name in names if name not in MEMBERS]
    if missing:
        detail = Say(f"tidak ada {', '.join(missing)}", f"{', '.join(missing)} is missing")
    elif strange:
        shown = ", ".join(_shown(name) for name in strange[:5])
        detail = Say(f"ada yang tidak dikenal: {shown}", f"it holds something unknown: {shown}")
    elif len(names) != len(MEMBERS):
        detail = Say("ada nama yang dipakai dua kali", "a name is used twice")
    elif any(entry.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED} for entry in entries):
        detail = Say("cara pemampatannya tidak lazim", "it is compressed in an unusual way")
    elif any(entry.flag_bits & 0x1 for entry in entries):
        detail = Say("memakai kata sandi", "it has a password")
    else:
        return
    raise Refused(NOT_A_PACK(Where(str(file)), detail=detail))


def _shown(name: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in name[:60])


def _read(archive: zipfile.ZipFile, name: str, limit: int, file: Path) -> bytes:
    """Read one member; what the directory says of its size is not trusted."""
    with archive.open(name) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise Refused(TOO_LARGE(Where(str(file)), name=name, limit=limit // _MB))
    return data
