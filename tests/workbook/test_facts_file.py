"""Facts as a file: read strictly, every fault told at once with its place, never a partial table that looks whole."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.core.errors import Refused
from kotaham.core.facts_json import canonical_json, facts_from_json, facts_to_json
from kotaham.core.instrument.load import parse
from kotaham.core.scoring.plan import compile_plan
from kotaham.workbook import facts_file
from kotaham.workbook.facts_file import read_facts_bytes
from kotaham.workbook.periods import Period
from kotaham.workbook.read import read_facts
from tests.journeys.invented import EVERY_KIND, answers_for

INSTRUMENT = parse(EVERY_KIND).instrument
PLAN = compile_plan(INSTRUMENT)
Change = Callable[[dict[str, Any]], object]


def good(cities: int = 2, seed: int = 3) -> dict[str, Any]:
    """Return facts that are as documented, in their canonical form."""
    told = {
        "format": "kotaham-facts/1",
        "period": "2025",
        "period_end": "2025-12-31",
        "subjects": [
            {"code": f"99.7{at}", "name": f"Kota {at}", "province": "Provinsi Contoh", "bonus": {"NT-A": "1.5"},
             "answers": {code: value for code, value in answers_for(INSTRUMENT, seed + at).items() if value}}
            for at in range(cities)
        ],
    }  # fmt: skip
    return facts_to_json(facts_from_json(told))


def refused(data: object) -> str:
    """Return the letter that refuses some bytes or JSON."""
    raw = data if isinstance(data, bytes) else json.dumps(data).encode()
    with pytest.raises(Refused) as caught:
        read_facts_bytes("fakta.json", raw, PLAN)
    return caught.value.text()


def test_facts_are_read_as_they_stand() -> None:
    data = canonical_json(good())
    reading = read_facts_bytes("facts.json", data, PLAN)
    assert canonical_json(facts_to_json(reading.table)) == data
    assert (reading.rows_in, reading.refused, reading.notes) == (2, (), ())
    assert reading.inputs[0].name == "facts.json"


@given(seed=st.integers(0, 10_000), cities=st.integers(1, 4))
def test_reading_and_writing_give_the_same_bytes(seed: int, cities: int) -> None:
    data = canonical_json(good(cities, seed))
    assert canonical_json(facts_to_json(read_facts_bytes("f.json", data, PLAN).table)) == data
    assert canonical_json(facts_to_json(facts_from_json(json.loads(data)))) == data


def test_the_reader_of_tables_knows_a_file_of_facts_by_its_ending(tmp_path: Path) -> None:
    file = tmp_path / "Fakta.JSON"
    file.write_bytes(canonical_json(good()))
    assert [one.code for one in read_facts(file, INSTRUMENT).table.subjects] == ["99.70", "99.71"]
    with pytest.raises(Refused, match="Pilihan --sheet hanya untuk tabel"):
        read_facts(file, INSTRUMENT, sheet="Isian")
    with pytest.raises(Refused, match="Pilihan --numbers hanya untuk tabel"):
        read_facts(file, INSTRUMENT, numbers="id")


def test_another_period_than_the_one_asked_for_is_refused() -> None:
    with pytest.raises(Refused, match="Periode yang diminta 2024, sedangkan berkasnya menyatakan 2025"):
        read_facts_bytes("f.json", canonical_json(good()), PLAN, Period("2024"))


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "bukan JSON yang sah: rusak pada baris 1 kolom 1"),
        (b'{"format": ', "rusak pada baris 1 kolom 12"),
        (b"\xff\xfe{}", "bukan UTF-8"),
        (b'{"format": NaN}', "NaN bukan angka"),
        (b'{"a": 1, "a": 2}', "kunci a tertulis dua kali"),
        (b"[" * 100_000, "bertumpuk terlalu dalam"),
        (b"[1]", "bukan sebuah objek"),
        (b"{}", "formatnya None"),
        (b'{"format": "kotaham-facts/2"}', "formatnya kotaham-facts/2"),
        (b'{"format": ' + b"9" * 5000 + b"}", "bukan angka"),
    ],
)
def test_what_is_no_file_of_facts_is_refused_with_what_it_is(raw: bytes, words: str) -> None:
    assert words in refused(raw)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda data: data.pop("period"), "kunci period tidak ada"),
        (lambda data: data.update(extra=1), "kunci extra tidak dikenal"),
        (lambda data: data.update(period=2025), "period bukan teks"),
        (lambda data: data.update(period_end="31-12-2025"), "period_end bukan tanggal"),
        (lambda data: data.update(subjects={}), "subjects bukan daftar"),
        (lambda data: data.update(subjects=[]), "tidak memuat satu daerah pun"),
        (lambda data: data["subjects"].append(7), "subjects[2]: Isian ini tidak dapat dibaca: bukan sebuah objek"),
        (lambda data: data["subjects"][1].pop("name"), "subjects[1]: Isian ini tidak dapat dibaca: kunci name"),
        (lambda data: data["subjects"][1].update(code=" "), "kode daerah kosong"),
        (lambda data: data["subjects"][1].update(code="99.70"), "Kode 99.70 dipakai 2 kali"),
        (lambda data: data["subjects"][0].update(answers=[]), "subjects[0].answers"),
        (lambda data: data["subjects"][0]["bonus"].update({"NT-A": "x"}), "x bukan angka tepat"),
        (lambda data: data["subjects"][0]["answers"].update({"X-9": {"yes": True}}), "Kolom X-9 tidak dikenal"),
    ],
)
def test_a_broken_form_is_refused_with_its_place(change: Change, words: str) -> None:
    data = good()
    change(data)
    assert words in refused(data)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("12", "bukan sebuah objek"),
        ({}, "- bukan jawaban yang dikenal"),
        ({"nomor": "1"}, "nomor bukan jawaban yang dikenal"),
        ({"number": "1", "yes": True}, "number, yes bukan jawaban yang dikenal"),
        ({"missing": "a", "number": "1"}, "missing, number bukan jawaban yang dikenal"),
        ({"missing": "a", "note": "b"}, "missing, note bukan jawaban yang dikenal"),
        ({"missing": 3}, "missing bukan teks"),
        ({"number": "1.234,5"}, "1.234,5 bukan angka tepat"),
        ({"number": "1e9"}, "1e9 bukan angka tepat"),
        ({"number": True}, "True bukan angka tepat"),
        ({"number": "9" * 61}, "bukan angka tepat"),
        ({"numerator": "1", "denominator": ""}, "1 / bukan angka tepat"),
        ({"yes": "ya"}, "yes: ya bukan jawaban yang dikenal"),
        ({"checked": "satu"}, "checked bukan daftar"),
        ({"checked": [1]}, "checked bukan daftar"),
        ({"document": {"present": 1}}, "document.present bukan jawaban yang dikenal"),
        ({"document": {"present": True, "sejak": ""}}, "kunci sejak tidak dikenal"),
        ({"number": "1", "evidence": ["x"]}, "evidence bukan teks"),
        ({"number": "1", "note": "x" * 20_001}, "note lebih panjang dari 20000 tanda"),
    ],
)
def test_what_is_no_answer_is_refused_with_its_place(answer: object, words: str) -> None:
    data = good()
    data["subjects"][1]["answers"]["S-1"] = answer
    told = refused(data)
    assert "fakta.json, subjects[1].answers.S-1" in told
    assert words in told


def test_all_faults_are_told_together_and_very_many_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    data = good(5)
    for one in data["subjects"]:
        one["answers"]["S-1"] = {"number": "x"}
    assert refused(data).count("[facts.bad-entry]") == 5
    monkeypatch.setattr(facts_file, "MOST_TOLD", 3)
    assert "Masih ada 2 kesalahan lain." in refused(data)


def test_a_file_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts_file, "MAX_FILE_BYTES", 100)
    assert "lebih besar dari" in refused(good())


def test_a_city_that_cannot_be_scored_is_refused_alone_with_every_reason() -> None:
    data = good(3)
    data["subjects"][1]["answers"] |= {"S-1": {"number": "140"}, "D-1": {"choice": "z"}}
    data["subjects"][1]["bonus"] = {"NT-A": "99"}
    reading = read_facts_bytes("f.json", canonical_json(data), PLAN)
    assert [one.code for one in reading.table.subjects] == ["99.70", "99.72"]
    (row,) = reading.refused
    assert (row.row, row.code, [one.code for one in row.problems]) == (
        2,
        "99.71",
        ["facts.impossible-value", "facts.not-an-option", "facts.bonus-too-high"],
    )
    assert reading.problems == row.problems


def test_without_the_last_day_of_the_period_documents_with_dates_are_noted() -> None:
    data = good(1)
    data["period_end"] = ""
    data["subjects"][0]["answers"]["D-3"] = {"document": {"present": True, "from": "2024-01-01", "until": ""}}
    (note,) = read_facts_bytes("f.json", canonical_json(data), PLAN).notes
    assert "Hari terakhir periode tidak disebutkan" in note.text()
