"""A required item that is missing leaves fewer points than the band gives, and every ladder says so."""

from pathlib import Path

from kotaham.core.facts import Answer, FactTable, Ticked
from kotaham.core.record import make_record
from kotaham.core.scoring.engine import score
from kotaham.core.scoring.plan import compile_plan
from kotaham.report.city import make_city
from kotaham.report.html import write_html
from kotaham.report.overview import make_overview
from kotaham.report.rapor import Rapors
from kotaham.report.reading import Reading
from kotaham.report.run import Run
from kotaham.report.view import Ladder
from tests.report.print_sample import instrument, table


def limited() -> Run:
    """Give the first city two items but not the required one: the band of 4 points, of which none are left."""
    facts = table(3)
    columns = dict(facts.columns)
    columns["AKSES"] = [Answer(Ticked(frozenset({"TOILET", "HURUF"}))), *facts.columns["AKSES"][1:]]
    judge = instrument()
    changed = FactTable(facts.subjects, columns, facts.period, facts.period_end, facts.bonus)
    return Run(judge, judge, make_record(score(compile_plan(judge), changed)), changed, "")


def ladder(index: int) -> Ladder:
    reading = Reading(limited(), "id")
    page = make_city(reading, index, make_overview(reading))
    found = next(row.ladder for right in page.rights for row in right.indicators if row.code == "AKSES")
    assert found is not None
    return found


def test_a_limited_step_tells_both_the_points_of_the_band_and_those_that_are_left() -> None:
    current = next(step for step in ladder(0).steps if step.current)
    assert (current.points, current.earned) == ("4", "0")
    assert [step.earned for step in ladder(0).steps if not step.current] == ["", ""]
    assert ladder(0).sentence == (
        "2 butir: rentang mulai 1 sampai 2, 4 poin, dibatasi menjadi 0 karena ada butir wajib yang belum terpenuhi."
    )


def test_a_step_that_keeps_its_points_is_not_called_limited() -> None:
    assert {step.earned for step in ladder(1).steps} == {""}
    assert "dibatasi" not in ladder(1).sentence


def test_page_and_rapor_mark_the_limited_step_with_a_word(tmp_path: Path) -> None:
    write_html(tmp_path / "r.html", limited(), "id")
    assert (tmp_path / "r.html").read_text(encoding="utf-8").count("4 → 0<small>dibatasi</small>") == 1
    page = Rapors(limited(), "id").data(0)["page"]
    rows = [one for right in page["rights"] for one in right["indicators"] if one["note"].startswith("AKSES")]
    assert [step["points"] for step in rows[0]["ladder"]["steps"]] == ["0", "4 → 0 dibatasi", "9"]
