"""Join the lists of the rooms below: kinds of notices, and the days of rounds in people's calendars."""

from collections.abc import Iterator

from kotaham.apps.gate.services import Actor, reach_of
from kotaham.apps.notices.services import Day, calendar_sources, register
from kotaham.apps.rounds import queries
from kotaham.apps.rounds.models import Round
from kotaham.apps.rounds.rules import STEPS
from kotaham.apps.rounds.services.telling import KINDS
from kotaham.core.language import Lang, Say

NAME = "rounds.days"
TITLE = Say("{step} berakhir: {title}", "{step} ends: {title}")
MOST = 20  # rounds that run at the same time
# Which last days stand in whose calendar: what their own office does, or has to see to.
STEPS_OF_ROLE = {
    "city_coordinator": ("fill", "submit", "repair", "object"),
    "province_coordinator": ("submit", "repair"),
    "kanwil_head": ("submit", "verify", "repair"),
    "kanwil_verifier": ("submit", "verify", "repair"),
    "assessor": ("validate", "object"),
    "decision_maker": ("decide",),
    "ministry_admin": tuple(STEPS),
}


def join() -> None:
    """Tell the rooms below what comes from here; asking twice changes nothing."""
    register(*KINDS)
    calendar_sources[NAME] = last_days


def last_days(actor: Actor) -> Iterator[Day]:
    """Yield the last days of the steps that concern the role of somebody, with the extensions of their city."""
    steps = STEPS_OF_ROLE.get(actor.role or "", ())
    reach = reach_of(actor, "rounds.see")
    if not steps or not reach:
        return
    for round_ in queries.current().filter(queries.seen(actor, reach))[:MOST]:
        yield from _of_round(round_, actor, steps)


def _of_round(round_: Round, actor: Actor, steps: tuple[str, ...]) -> Iterator[Day]:
    city = queries.city_of(round_, actor)
    for step, days in queries.days_for(round_, city).items():
        if step in steps:
            title = Say(_told("id", round_.title, step), _told("en", round_.title, step))
            uid = f"putaran-{round_.pk}-{step}-{city or 0}@kotaham"
            yield Day(uid, title, days.closes, round_.get_absolute_url())


def _told(lang: Lang, title: str, step: str) -> str:
    """Write the words of a day; braces that somebody typed are no places to fill in."""
    return TITLE.text(lang, title=title, step=STEPS[step]).replace("{", "{{").replace("}", "}}")
