"""What changed between two versions of an instrument, told in words that a jurist can check against the two texts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from pydantic import BaseModel

from kotaham.core.instrument.intervals import interval_of
from kotaham.core.instrument.key_words import KEY_WORDS, VALUE_WORDS
from kotaham.core.instrument.kinds import Band
from kotaham.core.instrument.model import Instrument
from kotaham.core.instrument.model_keys import file_fields
from kotaham.core.language import Lang, Say
from kotaham.core.numbers import plain

Change = Literal["added", "dropped", "moved", "retitled", "recoded", "reordered", "changed"]

_PARTS = {
    "groups": Say("hak", "right"),
    "elements": Say("unsur", "element"),
    "indicators": Say("indikator", "indicator"),
    "levels": Say("predikat", "predicate"),
    "gates": Say("syarat", "gate"),
    "tree": Say("cabang", "branch"),
    "children": Say("cabang", "branch"),
    "options": Say("pilihan", "option"),
    "items": Say("butir", "item"),
}
_MOVES = {"group": Say("hak", "right"), "element": Say("unsur", "element")}
_HEAD = ("schema", "id", "version", "language")
_NOTHING = Say("tidak ada", "none")


@dataclass(frozen=True, slots=True)
class Difference:
    """One change: its kind, the place it concerns (codes and keys), and its words."""

    change: Change
    place: tuple[str, ...]
    words: Say

    def text(self, lang: Lang = "id") -> str:
        """Tell the difference in one sentence."""
        return self.words.id if lang == "id" else self.words.en


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place in the instrument: keys and codes for programs, and its name for people."""

    place: tuple[str, ...] = ()
    name: Say = _NOTHING

    def key(self, key: str) -> "_Spot":
        """Go to a key of this part."""
        word = KEY_WORDS.get(key, Say(key, key))
        if self.name is _NOTHING:
            return _Spot((*self.place, key), word)
        return _Spot((*self.place, key), Say(f"{self.name.id}, {word.id}", f"{self.name.en}, {word.en}"))

    def part(self, key: str, code: str) -> "_Spot":
        """Go to the part with a code in the list `key`."""
        what = _PARTS.get(key, Say(key, key))
        name = Say(f"{what.id} {code}", f"{what.en} {code}")
        if key in ("options", "items") and self.name is not _NOTHING:
            name = Say(f"{self.name.id}, {name.id}", f"{self.name.en}, {name.en}")
        return _Spot((*self.place, key, code), name)

    def says(self, change: Change, rest_id: str, rest_en: str) -> Difference:
        """Make the sentence: the place, then what happened there."""
        texts = [f"{name[0].upper()}{name[1:]}{rest}." for name, rest in self._both(rest_id, rest_en)]
        return Difference(change, self.place, Say(*texts))

    def _both(self, rest_id: str, rest_en: str) -> tuple[tuple[str, str], tuple[str, str]]:
        return (self.name.id, rest_id), (self.name.en, rest_en)


def differences(old: Instrument, new: Instrument) -> list[Difference]:
    """Return every difference but id, version and language, in the order of the model."""
    return list(_model(old, new, _Spot()))


def _model(old: BaseModel, new: BaseModel, at: _Spot) -> Iterator[Difference]:
    for (key, _), name in zip(file_fields(type(old)), type(old).model_fields, strict=True):
        if at.place or key not in _HEAD:
            yield from _value(getattr(old, name), getattr(new, name), key, at)


def _value(old: Any, new: Any, key: str, at: _Spot) -> Iterator[Difference]:
    """Compare two values of one key by their kind."""
    if old == new:
        return
    if isinstance(old, BaseModel) and type(old) is type(new):
        yield from _model(old, new, at.key(key))
    elif isinstance(old, tuple) and isinstance(new, tuple) and _all_coded(old + new):
        yield from _coded(old, new, key, at)
    elif isinstance(old, tuple) and isinstance(new, tuple) and all(isinstance(b, Band) for b in old + new):
        yield from _bands(old, new, at.key("bands"))
    elif _pairs_of_models(old, new):
        for number, (one, other) in enumerate(zip(old, new, strict=True), start=1):
            yield from _model(one, other, at.key(key).key(str(number)))
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        for code in dict.fromkeys([*old, *new]):
            yield from _value(old.get(code), new.get(code), code, at.key(key))
    else:
        yield _changed(old, new, key, at)


def _changed(old: Any, new: Any, key: str, at: _Spot) -> Difference:
    one, other = _told(old), _told(new)
    if key in _MOVES and isinstance(old, str) and isinstance(new, str):
        what = _MOVES[key]
        moved = at.says(
            "moved",
            f" pindah dari {what.id} {old} ke {what.id} {new}",
            f" moved from {what.en} {old} to {what.en} {new}",
        )
        return Difference("moved", (*at.place, key), moved.words)
    change: Change = "retitled" if key == "title" else "changed"
    return at.key(key).says(change, f": dari {one.id} menjadi {other.id}", f": from {one.en} to {other.en}")


