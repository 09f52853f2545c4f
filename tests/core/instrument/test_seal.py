"""Seals: a sealed version never changes, and an unfinished one is not sealed."""

from pathlib import Path

import pytest

from kotaham.core.errors import Refused
from kotaham.core.instrument.library import Library
from kotaham.core.instrument.load import load, parse
from kotaham.core.instrument.seal import seal, sealed_digests, verify_seal
from tests.core.instrument.samples import SMALL, changed


def shelf(tmp_path: Path, text: str = SMALL, version: str = "2026") -> Path:
    """Put an instrument on a shelf and return its file."""
    file = tmp_path / "contoh" / f"{version}.yaml"
    file.parent.mkdir(exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def refused(file: Path) -> Refused:
    """Seal a file that must be refused."""
    with pytest.raises(Refused) as caught:
        seal(load(file))
    return caught.value


def test_sealing_writes_the_digest_beside_the_file(tmp_path: Path) -> None:
    loaded = load(shelf(tmp_path))
    assert verify_seal(loaded) is False
    digest = seal(loaded)
    assert (tmp_path / "contoh" / "SEALED").read_text() == f"2026 sha256:{loaded.file_sha256}\n"
    assert digest == loaded.file_sha256
    assert verify_seal(loaded) is True


def test_seals_are_sorted_and_older_ones_stay(tmp_path: Path) -> None:
    for version in ("2026", "2024"):
        seal(load(shelf(tmp_path, changed(("'2026'", f"'{version}'")), version)))
    assert list(sealed_digests(tmp_path / "contoh")) == ["2024", "2026"]
    assert sorted(file.name for file in (tmp_path / "contoh").iterdir()) == ["2024.yaml", "2026.yaml", "SEALED"]


def test_sealing_twice_changes_nothing(tmp_path: Path) -> None:
    file = shelf(tmp_path)
    assert seal(load(file)) == seal(load(file))


def test_a_sealed_version_that_changed_is_refused_with_what_to_do(tmp_path: Path) -> None:
    file = shelf(tmp_path)
    wanted = seal(load(file))[:12]
    shelf(tmp_path, changed(("from: 75", "from: 70")))
    given = load(file).file_sha256[:12]
    assert refused(file).text() == (
        f"{file}: contoh@2026 sudah disegel, tetapi isinya berubah sesudah itu. Hasil yang sudah terbit dinilai dengan "
        f"isi yang disegel. Pulihkan berkas aslinya (sha256 {wanted}...; yang sekarang {given}...), atau simpan "
        "perubahan sebagai versi baru. [seal.changed]"
    )
    assert "Restore the original file" in refused(file).text("en")
    with pytest.raises(Refused, match=r"seal\.changed"):
        Library([tmp_path]).find("contoh@2026")


def test_even_a_comment_breaks_the_seal(tmp_path: Path) -> None:
    file = shelf(tmp_path)
    seal(load(file))
    shelf(tmp_path, SMALL + "# sekadar catatan\n")
    assert refused(file).codes == ("seal.changed",)


def test_what_is_still_unknown_is_not_sealed(tmp_path: Path) -> None:
    file = shelf(tmp_path, changed(("unit: orang", "unit: unknown"), ("below: Belum baik", "below: unknown")))
    assert refused(file).text() == (
        f"{file}: Versi ini belum dapat disegel: 2 hal belum diketahui, misalnya predicates.below. "
        "Lengkapi dahulu hal-hal itu dari teks hukumnya. [seal.still-unknown]"
    )
    assert not (tmp_path / "contoh" / "SEALED").exists()


def test_an_instrument_with_mistakes_is_not_sealed(tmp_path: Path) -> None:
    file = shelf(tmp_path, changed(("from: 75", "from: 175")))
    assert refused(file).codes == ("check.predicate-out-of-reach",)


def test_an_instrument_without_a_file_is_not_sealed() -> None:
    with pytest.raises(Refused) as caught:
        seal(parse(SMALL, "ketikan"))
    assert caught.value.text() == (
        "ketikan: Instrumen ini tidak berasal dari berkas. Simpan dahulu sebagai instruments/<id>/<versi>.yaml. "
        "[seal.no-file]"
    )
    assert verify_seal(parse(SMALL)) is False


def test_a_damaged_seal_file_is_refused_line_by_line(tmp_path: Path) -> None:
    file = shelf(tmp_path)
    digest = "0" * 64
    seals = file.with_name("SEALED")
    seals.write_text(f"2020 sha256:{digest}\n2021 md5:{digest}\n2020 sha256:{digest}\n", encoding="utf-8")
    assert refused(file).text().splitlines() == [
        (
            f"{seals}:2: Baris segel ini tidak dapat dibaca: `2021 md5:{digest[:51]}`. Pulihkan berkas SEALED dari "
            "salinan yang benar; jangan menyuntingnya dengan tangan. [seal.bad-line]"
        ),
        (
            f"{seals}:3: Versi 2020 disegel dua kali di berkas ini. Pulihkan berkas SEALED dari salinan yang benar. "
            "[seal.sealed-twice]"
        ),
    ]


def test_a_failed_write_leaves_the_old_seals(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seal(load(shelf(tmp_path)))
    before = (tmp_path / "contoh" / "SEALED").read_bytes()

    def full_disk(self: Path, target: Path) -> Path:
        raise OSError("disk full")

    monkeypatch.setattr(Path, "replace", full_disk)
    newer = load(shelf(tmp_path, changed(("'2026'", "'2027'")), "2027"))
    with pytest.raises(OSError, match="disk full"):
        seal(newer)
    assert (tmp_path / "contoh" / "SEALED").read_bytes() == before
    assert sorted(file.name for file in (tmp_path / "contoh").iterdir()) == ["2026.yaml", "2027.yaml", "SEALED"]
