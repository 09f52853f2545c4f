"""Translations: all texts of the other language, and not one number."""

from collections.abc import Mapping
from pathlib import Path as FilePath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kotaham.core.errors import Refused
from kotaham.core.instrument.load import parse
from kotaham.core.instrument.model import Instrument
from kotaham.core.instrument.places import Path, Places
from kotaham.core.instrument.translate import (
    Text,
    Translation,
    load_translation,
    missing_texts,
    parse_translation,
    texts_of,
    translated,
)
from kotaham.core.instrument.translate_write import fitting, refitted, translation_yaml
from tests.core.instrument.samples import SMALL, TRANSLATION, changed
from tests.strategies import instruments

INSTRUMENT = parse(SMALL).instrument


def told(text: str, lang: str = "id") -> str:
    """Read a translation that must be refused, and apply it if it can be read."""
    with pytest.raises(Refused) as caught:
        translated(INSTRUMENT, parse_translation(text, "x.en.yaml"))
    return caught.value.text("en" if lang == "en" else "id")


def test_every_text_is_replaced_and_nothing_else() -> None:
    english = translated(INSTRUMENT, parse_translation(TRANSLATION))
    assert english.language == "en"
    assert english.groups[1].hole == "No data yet"
    assert english.predicates.below == "Not good yet"
    assert english.known_indicators[0].unit == "people"
    assert english.known_indicators[1].scoring.options[1].title == "By letter"  # type: ignore[union-attr]
    assert english.known_indicators[1].scoring.options[1].points == 1  # type: ignore[union-attr]


def test_what_is_not_translated_stays_and_is_listed() -> None:
    translation = parse_translation(changed((", unit: people", ""), ("notice: Not law.\n", ""), text=TRANSLATION))
    assert translated(INSTRUMENT, translation).known_indicators[0].unit == "orang"
    assert missing_texts(INSTRUMENT, translation) == ("notice", "indicators.A1.unit")
    assert missing_texts(INSTRUMENT, parse_translation(TRANSLATION)) == ()


def test_a_translation_is_read_from_its_file(tmp_path: FilePath) -> None:
    file = tmp_path / "2026.en.yaml"
    file.write_text(TRANSLATION, encoding="utf-8")
    assert load_translation(file).texts["title",] == "Example"


def test_a_text_for_something_that_does_not_exist_is_refused() -> None:
    text = changed(("  A1:", "  A3:"), text=TRANSLATION)
    assert told(text).splitlines()[0] == (
        "x.en.yaml:13, indicators.A3.title: Terjemahan ini memuat `indicators.A3.title`, padahal tidak ada teks "
        "seperti itu di instrumennya. Mungkin maksudnya `indicators.A2.title`? [translation.unknown-place]"
    )
    assert "The translation holds `indicators.A3.title`, but the instrument has no such text." in told(text, "en")


@pytest.mark.parametrize("slip", ["scale: '10'", "predicates: {BAIK: {from: '10'}}", "indicators: {A1: {group: G2}}"])
def test_a_translation_cannot_touch_the_rules(slip: str) -> None:
    head = TRANSLATION.split("title:")[0]
    assert "[translation.unknown-place]" in told(f"{head}{slip}\n")


def test_a_number_is_not_a_text() -> None:
    text = changed(("unit: people", "unit: 5"), text=TRANSLATION)
    assert told(text) == (
        "x.en.yaml:13, indicators.A1.unit: `indicators.A1.unit` harus berupa teks atau daftar teks. "
        "Isi dengan terjemahannya, atau hapus kuncinya. [translation.not-text]"
    )
    assert "`indicators.A1.unit` must be text or a list of texts." in told(text, "en")


def test_a_list_is_translated_item_by_item() -> None:
    text = changed(("[Health office]", "[Health office, Police]"), text=TRANSLATION)
    assert told(text) == (
        "x.en.yaml:13, indicators.A1.owners: `indicators.A1.owners` memuat 2 butir, padahal di instrumennya 1. "
        "Terjemahkan butir demi butir, dalam urutan yang sama. [translation.other-length]"
    )
    assert "has 2 items, but the instrument has 1." in told(text, "en")


def test_a_translation_of_another_version_is_refused() -> None:
    assert told(changed(("'2026'", "'2025'"), text=TRANSLATION)) == (
        "x.en.yaml:2, id: Terjemahan ini untuk contoh@2025, bukan untuk contoh@2026. Pakai berkas terjemahan yang "
        "benar, atau betulkan `id` dan `version`. [translation.other-instrument]"
    )


def test_a_translation_into_the_same_language_is_refused() -> None:
    assert told(changed(("language: en", "language: id"), text=TRANSLATION)) == (
        "x.en.yaml:4, language: Bahasa terjemahan sama dengan bahasa instrumennya. "
        "Betulkan `language`. [translation.same-language]"
    )


def test_the_head_of_a_translation_is_complete() -> None:
    text = told(changed(("id: contoh\n", ""), ("language: en", "language: jv"), text=TRANSLATION))
    assert "Kunci `id` belum ada." in text
    assert "`jv` tidak dikenal di sini. Pilih salah satu: id, en." in text
    assert "[instrument.not-a-mapping]" in told("- satu\n")


def test_what_is_unknown_is_not_a_text_to_translate() -> None:
    unknown = parse(changed(("unit: orang", "unit: unknown"), ("below: Belum baik", "below: unknown"))).instrument
    assert set(texts_of(INSTRUMENT)) - set(texts_of(unknown)) == {("indicators", "A1", "unit"), ("below",)}


@settings(max_examples=40)
@given(instruments(), st.data())
def test_translating_there_and_back_gives_the_same_instrument(instrument: Instrument, data: st.DataObject) -> None:
    known = texts_of(instrument)
    chosen = data.draw(st.sets(st.sampled_from(sorted(known, key=str))))
    other = translated(instrument, _translation(instrument, {path: _crossed(known[path]) for path in chosen}))
    assert {path for path, text in texts_of(other).items() if text == _crossed(text)} == chosen
    assert translated(other, _translation(other, known)) == instrument


@settings(max_examples=40)
@given(instruments(), st.data())
def test_a_translation_is_written_as_its_file_and_read_back_the_same(
    instrument: Instrument, data: st.DataObject
) -> None:
    known = texts_of(instrument)
    chosen = {path: _crossed(known[path]) for path in data.draw(st.sets(st.sampled_from(sorted(known, key=str))))}
    text = translation_yaml(instrument, chosen)
    assert fitting(text, instrument) == chosen
    assert refitted(text, instrument) == text
    renamed = instrument.model_copy(update={"version": "lain"})
    assert fitting(refitted(text, renamed), renamed) == chosen


def _translation(instrument: Instrument, texts: Mapping[Path, Text]) -> Translation:
    language = "en" if instrument.language == "id" else "id"
    return Translation(instrument.id, instrument.version, language, texts, Places("x.en.yaml", {}))


def _crossed(text: Text) -> Text:
    return "terjemahan" if isinstance(text, str) else ("terjemahan",) * len(text)
