"""What several pages of the room share: letters beside a form, choosing an office, what may be done."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.http import HttpRequest

from kotaham.apps.gate.services import Actor, reach_of, told
from kotaham.apps.offices import queries as offices
from kotaham.core.errors import Refused
from kotaham.core.policy import Reach

Found = TypeVar("Found")
Letters = list[dict[str, str]]
KIND = "register.member"
TONES = {"active": "ok", "left": "warn", "merged": "plain", "erased": "plain"}
FEW = 20  # offices to choose from


def attempt(call: Callable[[], Found]) -> tuple[Found | None, Letters]:
    """Do something that a form asks for; return what came of it, or the letters that belong beside the form."""
    try:
        return call(), []
    except Refused as refused:
        if getattr(refused, "status", 400) not in {400, 422}:
            raise
        return None, told(refused)


def chosen_office(request: HttpRequest, actor: Actor, reach: Reach) -> Any:
    """Return the office that the address names (`?kantor=`), else the actor's own; None when another is wanted."""
    if "pilih" in request.GET:
        return None
    text = request.GET.get("kantor", "")
    wanted = int(text) if text.isascii() and text.isdigit() and len(text) < 19 else actor.office
    rows = offices.visible(offices.reachable(actor, reach), offices.Narrowing())
    return rows.filter(pk=wanted).first() if wanted else None


def offices_to_choose(request: HttpRequest, actor: Actor, reach: Reach) -> dict[str, Any]:
    """Return what the page shows on which an office is chosen."""
    text = request.GET.get("q", "")[:100]
    rows = offices.visible(offices.reachable(actor, reach), offices.Narrowing(text=text))
    return {"offices": list(rows[: FEW + 1]), "text": text, "most": FEW}


def abilities(actor: Actor, *verbs: str) -> dict[str, bool]:
    """Return which rules of the room open to an actor, as `may_change` for `register.change`."""
    return {f"may_{verb.replace('-', '_')}": bool(reach_of(actor, f"register.{verb}")) for verb in verbs}
