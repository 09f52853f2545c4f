"""Every state, verb and person of the river, asked of the services: done exactly where the tables say so."""

import re
from importlib import import_module
from inspect import getsource, isfunction, signature
from typing import Any

import pytest

from kotaham.apps.gate.services import asking
from kotaham.apps.instruments.rules import LIFE as VERSIONS
from kotaham.apps.publication.rules import LIFE as OBJECTIONS
from kotaham.apps.rounds.rules import LIFE as ROUNDS
from kotaham.apps.submissions.rules import LIFE, WRITABLE
from kotaham.apps.submissions.services import writing
from kotaham.core.lifecycle import Lifecycle
from kotaham.core.policy import Reach
from tests.apps import river_end, river_frame, river_report, river_scene
from tests.apps.river_matrix import ROOMS, Verb, cells, tell_all
from tests.cast import World

pytestmark = pytest.mark.slow
CHANGES = {"late": river_scene.made_late, "ended": river_scene.made_ended}


@pytest.mark.parametrize("state", list(LIFE.states))
def test_a_report(state: str, world: World) -> None:
    scene = river_scene.report_scene(world, state)
    faults = tell_all(river_report.VERBS, scene)
    assert not faults, f"{len(faults)} of {cells(river_report.VERBS, scene)}:\n" + "\n".join(faults)


@pytest.mark.once
@pytest.mark.parametrize("how", list(CHANGES))
@pytest.mark.parametrize("state", list(LIFE.states))
def test_a_report_whose_days_are_over_or_whose_round_was_cancelled(state: str, how: str, world: World) -> None:
    scene = river_scene.report_scene(world, state)
    faults = tell_all(river_report.VERBS, scene, how, CHANGES[how])
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("state", list(OBJECTIONS.states))
def test_an_objection(state: str, world: World) -> None:
    faults = tell_all(river_end.OBJECTIONS, river_end.objection_scene(world, state))
    assert not faults, "\n".join(faults)


@pytest.mark.once
@pytest.mark.parametrize("how", list(CHANGES))
@pytest.mark.parametrize("state", ["draft", "filed"])
def test_an_objection_whose_days_are_over_or_whose_round_was_cancelled(state: str, how: str, world: World) -> None:
    faults = tell_all(river_end.OBJECTIONS, river_end.objection_scene(world, state), how, CHANGES[how])
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("state", river_end.DECISIONS)
def test_a_decision(state: str, world: World) -> None:
    faults = tell_all(river_end.DECISION, river_end.decision_scene(world, state))
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("state", river_frame.EVERY_ROUND)
def test_a_round(state: str, world: World) -> None:
    faults = tell_all(river_frame.RUNNING, river_frame.round_scene(world, state))
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("state", river_frame.EVERY_RUN)
def test_a_run(state: str, world: World) -> None:
    faults = tell_all(river_frame.RUN, river_frame.run_scene(world, state))
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("state", river_frame.EVERY_VERSION)
def test_a_version(state: str, world: World) -> None:
    faults = tell_all(river_frame.VERSION, river_frame.version_scene(world, state))
    assert not faults, "\n".join(faults)


def test_what_takes_long_with_a_version(world: World) -> None:
    faults = tell_all(river_frame.SLOWLY, river_frame.version_scene(world, "draft"))
    assert not faults, "\n".join(faults)


