"""What is wrong with the shape of a file, in our own words: missing and unknown keys, wrong types, odd codes.

Pydantic finds the errors; not one of its sentences is passed on.
"""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from kotaham.core.errors import Kind, Problem
from kotaham.core.instrument.model_keys import known_keys
from kotaham.core.instrument.places import Path, Places, in_file_order
from kotaham.core.language import Say

KEY_MISSING = Kind(
    "instrument.key-missing",
    Say("Kunci `{key}` belum ada.", "The key `{key}` is missing."),
    Say("Tambahkan `{key}: ...` di bagian ini.", "Add `{key}: ...` to this part."),
)
KEY_UNKNOWN = Kind(
    "instrument.key-unknown",
    Say("Kunci `{key}` tidak dikenal di sini.", "The key `{key}` is not known here."),
    Say("{near}", "{near}"),
)
NOT_NUMBER = Kind(
    "instrument.not-a-number",
    Say("Di sini harus ada bilangan, bukan {given}.", "A number is needed here, not {given}."),
    Say("Tulis seperti 110, 5.1 atau 1/3{unknown}.", "Write it like 110, 5.1 or 1/3{unknown}."),
)
NOT_WHOLE = Kind(
    "instrument.not-a-whole-number",
    Say("Di sini harus ada bilangan bulat, bukan {given}.", "A whole number is needed here, not {given}."),
    Say("Tulis seperti 2 atau 120.", "Write it like 2 or 120."),
)
NOT_TEXT = Kind(
    "instrument.not-text",
    Say("Di sini harus ada teks, bukan {given}.", "Text is needed here, not {given}."),
    Say("Tulis teksnya dalam tanda kutip, misalnya '2021'.", "Write the text in quotes, such as '2021'."),
)
NOT_LIST = Kind(
    "instrument.not-a-list",
    Say("Di sini harus ada daftar, bukan {given}.", "A list is needed here, not {given}."),
    Say(
        "Tulis tiap butir di barisnya sendiri, diawali `- `{unknown}.",
        "Write each item on its own line, beginning with `- `{unknown}.",
    ),
)
NOT_MAPPING = Kind(
    "instrument.not-a-mapping",
    Say(
        "Di sini harus ada pasangan `kunci: isi`, bukan {given}.",
        "`key: value` pairs are needed here, not {given}.",
    ),
    Say("Tulis bagiannya baris demi baris{unknown}.", "Write its parts line by line{unknown}."),
)
NOT_BOOLEAN = Kind(
    "instrument.not-true-or-false",
    Say("Di sini harus ada true atau false, bukan {given}.", "true or false is needed here, not {given}."),
    Say("Tulis true (ya) atau false (tidak).", "Write true or false."),
)
OUT_OF_RANGE = Kind(
    "instrument.out-of-range",
    Say("Nilai {given} di luar batas: {limit}.", "The value {given} is out of range: {limit}."),
    Say("Perbaiki nilainya.", "Correct the value."),
)
TEXT_EMPTY = Kind(
    "instrument.text-empty",
    Say("Teks ini kosong.", "This text is empty."),
    Say(
        "Isi teksnya, atau hapus kuncinya kalau memang tidak ada.",
        "Fill it in, or delete the key if there is none.",
    ),
)
TEXT_LONG = Kind(
    "instrument.text-too-long",
    Say(
        "Teks ini {length} karakter; paling panjang {limit}.",
        "The text has {length} characters; at most {limit}.",
    ),
    Say("Persingkat teksnya.", "Shorten it."),
)
TEXT_CONTROL = Kind(
    "instrument.text-with-control-character",
    Say(
        "Teks ini memuat karakter kendali yang tidak terlihat.",
        "The text holds an invisible control character.",
    ),
    Say("Ketik ulang teksnya.", "Type the text again."),
)
CODE_PATTERN = Kind(
    "instrument.bad-code",
    Say("Kode {given} tidak memenuhi aturan penulisan kode.", "The code {given} breaks the rule for codes."),
    Say(
        "Pakai huruf A-Z, angka, garis bawah, atau tanda hubung, diawali huruf atau angka, paling panjang 40 "
        "karakter; misalnya HIDUP-01.",
        "Use letters A-Z, digits, underscores or hyphens, beginning with a letter or digit, at most 40 "
        "characters; such as HIDUP-01.",
    ),
)
ID_PATTERN = Kind(
    "instrument.bad-id",
    Say("Nama instrumen {given} tidak memenuhi aturan.", "The instrument id {given} breaks the rule for ids."),
    Say(
        "Pakai huruf kecil, angka, dan tanda hubung, paling panjang 60 karakter; misalnya permenkumham-34-2016.",
        "Use small letters, digits and hyphens, at most 60 characters; such as permenkumham-34-2016.",
    ),
)
VERSION_PATTERN = Kind(
    "instrument.bad-version",
    Say("Versi {given} tidak memenuhi aturan.", "The version {given} breaks the rule for versions."),
    Say(
        "Awali dengan angka, lalu angka, huruf kecil, titik, atau tanda hubung, paling panjang 20 karakter; "
        "misalnya '2016' atau '2016.1'.",
        "Begin with a digit, then digits, small letters, dots or hyphens, at most 20 characters; such as "
        "'2016' or '2016.1'.",
    ),
)
BAD_DATE = Kind(
    "instrument.bad-date",
    Say("{given} bukan tanggal yang dapat dibaca.", "{given} is not a date that can be read."),
    Say(
        "Tulis tahun-bulan-tanggal, misalnya 2016-11-21{unknown}.",
        "Write year-month-day, such as 2016-11-21{unknown}.",
    ),
)
NOT_ONE_OF = Kind(
    "instrument.not-one-of",
    Say("{given} tidak dikenal di sini.", "{given} is not known here."),
    Say("Pilih salah satu: {allowed}.", "Choose one of: {allowed}."),
)
KIND_UNKNOWN = Kind(
    "instrument.kind-unknown",
    Say("`{key}: {given}` tidak dikenal.", "`{key}: {given}` is not known."),
    Say("Pilih salah satu: {allowed}.", "Choose one of: {allowed}."),
)
TOO_FEW = Kind(
    "instrument.too-few",
    Say(
        "Daftar ini memuat {given} butir; paling sedikit {least}.",
        "The list has {given} items; at least {least}.",
    ),
    Say("Lengkapi daftarnya.", "Complete the list."),
)
NOT_UNDERSTOOD = Kind(
    "instrument.not-understood",
    Say("Isi di sini tidak dapat dipahami: {given}.", "The content here is not understood: {given}."),
    Say("Lihat docs/reference/instrument-format.md.", "See docs/reference/instrument-format.md."),
)

