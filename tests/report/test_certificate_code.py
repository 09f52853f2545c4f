"""The fast code is the library's code, square by square; and reads back as a picture."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.util import MODE_8BIT_BYTE, MODE_ALPHA_NUM, QRData

from kotaham.report.certificate.code import DENSE, MASK, QUIET, SCALE, TooLong, code_png, squares

pytestmark = pytest.mark.no_database
dense = st.text(alphabet=DENSE, max_size=700)


def by_the_library(before: str, after: str) -> list[list[bool]]:
    code = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=MASK, version=5)
    for text, mode in ((before, MODE_ALPHA_NUM), ("#", MODE_8BIT_BYTE), (after, MODE_ALPHA_NUM)):
        if text:
            code.add_data(QRData(text.encode(), mode=mode), optimize=0)
    code.make(fit=True)
    return [list(row) for row in code.get_matrix()]


@settings(max_examples=60, deadline=None)
@given(dense.filter(bool), dense.filter(bool))
def test_every_square_is_that_of_the_library(before: str, after: str) -> None:
    size, found = squares(f"{before}#{after}")
    rows = [[one == "1" for one in found[at : at + size]] for at in range(0, len(found), size)]
    assert rows == by_the_library(before, after)


def test_the_picture_has_its_quiet_zone_and_the_same_squares() -> None:
    text = "HTTPS://X.ID/S/ABC#" + "AB2C" * 80
    size, found = squares(text)
    picture = Image.open(io.BytesIO(code_png(text))).convert("1")
    assert picture.size == ((size + 2 * QUIET) * SCALE,) * 2
    dots = [
        "0" if picture.getpixel(((col + QUIET) * SCALE + 1, (row + QUIET) * SCALE + 1)) else "1"
        for row in range(size)
        for col in range(size)
    ]
    assert "".join(dots) == found
    assert all(picture.getpixel((col, QUIET * SCALE - 1)) for col in range(picture.width))


@pytest.mark.parametrize("text", ["a", "A#b", "A" * 3000])
def test_what_does_not_fit_is_refused(text: str) -> None:
    with pytest.raises(TooLong):
        squares(text)
