"""The other language of an instrument: a file of texts that cannot touch a number, a code or a rule.

The translation's keys mirror the instrument, with lists keyed by code: `indicators.HIDUP-01.title`. One walk over
the instrument (`_walk`) knows every text; reading, checking and applying a translation all use it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path as FilePath
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from kotaham.core.errors import Kind, Problem, Refused
from kotaham.core.instrument.kinds import Checklist, Choice, Direct, Line, Ratio
from kotaham.core.instrument.load import read_text, read_yaml
from kotaham.core.instrument.model import Bonus, Indicator, Instrument, Node, Predicates, WeightedTree
from kotaham.core.instrument.places import Path, Places, in_file_order, path_text
from kotaham.core.instrument.shape import KEY_MISSING, NOT_MAPPING, NOT_ONE_OF
from kotaham.core.language import Say

Text = str | tuple[str, ...]
Speak = Callable[..., Any]
Model = TypeVar("Model", bound=BaseModel)

HEAD = ("schema", "id", "version", "language")

UNKNOWN_TEXT = Kind(
    "translation.unknown-place",
    Say(
        "Terjemahan ini memuat `{place}`, padahal tidak ada teks seperti itu di instrumennya.",
        "The translation holds `{place}`, but the instrument has no such text.",
    ),
    Say("{near}", "{near}"),
)
NOT_A_TEXT = Kind(
    "translation.not-text",
    Say("`{place}` harus berupa teks atau daftar teks.", "`{place}` must be text or a list of texts."),
    Say(
        "Isi dengan terjemahannya, atau hapus kuncinya.",
        "Write the translation, or delete the key.",
    ),
)
OTHER_LENGTH = Kind(
    "translation.other-length",
    Say(
        "`{place}` memuat {given} butir, padahal di instrumennya {wanted}.",
        "`{place}` has {given} items, but the instrument has {wanted}.",
    ),
    Say("Terjemahkan butir demi butir, dalam urutan yang sama.", "Translate item by item, in the same order."),
)
OTHER_INSTRUMENT = Kind(
    "translation.other-instrument",
    Say(
        "Terjemahan ini untuk {given}, bukan untuk {wanted}.",
        "The translation is of {given}, not of {wanted}.",
    ),
    Say(
        "Pakai berkas terjemahan yang benar, atau betulkan `id` dan `version`.",
        "Use the right file, or correct `id` and `version`.",
    ),
)
SAME_LANGUAGE = Kind(
    "translation.same-language",
    Say(
        "Bahasa terjemahan sama dengan bahasa instrumennya.",
        "The translation is in the instrument's own language.",
    ),
    Say("Betulkan `language`.", "Correct `language`."),
)


@dataclass(frozen=True, slots=True)
class Translation:
    """The texts of one instrument version in another language, by path."""

    id: str
    version: str
    language: str
    texts: Mapping[Path, Text]
    places: Places


def load_translation(path: FilePath | str) -> Translation:
    """Read a translation file; raises Refused with all its problems."""
    text, _ = read_text(FilePath(path))
    return parse_translation(text, str(path))


def parse_translation(text: str, source: str = "") -> Translation:
    """Read a translation from text."""
    tree = read_yaml(text, source)
    if not isinstance(tree.value, dict):
        raise Refused(NOT_MAPPING(tree.places.at(), given=Say("isi lain", "something else"), unknown=""))
    problems = list(_head_problems(tree.value, tree.places))
    leaves = list(_leaves({key: value for key, value in tree.value.items() if key not in HEAD}, ()))
    problems += [NOT_A_TEXT(tree.places.at(*path), place=path_text(path)) for path, text in leaves if text is None]
    if problems:
        raise Refused(in_file_order(problems))
    texts = {path: text for path, text in leaves if text is not None}
    return Translation(tree.value["id"], tree.value["version"], tree.value["language"], texts, tree.places)


def texts_of(instrument: Instrument) -> dict[Path, Text]:
    """Return every text of an instrument that a translation may replace, by path."""
    texts: dict[Path, Text] = {}

    def note(value: Any, *path: str) -> Any:
        texts[path] = value
        return value

    _walk(instrument, _known_only(note))
    return texts


def translated(instrument: Instrument, translation: Translation) -> Instrument:
    """Return the instrument with the texts of the translation; what is not translated stays as it is.

    Raises Refused when the translation is of another instrument or names a text that does not exist.
    """
    problems = in_file_order(_unfit(instrument, translation))
    if problems:
        raise Refused(problems)
    speak = _known_only(lambda value, *path: translation.texts.get(path, value))
    return _walk(instrument, speak).model_copy(update={"language": translation.language})


def missing_texts(instrument: Instrument, translation: Translation) -> tuple[str, ...]:
    """Return the paths of the texts that are not translated yet."""
    return tuple(path_text(path) for path in texts_of(instrument) if path not in translation.texts)


def _head_problems(tree: dict[str, Any], places: Places) -> Iterator[Problem]:
    for key in HEAD:
        if key not in tree:
            yield KEY_MISSING(places.at(key), key=key)
    for key, allowed in (("schema", (1,)), ("language", ("id", "en"))):
        if key in tree and tree[key] not in allowed:
            words = ", ".join(str(one) for one in allowed)
            yield NOT_ONE_OF(places.at(key), given=f"`{tree[key]}`", allowed=words)


def _leaves(tree: Any, path: Path) -> Iterator[tuple[Path, Text | None]]:
    """Yield every text with its path; None for what is not text."""
    if isinstance(tree, dict):
        for key, inner in tree.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(tree, list):
        yield path, tuple(tree) if tree and all(_is_line(item) for item in tree) else None
    else:
        yield path, tree if _is_line(tree) else None


_LINE: TypeAdapter[str] = TypeAdapter(Line)


def _is_line(value: Any) -> bool:
    try:
        _LINE.validate_python(value)
    except ValidationError:
        return False
    return True


def _unfit(instrument: Instrument, translation: Translation) -> Iterator[Problem]:
    """Yield why a translation does not belong to an instrument."""
    at = translation.places.at
    given, wanted = f"{translation.id}@{translation.version}", f"{instrument.id}@{instrument.version}"
    if given != wanted:
        yield OTHER_INSTRUMENT(at("id"), given=given, wanted=wanted)
        return
    if translation.language == instrument.language:
        yield SAME_LANGUAGE(at("language"))
    known = texts_of(instrument)
    for path, text in translation.texts.items():
        if path not in known:
            yield UNKNOWN_TEXT(at(*path), place=path_text(path), near=_near(path, known))
        elif _length(text) != _length(known[path]):
            yield OTHER_LENGTH(
                at(*path), place=path_text(path), given=_length(text) or 1, wanted=_length(known[path]) or 1
            )


def _length(text: Text) -> int | None:
    """Return how many items a list of texts has; None for a single text."""
    return None if isinstance(text, str) else len(text)


def _near(path: Path, known: Mapping[Path, Text]) -> Say:
    names = [path_text(other) for other in known]
    near = get_close_matches(path_text(path), names, n=1, cutoff=0.6)
    if near:
        return Say(f"Mungkin maksudnya `{near[0]}`?", f"Did you mean `{near[0]}`?")
    return Say("Hapus kunci ini.", "Delete the key.")


def _known_only(speak: Speak) -> Speak:
    """Leave out what is not a text at all: nothing, an empty list, and the word `unknown`."""
    return lambda value, *path: speak(value, *path) if value and value != "unknown" else value


def _walk(instrument: Instrument, say: Speak) -> Instrument:
    """Rebuild the instrument, passing each of its texts through `say(value, *path)`."""
    update: dict[str, Any] = {key: say(getattr(instrument, key), key) for key in ("title", "notice", "about")}
    update["bonus_note"] = say(instrument.bonus_note, "bonus_note")
    update["groups"] = tuple(
        _texts(group, say, "groups", group.code, keys=("title", "section", "hole", "note"))
        for group in instrument.groups
    )
    update["elements"] = tuple(_titled(element, say, "elements") for element in instrument.elements)
    update["aggregation"] = _aggregation(instrument, say)
    update["policies"] = instrument.policies.model_copy(
        update={
            key: _texts(getattr(instrument.policies, key), say, "policies", keys=("note",), to=(key,))
            for key in ("missing", "not_applicable", "gap")
        }
    )
    update["predicates"] = _predicates(instrument.predicates, say)
    update["gates"] = tuple(_titled(gate, say, "gates") for gate in instrument.gates)
    update["bonus"] = _bonus(instrument.bonus, say)
    for key in ("in_force", "rounding", "stated_groups", "stated_indicators"):
        part = getattr(instrument, key)
        update[key] = part and _texts(part, say, "notes", keys=("note",), to=(key,))
    if instrument.indicators != "unknown":
        update["indicators"] = tuple(_indicator(indicator, say) for indicator in instrument.indicators)
    return instrument.model_copy(update=update)


def _texts(part: Model, say: Speak, *path: str, keys: tuple[str, ...], to: tuple[str, ...] = ()) -> Model:
    """Pass some texts of a part through `say`; `to` names them in the translation where the names differ."""
    names = to or keys
    return part.model_copy(
        update={key: say(getattr(part, key), *path, name) for key, name in zip(keys, names, strict=True)}
    )


def _titled(part: Any, say: Speak, section: str) -> Any:
    """Pass the title (`section.CODE`) and the note (`notes.section.CODE`) of a part through `say`."""
    update = {
        "title": say(part.title, section, part.code),
        "note": say(part.note, "notes", section, part.code),
    }
    return part.model_copy(update=update)


def _aggregation(instrument: Instrument, say: Speak) -> Any:
    aggregation: Any = _texts(instrument.aggregation, say, "notes", keys=("note",), to=("aggregation",))
    if isinstance(aggregation, WeightedTree):
        return aggregation.model_copy(update={"tree": tuple(_node(node, say) for node in aggregation.tree)})
    return aggregation


def _node(node: Node, say: Speak) -> Node:
    children = tuple(_node(child, say) for child in node.children)
    return node.model_copy(update={"title": say(node.title, "nodes", node.code), "children": children})


def _predicates(predicates: Predicates, say: Speak) -> Predicates:
    levels = tuple(_titled(level, say, "predicates") for level in predicates.levels)
    update = {"levels": levels, "below": say(predicates.below, "below")}
    return predicates.model_copy(update={**update, "none_because": say(predicates.none_because, "none_because")})


def _bonus(bonus: Any, say: Speak) -> Any:
    if not isinstance(bonus, Bonus):
        return bonus
    items = tuple(
        _titled(item, say, "bonus").model_copy(update={"evidence": say(item.evidence, "bonus_evidence", item.code)})
        for item in bonus.items
    )
    return bonus.model_copy(update={"items": items})


_INDICATOR_TEXTS = ("title", "help", "unit", "period", "owners", "evidence", "example", "note")


def _indicator(indicator: Indicator, say: Speak) -> Indicator:
    path = ("indicators", indicator.code)
    scoring = _scoring(indicator.scoring, lambda value, *inner: say(value, *path, *inner))
    return _texts(indicator, say, *path, keys=_INDICATOR_TEXTS).model_copy(update={"scoring": scoring})


def _scoring(scoring: Any, say: Speak) -> Any:
    match scoring:
        case Ratio():
            return _texts(scoring, say, keys=("numerator", "denominator"))
        case Direct():
            return _texts(scoring, say, keys=("criteria",))
        case Choice(options=options):
            return scoring.model_copy(update={"options": _titles(options, say, "options")})
        case Checklist(items=items):
            return scoring.model_copy(update={"items": _titles(items, say, "items")})
        case _:
            return scoring


def _titles(parts: tuple[Any, ...], say: Speak, section: str) -> tuple[Any, ...]:
    return tuple(part.model_copy(update={"title": say(part.title, section, part.code)}) for part in parts)
