"""Who hears of what happens to a follow-up: the owner's side, the asker's side, never who did it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.utils import timezone

from kotaham.apps.accounts import queries as accounts
from kotaham.apps.actions.models import Action
from kotaham.apps.actions.rules import DEFAULT_ZONE, today_in
from kotaham.apps.gate.services import Actor
from kotaham.apps.notices import services as notices
from kotaham.apps.notices.services import NoticeKind
from kotaham.core.language import Say

# One of them answers for an office; which of them exists follows from the kind of the office.
HEADS = ("ministry_admin", "kanwil_head", "province_coordinator", "city_coordinator", "unit_officer")
KINDS = (
    NoticeKind(
        "actions.asked", Say("Tindak lanjut baru untuk kantor Anda", "New follow-ups for your office"), "digest"
    ),
    NoticeKind("actions.moved", Say("Perubahan pada tindak lanjut Anda", "Changes to your follow-ups"), "digest"),
    NoticeKind(
        "actions.claimed",
        Say("Tindak lanjut menunggu penerimaan Anda", "Follow-ups that wait for your acceptance"),
        "digest",
    ),
    NoticeKind("actions.due", Say("Tenggat dekat dan terlewat", "Due dates near and missed"), "digest"),
    NoticeKind(
        "actions.escalated",
        Say("Keterlambatan di kantor bawahan", "Delays in offices below yours"),
        "digest",
        firm=True,
    ),
)
ASKED = Say("Diminta: {title}. Tenggat {due}.", "Asked of you: {title}. Due {due}.")
TAKEN = Say("{office} mulai mengerjakan: {title}.", "{office} has taken on: {title}.")
CLAIMED = Say(
    "{office} melaporkan selesai: {title}. Periksa dan terima.", "{office} reports done: {title}. Look and accept."
)
ACCEPTED = Say("Diterima: {title}.", "Accepted: {title}.")
RETURNED = Say("Dikembalikan: {title}. Alasan: {reason}", "Sent back: {title}. Reason: {reason}")
REOPENED = Say("Dibuka kembali: {title}. Alasan: {reason}", "Reopened: {title}. Reason: {reason}")
CANCELLED = Say("Dibatalkan: {title}. Alasan: {reason}", "Cancelled: {title}. Reason: {reason}")
EXTENDED = Say("Tenggat {title} menjadi {due}.", "{title} is now due {due}.")
EDITED = Say("Isi tindak lanjut diubah: {title}.", "A follow-up was changed: {title}.")
PASSED = Say("Diambil alih kantor Anda: {title}. Tenggat {due}.", "Taken over by your office: {title}. Due {due}.")
SOON = Say("Tenggat {due}: {title}.", "Due {due}: {title}.")
OVER = Say(
    "Terlambat {days} hari: {title}. Tenggatnya {due}.", "{days} {days:day|days} late: {title}. It was due {due}."
)
ESCALATED = Say(
    "{office} terlambat {days} hari: {title}. Tenggatnya {due}.",
    "{office} is {days} {days:day|days} late: {title}. It was due {due}.",
)
# What a move makes a thing of the past: the notices that asked for it.
DONE_BY: Mapping[str, Collection[str]] = {
    "take": ("actions.asked",),
    "claim": ("actions.asked", "actions.due", "actions.escalated"),
    "accept": ("actions.claimed",),
    "return": ("actions.claimed",),
    "extend": ("actions.due", "actions.escalated"),
    "cancel": ("actions.asked", "actions.claimed", "actions.due", "actions.escalated"),
}
SHORT = 200  # signs of a reason that a notice repeats


def tell_owner(actor: Actor, action: Action, kind: str, title: Say, *, urgent: bool = False, **values: object) -> None:
    """Tell whoever took it on, and who answers for the owner."""
    people = set(_holders(action.owner_id, HEADS, action.zone))
    if action.taken_as is not None and action.taken_as.person_id in _holders(
        action.owner_id, [action.taken_as.role], action.zone
    ):
        people.add(action.taken_as.person_id)
    _tell(people, actor, action, kind, title, values, urgent=urgent)


def tell_asker(actor: Actor, action: Action, kind: str, title: Say) -> None:
    """Tell who asked, as long as they hold that role; else who answers for the office that asked."""
    if action.asker_id is None:
        return
    held = _holders(action.asker_id, [action.asked_as.role], DEFAULT_ZONE) if action.asked_as else set()
    asked_by = {action.asked_as.person_id} if action.asked_as else set()
    people = asked_by & held or _holders(action.asker_id, HEADS, DEFAULT_ZONE)
    _tell(people, actor, action, kind, title, {})


def tell_superior(actor: Actor, action: Action, office: int, title: Say, **values: object) -> None:
    """Tell who answers for the office above the owner."""
    _tell(_holders(office, HEADS, DEFAULT_ZONE), actor, action, "actions.escalated", title, values, urgent=True)


def _tell(
    people: Iterable[int],
    actor: Actor,
    action: Action,
    kind: str,
    title: Say,
    values: Mapping[str, object],
    *,
    urgent: bool = False,
) -> None:
    notices.notify(
        sorted(set(people) - {actor.person}),
        kind,
        title,
        values={"title": action.title, "office": action.owner.name, "due": action.due, **values},
        url=action.get_absolute_url(),
        subject=("actions.action", action.pk),
        office=action.owner_id,
        urgent=urgent,
    )


def _holders(office: int, roles: Iterable[str], zone: str) -> set[int]:
    return set(accounts.holders([office], roles, _today(zone)).values_list("pk", flat=True))


def _today(zone: str) -> date:
    return today_in(zone, timezone.now())


def settle(action: Action, verb: str) -> None:
    """Let the notices count as done that asked for what a move has done."""
    if kinds := DONE_BY.get(verb, ()):
        notices.settle(("actions.action", action.pk), kinds)


def short(reason: str) -> str:
    """Return the start of a reason, for a notice."""
    words = " ".join(reason.split())
    return words if len(words) <= SHORT else words[: SHORT - 1] + "\u2026"
