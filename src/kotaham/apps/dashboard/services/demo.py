"""Tell the story of the demonstration through the services of the rooms, each step by whom it belongs to.

All of it is one unit: it is there whole, or not at all.
"""

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from kotaham.apps.accounts import queries as accounts
from kotaham.apps.accounts.services import actor_of_appointment
from kotaham.apps.accounts.services.demo import load_demo
from kotaham.apps.actions import queries as actions
from kotaham.apps.actions import services as acts
from kotaham.apps.dashboard.rules.story import EVIDENCE, FOLLOW_UPS, PARTNER, Shown, Step, Told
from kotaham.apps.dashboard.services.demo_river import look_now, rounds_told, tell_rounds
from kotaham.apps.dashboard.services.demo_training import tell_training, training_told
from kotaham.apps.dashboard.services.paper import paper
from kotaham.apps.events import services as events
from kotaham.apps.evidence import queries as evidences
from kotaham.apps.evidence import services as evidence
from kotaham.apps.gate.services import Actor, system
from kotaham.apps.offices import services as offices
from kotaham.core.policy import Reach

SOURCE = "dashboard.demo"
TELLER = system("dashboard.demo")
Cast = Mapping[str, Actor]
VERBS: Mapping[str, Callable[..., Any]] = {"return": acts.give_back, "reopen": acts.reopen, "cancel": acts.cancel}


def is_told() -> bool:
    """Tell whether the story, its rounds and its training are there already; a few looks."""
    return _first_told() and rounds_told() and training_told()


def tell() -> None:
    """Write what is not there yet: people with evidence and follow-ups, then rounds, then training."""
    if not _first_told():
        _tell_first()
    for told, go_on in ((rounds_told, tell_rounds), (training_told, tell_training)):
        if not told():
            with events.work(TELLER):
                load_demo(actor=TELLER)  # an earlier version may have told the first story to fewer people
            go_on(_cast(timezone.localdate()))


def _first_told() -> bool:
    return actions.for_source(SOURCE, 0).exists()


def _tell_first() -> None:
    """Write the people of the demonstration, their evidence and their follow-ups."""
    today = timezone.localdate()
    with events.work(TELLER):
        load_demo(actor=TELLER)
        cast = _cast(today)
        _partner(cast["ani"])
        shown = {one.name: _show(one, cast[one.holder], today) for one in EVIDENCE}
        told: list[int] = []
        for number, one in enumerate(FOLLOW_UPS):
            told.append(_follow_up(number, one, cast, today, [told[need] for need in one.needs], shown))


def _cast(today: date) -> Cast:
    """Return everybody of the demonstration as who acts."""
    found = {one.mailbox: _actor(one.mailbox, today) for one in accounts.DEMO_PEOPLE}
    return {name: actor for name, actor in found.items() if actor is not None}


def _actor(mailbox: str, today: date) -> Actor | None:
    """Return one person of the demonstration in the role they hold."""
    (known,) = (one for one in accounts.DEMO_PEOPLE if one.mailbox == mailbox)
    person = accounts.search(TELLER, Reach.ALL, known.email).first()
    held = accounts.appointments_of(person.pk, today).filter(role=known.role).first() if person else None
    return actor_of_appointment(held) if held else None


def _partner(actor: Actor) -> None:
    """Open a partner office, so that every kind of office can be seen."""
    words = offices.Words(PARTNER, note="Rekaan, untuk mencoba saja.")
    offices.create_office(actor=actor, parent_id=actor.office or 0, kind="partner", words=words)


def _show(one: Shown, actor: Actor, today: date) -> int:
    """Add one piece of evidence."""
    expires = today + timedelta(days=one.days) if one.days is not None else None
    draft = evidence.Draft(one.title, "Dokumen contoh, isinya rekaan.", effective_from=today, expires=expires)
    name = f"{one.name}.pdf"
    file = SimpleUploadedFile(name, paper(one.lines), "application/pdf") if one.lines else None
    source = evidence.Source(name=name if file else "", file=file, url=one.url)
    made = evidence.add(actor=actor, draft=draft, source=source)
    look_now(made, actor)
    return made.pk


def _follow_up(number: int, one: Told, cast: Cast, today: date, needs: list[int], shown: Mapping[str, int]) -> int:
    """Ask for one follow-up, and make its moves."""
    owner = cast[one.owner].office
    assert owner is not None  # noqa: S101 - everybody of the demonstration but strangers has an office
    wish = acts.Wish(one.title, one.task, owner, today + timedelta(days=one.days), "Dokumen atau keterangan singkat")
    source = acts.Source(SOURCE, str(number), "Contoh")
    action = acts.open_action(wish, actor=cast[one.asker], source=source, needs=needs)
    for step in one.steps:
        if step.verb == "claim" and one.proof and _is_ready(shown[one.proof]):
            acts.prove(action.pk, actor=cast[step.who], evidence=shown[one.proof])
        _move(action.pk, step, cast[step.who])
    return action.pk


def _is_ready(pk: int) -> bool:
    """Tell whether a piece can prove something; what the queue has yet to look into cannot."""
    return evidences.piece(pk).filter(latest__gt=0).exists()


def _move(pk: int, step: Step, actor: Actor) -> None:
    """Make one move in the words of its actor."""
    if step.verb == "take":
        acts.take(pk, actor=actor)
    elif step.verb == "claim":
        acts.claim(pk, actor=actor, note=step.words)
    elif step.verb == "accept":
        acts.accept(pk, actor=actor)
    else:
        VERBS[step.verb](pk, actor=actor, reason=step.words)
