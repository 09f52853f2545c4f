"""Who hears of objections and decisions."""

from collections.abc import Iterable
from typing import Any

from kotaham.apps.accounts import queries as accounts
from kotaham.apps.gate.services import Actor
from kotaham.apps.notices import services as notices
from kotaham.apps.notices.services import NoticeKind
from kotaham.apps.offices import queries as offices
from kotaham.apps.rounds import queries as rounds
from kotaham.core.language import Say

KINDS = (
    NoticeKind("publication.filed", Say("Sanggahan yang menunggu putusan", "Objections that wait"), "digest"),
    NoticeKind("publication.withdrawn", Say("Sanggahan yang dicabut", "Objections that were withdrawn"), "digest"),
    NoticeKind("publication.judged", Say("Putusan sanggahan", "Decisions on objections"), "mail", firm=True),
    NoticeKind("publication.settled", Say("Masa sanggahan berakhir", "The days for objections ended"), "digest"),
    NoticeKind("publication.drafted", Say("Keputusan yang menunggu penetapan", "Decisions to freeze"), "mail"),
    NoticeKind("publication.frozen", Say("Keputusan ditetapkan", "Decisions that were made"), "mail", firm=True),
)
FILED = Say("{name} menyanggah jawaban {code} ({number}).", "{name} objects to answer {code} ({number}).")
WITHDRAWN = Say("{name} mencabut sanggahan {number}.", "{name} withdrew the objection {number}.")
JUDGED = Say("Sanggahan {number} atas jawaban {code}: {state}.", "Objection {number} to answer {code}: {state}.")
SETTLED = Say(
    "Masa sanggahan laporan {name} sudah berakhir; laporan menunggu keputusan.",
    "The days for objections of {name} have ended; the report waits for the decision.",
)
DRAFTED = Say("Rancangan keputusan {round} menunggu penetapan.", "The draft decision of {round} waits to be frozen.")
FROZEN = Say("Keputusan {number} tentang {title} ditetapkan.", "Decision {number} on {title} was made.")
CORRECTED = Say(
    "Keputusan {number} mengubah hasil {name}. Alasan: {why}", "Decision {number} changes the result of {name}: {why}"
)
SHORT = 200


def tell_of(objection: Any, people: Iterable[int], actor: Actor, kind: str, title: Say, **values: object) -> None:
    """Tell people of an objection, except who did it."""
    submission = objection.submission
    notices.notify(
        sorted(set(people) - {actor.person}),
        kind,
        title,
        values={"name": submission.name, "code": objection.answer.code, "number": str(objection), **values},
        url=objection.get_absolute_url(),
        subject=("publication.objection", objection.pk),
        office=submission.office_id,
        urgent=kind == "publication.judged",
        about=submission.round.title,
    )


def tell_decision(decision: Any, people: Iterable[int], actor: Actor, kind: str, title: Say, **values: object) -> None:
    """Tell people of a decision, except who did it."""
    notices.notify(
        sorted(set(people) - {actor.person}),
        kind,
        title,
        values={"number": decision.number, "title": decision.title, "round": decision.round.title, **values},
        url=decision.get_absolute_url(),
        subject=("publication.decision", decision.pk),
        office=offices.ministry_id(),
        urgent=kind == "publication.frozen",
        about="" if "{round}" in title.id else decision.round.title,
    )


def settle_decision(decision: Any) -> None:
    """Lay aside what asked for a decision that is made or dropped."""
    notices.settle(("publication.decision", decision.pk), ["publication.drafted"])


def settle_objection(objection: Any) -> None:
    """Lay aside what asked for the decision of an objection that is decided or withdrawn."""
    notices.settle(("publication.objection", objection.pk), ["publication.filed"])


def city(submission: Any) -> set[int]:
    """Return who answers for the city today."""
    return holders([submission.office_id], "city_coordinator", submission.zone)


def of_ministry(role: str) -> set[int]:
    """Return who holds a role of the ministry today."""
    return holders([offices.ministry_id()], role)


def holders(at: Iterable[int | None], role: str, zone: str = "") -> set[int]:
    """Return who holds a role in some offices today."""
    known = [one for one in at if one is not None]
    return set(accounts.holders(known, [role], rounds.today(zone)).values_list("pk", flat=True))


def short(text: str) -> str:
    """Return the start of some words, for a notice."""
    words = " ".join(text.split())
    return words if len(words) <= SHORT else words[: SHORT - 1] + "\u2026"