_TYPE_NAMES = (
    (bool, Say("true/false", "true/false")),
    (str, Say("teks", "text")),
    (list, Say("daftar", "a list")),
    (dict, Say("pasangan `kunci: isi`", "`key: value` pairs")),
)
_OR_UNKNOWN = Say(", atau `unknown` bila belum diketahui", ", or `unknown` when nobody knows")
_NOTHING = Say("", "")
_PATTERNS = {"^[A-Za-z0-9]": CODE_PATTERN, "^[a-z0-9]+": ID_PATTERN, "^[0-9][0-9": VERSION_PATTERN}
_TAGGED = ("scoring", "aggregation")


def shape_problems(error: ValidationError, tree: Any, places: Places, model: type[BaseModel]) -> tuple[Problem, ...]:
    """Translate every pydantic error about `tree` into problems with lines, in the order of the file."""
    found: dict[Path, list[ErrorDetails]] = {}
    for details in error.errors(include_url=False, include_context=True):
        found.setdefault(_file_path(details, tree), []).append(details)
    return in_file_order(
        _problem(path, errors, tree, places, model)
        for path, errors in found.items()
        if not _shadowed(path, errors, found)
    )


def _file_path(details: ErrorDetails, tree: Any) -> Path:
    """Return the path as the file has it, without the names pydantic adds for the branches of a union."""
    path: list[str | int] = []
    here, at_tag = tree, False
    for part in details["loc"]:
        if at_tag:
            at_tag = False
        elif isinstance(here, dict) and part in here:
            here, at_tag = here[part], part in _TAGGED
            path.append(part)
        elif isinstance(here, list) and isinstance(part, int) and part < len(here):
            here = here[part]
            path.append(part)
    return (*path, details["loc"][-1]) if details["type"] == "missing" else tuple(path)


def _shadowed(path: Path, errors: list[ErrorDetails], found: Iterable[Path]) -> bool:
    """Whether a deeper error tells the cause: of a list that then counts too few, of a union's other branch."""
    hollow = all(details["type"] in ("literal_error", "too_short") for details in errors)
    return hollow and any(len(other) > len(path) and other[: len(path)] == path for other in found)


def _problem(path: Path, errors: list[ErrorDetails], tree: Any, places: Places, model: type[BaseModel]) -> Problem:
    """Make one problem of all errors at one path: the branch that is not a mere word speaks."""
    words = [details for details in errors if details["type"] == "literal_error"]
    details = next((details for details in errors if details not in words), errors[0])
    unknown = _OR_UNKNOWN if any("unknown" in d["ctx"]["expected"] for d in words) else _NOTHING
    kind, values = _told(details, path, tree, model)
    return kind(places.at(*path), **{"given": _given(details["input"]), "unknown": unknown, **values})


