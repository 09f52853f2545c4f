"""The list shows what lies within reach, narrowed by kind, dates, use and words."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from django.utils.html import escape

from kotaham.apps.evidence.models import Evidence
from tests.apps.conftest import AsPerson
from tests.apps.evidence.making import page_of, piece_of
from tests.cast import World


def test_everybody_sees_what_lies_within_reach_and_no_more(world: World, as_: AsPerson) -> None:
    for office in ("damai", "dinas", "seberang", "ministry"):
        piece_of(world.office(office), title=f"Bukti-{office}")
    seen = {
        name: {o for o in ("damai", "dinas", "seberang", "ministry") if f"Bukti-{o}" in page_of(as_(person), "/bukti")}
        for name, person in world.people.items()
        if name in {"ani", "budi", "citra", "dewi", "eko", "made"}
    }
    assert seen == {
        "ani": {"damai", "dinas"},
        "budi": {"dinas"},
        "citra": {"seberang"},
        "dewi": {"damai", "dinas"},
        "eko": {"damai", "dinas", "seberang", "ministry"},
        "made": {"damai", "dinas", "seberang", "ministry"},
    }


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"biasa", "segera", "lewat", "dipakai", "tautan"}),
        ("?keadaan=expiring", {"segera"}),
        ("?keadaan=expired", {"lewat"}),
        ("?keadaan=unused", {"biasa", "segera", "lewat", "tautan"}),
        ("?keadaan=withdrawn", {"ditarik"}),
        ("?jenis=link", {"tautan"}),
        ("?jenis=pdf", {"dipakai"}),
        ("?cari=SEGERA", {"segera"}),
        ("?keadaan=nonsense", {"biasa", "segera", "lewat", "dipakai", "tautan"}),
    ],
)
def test_the_list_is_narrowed(world: World, as_: AsPerson, query: str, shown: set[str]) -> None:
    today, office = timezone.localdate(), world.office("damai")
    rows: dict[str, dict[str, Any]] = {
        "biasa": {},
        "segera": {"expires": today + timedelta(days=30)},
        "lewat": {"expires": today - timedelta(days=1)},
        "dipakai": {"uses": 2, "media": "pdf"},
        "ditarik": {"state": "withdrawn"},
        "tautan": {"kind": "link", "media": ""},
    }
    for title, fields in rows.items():
        piece_of(office, title=f"judul-{title}", **fields)
    page = page_of(as_(world.ani), f"/bukti{query}")
    assert {title for title in rows if f"judul-{title}" in page} == shown


def test_an_empty_list_tells_the_first_step(world: World, as_: AsPerson) -> None:
    assert "Tambah bukti pertama" in page_of(as_(world.ani), "/bukti")
    assert "Tambah bukti pertama" not in page_of(as_(world.made), "/bukti")
    assert "Tidak ada bukti yang cocok" in page_of(as_(world.ani), "/bukti?cari=xyz")


def test_titles_are_text_and_never_markup(world: World, as_: AsPerson) -> None:
    made = piece_of(world.office("damai"), title="<script>alert(1)</script>")
    for address in ("/bukti", f"/bukti/{made.pk}", f"/bukti/{made.pk}/tarik"):
        page = page_of(as_(world.ani), address)
        assert "<script>alert(1)" not in page
        assert escape("<script>alert(1)</script>") in page


def test_a_page_of_fifty_needs_few_questions(world: World, as_: AsPerson, django_assert_max_num_queries: Any) -> None:
    now = timezone.now()
    Evidence.objects.bulk_create(
        Evidence(title=f"t{n}", holder=world.office("dinas"), kind="file", media="pdf", latest=1, created_at=now)
        for n in range(120)
    )
    browser = as_(world.ani)
    with django_assert_max_num_queries(15):
        page = page_of(browser, "/bukti?hal=2")
    assert ">t69<" in page
    assert ">t20<" in page
    assert ">t70<" not in page


def test_the_page_of_one_piece_needs_few_questions(
    world: World, as_: AsPerson, django_assert_max_num_queries: Any
) -> None:
    made = piece_of(world.office("dinas"))
    browser = as_(world.ani)
    with django_assert_max_num_queries(18):
        page_of(browser, f"/bukti/{made.pk}")


def test_the_same_file_elsewhere_is_flagged_within_reach_only(world: World, as_: AsPerson) -> None:
    mine = piece_of(world.office("damai"), title="Milik-kota")
    piece_of(world.office("dinas"), title="Milik-dinas")
    piece_of(world.office("seberang"), title="Milik-seberang")
    piece_of(world.office("dinas"), title="Isi-lain", data=b"lain\n")
    page = page_of(as_(world.ani), f"/bukti/{mine.pk}")
    assert "Berkas yang sama persis" in page
    assert "Milik-dinas" in page
    assert "Milik-seberang" not in page
    assert "Isi-lain" not in page
