"""Printed reports: what they say, to whom they can be read aloud, and that nobody's name can change them."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from kotaham.core.facts import Answer, Chosen, FactTable, Given, Paper, Quotient, Subject, Ticked
from kotaham.core.instrument.kinds import Checklist, Choice, Direct
from kotaham.core.instrument.library import Library
from kotaham.core.language import Lang
from kotaham.core.numbers import exact
from kotaham.core.record import make_record
from kotaham.core.scoring.engine import score
from kotaham.core.scoring.plan import compile_plan
from kotaham.report.city import make_city
from kotaham.report.national import national_data
from kotaham.report.pdf import rapor_name, write_national, write_rapor, write_rapors
from kotaham.report.printing import as_json, print_json
from kotaham.report.rapor import Rapors, most_to_gain, to_gain
from kotaham.report.run import Run
from kotaham.report.words import word
from tests.report.print_sample import HOSTILE, full_answers, instrument, partial_origins, run, table, text_of


def test_a_rapor_says_total_predicate_rank_and_rights(rapor: Path) -> None:
    text = text_of(rapor)
    assert "Kabupaten Contoh 0 memperoleh nilai akhir 67,63 dari 100 dengan predikat Cukup Peduli HAM." in text
    assert "kurang 17,38 untuk Peduli HAM" in text
    assert "1 dari 5 daerah bernilai" in text
    assert "Hak hidup" in text
    assert "92,00" in text
    assert "Tiap hak paling sedikit 50. Belum terpenuhi untuk Peduli HAM (paling sedikit 50): " in text
    assert "48,72" in text


def test_a_rapor_shows_each_indicator_with_its_ladder_and_place(rapor: Path) -> None:
    text = text_of(rapor)
    assert "Kematian ibu AKI · per 100.000 kelahiran hidup 8 dari 10 poin" in text
    assert "≤ 110 10 111–140 8 141–200 4 > 200 0" in text
    assert "125: rentang mulai 111 sampai 140, 8 poin." in text
    assert word("adds", "id", given="12,50", weight="15,63") in text
    assert "penyebut kecil" in text


def test_a_rapor_shows_what_was_answered_and_by_which_evidence(rapor: Path) -> None:
    text = text_of(rapor)
    assert "3 / 2.400 × 100.000 = 125: rentang mulai 111 sampai 140, 8 poin." in text
    assert "ada dan berlaku (jawaban: sejak 1 Januari 2020 sampai 1 Januari 2030)" in text
    assert "Jawaban: 0 (wawancara)" in text
    assert "Pedoman penelaah: Wawancara warga" in text
    facts = table(1)
    columns = dict(facts.columns) | {"AKI": [full_answers()["AKI"]]}
    proven = replace(run(1), table=replace(facts, columns=columns))
    row = Rapors(proven, "id").data(0)["page"]["rights"][0]["indicators"][0]
    assert row["proof"] == "Data dukung: Profil kesehatan 2025"


def test_the_box_of_the_predicate_names_the_one_that_was_held_back() -> None:
    gate = {"code": "G", "title": "Pos", "for": "CUKUP", "rule": "indicator_at_least", "value": 6}
    page = Rapors(run(3, gates=[gate | {"indicators": ["POSKO"]}]), "id").data(0)["page"]
    assert page["outcome-note"] == "Cukup Peduli HAM tertahan"
    assert Rapors(run(3), "id").data(0)["page"]["outcome-note"] == "kurang 17,38 untuk Peduli HAM"


def test_the_summary_of_a_few_cities_is_by_rank_and_tells_the_bonus_rule() -> None:
    data = national_data(run(8), "id")
    ranks = [one["rank"] for one in data["cities"]]
    assert ranks[-1] == "–"
    assert ranks[:-1] == sorted(ranks[:-1])
    assert data["distribution-title"] == "Berdampingan"
    assert data["rules"][-1]["name"] == "Nilai tambah"
    assert data["rules"][-1]["text"].startswith(
        "Prakarsa daerah: paling banyak 3. Seluruh nilai tambah paling banyak 3;"
    )


def test_a_rapor_tells_the_three_gains_that_the_formula_gives(rapor: Path) -> None:
    whole = run(6)
    page = Rapors(whole, "id").data(0)["page"]
    assert [one["gain"] for one in page["lift"]] == ["+15,63", "+7,81", "+7,81"]
    assert page["lift"][0] == {
        "title": "Penilaian lapangan (KESAN)",
        "text": "Sekarang 0 dari 10 poin. Poin penuh: Wawancara warga.",
        "gain": "+15,63",
    }
    assert "Tiga hal yang paling menaikkan nilai" in text_of(rapor)


def test_a_gain_is_the_missing_points_times_weight_by_most() -> None:
    rapors = Rapors(run(9), "id")
    page = make_city(rapors.reading, 4, rapors.overview)
    judged = {one["indicator"]: one for one in rapors.reading.results[4]["answers"]}
    every = [row for right in page.rights for row in right.indicators if row.state == "scored"]
    for row in every:
        one = judged[row.code]
        most, points, weight = exact(one["most"]), exact(one["points"]), exact(one["weight"])
        assert to_gain(row) == (most - points) * weight / most
    gains = sorted((to_gain(row) for row in every), reverse=True)
    assert [to_gain(row) for row in most_to_gain(page)] == [gain for gain in gains if gain > 0][:3]
    total = rapors.reading.results[4]["total"]
    assert sum(gains, exact(total)) == Fraction(100)


def test_a_rapor_without_total_says_why_and_what_is_missing(tmp_path: Path) -> None:
    write_rapor(tmp_path / "x.pdf", run(3), 1)
    text = text_of(tmp_path / "x.pdf")
    assert "belum punya nilai akhir: 1 dari 7 indikator tanpa nilai" in text
    assert "Tanpa predikat" in text
    assert "Tidak ada predikat karena nilai akhir tidak ada." in text
    assert "Yang masih kurang Angka melek huruf (MELEK) Isi angkanya (persen)." in text
    assert "Alasan tidak ada data: belum dihitung." in text


def test_every_page_bears_the_notice_and_says_that_rows_were_refused(rapor: Path, tmp_path: Path) -> None:
    write_national(tmp_path / "n.pdf", run(120, origins=partial_origins(122, 120)))
    for path, refused in ((rapor, "2 dari 8"), (tmp_path / "n.pdf", "2 dari 122")):
        pages = PdfReader(path).pages
        assert len(pages) >= 2
        for page in pages:
            assert "Contoh, bukan peraturan." in page.extract_text()
            assert f"SEBAGIAN: {refused} baris ditolak." in page.extract_text()


def test_a_regulation_bears_no_notice_of_an_example(tmp_path: Path) -> None:
    write_rapor(tmp_path / "x.pdf", run(2, nature="regulation", notice=None), 0)
    assert "bukan peraturan" not in text_of(tmp_path / "x.pdf")


@pytest.mark.parametrize(("lang", "title"), [("id", "Rapor Kabupaten Contoh 0: "), ("en", "Report card of ")])
def test_a_rapor_is_a_tagged_document_with_language_and_title(tmp_path: Path, lang: str, title: str) -> None:
    write_rapor(tmp_path / "x.pdf", run(2, lang=lang), 0, "en" if lang == "en" else "id")
    reader = PdfReader(tmp_path / "x.pdf")
    root: Any = reader.root_object
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == lang
    assert root["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert reader.metadata is not None
    assert str(reader.metadata.title).startswith(title)
    assert reader.metadata.creation_date is None
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()
    kinds = _kinds(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/H3", "/P", "/Table", "/TH"} <= kinds


def _kinds(node: object) -> set[str]:
    """Collect the kinds of the elements of the structure tree."""
    got = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(got, list):
        return set().union(*(_kinds(part) for part in got)) if got else set()
    if not isinstance(got, dict):
        return set()
    own = {str(got["/S"])} if "/S" in got else set()
    return own | (_kinds(got["/K"]) if "/K" in got else set())


def test_a_report_in_english_is_english_throughout(tmp_path: Path) -> None:
    whole = run(4, lang="en", origins=partial_origins(5, 4))
    write_rapor(tmp_path / "r.pdf", whole, 1, "en")
    write_national(tmp_path / "n.pdf", whole, "en")
    text = text_of(tmp_path / "r.pdf") + text_of(tmp_path / "n.pdf")
    for said in (
        "Example, not a regulation.",
        "PARTIAL: 1 of 5 rows was refused.",
        "has no total yet",
        "Right to life",
    ):
        assert said in text
    for left in ("Halaman", "Nilai tiap", "Yang masih", "Aturan", "Semua daerah", "daerah bernilai", "Sidik"):
        assert left not in text


def test_a_rapor_fits_on_three_pages(tmp_path: Path) -> None:
    write_rapor(tmp_path / "x.pdf", run(2), 0)
    assert len(PdfReader(tmp_path / "x.pdf").pages) <= 3


def test_the_same_run_prints_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_rapor(tmp_path / name, run(15), 2)
        write_national(tmp_path / f"{name}-n", run(15))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert (tmp_path / "one-n").read_bytes() == (tmp_path / "two-n").read_bytes()


@pytest.mark.parametrize("at", range(len(HOSTILE)))
def test_a_hostile_name_is_shown_as_it_is(tmp_path: Path, at: int) -> None:
    write_rapor(tmp_path / "x.pdf", run(len(HOSTILE), HOSTILE), at)
    # A very long word is broken into lines; what counts is that no character is lost or run.
    assert "".join(HOSTILE[at].split()) in text_of(tmp_path / "x.pdf").replace(" ", "")


@settings(max_examples=25)
@given(st.text(max_size=40))
def test_no_text_can_stop_the_printing(name: str) -> None:
    data = Rapors(run(1, (name,)), "id").data(0)
    assert print_json("rapor.typ", as_json(data)).startswith(b"%PDF-")


def test_a_character_that_no_font_holds_is_told_by_its_number(tmp_path: Path) -> None:
    write_rapor(tmp_path / "x.pdf", run(1, ("Kota \U0001f600 \u4e2d \u202eABC\x07",)), 0)
    assert "Kota [U+1F600] [U+4E2D] [U+202E]ABC[U+0007]" in text_of(tmp_path / "x.pdf")


def test_only_our_font_is_in_the_file(rapor: Path) -> None:
    fonts: set[str] = set()
    for page in PdfReader(rapor).pages:
        resources: Any = page["/Resources"]
        fonts |= {str(one.get_object()["/BaseFont"]) for one in resources["/Font"].values()}
    assert {name.split("+")[1].split("-")[0] for name in fonts} == {"SourceSansPro"}


def test_rapors_are_named_by_code_and_name_and_told_as_they_are_done(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    write_rapors(tmp_path, run(3), on_done=lambda done, total: seen.append((done, total)))
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "11.01-kabupaten-contoh-0.pdf",
        "11.02-kabupaten-contoh-1.pdf",
        "11.03-kabupaten-contoh-2.pdf",
    ]
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_rapors_of_several_processes_are_those_of_one(tmp_path: Path) -> None:
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
    write_rapors(tmp_path / "here", run(5))
    write_rapors(tmp_path / "there", run(5), workers=2)
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / n).iterdir()} for n in ("here", "there"))
    assert one == two


@given(st.text(max_size=30), st.text(max_size=200))
def test_a_file_name_is_plain_and_never_leaves_its_folder(code: str, name: str) -> None:
    made = rapor_name(code, name)
    assert made
    assert len(made) <= 60
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789.-")
    assert not made.startswith((".", "-"))


def test_a_file_name_tells_code_and_name() -> None:
    assert rapor_name("32.73", "Kota Bandung") == "32.73-kota-bandung"
    assert rapor_name("../..", "/etc/passwd") == "etc-passwd"
    assert rapor_name("", "\u4e2d") == "rapor"


@pytest.mark.parametrize("lang", ["id", "en"])
def test_a_rapor_of_the_shipped_example_with_its_34_indicators_fits_on_four_pages(tmp_path: Path, lang: Lang) -> None:
    shelf = Library([Path(__file__).parents[2] / "instruments"])
    judge, told = shelf.find("kota-ham-contoh").instrument, shelf.find("kota-ham-contoh", lang).instrument
    first: dict[str, Any] = {
        "bands": Fraction(50),
        "ratio": Quotient(20, 1000),
        "yes_no": True,
        "document": Paper(True),
    }
    columns: dict[str, list[Answer | None]] = {}
    for one in judge.known_indicators:
        scoring = one.scoring
        value = first.get(scoring.kind)
        if isinstance(scoring, Choice):
            value = Chosen(scoring.options[0].code)
        if isinstance(scoring, Checklist):
            value = Ticked(frozenset(item.code for item in scoring.items))
        columns[one.code] = [Answer(Given(0, "wawancara") if isinstance(scoring, Direct) else value)]
    facts = FactTable([Subject("11.08", "Kabupaten Aceh Utara", "Aceh")], columns, "2026", "2026-12-31")
    whole = Run(judge, told, make_record(score(compile_plan(judge), facts)), facts, "")
    write_rapor(tmp_path / "x.pdf", whole, 0, lang)
    assert len(columns) == 34
    assert 3 <= len(PdfReader(tmp_path / "x.pdf").pages) <= 4


def test_the_header_tells_the_instrument_in_full_where_there_is_room(tmp_path: Path) -> None:
    title = "Kriteria kabupaten dan kota peduli hak asasi manusia menurut naskah yang panjang sekali"
    whole = run(3, title=title, origins=partial_origins(4, 3))
    assert Rapors(whole, "id").data(0)["header"] == f"Kabupaten Contoh 0 · {title}"
    assert Rapors(run(3, title=title * 9), "id").data(0)["header"].endswith("…")


def test_an_instrument_whose_indicators_are_not_known_still_prints(tmp_path: Path) -> None:
    judge = instrument(indicators="unknown", gates=[])
    facts = FactTable([Subject("11.01", "Kota A")], {}, "2025")
    whole = Run(judge, judge, make_record(score(compile_plan(judge), facts)), facts, "")
    write_rapor(tmp_path / "r.pdf", whole, 0)
    write_national(tmp_path / "n.pdf", whole)
    assert "indikator instrumen ini belum diketahui" in text_of(tmp_path / "r.pdf")
    assert "Belum ada" in text_of(tmp_path / "r.pdf")
    assert "belum ada yang punya nilai akhir" in text_of(tmp_path / "n.pdf")


def test_indicators_that_lack_the_same_thing_are_told_together() -> None:
    unscorable = [
        {"code": code, "group": "HIDUP", "title": f"Indikator {code}", "scoring": {"kind": "unknown"}} for code in "AB"
    ]
    judge = instrument(indicators=unscorable, gates=[])
    facts = FactTable([Subject("11.01", "Kota A")], {code: [Answer(5)] for code in "AB"}, "2025")
    whole = Run(judge, judge, make_record(score(compile_plan(judge), facts)), facts, "")
    missing = Rapors(whole, "id").data(0)["page"]["missing"]
    assert [one["title"] for one in missing] == ["Indikator A (A); Indikator B (B)"]
    assert "lembar Metode pada scores.xlsx" in " ".join(Rapors(whole, "id").data(0)["cautions"])