def _told(details: ErrorDetails, path: Path, tree: Any, model: type[BaseModel]) -> tuple[Kind, dict[str, object]]:
    name, context = details["type"], details.get("ctx", {})
    if name == "missing":
        return KEY_MISSING, {"key": path[-1] if path else "schema"}
    if name == "extra_forbidden":
        return KEY_UNKNOWN, {"key": path[-1], "near": _near_key(str(path[-1]), path, tree, model)}
    if name in _SIMPLE:
        return _SIMPLE[name], {}
    return _WITH_CONTEXT.get(name, _fallback)(details["input"], context)


_SIMPLE = {
    "value_error": NOT_NUMBER,
    "string_type": NOT_TEXT,
    "string_unicode": TEXT_CONTROL,
    "tuple_type": NOT_LIST,
    "list_type": NOT_LIST,
    "dict_type": NOT_MAPPING,
    "model_type": NOT_MAPPING,
    "model_attributes_type": NOT_MAPPING,
    "bool_type": NOT_BOOLEAN,
    "bool_parsing": NOT_BOOLEAN,
    "int_type": NOT_WHOLE,
    "int_parsing": NOT_WHOLE,
    "int_from_float": NOT_WHOLE,
    "int_parsing_size": NOT_WHOLE,
    "date_type": BAD_DATE,
    "date_parsing": BAD_DATE,
    "date_from_datetime_parsing": BAD_DATE,
    "date_from_datetime_inexact": BAD_DATE,
}

Teller = Callable[[Any, dict[str, Any]], tuple[Kind, dict[str, object]]]


def _fallback(_given: Any, _context: dict[str, Any]) -> tuple[Kind, dict[str, object]]:
    return NOT_UNDERSTOOD, {}


def _pattern(_: Any, context: dict[str, Any]) -> tuple[Kind, dict[str, object]]:
    kind = next((kind for start, kind in _PATTERNS.items() if context["pattern"].startswith(start)), TEXT_CONTROL)
    return kind, {}


def _allowed(_: Any, context: dict[str, Any]) -> tuple[Kind, dict[str, object]]:
    return NOT_ONE_OF, {"allowed": context["expected"].replace("'", "").replace(" or ", ", ")}


def _too_short(given: Any, context: dict[str, Any]) -> tuple[Kind, dict[str, object]]:
    return TOO_FEW, {"given": len(given), "least": context["min_length"]}


def _too_long(given: Any, context: dict[str, Any]) -> tuple[Kind, dict[str, object]]:
    limit = context["max_length"]
    return (ID_PATTERN, {}) if limit == 60 else (TEXT_LONG, {"length": len(given), "limit": limit})


def _at_least(_: Any, context: dict[str, Any]) -> tuple[Kind, dict[str, object]]:
    least = context["ge"]
    return OUT_OF_RANGE, {"limit": Say(f"paling sedikit {least}", f"at least {least}")}


def _at_most(_: Any, context: dict[str, Any]) -> tuple[Kind, dict[str, object]]:
    most = context["le"]
    return OUT_OF_RANGE, {"limit": Say(f"paling banyak {most}", f"at most {most}")}


def _tag_unknown(_: Any, context: dict[str, Any]) -> tuple[Kind, dict[str, object]]:
    key = context["discriminator"].strip("'")
    allowed = context["expected_tags"].replace("'", "")
    return KIND_UNKNOWN, {"key": key, "given": str(context["tag"])[:60], "allowed": allowed}


def _tag_missing(_: Any, context: dict[str, Any]) -> tuple[Kind, dict[str, object]]:
    return KEY_MISSING, {"key": context["discriminator"].strip("'")}


_WITH_CONTEXT: dict[str, Teller] = {
    "string_pattern_mismatch": _pattern,
    "string_too_short": lambda _, __: (TEXT_EMPTY, {}),
    "string_too_long": _too_long,
    "too_short": _too_short,
    "greater_than_equal": _at_least,
    "less_than_equal": _at_most,
    "literal_error": _allowed,
    "enum": _allowed,
    "union_tag_invalid": _tag_unknown,
    "union_tag_not_found": _tag_missing,
}


def _given(value: Any) -> object:
    """Name what was written: a short text or number itself, otherwise its kind."""
    if value is None:
        return Say("kosong", "nothing")
    if isinstance(value, str):
        return f"`{value[:60]}`"
    for kind, name in _TYPE_NAMES:
        if isinstance(value, kind) and kind is not bool:
            return name
    return f"`{str(value).lower()[:60]}`"


def _near_key(key: str, path: Path, tree: Any, model: type[BaseModel]) -> Say:
    """Advise the known key that is spelled most like the unknown one."""
    known = known_keys(model, path[:-1], tree)
    near = get_close_matches(key, known, n=1, cutoff=0.6)
    if near:
        return Say(f"Mungkin maksudnya `{near[0]}`?", f"Did you mean `{near[0]}`?")
    listed = ", ".join(known)
    return Say(f"Hapus kunci ini; yang dikenal: {listed}.", f"Delete it; the known keys are: {listed}.")
