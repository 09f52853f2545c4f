"""A draft comes out of an annex workbook or a file; all that is wrong is told with sheet, row and column."""

from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import load_workbook

from kotaham.apps.instruments import queries, services
from kotaham.apps.instruments.models import Version
from kotaham.core.errors import Refused
from kotaham.core.instrument.canonical import content
from tests.apps.conftest import ActorOf, AsPerson
from tests.cast import World

pytestmark = pytest.mark.django_db


def annex_of(version: Version, as_: AsPerson, world: World) -> bytes:
    answer = as_(world.people["fajar"]).get(reverse("instruments:annex", args=[version.pk]))
    return bytes(answer.content)


def changed(data: bytes, sheet: str, **cells: str) -> bytes:
    book = load_workbook(BytesIO(data))
    for cell, value in cells.items():
        book[sheet][cell] = value
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def version_cell(data: bytes) -> str:
    sheet = load_workbook(BytesIO(data))["Identitas"]
    return next(f"B{row}" for row in range(1, 12) if str(sheet[f"A{row}"].value).startswith("Versi"))


def test_the_annex_of_a_version_comes_back_as_the_same_content(
    shelves: dict[str, Version], world: World, as_: AsPerson, actor: ActorOf
) -> None:
    source = shelves["permenkumham-25-2013@2013"]
    data = annex_of(source, as_, world)
    data = changed(data, "Identitas", **{version_cell(data): "2013.9"})
    made = services.make_from_file(data, "lampiran.xlsx", actor=actor(world.people["fajar"]))
    assert made.ref == "permenkumham-25-2013@2013.9"
    before, after = content(queries.instrument_of(source)), content(queries.instrument_of(made))
    assert {**before, "version": ""} == {**after, "version": ""}


def test_every_fault_of_an_annex_is_told_at_once_with_its_place(
    shelves: dict[str, Version], world: World, as_: AsPerson
) -> None:
    data = annex_of(shelves["permenkumham-25-2013@2013"], as_, world)
    data = changed(data, "Indikator", A4="", C5="HAK_ASING")
    given = SimpleUploadedFile("lampiran.xlsx", data)
    answer = as_(world.people["fajar"]).post(reverse("instruments:import"), {"file": given})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "lembar Indikator, baris 4" in page
    assert "lembar Indikator, baris 5" in page
    assert Version.objects.filter(shipped=False).count() == 0


@pytest.mark.parametrize("data", [b"PK\x03\x04" + b"\x00" * 200, b"bukan excel", b""])
def test_a_file_that_is_no_annex_is_refused_by_letter(data: bytes, world: World, actor: ActorOf) -> None:
    with pytest.raises(Refused):
        services.make_from_file(data, "lampiran.xlsx", actor=actor(world.people["fajar"]))


def test_another_kind_of_file_is_refused(world: World, actor: ActorOf) -> None:
    with pytest.raises(Refused, match="Akhiran nama berkas"):
        services.make_from_file(b"x", "lampiran.docx", actor=actor(world.people["fajar"]))


def test_a_file_of_the_repository_is_kept_byte_for_byte(world: World, actor: ActorOf) -> None:
    file = Path(__file__).parents[3] / "instruments" / "kota-ham-contoh" / "2026.yaml"
    made = services.make_from_file(file.read_bytes(), "2026.yaml", actor=actor(world.people["fajar"]))
    assert made.content.encode() == file.read_bytes()
