"""The page on personal data names every column of every model that holds data of a person, and no other."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from kotaham.apps.register.models import Entity

pytestmark = pytest.mark.no_database

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "explanation" / "personal-data.md").read_text("utf-8")
ROOMS = (
    "register", "courses", "classes", "exams", "certificates", "credits", "targets", "statements", "retention",
    "proposals",
)  # fmt: skip
SECTION = re.compile(r"^### (\w+\.\w+)\n(.*?)(?=^###? )", re.DOTALL | re.MULTILINE)
WITHOUT = re.compile(r"^### Models without a learner\n(.*?)(?=^## )", re.DOTALL | re.MULTILINE)


def told(page: str) -> Mapping[str, set[str]]:
    """Return by model the columns that the page names, in the first cell of each row."""
    found: dict[str, set[str]] = {}
    for name, body in SECTION.findall(page):
        cells = [line.split("|")[1] for line in body.splitlines() if line.startswith("| `")]
        found[name] = {column for cell in cells for column in re.findall(r"`(\w+)`", cell)}
    return found


def without(page: str) -> set[str]:
    """Return the models of which the page says that they hold no data of a learner."""
    (body,) = WITHOUT.findall(page)
    return set(re.findall(r"`(\w+\.\w+)`", body))


def there(rooms: Iterable[str]) -> Mapping[str, set[str]]:
    """Return by model the columns that there are."""
    return {
        f"{room}.{model.__name__}": columns(model) for room in rooms for model in apps.get_app_config(room).get_models()
    }


def columns(model: type[models.Model]) -> set[str]:
    """Return the columns of a model but its number."""
    return {field.name for field in model._meta.concrete_fields if field.name != "id"}


def faults(page: str, found: Mapping[str, set[str]]) -> list[str]:
    """Return what the page leaves out, and what it names that is not there."""
    said, plain = told(page), without(page)
    wrong = [f"{name}: not on the page" for name in found if name not in said and name not in plain]
    wrong += [f"{name}: no such model" for name in (*said, *plain) if name not in found]
    for name in said.keys() & found.keys():
        wrong += [f"{name}.{column}" for column in sorted(said[name] ^ found[name])]
    return wrong


def test_every_column_with_data_of_a_person_stands_on_the_page() -> None:
    assert faults(PAGE, there(ROOMS)) == []


def test_a_model_that_points_at_a_member_is_never_called_one_without() -> None:
    plain = without(PAGE)
    assert {"exams.Exam", "classes.Session"} <= plain
    for room in ROOMS:
        for model in apps.get_app_config(room).get_models():
            entities = {field.name for field in model._meta.concrete_fields if field.related_model is Entity}
            names = (columns(model) - entities) & {"member", "first", "kept", "enrolment", "attempt"}
            assert not (names and f"{room}.{model.__name__}" in plain), model


@pytest.mark.parametrize(
    ("model", "column", "fault"),
    [
        ("register.Member", "religion", "register.Member.religion"),
        ("exams.Diary", "mood", "exams.Diary: not on the page"),
    ],
)
def test_a_planted_column_or_model_is_noticed(model: str, column: str, fault: str) -> None:
    found = dict(there(ROOMS))
    found[model] = found.get(model, set()) | {column}
    assert faults(PAGE, found) == [fault]


def test_a_column_that_is_gone_is_noticed() -> None:
    found = dict(there(ROOMS))
    found["register.Member"] = found["register.Member"] - {"post"}
    assert faults(PAGE, found) == ["register.Member.post"]


def test_every_row_says_purpose_and_basis() -> None:
    for name, body in SECTION.findall(PAGE):
        for line in body.splitlines():
            if line.startswith("| `"):
                cells = [cell.strip() for cell in line.strip("|").split("|")]
                assert len(cells) == 3, (name, line)
                assert cells[1], (name, line)
                assert cells[2] in {"duty", "task", "account"}, (name, line)
