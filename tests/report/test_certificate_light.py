"""The light way of printing certificates looks, reads and is tagged as typst's own, and leaves to it what it must."""

import io
import random
from hashlib import sha256
from typing import Any

import pypdf
import pypdfium2
import pytest
from PIL import ImageChops, ImageStat

from kotaham.core.badges.payload import in_pdf, sign, text_of
from kotaham.report.certificate import Paper, certificate_pdf, certificate_pdf_of, pdf_parts, skeleton
from kotaham.report.certificate.light import light_pdf
from kotaham.report.certificate.lines import Unfit
from kotaham.report.certificate.page import whole_pdf
from tests.core.badges.made import SIGNER, SITE, record

pytestmark = [pytest.mark.no_database, pytest.mark.slow]

NAMES = (
    "Yulia Muzaffar, S.H., M.H.", "Wayan Tóth (I Gede) Wiffty", 'Prof. Dr. \\o/ "Bung" <b>&amp; AVATAR-To, Ph.D.',
    "O’Neil D'Arcy [x] {y} @D@I@K@T, A.Md.Keb.", "Raden Mas Panji " * 5 + "Ömer, Sp.PD-KGH.", "X" * 64,
)  # fmt: skip
WORDS = (
    'telah mengikuti pelatihan e-learning Dasar (HAM) bagi Aparatur, Kabupaten/Kota; 12,5 JP "kelas" s.d. 50% staff.'
)
LETTERS_ELSEWHERE = ("محمد", "Nǔr", "ꦏꦠ", "Siti  ", "Afffan", "a\u200bb")


def paper(**said: str) -> Paper:
    made = record(**said)
    return Paper(made.fields, text_of(made, sign(made, SIGNER), SITE), f"{SITE}/sertifikat/{made.token}")


def any_paper(name: str, chance: random.Random) -> Paper:
    return paper(
        name=name,
        text=" ".join(chance.choices(WORDS.split(), k=chance.randint(2, 40))),
        organiser=" ".join(chance.choices(("Kantor", "Wilayah", "Jawa"), k=chance.choice((3, 20)))),
        signatory_title=" ".join(chance.choices(("Kepala", "Sub-bagian", "Provinsi"), k=chance.randint(1, 9))),
        **{field: chance.choice(("", "2026-11-22")) for field in ("began", "ended", "expires")},
        renews=chance.choice(("", "000001/PHAM/X/2023")),
        post=chance.choice(("", "Analis")),
    )


def tags(part: Any) -> object:
    """Return the tree of tags as nested tuples."""
    kids = [one.get_object() for one in part["/K"]]
    told = tuple(str(part.get(name, "")) for name in ("/S", "/Alt", "/T"))
    return (*told, tuple(tags(one) if isinstance(one, dict) else int(one) for one in kids))


def about(file: pypdf.PdfReader, name: str) -> str:
    assert file.metadata is not None
    return str(file.metadata[name])


def drawn(pdf: bytes) -> tuple[Any, str]:
    page = pypdfium2.PdfDocument(pdf)[0]
    return page.render(scale=60 / 72).to_pil().convert("L"), "".join(page.get_textpage().get_text_range().split())


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_looks_reads_and_is_tagged_as_that_of_typst(name: str) -> None:
    chance, light = random.Random(name), 0
    for _turn in range(4):
        one = any_paper(name, chance)
        try:
            made = light_pdf(one)
        except Unfit:
            continue
        light, whole = light + 1, whole_pdf(one)
        (image, words), (right, told) = drawn(made), drawn(whole)
        assert ImageStat.Stat(ImageChops.difference(image, right)).mean[0] < 0.05
        assert words == told.replace("\u200b", "")
        assert in_pdf(made) == one.code
        assert certificate_pdf(one) == made
        ours, theirs = (pypdf.PdfReader(io.BytesIO(pdf), strict=True) for pdf in (made, whole))
        assert tags(ours.root_object["/StructTreeRoot"]) == tags(theirs.root_object["/StructTreeRoot"])
        assert about(ours, "/Title") == about(theirs, "/Title").replace("\u200b", "")
        assert about(ours, "/Creator").startswith("KotaHAM certificate/1, Typst")
    assert light


@pytest.mark.parametrize("letters", LETTERS_ELSEWHERE)
def test_what_it_cannot_set_for_certain_is_left_to_typst(letters: str) -> None:
    one = paper(name=letters)
    with pytest.raises(Unfit):
        light_pdf(one)
    assert certificate_pdf(one) == whole_pdf(one)


def test_a_page_that_another_typst_writes_in_another_way_is_left_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def other(_pdf: bytes) -> pdf_parts.File:
        raise pdf_parts.NotAsExpected("other")

    one = paper(title="Piagam")
    monkeypatch.setattr(skeleton, "taken_apart", other)
    assert certificate_pdf(one) == whole_pdf(one)


def test_what_was_printed_first_in_one_way_is_printed_so_again() -> None:
    one = paper()
    light, whole = light_pdf(one), whole_pdf(one)
    assert light != whole
    for first in (light, whole):
        assert certificate_pdf_of(one, sha256(first).hexdigest()) == first
    assert certificate_pdf_of(one, "") == certificate_pdf_of(one, "0" * 64) == light
