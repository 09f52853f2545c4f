"""What the pages on training call a button, a menu or a column is what the screens call it."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

pytestmark = pytest.mark.no_database

ROOT = Path(__file__).parents[2]
APPS = ROOT / "src" / "kotaham" / "apps"
PAGES = (
    *("how-to/take-in-people", "how-to/hold-a-course", "how-to/write-a-test", "how-to/issue-certificates"),
    *("how-to/set-and-read-targets", "panduan/pelatihan"),
)
_CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)
_LABEL = re.compile(r"\*([^*]+)\*")


@cache
def screens() -> str:
    """Return all words of the screens: templates, forms, names of things and of menus."""
    files = (*APPS.glob("*/templates/**/*.html"), *APPS.glob("**/*.py"))
    return " ".join(" ".join(file.read_text("utf-8").split()) for file in files).lower()


def labels(page: str) -> Iterator[str]:
    """Give what a page sets in italics: words of the screen."""
    text = _CODE.sub("", page).replace("**", "")
    yield from (" ".join(found.split()) for found in _LABEL.findall(text))


def invented(page: str) -> list[str]:
    """Return the labels of a page that stand on no screen."""
    return [label for label in labels(page) if label.lower() not in screens()]


@pytest.mark.parametrize("page", PAGES)
def test_every_label_of_a_page_stands_on_a_screen(page: str) -> None:
    assert invented((ROOT / "docs" / f"{page}.md").read_text("utf-8")) == []


def test_a_label_that_no_screen_has_is_noticed() -> None:
    assert invented("Press *Terbitkan sertifikat*, then *Tekan tombol yang tidak ada*.") == [
        "Tekan tombol yang tidak ada"
    ]
