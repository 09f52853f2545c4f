"""The fictional table in examples/: what each invented place is there to show, and that nobody can take it for real."""

import csv
import os
from fractions import Fraction
from pathlib import Path

import pytest

from kotaham.core.record import Origins, make_record
from kotaham.core.scoring.engine import Scores, score
from kotaham.core.scoring.plan import compile_plan
from kotaham.core.scoring.states import Mark, State
from kotaham.core.scoring.verdict import Verdict, verdict
from kotaham.workbook.read import read_facts
from kotaham.workbook.reading import Reading
from tests.instruments.shelf import ROOT, shipped

FILE = ROOT / "examples" / "kota-rekaan-2025.csv"
EXAMPLE = "kota-ham-contoh/2026"


@pytest.fixture(scope="module")
def reading() -> Reading:
    return read_facts(FILE, shipped(EXAMPLE), period="2025", period_end="2025-12-31")


@pytest.fixture(scope="module")
def scores(reading: Reading) -> Scores:
    return score(compile_plan(shipped(EXAMPLE)), reading.table)


def row(scores: Scores, name: str) -> int:
    return [subject.name for subject in scores.table.subjects].index(name)


def judged(scores: Scores, name: str) -> Verdict:
    return verdict(scores, row(scores, name))


def cells() -> list[list[str]]:
    with FILE.open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream, delimiter=";"))


# Nobody takes it for real


def test_the_file_says_in_its_first_cell_and_in_every_row_that_it_is_invented() -> None:
    title, _, header, *rows = cells()
    assert title[0].startswith("Data rekaan")
    assert all(line[header.index("(catatan)")].startswith("semua rekaan") for line in rows)
    assert all(line[header.index("provinsi")] in ("Rekaan Utara", "Rekaan Selatan") for line in rows)
    told = (ROOT / "examples" / "README.md").read_text(encoding="utf-8")
    assert all(line[header.index("nama")].split(" ", 1)[1] in told for line in rows)


def test_no_invented_place_has_the_code_or_the_name_of_a_real_one() -> None:
    folder = Path(os.environ.get("KOTAHAM_SHARED", ROOT / ".." / "shared"))
    table = folder / "data" / "indikator_kabkota_bps" / "bps_2021_514.csv"
    assert table.is_file(), f"shared data are missing: no {table}; set KOTAHAM_SHARED to the folder that holds `data`"
    with table.open(encoding="utf-8", newline="") as stream:
        real = list(csv.DictReader(stream))
    words = {word.casefold() for line in real for cell in line.values() for word in cell.split()}
    codes = {line["kode_kemendagri"] for line in real}
    _, _, _, *rows = cells()
    assert "jakarta" in words
    assert [line[1] for line in rows if line[1].split(" ", 1)[1].casefold() in words] == []
    assert [line[0] for line in rows if line[0] in codes or line[0][:2] in {code[:2] for code in codes}] == []


def test_the_titles_above_the_column_names_are_those_of_the_instrument() -> None:
    _, titles, header, *_ = cells()
    of = {one.code: one.title.replace(";", ",") for one in shipped(EXAMPLE).known_indicators}
    pairs = [
        (of[name.split(".")[0]], told) for name, told in zip(header, titles, strict=True) if name.split(".")[0] in of
    ]
    assert len(pairs) > 70
    assert [told for title, told in pairs if not told.startswith(title)] == []


# Every outcome once


def test_every_row_is_read_without_a_note(reading: Reading) -> None:
    assert (reading.rows_in, len(reading.table.subjects), reading.refused, reading.notes) == (8, 8, (), ())


@pytest.mark.parametrize(
    ("name", "total", "with_bonus", "predicate"),
    [
        ("Kota Alkisah", "6359/70", "6569/70", "utama"),
        ("Kabupaten Ibarat", "5987/70", "5987/70", "madya"),
        ("Kota Andaikata", "23987/350", "24687/350", "madya"),
        ("Kabupaten Misalan", "10281/175", "10281/175", "pratama"),
        ("Kota Konon", "10281/175", "10281/175", "pratama"),
        ("Kabupaten Rekacita", "7964/175", "7964/175", "rintisan"),
        ("Kabupaten Seumpama", "4553/175", "4553/175", None),
    ],
)
def test_each_place_has_exactly_its_total_and_predicate(
    scores: Scores, name: str, total: str, with_bonus: str, predicate: str | None
) -> None:
    at = row(scores, name)
    assert (scores.total(at), scores.final(at)) == (Fraction(total), Fraction(with_bonus))
    assert judged(scores, name).predicate == predicate