# Services that take an actor and are no verb of anybody: they read, or are part of another room's unit of work.
READS = {
    "instruments": {"editable", "moves_of", "sources", "users_of", "visible", "work_boxes"},
    "rounds": {"editable", "found", "links", "progress"},
    "submissions": {"codes_for", "find", "find_receipt", "give_out", "governed_by", "line_of", "may_share",
                    "must_be_writable", "offered", "preview_workbook", "sealed", "seen_by", "statement", "ways_of",
                    "why_locked"},
    "verification": {"find", "opened_minutes", "readable_sides", "seat", "stage_of", "work_boxes"},
    "scores": {"city", "draft_of", "run_seen", "run_to_check"},
    "publication": {"find", "find_decision", "find_report", "may_judge", "offered"},
}  # fmt: skip
# They take the log of a unit of work, or what `find` gave: whoever calls them has asked. Each is in the matrix by its
# callers; `scores.make_package` writes files and has tests of its own, `instruments.try_past` is `try_file` from a run.
INSIDE = {
    "instruments.lock", "rounds.withdraw", "submissions.move", "submissions.reopen_answers", "submissions.save_found",
    "submissions.start", "submissions.write", "verification.set_reading", "scores.make_package", "instruments.try_past",
}  # fmt: skip
WRITING = re.compile(r"events\.work\(|\bheld\(|\bchanging\(|\brunning\(|\.(update|create|bulk_create|delete)\(")
EVERY = (
    *river_report.VERBS, *river_end.OBJECTIONS, *river_end.DECISION, *river_frame.RUNNING, *river_frame.RUN,
    *river_frame.VERSION, *river_frame.SLOWLY,
)  # fmt: skip


def services_with_actor(room: str) -> dict[str, Any]:
    """Return the public functions of a room that are told who acts."""
    module = import_module(f"kotaham.apps.{room}.services")
    found = {name: getattr(module, name) for name in module.__all__}
    return {name: one for name, one in found.items() if isfunction(one) and "actor" in signature(one).parameters}


@pytest.mark.parametrize("room", ROOMS)
def test_every_service_that_writes_is_in_the_matrix(room: str) -> None:
    told = {verb.service for verb in EVERY} | INSIDE
    found = services_with_actor(room)
    missing = {name for name in found if f"{room}.{name}" not in told} - READS[room]
    assert not missing, f"these services of {room} are not in the matrix: {sorted(missing)}"
    assert READS[room] <= set(found)
    writers = {name for name in READS[room] if WRITING.search(getsource(found[name]))}
    assert not writers, f"these are said to read, and write: {writers}"


@pytest.mark.parametrize(
    ("life", "verbs"),
    [
        (LIFE, [*river_report.VERBS, *river_end.OBJECTIONS, *river_end.DECISION]), (OBJECTIONS, river_end.OBJECTIONS),
        (ROUNDS, river_frame.RUNNING), (VERSIONS, river_frame.VERSION),
    ],
)  # fmt: skip
def test_every_verb_of_the_life_tables_has_a_row_with_all_its_states(life: Lifecycle, verbs: list[Verb]) -> None:
    rows = {verb.moves.verb: verb for verb in verbs if verb.moves and verb.moves in life.moves}
    assert set(rows) == set(life.verbs)
    own = {name: row for name, row in rows.items() if name not in {"decide", "settle"} or life is not LIFE}
    for name, row in own.items():
        assert set(life.sources(name)) <= set(row.states), name
        guarded = {move.never for move in life.moves if move.verb == name} != {frozenset()}
        assert bool(row.never) or not guarded, f"{name} is kept from somebody, and the row does not know of whom"


@pytest.mark.once
def test_a_gate_that_stands_open_is_reported_for_every_verb(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: every rule carries everywhere for everybody; the matrix must tell of every verb of the state."""
    scene = river_scene.report_scene(world, "filling")
    verbs = [verb for verb in river_report.VERBS if "filling" in verb.states]
    monkeypatch.setattr(asking, "reach_of", lambda _actor, _rule: Reach.ALL)
    faults = tell_all(verbs, scene)
    silent = [str(verb) for verb in verbs if not any(f" {verb} in" in fault for fault in faults)]
    assert not silent
    assert any("learner" in fault and "answered 200" in fault for fault in faults)


@pytest.mark.once
def test_a_state_that_is_not_asked_is_reported(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: the room believes that answers of a report that was sent may still change."""
    scene = river_scene.report_scene(world, "sent")
    monkeypatch.setattr(writing, "WRITABLE", (*WRITABLE, "sent"))
    verbs = [verb for verb in river_report.VERBS if verb.service == "submissions.reopen"]
    assert any("ani submissions.reopen in sent: answered 200" in fault for fault in tell_all(verbs, scene))
