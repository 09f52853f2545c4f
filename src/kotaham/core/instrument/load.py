"""An instrument file read into the model; every problem of the file is told at once, each with its line."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path as FilePath

from pydantic import ValidationError

from kotaham.core.errors import Kind, Problem, Refused, Where
from kotaham.core.instrument.model import Instrument
from kotaham.core.instrument.places import Path, Places, in_file_order
from kotaham.core.instrument.rules import broken_rules
from kotaham.core.instrument.shape import NOT_MAPPING, shape_problems
from kotaham.core.instrument.yaml_tree import BYTE_ORDER_MARK, MAX_CHARACTERS, TOO_LARGE, Tree, read_yaml
from kotaham.core.language import Say

__all__ = ["Loaded", "Tree", "load", "parse", "parse_draft", "read_text", "read_yaml"]

NOT_FOUND = Kind(
    "instrument.file-not-found",
    Say("Berkas ini tidak ada.", "The file does not exist."),
    Say("Periksa nama dan foldernya.", "Check its name and folder."),
)
NOT_READABLE = Kind(
    "instrument.file-not-readable",
    Say("Berkas ini tidak dapat dibaca ({reason}).", "The file cannot be read ({reason})."),
    Say(
        "Pastikan ini berkas biasa dan Anda berhak membacanya.",
        "Make sure it is a plain file that you may read.",
    ),
)
NOT_UTF8 = Kind(
    "instrument.not-utf8",
    Say("Berkas ini bukan teks UTF-8 (bita ke-{position}).", "The file is not UTF-8 text (byte {position})."),
    Say("Simpan ulang sebagai UTF-8.", "Save it again as UTF-8."),
)


@dataclass(frozen=True, slots=True)
class Loaded:
    """An instrument with what is known of its file: the digest of its bytes and the line of every path."""

    instrument: Instrument
    file_sha256: str
    lines: Mapping[Path, int]
    source: str
    path: FilePath | None = None

    @property
    def places(self) -> Places:
        """The lines as places that problems can point to."""
        return Places(self.source, self.lines)


def load(path: FilePath | str) -> Loaded:
    """Read an instrument file; raises Refused with all its problems."""
    file = FilePath(path)
    text, digest = read_text(file)
    instrument, lines = _parsed(text, str(file))
    return Loaded(instrument, digest, lines, str(file), file)


def parse(text: str, source: str = "") -> Loaded:
    """Read an instrument from text; `source` is the name that problems give."""
    instrument, lines = _parsed(text, source)
    return Loaded(instrument, sha256(text.encode()).hexdigest(), lines, source)


@lru_cache(maxsize=16)
def parse_draft(text: str, source: str = "") -> tuple[Loaded, tuple[Problem, ...]]:
    """Read a draft from text: a wrong shape is refused, broken rules are returned for somebody to work on."""
    tree = read_yaml(text, source)
    instrument = _shaped(tree)
    loaded = Loaded(instrument, sha256(text.encode()).hexdigest(), tree.lines, source)
    return loaded, in_file_order(broken_rules(instrument, tree.places))


def read_text(file: FilePath) -> tuple[str, str]:
    """Read a UTF-8 file; return its text and the SHA-256 of its bytes. Raises Refused."""
    raw = _read_bytes(file)
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused(BYTE_ORDER_MARK(Where(str(file), 1)))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise Refused(NOT_UTF8(Where(str(file), line), position=error.start + 1)) from None
    return text, sha256(raw).hexdigest()


def _read_bytes(file: FilePath) -> bytes:
    try:
        with file.open("rb") as stream:
            raw = stream.read(4 * MAX_CHARACTERS + 1)
    except FileNotFoundError:
        raise Refused(NOT_FOUND(Where(str(file)))) from None
    except (OSError, ValueError) as error:
        reason = type(error).__name__
        raise Refused(NOT_READABLE(Where(str(file)), reason=reason)) from None
    if len(raw) > 4 * MAX_CHARACTERS:
        raise Refused(TOO_LARGE(Where(str(file)), size=f"> {4 * MAX_CHARACTERS}", limit=MAX_CHARACTERS))
    return raw


@lru_cache(maxsize=16)
def _parsed(text: str, source: str) -> tuple[Instrument, Mapping[Path, int]]:
    """Read, shape and check; kept by content, so a report that loads the same law twice parses it once."""
    tree = read_yaml(text, source)
    instrument = _shaped(tree)
    problems = in_file_order(broken_rules(instrument, tree.places))
    if problems:
        raise Refused(problems)
    return instrument, tree.lines


def _shaped(tree: Tree) -> Instrument:
    if not isinstance(tree.value, dict):
        given = Say("hanya sebuah nilai atau daftar", "a single value or a list")
        raise Refused(NOT_MAPPING(tree.places.at(), given=given, unknown=""))
    try:
        return Instrument.model_validate(tree.value, by_alias=True, by_name=False)
    except ValidationError as error:
        problems: tuple[Problem, ...] = shape_problems(error, tree.value, tree.places, Instrument)
    raise Refused(problems)
