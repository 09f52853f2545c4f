"""Every sentence of the screens has its English: none is missing, doubtful, or differs in what is filled in."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

pytestmark = pytest.mark.no_database

SOURCE = Path(__file__).parents[2] / "src" / "kotaham"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# What a page asks to translate, in the form that Django's templatize gives it.
CALL = re.compile(r"""\b(?:n?p?gettext|_)\((?:[^()'"]|u?'(?:\\.|[^'\\])*'|u?"(?:\\.|[^"\\])*")*\)""", re.DOTALL)
PLACE = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}|%[sd]")
Sentence = tuple[str, str]  # context, words
Said = str | tuple[str, ...] | list[str] | None


def sentences() -> Iterator[tuple[Path, Sentence]]:
    """Find every sentence to translate, in programs and in pages."""
    houses = [SOURCE / "apps", SOURCE / "config", SOURCE / "templates"]
    for file in sorted(
        file for house in houses for file in house.rglob("*") if file.suffix in {".py", ".html", ".txt"}
    ):
        text = file.read_text(encoding="utf-8")
        code = text if file.suffix == ".py" else "\n".join(CALL.findall(templatize(text, origin=str(file))))
        for _line, words, _comments, context in extract("python", io.BytesIO(code.encode()), KEYWORDS):
            first = words[0] if isinstance(words, tuple) else words
            yield file.relative_to(SOURCE), (context or "", str(first))


def english() -> dict[Sentence, Said]:
    """Read the English of all rooms together, as the pages do."""
    found: dict[Sentence, Said] = {}
    for file in catalogs():
        for message in read(file):
            if message.id:
                words = str(message.id if isinstance(message.id, str) else message.id[0])
                found[message.context or "", words] = message.string
    return found


def catalogs() -> list[Path]:
    return sorted(SOURCE.rglob("locale/en/LC_MESSAGES/django.po"))


def read(file: Path) -> Catalog:
    with file.open("rb") as stream:
        return read_po(stream, locale="en", abort_invalid=True)


def test_every_sentence_has_its_english() -> None:
    known = english()
    missing = sorted(
        {f"{file}: {words}" for file, (context, words) in sentences() if not all_said(known, context, words)}
    )
    assert missing == []


def all_said(known: dict[Sentence, Said], context: str, words: str) -> bool:
    """Tell whether a sentence is translated, in every number where it has several."""
    said = known.get((context, words), "")
    return all(said) if isinstance(said, tuple | list) else bool(said)


@pytest.mark.parametrize("file", catalogs(), ids=lambda file: file.parts[-5])
def test_no_translation_is_doubtful_or_fills_in_something_else(file: Path) -> None:
    faults = []
    for message in read(file):
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        if message.id and message.fuzzy:
            faults.append(f"fuzzy: {ids[0]}")
        places = [set(PLACE.findall(text)) for text in (ids[-1], *texts) if text]
        if message.id and any(found != places[0] for found in places[1:]):
            faults.append(f"places: {ids[0]}")
    assert faults == []


def test_a_sentence_has_one_english_in_all_rooms() -> None:
    """Rooms share one catalogue: of two translations the pages of both would show one, and one of them wrongly."""
    told: dict[Sentence, set[Said]] = {}
    for file in catalogs():
        for message in read(file):
            if message.id:
                words = str(message.id if isinstance(message.id, str) else message.id[0])
                said = message.string if isinstance(message.string, str) else tuple(message.string or ())
                told.setdefault((message.context or "", words), set()).add(said)
    assert [key for key, said in sorted(told.items()) if len(said) > 1] == []


def test_a_head_over_one_thing_names_one_and_a_list_of_them_names_several() -> None:
    known = english()
    assert (known["", "Kantor"], known["banyak", "Kantor"]) == ("Office", "Offices")
    several = {words: said for (context, words), said in known.items() if context == "banyak"}
    assert [words for words, said in several.items() if known.get(("", words), "") == said] == []


def test_a_missing_translation_is_seen() -> None:
    assert not all_said({}, "", "Kunjungan")
    assert not all_said({("", "a"): ("x", "")}, "", "a")
    assert all_said({("", "a"): ("x", "y")}, "", "a")
