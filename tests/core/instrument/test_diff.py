"""Differences between two versions, in words."""

from hypothesis import given, settings
from hypothesis import strategies as st

from kotaham.core.instrument.diff import differences
from kotaham.core.instrument.load import parse
from kotaham.core.instrument.model import Instrument
from tests.core.instrument.samples import SMALL, changed
from tests.strategies import instruments


def told(*changes: tuple[str, str]) -> list[tuple[str, str, str]]:
    """Change the sample and tell the differences."""
    old, new = parse(SMALL).instrument, parse(changed(*changes)).instrument
    return [(one.change, one.text("id"), one.text("en")) for one in differences(old, new)]


def test_another_id_version_or_language_is_no_difference() -> None:
    assert told(("'2026'", "'2027'"), ("id: contoh", "id: lain"), ("language: id", "language: en")) == []


def test_a_changed_threshold_is_told() -> None:
    assert told(("from: 75", "from: 70")) == [
        ("changed", "Predikat BAIK, mulai: dari 75 menjadi 70.", "Predicate BAIK, from: from 75 to 70.")
    ]


def test_a_changed_band_is_told_by_what_it_covers() -> None:
    assert told(("below: 10, points: 5", "below: 10, points: 4")) == [
        (
            "changed",
            "Indikator A1, cara penilaian, rentang: poin rentang di bawah 10 dari 5 menjadi 4.",
            "Indicator A1, scoring, bands: points of the band below 10 from 5 to 4.",
        )
    ]


def test_moved_ends_are_told_band_by_band() -> None:
    assert [text for _, text, _ in told(("below: 10", "below: 12"), ("from: 10", "from: 12"))] == [
        "Indikator A1, cara penilaian, rentang: rentang di bawah 10 (5 poin) dihapus.",
        "Indikator A1, cara penilaian, rentang: rentang baru di bawah 12 (5 poin).",
        "Indikator A1, cara penilaian, rentang: rentang mulai 10 (0 poin) dihapus.",
        "Indikator A1, cara penilaian, rentang: rentang baru mulai 12 (0 poin).",
    ]


def test_the_certainty_of_a_band_is_compared_too() -> None:
    assert [text for _, text, _ in told(("points: 5}", "points: 5, certainty: inferred}"))] == [
        "Indikator A1, cara penilaian, rentang: tingkat keyakinan rentang di bawah 10 dari tidak ada menjadi simpulan."
    ]


def test_added_and_dropped_parts_are_told_by_title() -> None:
    right = "title: Hak perempuan, hole: Belum ada data}"
    assert told((f"  - {{code: G2, {right}", f"  - {{code: G3, {right[:-1]}, section: Sipil}}")) == [
        ("dropped", "Hak G2 dihapus: Hak perempuan.", "Right G2 was dropped: Hak perempuan."),
        ("added", "Hak G3 ditambahkan: Hak perempuan.", "Right G3 was added: Hak perempuan."),
    ]


def test_a_part_that_only_changed_its_code_is_told_as_such() -> None:
    assert told(("code: G2", "code: G9"))[0] == (
        "recoded",
        "Hak G2 berganti kode menjadi G9.",
        "Right G2 got the code G9.",
    )


def test_a_moved_indicator_is_told() -> None:
    assert told((", hole: Belum ada data", ""), ("group: G1", "group: G2"))[1:] == [
        ("moved", "Indikator A1 pindah dari hak G1 ke hak G2.", "Indicator A1 moved from right G1 to right G2.")
    ]


def test_new_titles_units_options_policies_and_scorings_are_told() -> None:
    changes = (
        ("Angka kematian ibu", "Kematian ibu"),
        ("unit: orang", "unit: unknown"),
        ("title: Surat, points: 1", "title: Surat, points: 2"),
        ("gap: {rule: flag}", "gap: {rule: nearest_lower}"),
        ("[Dinas Kesehatan]", "[Dinas Kesehatan, Dinas Sosial]"),
    )
    assert [(change, text) for change, text, _ in told(*changes)] == [
        ("changed", "Aturan hitung, celah, aturan: dari `flag` menjadi `nearest_lower`."),
        ("retitled", "Indikator A1, judul: dari `Angka kematian ibu` menjadi `Kematian ibu`."),
        ("changed", "Indikator A1, satuan: dari `orang` menjadi belum diketahui."),
        (
            "changed",
            "Indikator A1, penanggung jawab: dari `Dinas Kesehatan` menjadi `Dinas Kesehatan`; `Dinas Sosial`.",
        ),
        ("changed", "Indikator A2, cara penilaian, pilihan b, poin: dari 1 menjadi 2."),
    ]


def test_another_kind_of_scoring_is_told_once() -> None:
    start = SMALL.index("    scoring:\n      kind: choice")
    other = parse(SMALL[:start] + "    scoring: {kind: yes_no, yes: 5, no: 0}\n").instrument
    assert [one.text() for one in differences(parse(SMALL).instrument, other)] == [
        "Indikator A2, cara penilaian: dari `choice` menjadi `yes_no`."
    ]


def test_another_order_is_told() -> None:
    one, two = "  - {code: G1, title: Hak hidup}\n", "  - {code: G2, title: Hak perempuan, hole: Belum ada data}\n"
    assert told((one + two, two + one)) == [("reordered", "Hak: urutannya berubah.", "Rights: in another order.")]


@settings(max_examples=40)
@given(instruments(max_indicators=3), instruments(max_indicators=3))
def test_two_instruments_differ_in_words_exactly_when_they_differ(one: Instrument, other: Instrument) -> None:
    assert differences(one, one) == []
    same_head = other.model_copy(update={"version": one.version, "language": one.language})
    told_of = differences(one, same_head)
    assert bool(told_of) == (one != same_head)
    assert all(difference.text("id") and difference.text("en") for difference in told_of)


@given(st.sampled_from(["{", "}", "{0}", "{name}", "%s"]))
def test_braces_in_texts_are_told_as_they_stand(text: str) -> None:
    assert f"`{text}`" in told(("unit: orang", f"unit: '{text}'"))[0][1]
