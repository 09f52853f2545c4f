"""Pages and pictures are drawn anew: the reader never receives a byte of the original."""

import io
import random
from pathlib import Path

import pytest
from PIL import Image

from kotaham.apps.evidence.inspection import launch, media
from kotaham.core.errors import Refused
from tests.apps.evidence import benign

pytestmark = pytest.mark.no_database


def drawn(data: bytes, kind: media.Media, folder: Path, page: int = 1) -> Image.Image:
    path = folder / "the-file"
    path.write_bytes(data)
    with path.open("rb") as file:
        return Image.open(io.BytesIO(launch.draw(file, kind, page, seconds=20)))


def test_a_page_of_a_pdf_becomes_a_picture_of_its_own(tmp_path: Path) -> None:
    first, second = (drawn(benign.pdf(40), media.PDF, tmp_path, page) for page in (1, 2))
    assert max(first.size) == 1400
    assert first.tobytes() != second.tobytes()


def test_a_photo_is_turned_upright_made_small_and_loses_its_notes(tmp_path: Path) -> None:
    picture = drawn(benign.jpeg((5000, 4000)), media.JPEG, tmp_path)
    assert max(picture.size) <= 1400
    assert picture.height > picture.width
    assert not picture.getexif()
    assert picture.info == {}


def test_a_large_photo_fits_the_memory_allowed(tmp_path: Path) -> None:
    assert max(drawn(benign.jpeg((9000, 7000)), media.JPEG, tmp_path).size) <= 1400


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P", "1", "LA", "I;16"])
def test_a_png_of_any_mode_is_drawn(mode: str, tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new(mode, (30, 20)).save(out, "PNG")
    assert drawn(out.getvalue(), media.PNG, tmp_path).size == (30, 20)


def test_a_page_that_is_not_there_is_refused_with_words(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="halaman itu tidak ada"):
        drawn(benign.pdf(), media.PDF, tmp_path, 7)


@pytest.mark.parametrize("seed", range(20))
def test_a_damaged_file_is_drawn_or_refused_and_never_breaks_the_caller(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    kind = chance.choice([media.PDF, media.PNG, media.JPEG])
    data = bytearray({"pdf": benign.pdf(3), "png": benign.png(), "jpeg": benign.jpeg()}[kind.name])
    for _ in range(30):
        data[chance.randrange(len(data))] = chance.randrange(256)
    try:
        size = drawn(bytes(data), kind, tmp_path).size
    except Refused as letter:
        size, words = (1, 1), letter.text()
    else:
        words = "Berkas ini"
    assert max(size) <= 1400
    assert "Berkas ini" in words
