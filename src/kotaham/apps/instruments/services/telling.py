"""Who hears of a draft: those who may seal it when it is offered, its writers when something came of that."""

from django.utils import timezone

from kotaham.apps.accounts import queries as accounts
from kotaham.apps.gate.services import Actor
from kotaham.apps.gate.services.asking import policy
from kotaham.apps.instruments.models import Version
from kotaham.apps.notices import services as notices
from kotaham.apps.notices.services import NoticeKind
from kotaham.core.language import Say
from kotaham.core.policy import ROLES, Reach

SHORT = 200
KINDS = (
    NoticeKind(
        "instruments.offered",
        Say("Rancangan instrumen menunggu pemeriksaan Anda", "Drafts of instruments that wait for your review"),
        "digest",
    ),
    NoticeKind("instruments.moved", Say("Perubahan pada rancangan instrumen Anda", "Changes to your drafts"), "digest"),
)
OFFERED = Say("Periksa rancangan {ref}: {title}.", "Look at the draft {ref}: {title}.")
MOVED = {
    "send_back": Say("{ref} dikembalikan. Alasan: {reason}", "{ref} was sent back. Reason: {reason}"),
    "seal": Say("{ref} disegel.", "{ref} is sealed."),
    "drop": Say("{ref} tidak dilanjutkan. Alasan: {reason}", "{ref} is dropped. Reason: {reason}"),
}
COMMENTED = Say("Tanggapan baru pada {ref}.", "A new comment on {ref}.")


def tell(actor: Actor, version: Version, verb: str, reason: str = "") -> None:
    """Tell of a move to those whose turn it is, or whose draft it was."""
    if verb == "offer":
        _notify(_reviewers(version), actor, version, "instruments.offered", OFFERED, urgent=True)
    else:
        _notify(_writers(version), actor, version, "instruments.moved", MOVED[verb], reason=_short(reason))


def tell_of_comment(actor: Actor, version: Version) -> None:
    """Tell the writers that somebody said something."""
    _notify(_writers(version), actor, version, "instruments.moved", COMMENTED)


def _reviewers(version: Version) -> set[int]:
    """Return the people of the drafting office whose role may seal."""
    rule = policy().rules["instruments.seal"]
    roles = [role for role in ROLES if rule.reach((role,)) is not Reach.NONE]
    if version.office_id is None:
        return set()
    return set(accounts.holders([version.office_id], roles, timezone.localdate()).values_list("pk", flat=True))


def _writers(version: Version) -> set[int]:
    return {one for one in (version.made_by_id, version.changed_by_id, version.offered_by_id) if one}


def _notify(
    people: set[int], actor: Actor, version: Version, kind: str, title: Say, *, urgent: bool = False, reason: str = ""
) -> None:
    notices.notify(
        sorted(people - {actor.person}),
        kind,
        title,
        values={"ref": version.ref, "title": version.title, "reason": reason},
        url=version.get_absolute_url(),
        subject=("instruments.version", version.pk),
        office=version.office_id,
        urgent=urgent,
    )


def _short(reason: str) -> str:
    words = " ".join(reason.split())
    return words if len(words) <= SHORT else words[: SHORT - 1] + "\u2026"
