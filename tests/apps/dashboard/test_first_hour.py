"""The tutorial of the first hour, walked as its pages say."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client

from kotaham.apps.accounts.models import Person
from kotaham.apps.accounts.queries import DEMO_PEOPLE
from kotaham.apps.actions.models import Action
from tests.apps.conftest import AsPerson

DOCS = Path(__file__).parents[3] / "docs"
PAGES = (DOCS / "tutorial" / "first-hour.md", DOCS / "panduan" / "jam-pertama.md")


def words(page: str) -> str:
    """Return what a reader sees of a page, below the bar on top."""
    return " ".join(re.sub(r"<[^>]+>", " ", page.partition("<main")[2]).split())


@pytest.fixture
def demo(jakarta: None, as_: AsPerson) -> dict[str, Client]:
    """Tell the story, and sign in the three people of the tutorial."""
    call_command("ensure_demo", stdout=StringIO())
    return {name: as_(Person.objects.get(email=f"{name}@demo.example")) for name in ("ani", "budi", "made")}


def test_the_three_people_do_what_the_page_says(demo: dict[str, Client]) -> None:
    report = Action.objects.get(title="Contoh: Unggah laporan layanan publik tahun lalu")
    assert report.title in words(demo["ani"].get("/").text)
    assert "Terima" in words(demo["ani"].get(report.get_absolute_url()).text)
    demo["ani"].post(f"{report.get_absolute_url()}/terima")
    report.refresh_from_db()
    assert report.state == "accepted"

    task = Action.objects.get(title="Contoh: Periksa kembali alamat surel kantor")
    assert task.title in words(demo["budi"].get("/").text)
    assert "Ambil dan kerjakan" in words(demo["budi"].get(task.get_absolute_url()).text)
    demo["budi"].post(f"{task.get_absolute_url()}/ambil")
    assert "Laporkan selesai" in words(demo["budi"].get(task.get_absolute_url()).text)
    demo["budi"].post(f"{task.get_absolute_url()}/selesai", {"claim-note": "Sudah diperiksa; tidak ada yang salah."})
    task.refresh_from_db()
    assert task.state == "claimed"
    assert f"{task.get_absolute_url()}/terima" not in demo["budi"].get(task.get_absolute_url()).text
    assert task.title in words(demo["ani"].get("/").text)

    assert "Tambah bukti" in words(demo["budi"].get("/bukti").text)
    record = words(demo["made"].get("/riwayat").text)
    assert "Tindak lanjut diterima" in record or "tindak lanjut diterima" in record


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_pages_name_sign_ins_and_titles_that_exist(page: Path, demo: dict[str, Client]) -> None:
    text = " ".join(page.read_text("utf-8").split())
    known = {one.email: one.password for one in DEMO_PEOPLE}
    named = re.findall(r"`(\w+@demo\.example)`, (?:password|kata sandi) `([\w-]+)`", text)
    assert len(named) == 3
    assert [pair for pair in named if known.get(pair[0]) != pair[1]] == []
    titles = set(re.findall(r"\*(Contoh: [^*]+)\*", text))
    assert len(titles) == 2
    assert titles <= set(Action.objects.values_list("title", flat=True))
