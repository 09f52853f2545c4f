"""Who hears of what happens to sessions."""

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from django.urls import reverse

from kotaham.apps.classes import queries
from kotaham.apps.classes.models import Session
from kotaham.apps.gate.services import Actor
from kotaham.apps.notices import services as notices
from kotaham.apps.notices.services import NoticeKind
from kotaham.core.language import Say

KINDS = (
    NoticeKind("classes.invited", Say("Undangan sesi", "Invitations to sessions"), "mail"),
    NoticeKind("classes.withdrawn", Say("Undangan sesi ditarik", "Invitations that were withdrawn"), "mail"),
    NoticeKind("classes.moved-up", Say("Naik dari daftar tunggu", "Moved up from the waiting list"), "mail"),
    NoticeKind("classes.changed", Say("Waktu atau tempat sesi berubah", "Other time or place of a session"), "mail"),
    NoticeKind("classes.cancelled", Say("Sesi dibatalkan", "Cancelled sessions"), "mail", firm=True),
    NoticeKind("classes.near", Say("Sesi segera dimulai", "Sessions about to begin"), "mail"),
    NoticeKind("classes.released", Say("Jawaban izin atasan", "Answers of supervisors"), "mail"),
)
INVITED = Say("Anda diundang: {title}, {on}.", "You are invited: {title}, {on}.")
WITHDRAWN = Say("Undangan Anda ditarik: {title}, {on}.", "Your invitation was withdrawn: {title}, {on}.")
MOVED_UP = Say("Anda mendapat kursi: {title}, {on}.", "You have a seat now: {title}, {on}.")
CHANGED = Say("Waktu atau tempat berubah: {title}, {on}.", "Other time or place: {title}, {on}.")
CANCELLED = Say("Sesi dibatalkan: {title}. {reason}", "Session cancelled: {title}. {reason}")
TOMORROW = Say("Sesi Anda dalam sehari: {title}, {on}.", "Your session is within a day: {title}, {on}.")
SOON = Say("Sesi Anda dalam satu jam: {title}, {on}.", "Your session is within an hour: {title}, {on}.")
GIVEN = Say("Atasan mengizinkan Anda hadir: {title}.", "Your supervisor released you for: {title}.")
REFUSED = Say("Atasan tidak mengizinkan: {title}.", "Your supervisor did not release you for: {title}.")
ZONES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def when(session: Session) -> str:
    """Tell when a session begins, by the clock of its place: `22-11-2026 09.00 WIB`."""
    local = session.starts.astimezone(ZoneInfo(session.zone))
    return f"{local:%d-%m-%Y %H.%M} {ZONES.get(session.zone, '')}".strip()


def tell(
    people: Iterable[int], session: Session, kind: str, title: Say, actor: Actor | None, *, urgent: bool = False,
    reason: str = "",
) -> None:  # fmt: skip
    """Tell some people of a session, not who did it."""
    notices.notify(
        sorted(set(people) - ({actor.person} if actor and actor.person else set())),
        kind,
        title,
        values={"title": session.title, "on": when(session), "reason": reason[:200]},
        url=reverse("classes:mine-detail", args=[session.pk]),
        subject=("classes.session", session.pk),
        office=session.office_id,
        urgent=urgent,
    )


def tell_seats(session: Session, kind: str, title: Say, actor: Actor | None, **more: str) -> None:
    """Tell everybody who has a seat, waits for one or was invited."""
    people = queries.accounts_at(session.pk, ("seated", "waiting", "invited"))
    tell(people, session, kind, title, actor, reason=more.get("reason", ""))
