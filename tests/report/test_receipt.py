"""Receipts and statements of endorsement: the same paper is the same file, and says what it must."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from kotaham.report.qr import qr_svg
from kotaham.report.receipt import AnswerLine, EndorsementLine, Paper, Receipt, Statement, receipt_pdf, statement_pdf

DIGEST = "ab12" * 16
PAPER = Paper(
    "Kota Damai", "99.71 · Provinsi Contoh", "Putaran {contoh}", "contoh@1", "2025", DIGEST, "id", ("Rekaan",)
)
RECEIPT = Receipt(
    PAPER, "LP-000001-1", "21 November 2026, 10.15 WIB", "Ani Andayani", 5, 6, "https://contoh.example/periksa/abc",
    [AnswerLine("A1", "Angka *kematian* #ibu", "12,5", "BK-000001")],
    [EndorsementLine("Sekretaris Daerah", "Sari, Sekda", "20 November 2026")],
    [("BK-000001", "1", "cd34" * 16)],
)  # fmt: skip


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


@pytest.mark.slow
def test_a_receipt_says_what_was_sent_and_where_to_check_it() -> None:
    text = words(receipt_pdf(RECEIPT))
    for one in ("Kota Damai", "LP-000001-1", "Putaran {contoh}", "5 dari 6 indikator", "12,5", DIGEST, "periksa/abc"):
        assert one in text
    assert "Angka *kematian* #ibu" in text, "what somebody wrote is shown and never run"
    assert "Sari, Sekda" in text


@pytest.mark.slow
def test_the_same_receipt_is_the_same_file() -> None:
    assert receipt_pdf(RECEIPT) == receipt_pdf(RECEIPT)


@pytest.mark.slow
def test_a_statement_is_bound_to_its_digest_and_leaves_room_to_sign() -> None:
    blank = words(statement_pdf(Statement(PAPER, "Sekretaris Daerah", "5 dari 6")))
    assert DIGEST in blank
    assert "Nomor: ....." in blank
    assert "tidak berlaku lagi" in blank
    assert "Tempat dan tanggal diisi penanda tangan" in blank
    filled = words(statement_pdf(Statement(PAPER, "Sekretaris Daerah", "5 dari 6", number="7/X", place="Damai, 1 Mei")))
    assert "Nomor: 7/X" in filled
    assert "Damai, 1 Mei" in filled
    assert "diisi penanda tangan" not in filled


def test_a_code_is_one_picture_with_a_white_edge() -> None:
    drawn = qr_svg("https://contoh.example/periksa/abc")
    assert drawn == qr_svg("https://contoh.example/periksa/abc")
    assert drawn != qr_svg("https://contoh.example/periksa/abd")
    assert "M0 0" not in drawn
    assert "M4 4h1v1h-1z" in drawn
