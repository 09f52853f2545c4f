"""Join the lists of the rooms below: the page of a round leads to its board."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from kotaham.apps.gate.services import Actor, reach_of
from kotaham.apps.rounds import services as rounds
from kotaham.core.language import Say

BOARD = Say("Papan kemajuan", "Board of progress")


def join() -> None:
    """Tell the rooms below what comes from here; asking twice changes nothing."""
    rounds.shown_at(board_of)


def board_of(round_: Any, actor: Actor) -> Sequence[rounds.Link]:
    """Return the board of a round that was opened, to those who see boards."""
    if round_.state == "draft" or not reach_of(actor, "dashboard.board"):
        return ()
    return (rounds.Link(BOARD, reverse("dashboard:board-round", args=[round_.pk]), "kanban"),)