def test_every_predicate_and_none_at_all_occur(scores: Scores) -> None:
    found = {verdict(scores, at).predicate for at in range(len(scores.table.subjects))}
    assert found == {"utama", "madya", "pratama", "rintisan", None}
    assert judged(scores, "Kabupaten Seumpama").below


def test_one_place_reaches_the_highest_predicate_and_a_gate_withholds_it(scores: Scores) -> None:
    told = judged(scores, "Kabupaten Ibarat")
    assert told.withheld == ("utama",)
    assert [(gate.code, gate.passed) for gate in told.gates] == [("SETIAP_HAK", False), ("LAYANAN_KORBAN", True)]
    assert [code for code, _ in told.gates[0].short] == ["PEREMPUAN"]
    others = [subject.name for subject in scores.table.subjects if subject.name != "Kabupaten Ibarat"]
    assert [name for name in others if judged(scores, name).withheld] == []


def test_one_place_lacks_one_answer_and_so_has_no_total(scores: Scores) -> None:
    at = row(scores, "Kota Syahdan")
    assert scores.final(at) is None
    assert judged(scores, "Kota Syahdan").why_none == "no_total"
    missing = [leaf.indicator.code for n, leaf in enumerate(scores.plan.leaves) if scores.state[n, at] == State.MISSING]
    assert missing == ["KMB-P3"]


def test_a_bonus_lifts_one_place_over_a_threshold(scores: Scores) -> None:
    at, least = row(scores, "Kota Andaikata"), Fraction(70)
    total, final = scores.total(at), scores.final(at)
    assert total is not None
    assert final is not None
    assert total < least <= final


def test_two_places_with_different_answers_share_a_rank_and_the_next_is_skipped(scores: Scores) -> None:
    record = make_record(scores, Origins("", False, (), 8, (), ()))
    ranks = {one["name"]: one["rank"] for one in record["results"]}
    assert ranks == {
        "Kota Alkisah": 1,
        "Kabupaten Ibarat": 2,
        "Kota Andaikata": 3,
        "Kabupaten Misalan": 4,
        "Kota Konon": 4,
        "Kabupaten Rekacita": 6,
        "Kabupaten Seumpama": 7,
        "Kota Syahdan": None,
    }
    one, other = row(scores, "Kabupaten Misalan"), row(scores, "Kota Konon")
    assert any(column[one] != column[other] for column in scores.table.columns.values())


def marked(scores: Scores, mark: Mark) -> set[tuple[str, str]]:
    return {
        (subject.name, leaf.indicator.code)
        for n, leaf in enumerate(scores.plan.leaves)
        for at, subject in enumerate(scores.table.subjects)
        if scores.marks[n, at] & mark
    }


def test_a_small_place_is_flagged_where_one_case_moves_the_figure(scores: Scores) -> None:
    found = marked(scores, Mark.SMALL_DENOMINATOR)
    assert ("Kabupaten Rekacita", "HDP-H1") in found
    assert {name for name, _ in found} == {"Kabupaten Rekacita"}


def test_a_required_item_that_is_missing_is_flagged(scores: Scores) -> None:
    assert marked(scores, Mark.REQUIRED_MISSING) == {("Kabupaten Seumpama", "HDP-P1"), ("Kabupaten Seumpama", "PRP-P1")}


def test_two_indicators_do_not_apply_somewhere_and_say_why(scores: Scores) -> None:
    at = row(scores, "Kabupaten Rekacita")
    answers = {code: column[at] for code, column in scores.table.columns.items()}
    reasons = {code: one.reason for code, one in answers.items() if one is not None and one.not_applicable}
    assert set(reasons) == {"SJT-P1", "AMN-H2"}
    assert all(len(why) > 40 for why in reasons.values())
