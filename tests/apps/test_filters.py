"""A filter of an address that a list does not know is not applied, and every list says so in the same line."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from tests.apps import matrix
from tests.apps.conftest import AsPerson
from tests.cast import World

pytestmark = [pytest.mark.django_db, pytest.mark.once]
APPS = Path(__file__).parents[2] / "src" / "kotaham" / "apps"
ASKED = re.compile(r'(?:choice_of|number_of)\(\s*request,\s*"(\w+)"')
NO_LIST = {("instruments", "urut"), ("targets", "hal")}  # the order of a result, the page of a table

LINE = re.compile(r"Saringan di alamat halaman ini tidak dikenal atau tidak dapat dibaca \(([^)]*)\)")
ROWS = re.compile(r"<tr[ >]|<li[ >]")
# Every list that has filters: its route and the names of its filters.
LISTS: Mapping[str, tuple[str, ...]] = {
    "accounts:invitations": ("keadaan",),
    "actions:list": ("bagian", "keadaan", "sebelum"),
    "certificates:list": ("versi",),
    "classes:list": ("keadaan",),
    "classes:people": ("bagian", "keadaan"),
    "courses:people": ("keadaan",),
    "credits:list": ("tahun",),
    "dashboard:board-reports": ("kanwil", "provinsi", "keadaan", "giliran", "hambatan", "ramalan"),
    "dashboard:board-round": ("kanwil", "provinsi"),
    "events:list": ("perbuatan", "sejak", "sampai", "orang", "kantor", "sebelum"),
    "events:mine": ("bagian", "sebelum"),
    "evidence:list": ("keadaan", "jenis"),
    "exams:bank": ("topik", "hak", "jenis", "keadaan"),
    "instruments:list": ("keadaan", "periksa"),
    "jobs:list": ("keadaan", "nama"),
    "notices:list": ("jenis", "tampilkan"),
    "offices:list": ("jenis",),
    "proposals:mappings": ("instrumen",),
    "publication:decision": ("hanya",),
    "publication:objections": ("bagian",),
    "register:entities": ("jenis",),
    "register:wishes": ("bagian",),
    "rounds:participants": ("bagian", "provinsi"),
    "rounds:sample": ("kode",),
    "scores:city": ("hanya",),
    "scores:run": ("provinsi", "predikat"),
    "statements:list": ("keadaan",),
    "submissions:detail": ("keadaan", "unit", "hak"),
    "submissions:list": ("keadaan", "putaran", "giliran"),
    "targets:board": ("tahun", "kelompok", "ukuran", "kanwil"),
    "targets:people": ("tahun", "kelompok", "ukuran", "kanwil", "kantor", "bulan", "cara"),
    "verification:agreement": ("putaran", "kanwil"),
    "verification:case": ("bagian",),
    "verification:queue": ("bagian",),
    "verification:sides": ("hanya",),
}


def opened(world: World, as_: AsPerson, route: str) -> tuple[Any, str]:
    """Return who may open a list, and its address."""
    made = matrix.specimens().get(route)
    for holder in matrix.HOLDERS if made else ("",):
        address = reverse(route, kwargs=made(world.office(holder)) if made else {})
        for viewer in filter(None, matrix.VIEWERS):
            browser = as_(world.people[viewer])
            if browser.get(address).status_code == 200:
                return browser, address
    raise AssertionError(route)


@pytest.mark.parametrize("route", LISTS)
def test_a_filter_that_is_not_known_is_not_applied_and_the_page_says_so(
    world: World, as_: AsPerson, route: str
) -> None:
    browser, address = opened(world, as_, route)
    plain = browser.get(address).content.decode()
    assert not LINE.search(plain)
    for name in LISTS[route]:
        answer = browser.get(address, {name: "tak-dikenal"})
        page = answer.content.decode()
        assert answer.status_code == 200, name
        assert LINE.findall(page) == [name]
        assert len(ROWS.findall(page)) >= len(ROWS.findall(plain)), name


def test_every_filter_that_a_view_asks_for_is_in_the_table() -> None:
    asked = {
        (file.relative_to(APPS).parts[0], name)
        for file in APPS.rglob("*.py")
        for name in ASKED.findall(file.read_text(encoding="utf-8"))
    }
    known = {(route.partition(":")[0], name) for route, names in LISTS.items() for name in names}
    assert asked - known - NO_LIST == set()
