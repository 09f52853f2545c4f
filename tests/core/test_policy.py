"""The policy table: closed unless a cell opens it, and every fault of it told at once."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kotaham.core.errors import Refused
from kotaham.core.policy import COLUMNS, ROLES, Policy, Reach, read_policy

HEAD = ("rule", "doors", "subject", "personal", "title_id", "title_en", *COLUMNS)


def table(*rows: dict[str, str]) -> str:
    """Write a table as a room would."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, HEAD, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def policy(*rows: dict[str, str]) -> Policy:
    return read_policy([("room/policy.csv", table(*rows))])


def refused(*rows: dict[str, str]) -> str:
    with pytest.raises(Refused) as caught:
        policy(*rows)
    return caught.value.text("en")


SEE = {"rule": "offices.see", "doors": "GET offices:list; GET offices:detail", "kanwil_head": "below", "auditor": "all"}
EDIT = {"rule": "offices.edit", "doors": "POST offices:edit", "city_coordinator": "own"}


def test_a_cell_that_says_nothing_opens_nothing() -> None:
    rule = policy(SEE).rules["offices.see"]
    opened = {column for column in COLUMNS if rule.reach([column])}
    assert opened == {"kanwil_head", "auditor"}


def test_a_door_is_guarded_by_the_rule_that_names_it() -> None:
    doors = policy(SEE, EDIT).doors
    assert doors["GET", "offices:detail"].name == "offices.see"
    assert ("POST", "offices:detail") not in doors


def test_the_methods_of_a_route_are_those_with_a_door() -> None:
    both = {"rule": "offices.show", "doors": "GET offices:edit", "auditor": "all"}
    assert policy(EDIT, both).methods("offices:edit") == ("GET", "POST")
    assert policy(EDIT).methods("offices:list") == ()


@given(st.dictionaries(st.sampled_from(COLUMNS), st.sampled_from(["", "own", "below", "all"])), st.data())
def test_the_widest_of_several_columns_counts(cells: dict[str, str], data: st.DataObject) -> None:
    rule = policy({"rule": "a.b", "doors": "", **cells}).rules["a.b"]
    asked = data.draw(st.lists(st.sampled_from(COLUMNS)))
    worth = {"": 0, "own": 1, "below": 2, "all": 3}
    assert rule.reach(asked) == max((worth[cells.get(column, "")] for column in asked), default=Reach.NONE)


def test_a_rule_writes_when_one_of_its_doors_does() -> None:
    assert policy(EDIT).rules["offices.edit"].writes
    assert not policy(SEE).rules["offices.see"].writes


def test_an_auditor_who_could_write_is_refused() -> None:
    words = refused({**EDIT, "auditor": "all"})
    assert words == (
        "room/policy.csv:2: Rule offices.edit lets an auditor change data. "
        "An auditor reads everything and writes nothing. Empty the auditor column. [policy.auditor-writes]"
    )


def test_a_post_that_only_asks_opens_like_a_post_and_writes_nothing() -> None:
    asking = {"rule": "offices.find", "doors": "ASK offices:list", "auditor": "all"}
    table = policy(asking, SEE)
    assert table.doors["POST", "offices:list"].name == "offices.find"
    assert not table.rules["offices.find"].writes
    assert table.methods("offices:list") == ("GET", "POST")
    assert "lets an auditor change data" in refused({**asking, "doors": "ASK offices:list; POST offices:edit"})


def test_all_faults_of_a_table_are_told_at_once_with_their_lines() -> None:
    words = refused(
        SEE,
        {**EDIT, "doors": "PUT offices:edit", "learner": "everything"},
        {**EDIT, "rule": "offices.see", "doors": "GET offices:list", "personal": "perhaps"},
    )
    assert words.splitlines() == [
        (
            "room/policy.csv:3: The door “PUT offices:edit” of rule offices.edit is not known. "
            "Write GET, POST, or ASK (a POST that only reads), a space, then the name of the route, "
            "for example GET offices:list. [policy.door]"
        ),
        (
            "room/policy.csv:3: learner of rule offices.edit is “everything”. "
            "Use own, below, all, or leave it empty. [policy.cell]"
        ),
        "room/policy.csv:4: personal of rule offices.see is “perhaps”. Use yes, or leave it empty. [policy.cell]",
        "room/policy.csv:4: GET offices:list stands twice in the policy table. Keep only one. [policy.twice]",
        "room/policy.csv:4: offices.see stands twice in the policy table. Keep only one. [policy.twice]",
    ]


def test_a_table_with_other_columns_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        read_policy([("room/policy.csv", "rule,doors\n")])
    assert caught.value.text("en").startswith(
        "room/policy.csv:1: The columns of the policy table are not rule,doors,subject,personal,title_id,title_en,anon"
    )


def test_the_roles_have_names_in_both_languages() -> None:
    assert len(ROLES) == 13
    assert all(name.id and name.en for name in ROLES.values())