def _pairs_of_models(old: Any, new: Any) -> bool:
    """Whether two lists of parts without codes (legal bases) can be compared one by one."""
    lists = isinstance(old, tuple) and isinstance(new, tuple) and len(old) == len(new)
    return lists and all(isinstance(part, BaseModel) for part in (*old, *new))


def _all_coded(values: tuple[Any, ...]) -> bool:
    return all(isinstance(value, BaseModel) and hasattr(value, "code") for value in values)


def _coded(old: tuple[Any, ...], new: tuple[Any, ...], key: str, at: _Spot) -> Iterator[Difference]:
    """Compare two lists by code; a part that only changed its code is told as such."""
    before, after = {part.code: part for part in old}, {part.code: part for part in new}
    recoded = _recoded(before, after)
    for code, part in before.items():
        if code in recoded:
            to = recoded[code]
            yield at.part(key, code).says("recoded", f" berganti kode menjadi {to}", f" got the code {to}")
        elif code not in after:
            yield at.part(key, code).says("dropped", f" dihapus: {_name(part)}", f" was dropped: {_name(part)}")
        else:
            yield from _model(part, after[code], at.part(key, code))
    for code, part in after.items():
        if code not in before and code not in recoded.values():
            yield at.part(key, code).says("added", f" ditambahkan: {_name(part)}", f" was added: {_name(part)}")
    if list(before) != list(after) and sorted(before) == sorted(after):
        yield at.key(key).says("reordered", ": urutannya berubah", ": in another order")


def _name(part: Any) -> str:
    """Name a part by its title; a band or other nameless part by its code."""
    return str(getattr(part, "title", part.code)).rstrip(".")


def _recoded(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, str]:
    """Pair parts that vanished with parts that appeared and say exactly the same."""
    gone = {code: part for code, part in before.items() if code not in after}
    come = {code: part for code, part in after.items() if code not in before}
    pairs: dict[str, str] = {}
    for code, part in gone.items():
        twins = [other for other, twin in come.items() if twin.model_copy(update={"code": code}) == part]
        if len(twins) == 1 and twins[0] not in pairs.values():
            pairs[code] = twins[0]
    return pairs


def _bands(old: tuple[Band, ...], new: tuple[Band, ...], at: _Spot) -> Iterator[Difference]:
    """Compare two ladders band by band, by what they cover."""
    before, after = {interval_of(band): band for band in old}, {interval_of(band): band for band in new}
    for interval in sorted({*before, *after}):
        words, one, other = interval.words(), before.get(interval), after.get(interval)
        if one is None and other is not None:
            points = _told(other.points)
            yield at.says(
                "added",
                f": rentang baru {words.id} ({points.id} poin)",
                f": new band {words.en} ({points.en} points)",
            )
        elif one is not None and other is None:
            points = _told(one.points)
            yield at.says(
                "dropped",
                f": rentang {words.id} ({points.id} poin) dihapus",
                f": band {words.en} ({points.en} points) dropped",
            )
        elif one is not None and other is not None:
            yield from _band(one, other, words, at)


def _band(old: Band, new: Band, words: Say, at: _Spot) -> Iterator[Difference]:
    """Compare two bands that cover the same values."""
    if old.points != new.points:
        one, other = _told(old.points), _told(new.points)
        yield at.says(
            "changed",
            f": poin rentang {words.id} dari {one.id} menjadi {other.id}",
            f": points of the band {words.en} from {one.en} to {other.en}",
        )
    for key in ("certainty", "source", "note"):
        one, other = _told(getattr(old, key)), _told(getattr(new, key))
        word = KEY_WORDS[key]
        if one != other:
            yield at.says(
                "changed",
                f": {word.id} rentang {words.id} dari {one.id} menjadi {other.id}",
                f": {word.en} of the band {words.en} from {one.en} to {other.en}",
            )


def _told(value: Any) -> Say:
    """Tell a value in words."""
    if value is None or value == ():
        return _NOTHING
    if isinstance(value, Fraction):
        return Say(plain(value), plain(value))
    if isinstance(value, bool):
        return Say("ya", "yes") if value else Say("tidak", "no")
    if isinstance(value, tuple):
        inner = [_told(one) for one in value]
        return Say("; ".join(say.id for say in inner), "; ".join(say.en for say in inner))
    if isinstance(value, BaseModel):
        kind = getattr(value, "kind", getattr(value, "method", getattr(value, "title", "...")))
        return Say(f"`{kind}`", f"`{kind}`")
    return VALUE_WORDS.get(str(value), Say(f"`{value}`", f"`{value}`"))
