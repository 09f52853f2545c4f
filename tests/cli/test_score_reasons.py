"""The table of scores says why a place has no total and what a gate withholds."""

from tests.cli.running import PRACTICE, ROOT, run

FICTIONAL = (PRACTICE, ROOT / "examples" / "kota-rekaan-2025.csv", "--period", "2025", "--period-end", "2025-12-31")


def test_a_place_without_total_is_told_with_its_reason() -> None:
    assert "Kota Syahdan: tanpa nilai akhir karena KMB-P3 (tidak ada data)" in run("score", *FICTIONAL).out
    assert "Kota Syahdan: no total because of KMB-P3 (no data)" in run("score", *FICTIONAL, "--lang", "en").out


def test_a_predicate_that_a_gate_withholds_is_told_with_the_gate() -> None:
    told = run("score", *FICTIONAL).out
    assert "Kabupaten Ibarat: Kota HAM Utama tertahan; syarat: Setiap hak bernilai sekurang-kurangnya 60" in told
