"""The annex of a decision: every city with its result or the reason, changes marked, the same bytes every time."""

from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from kotaham.apps.publication import services
from kotaham.apps.publication.models import Decision
from kotaham.apps.submissions.models import BonusClaim
from kotaham.apps.verification.models import BonusReading
from tests.apps.conftest import AsPerson
from tests.apps.publication.conftest import Case
from tests.apps.publication.test_correct import NEXT, amended
from tests.cast import World


def words_of(raw: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(raw)).pages).split())


def cells_of(raw: bytes) -> list[list[Any]]:
    sheet = load_workbook(BytesIO(raw)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def corrected(case: Case) -> Decision:
    draft = amended(case)
    case.scored()
    draft = services.redraw(draft.pk, actor=case.act("eko"), version=draft.version)
    return services.freeze(draft.pk, NEXT, actor=case.act("hadi"), version=draft.version)


def test_the_paper_says_number_list_and_digest(quick: Case) -> None:
    one = quick.frozen()
    told = words_of(services.annex_pdf(one))
    for word in ("Lampiran Keputusan HAM-01 Tahun 2026", "Kota Damai", "Baik", "30 November 2026", one.digest[:20]):
        assert word in told
    assert "RANCANGAN" not in told
    assert services.annex_pdf(one) == services.annex_pdf(one)
    assert services.annex_workbook(one) == services.annex_workbook(one)


def test_a_draft_says_that_it_is_one(quick: Case) -> None:
    assert "RANCANGAN, belum ditetapkan" in words_of(services.annex_pdf(quick.drafted()))


def test_the_workbook_holds_numbers_and_texts(quick: Case) -> None:
    rows = cells_of(services.annex_workbook(quick.frozen()))
    damai = next(row for row in rows if "Kota Damai" in row)
    assert any(isinstance(cell, float | int) and 50 < cell <= 100 for cell in damai)
    assert "99.71" in damai


def test_a_correction_marks_what_it_changes(quick: Case) -> None:
    one = corrected(quick)
    rows = cells_of(services.annex_workbook(one))
    head = next(row for row in rows if "Semula" in row)
    place = head.index("Semula")
    damai = next(row for row in rows if "Kota Damai" in row)
    rukun = next(row for row in rows if "Kota Rukun" in row)
    assert damai[place]
    assert not rukun[place]
    assert "Mengubah" in words_of(services.annex_pdf(one))


def test_bonus_is_listed_with_its_proof(quick: Case, as_: AsPerson, world: World) -> None:
    report = quick.report()
    BonusClaim.objects.create(submission=report, item="NT-1", points="3", note="laman resmi kota", saved_by=world.ani)
    BonusReading.objects.create(
        submission=report, item="NT-1", stage="validated", points="2", reason="Bukti belum lengkap.", by=world.gita
    )
    one = quick.frozen()
    told = words_of(services.annex_pdf(one))
    assert "laman resmi kota" in told
    assert "Bukti belum lengkap." in told
    page = as_(world.nia).get(reverse("publication:row", args=[one.pk, "99.71"])).content.decode()
    assert "laman resmi kota" in page
    assert "dari 3 yang diajukan" in page


@pytest.mark.parametrize("name", ["annex-pdf", "annex-xlsx"])
def test_the_files_are_given_to_readers_of_the_decision(quick: Case, as_: AsPerson, world: World, name: str) -> None:
    draft = quick.drafted()
    url = reverse(f"publication:{name}", args=[draft.pk])
    assert as_(world.eko).get(url).status_code == 200
    assert as_(world.ani).get(url).status_code == 404


def test_formulas_in_names_stay_text(quick: Case) -> None:
    draft = quick.drafted("=1+1")
    rows = cells_of(services.annex_workbook(draft))
    assert [cell for row in rows for cell in row if cell == "=1+1"] == ["=1+1"]
    book = load_workbook(BytesIO(services.annex_workbook(draft)))
    assert all(cell.data_type != "f" for row in book.worksheets[0].iter_rows() for cell in row)
