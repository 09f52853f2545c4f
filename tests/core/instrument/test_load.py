"""Loading: exact numbers, lines, all problems at once, and hostile files that end quickly in clear words."""

import time
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.core.errors import Problem, Refused
from kotaham.core.instrument.load import load, parse, read_yaml
from tests.core.instrument.samples import SMALL, changed

LAUGHS = "a: &a [ha, ha]\nb: &b [*a, *a, *a]\nc: &c [*b, *b, *b]\nd: [*c, *c, *c]\n"
INDICATOR = """\
  - code: B{n}
    group: G1
    title: Persentase penduduk yang memperoleh layanan dasar nomor {n}
    unit: persen
    owners: [Dinas Kesehatan, Dinas Sosial]
    evidence: [Laporan tahunan]
    direction: higher_better
    scoring:
      kind: bands
      bands:
        - {{below: 10, points: 0}}
        - {{from: 10, below: 20, points: 1}}
        - {{from: 20, below: 40, points: 2.5}}
        - {{from: 40, points: 4}}
"""


def refused(text: str) -> Refused:
    """Load a text that must be refused."""
    with pytest.raises(Refused) as caught:
        parse(text, "x.yaml")
    return caught.value


def test_numbers_are_read_exactly() -> None:
    tree = read_yaml("a: 5.10\nb: 110\nc: '1'\nd: 2016-11-21\ne: 0.1\nf: ~\ng: yes\nh: true\ni: 1_000", "x")
    assert tree.value == {
        "a": Decimal("5.10"),
        "b": 110,
        "c": "1",
        "d": "2016-11-21",
        "e": Decimal("0.1"),
        "f": None,
        "g": "yes",
        "h": True,
        "i": "1_000",
    }
    assert not any(isinstance(value, float) for value in tree.value.values())


def test_a_third_is_a_third() -> None:
    bands = parse(changed(("below: 10", "below: 1/3"), ("from: 10", "from: 1/3"))).instrument
    assert bands.known_indicators[0].scoring.bands[0].below == Fraction(1, 3)  # type: ignore[union-attr]


def test_every_path_has_its_line() -> None:
    lines = parse(SMALL).lines
    assert lines["id",] == 2
    assert lines["groups", 1] == 12
    assert lines["groups", 1, "hole"] == 12
    assert lines["indicators", 0, "scoring", "bands", 1, "points"] == 33


def test_the_digest_is_that_of_the_bytes_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "2026.yaml"
    file.write_bytes(SMALL.encode())
    assert load(file).file_sha256 == parse(SMALL).file_sha256
    assert load(file).path == file
    file.write_bytes(SMALL.encode() + b"# catatan\n")
    assert load(file).file_sha256 != parse(SMALL).file_sha256


def test_all_problems_of_a_file_are_told_in_its_order() -> None:
    problems = refused(changed(("subject: city", "subject: kota"), ("code: A2", "code: A 2"))).problems
    assert [problem.where.line for problem in problems] == [8, 34]


def test_a_file_that_does_not_exist_is_told_by_name(tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        load(tmp_path / "tiada.yaml")
    assert caught.value.text().endswith(
        "tiada.yaml: Berkas ini tidak ada. Periksa nama dan foldernya. [instrument.file-not-found]"
    )
    assert "The file does not exist. Check its name and folder." in caught.value.text("en")


@pytest.mark.parametrize("name", [".", "nul\0.yaml"])
def test_what_is_not_a_plain_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Refused) as caught:
        load(tmp_path / name)
    assert "Berkas ini tidak dapat dibaca (" in caught.value.text()
    assert caught.value.text().endswith(
        "Pastikan ini berkas biasa dan Anda berhak membacanya. [instrument.file-not-readable]"
    )


