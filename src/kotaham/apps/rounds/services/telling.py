"""Who hears of what happens to a round, never who did it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kotaham.apps.accounts import queries as accounts
from kotaham.apps.gate.services import Actor
from kotaham.apps.notices import services as notices
from kotaham.apps.notices.services import NoticeKind
from kotaham.apps.rounds import queries
from kotaham.apps.rounds.models import Extension, Participant, Round
from kotaham.apps.rounds.rules import STEPS
from kotaham.core.language import Say

# Who answers for what an office has to do in a round, by what the office is.
ROLES: Mapping[str, tuple[str, ...]] = {
    "city": ("city_coordinator",),
    "province": ("province_coordinator",),
    "kanwil": ("kanwil_head", "kanwil_verifier"),
}
KINDS = (
    NoticeKind("rounds.opened", Say("Putaran penilaian dibuka", "Rounds of assessment that open"), "mail"),
    NoticeKind("rounds.extended", Say("Tenggat putaran diperpanjang", "Extended deadlines of rounds"), "digest"),
    NoticeKind("rounds.cancelled", Say("Putaran dibatalkan", "Cancelled rounds"), "mail", firm=True),
    NoticeKind("rounds.due", Say("Tenggat tahap dekat dan terlewat", "Deadlines of steps near and missed"), "digest"),
    NoticeKind(
        "rounds.escalated", Say("Keterlambatan peserta di wilayah Anda", "Delays of cities in your area"), "digest"
    ),
)
OPENED = Say("Putaran dibuka: {title}. Kirim paling lambat {due}.", "A round opens: {title}. Submit by {due}.")
OPENED_ABOVE = Say(
    "Putaran dibuka: {title}. Peserta di wilayah Anda mengirim paling lambat {due}.",
    "A round opens: {title}. Cities of your area submit by {due}.",
)
JOINED = Say(
    "Anda mengikuti putaran: {title}. Kirim paling lambat {due}.", "You take part in: {title}. Submit by {due}."
)
EXTENDED = Say(
    "{step} pada {title} diperpanjang sampai {due}. Alasan: {reason}",
    "{step} of {title} now ends on {due}. Reason: {reason}",
)
CANCELLED = Say("Putaran dibatalkan: {title}, dengan {basis}.", "Round cancelled: {title}, by {basis}.")
SHORT = 200  # signs of a reason that a notice repeats


def tell_opened(actor: Actor, round_: Round, people: Sequence[Participant]) -> None:
    """Tell the cities that take part, their provinces and their Kanwil."""
    tell_cities(actor, round_, people, "rounds.opened", OPENED)
    found = queries.concerned(round_, people)
    above = _holders(found["province"], "province") | _holders(found["kanwil"], "kanwil")
    _tell(above, actor, round_, "rounds.opened", OPENED_ABOVE, {"due": _due(round_)})


def tell_cities(actor: Actor, round_: Round, people: Iterable[Participant], kind: str, title: Say) -> None:
    """Tell the coordinators of some cities."""
    offices = {row.office_id for row in people}
    _tell(_holders(offices, "city"), actor, round_, kind, title, {"due": _due(round_)})


def tell_round(
    actor: Actor, round_: Round, people: Sequence[Participant], kind: str, title: Say, **values: object
) -> None:
    """Tell everybody who has a part in a round."""
    found = queries.concerned(round_, people)
    everybody = {person for name in ROLES for person in _holders(found[name], name)}
    _tell(everybody, actor, round_, kind, title, values)


def tell_extended(actor: Actor, round_: Round, row: Extension, person: Participant | None) -> None:
    """Tell one city, or everybody, that a step ends later."""
    people = [person] if person else list(queries.participants(round_))
    values: dict[str, object] = {"step": STEPS[row.step], "due": row.closes, "reason": short(row.reason)}
    if person is None or row.step in {"verify", "validate", "decide"}:
        tell_round(actor, round_, people, "rounds.extended", EXTENDED, **values)
    else:
        _tell(_holders({person.office_id}, "city"), actor, round_, "rounds.extended", EXTENDED, values)


def _tell(
    people: Iterable[int], actor: Actor, round_: Round, kind: str, title: Say, values: Mapping[str, object]
) -> None:
    notices.notify(
        sorted(set(people) - {actor.person}),
        kind,
        title,
        values={"title": round_.title, **values},
        url=round_.get_absolute_url(),
        subject=("rounds.round", round_.pk),
    )


def _holders(offices: Iterable[int], kind: str) -> set[int]:
    return set(accounts.holders(offices, ROLES[kind], queries.today()).values_list("pk", flat=True))


def _due(round_: Round) -> date | Say:
    days = queries.days_for(round_, None).get("submit")
    return days.closes if days else Say("hari yang belum ditetapkan", "a day not set yet")


def short(reason: str) -> str:
    """Return the start of a reason, for a notice."""
    words = " ".join(reason.split())
    return words if len(words) <= SHORT else words[: SHORT - 1] + "\u2026"
