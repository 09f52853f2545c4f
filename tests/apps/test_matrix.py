"""Every route, viewer, relation and method: what the policy table says is what the house answers."""

import re
from collections.abc import Iterator
from typing import Any
from zlib import crc32

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver, reverse

from kotaham.apps.gate import checks
from kotaham.apps.gate.services import policy
from tests.apps import matrix
from tests.cast import World

ROUTES = sorted(set(checks.routes()))
_ARGUMENT = re.compile(r"<|\(\?P")


class _Undo(Exception):
    """Raised to undo what one cell wrote."""


def takes_an_object(route: str) -> bool:
    """Tell whether the address of a route has a part to fill in."""
    try:
        reverse(route)
    except Exception:  # noqa: BLE001 - NoReverseMatch and its relatives all say the same
        return True
    return False


def answers(world: World, route: str, made: matrix.Specimen | None) -> Iterator[tuple[matrix.Cell, Any]]:
    """Ask every cell of a route, each undone afterwards."""
    clients = {viewer: signed_in(world, viewer) for viewer in matrix.VIEWERS}
    addresses = {
        holder: reverse(route, kwargs=made(world.office(holder)) if made else {})
        for holder in (matrix.HOLDERS if made else ("",))
    }
    for cell in cells_here(route, has_object=made is not None):
        try:
            with transaction.atomic():
                yield cell, clients[cell.viewer].generic(cell.method, addresses[cell.holder])
                raise _Undo
        except _Undo:
            pass


def cells_here(route: str, has_object: bool) -> list[matrix.Cell]:
    """Return all cells on SQLite; on PostgreSQL every third, beginning elsewhere for each route."""
    cells = list(matrix.cells(route, has_object=has_object))
    if connection.vendor == "sqlite":
        return cells
    return cells[crc32(route.encode()) % min(3, len(cells)) :: 3]


def signed_in(world: World, viewer: str) -> Client:
    """Return the browser of a viewer; of nobody when the name is empty."""
    client = Client(raise_request_exception=True)
    if viewer:
        client.force_login(world.people[viewer], backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.mark.slow
@pytest.mark.parametrize("route", ROUTES)
def test_every_cell_of_a_route_answers_as_the_table_says(route: str, world: World) -> None:
    made = matrix.specimens().get(route)
    assert made or not takes_an_object(route), f"{route} needs a specimen: tests/apps/<room>/specimens.py"
    wrong = []
    for cell, answer in answers(world, route, made):
        allowed = matrix.statuses(cell)
        if answer.status_code not in allowed or (answer.status_code == 403 and cell.holder and not honest(cell)):
            wrong.append(f"{cell}: {answer.status_code}, not {sorted(allowed)}")
        leaked = canaries_in(answer) & matrix.forbidden_canaries(world, cell.viewer)
        wrong += [f"{cell}: shows {word}" for word in leaked - allowed_here(world, cell)]
    assert wrong == []


def honest(cell: matrix.Cell) -> bool:
    """Tell whether 403 is an honest answer: the viewer lacks the rule, or sees the thing by another one."""
    rule = policy().doors[(cell.method, cell.route)]
    narrowed = cell.route in matrix.marked("NARROWED")
    return not rule.reach(matrix.columns_of(cell.viewer)) or matrix.visible(cell) or narrowed


def canaries_in(answer: Any) -> set[str]:
    """Return the canary words of an answer, whatever its kind."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return set(re.findall(r"KENARI-[0-9A-Z]+", body.decode("utf-8", "replace")))


def allowed_here(world: World, cell: matrix.Cell) -> set[str]:
    """Return the canaries that may stand on a page although their office is out of reach: one's own superiors."""
    own = matrix.office_of(cell.viewer)
    above = {office for office, below in matrix.BELOW.items() if own in below}
    told = {cell.holder} if cell.holder and cell.route in matrix.marked("NAMING") else set()
    return {world.canary(office) for office in above | told}


def test_the_matrix_is_as_large_as_promised() -> None:
    with_object = set(matrix.specimens())
    cells = sum(len(cells_here(route, route in with_object)) for route in ROUTES)
    assert cells >= 3000


def test_a_post_that_only_reads_is_one_of_these() -> None:
    assert {route for rule in policy().rules.values() for route in rule.asks} == {"register:list"}


def test_nothing_outside_the_table_is_mounted() -> None:
    assert set(ROUTES) == set(policy().routes)
    assert get_resolver().url_patterns