def test_bytes_that_are_not_utf8_are_told_with_their_line(tmp_path: Path) -> None:
    file = tmp_path / "2026.yaml"
    file.write_bytes(SMALL.encode().replace(b"Hak hidup", b"Hak hid\xfcp"))
    with pytest.raises(Refused) as caught:
        load(file)
    assert caught.value.problems[0].where.line == 11
    assert caught.value.text().endswith(
        "Berkas ini bukan teks UTF-8 (bita ke-192). Simpan ulang sebagai UTF-8. [instrument.not-utf8]"
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be"])
def test_a_byte_order_mark_is_told(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "2026.yaml"
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    file.write_bytes((mark + SMALL).encode(encoding))
    with pytest.raises(Refused) as caught:
        load(file)
    assert caught.value.text().endswith(
        "Berkas ini diawali tanda urutan bita (BOM) yang tidak terlihat. "
        "Simpan ulang sebagai “UTF-8 tanpa BOM”. [yaml.byte-order-mark]"
    )


def test_a_byte_order_mark_in_text_is_told() -> None:
    assert refused("\ufeff" + SMALL).codes == ("yaml.byte-order-mark",)


def test_a_file_of_five_megabytes_is_refused_by_its_size(tmp_path: Path) -> None:
    file = tmp_path / "2026.yaml"
    file.write_bytes(SMALL.encode() + b"# " + b"x" * 5_000_000)
    with pytest.raises(Refused) as caught:
        load(file)
    assert "Berkas ini terlalu besar: > 4000000 karakter, paling banyak 1000000." in caught.value.text()
    assert "[yaml.too-large]" in refused(SMALL + "# " + "x" * 1_000_000).text()


def test_a_file_with_too_many_parts_is_refused() -> None:
    text = refused("a: [" + "1, " * 45_000 + "1]").text()
    assert "Berkas ini memuat terlalu banyak bagian (lebih dari 40000)." in text
    assert "[yaml.too-many-parts]" in text


HOSTILE: dict[str, Callable[[], str]] = {
    "billion laughs": lambda: LAUGHS,
    "deep brackets": lambda: "a: " + "[" * 100_000,
    "deep braces": lambda: "{a: " * 100_000,
    "deep dashes": lambda: "- " * 100_000,
    "deep questions": lambda: "? " * 100_000,
    "one endless word": lambda: "a: " + "x" * 900_000,
    "an endless quote": lambda: "a: '" + "x" * 900_000,
    "an endless number": lambda: "a: " + "9" * 900_000,
    "a huge exponent": lambda: changed(("from: 75", "from: 1e999999999")),
    "a huge negative exponent": lambda: changed(("from: 75", "from: '1e-999999999'")),
    "infinity": lambda: changed(("from: 75", "from: .inf")),
    "not a number": lambda: changed(("from: 75", "from: .nan")),
    "a huge denominator": lambda: changed(("from: 75", "from: 1/" + "9" * 500)),
    "division by zero": lambda: changed(("from: 75", "from: 1/0")),
    "NUL": lambda: SMALL.replace("Contoh", "Con\0toh"),
    "a NUL escape": lambda: changed(("title: Contoh", 'title: "Con\\0toh"')),
    "half a character": lambda: SMALL.replace("Contoh", "Con\ud800toh"),
    "half a character, escaped": lambda: changed(("title: Contoh", 'title: "\\ud800"')),
    "tabs everywhere": lambda: SMALL.replace("  ", "\t"),
    "a million duplicate keys": lambda: "a: 1\n" * 150_000,
    "code in a tag": lambda: "!!python/object/apply:os.system ['true']",
    "an unknown directive": lambda: "%JAHAT 1.0\n---\na: 1\n",
    "merge keys": lambda: changed(("subject: city", "subject: city\n<<: {title: Lain}")),
    "Arabic digits": lambda: changed(("from: 75", "from: \N{ARABIC-INDIC DIGIT SEVEN}5")),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_quickly_and_in_words(name: str) -> None:
    text = HOSTILE[name]()
    start = time.process_time()
    told = refused(text).text()
    assert time.process_time() - start < 2
    assert told.startswith("x.yaml")
    assert len(told) < 60_000


def test_an_instrument_of_120_indicators_loads_in_well_under_a_second() -> None:
    text = SMALL + "".join(INDICATOR.format(n=n) for n in range(120))
    start = time.process_time()
    assert len(parse(text, "besar.yaml").instrument.known_indicators) == 122
    assert time.process_time() - start < 1


@given(st.text(max_size=60))
def test_any_text_is_loaded_or_refused_but_never_breaks(text: str) -> None:
    with pytest.raises(Refused):
        parse(text, "x.yaml")


@given(st.integers(0, len(SMALL) - 1), st.text("-:[]{}#&*!|>'\"%@`, \n0a", max_size=3))
def test_a_slip_of_the_finger_is_loaded_or_refused_but_never_breaks(position: int, slip: str) -> None:
    problems: tuple[Problem, ...] = ()
    try:
        parse(SMALL[:position] + slip + SMALL[position + 1 :], "x.yaml")
    except Refused as refusal:
        problems = refusal.problems or pytest.fail("refused without a problem")
    assert all(problem.text("id") and problem.text("en") for problem in problems)


@pytest.mark.parametrize("words", ["pydantic", "Input should", "Value error", "literal[", "type="])
def test_no_sentence_of_pydantic_is_passed_on(words: str) -> None:
    slips = (("subject: city", "subject: [kota]"), ("from: 75", "from: true"), ("unit: orang", "unit: [orang]"))
    refusal = refused(changed(*slips))
    assert len(refusal.problems) == 3
    assert words not in refusal.text("en")
