"""The corners of the translation of pydantic's errors that no file of ours can reach today."""

import pytest
from pydantic import BaseModel, ValidationError

from kotaham.core.instrument.model import Instrument
from kotaham.core.instrument.model_keys import known_keys
from kotaham.core.instrument.places import Places, path_text
from kotaham.core.instrument.shape import shape_problems


class Odd(BaseModel):
    """A model with a type that instruments do not use."""

    a: frozenset[int]


def test_an_error_of_an_unforeseen_type_is_still_told_in_our_words() -> None:
    tree = {"a": 5}
    with pytest.raises(ValidationError) as caught:
        Odd.model_validate(tree)
    (problem,) = shape_problems(caught.value, tree, Places("x.yaml", {("a",): 1}), Odd)
    assert problem.text() == (
        "x.yaml:1, a: Isi di sini tidak dapat dipahami: `5`. "
        "Lihat docs/reference/instrument-format.md. [instrument.not-understood]"
    )


def test_the_keys_that_are_known_are_those_of_the_kind_that_the_file_names() -> None:
    tree = {"indicators": [{"scoring": {"kind": "yes_no"}}, {"scoring": {"kind": "?"}}], "aggregation": {}}
    assert known_keys(Instrument, ("indicators", 0, "scoring"), tree) == ("kind", "yes", "no")
    assert "per" in known_keys(Instrument, ("indicators", 1, "scoring"), tree)
    assert known_keys(Instrument, (), tree)[:3] == ("schema", "id", "version")


def test_a_part_that_is_not_written_stands_at_its_nearest_written_parent() -> None:
    places = Places("x.yaml", {("a",): 3, ("a", 0): 4})
    assert places.at("a", 0, "b").text() == "x.yaml:4, a[0].b"
    assert places.at("c").text() == "x.yaml:1, c"
    assert Places("", {}).at("c").text() == "c"
    assert path_text(()) == ""
