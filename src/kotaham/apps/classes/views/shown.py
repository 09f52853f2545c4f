"""What several pages show: letters beside a form, tones of states, times by the clock of the place."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kotaham.apps.classes.models import Session
from kotaham.apps.classes.services import when
from kotaham.apps.courses import queries as courses
from kotaham.apps.gate.services import language, told
from kotaham.core.errors import Refused

Found = TypeVar("Found")
TONES = {"draft": "plain", "open": "info", "closed": "info", "held": "ok", "cancelled": "warn"}
SEATS = {"invited": "info", "seated": "ok", "waiting": "warn", "given-up": "plain", "revoked": "plain"}
FEW = 200  # rows of a list whose problems a page shows


def attempt(call: Callable[[], Found]) -> tuple[Found | None, list[dict[str, str]]]:
    """Do what a form asks for; return what came of it, or the letters that belong beside the form.

    A missing right and a state that moved on are no faults of the form: they get their own page.
    """
    try:
        return call(), []
    except Refused as refused:
        if getattr(refused, "status", 400) != 400:
            raise
        return None, told(refused)


def letters(problems: Sequence[Any]) -> list[dict[str, str]]:
    """Return problems in the language of the reader."""
    return told(Refused(problems)) if problems else []


def time_of(session: Session) -> str:
    """Tell when a session is, in the language of the reader."""
    return when(session, language())


def course_of(session: Session, member: Any) -> int | None:
    """Return the member's enrolment in the course that a session belongs to."""
    rows = courses.of_versions([session.version_id], [member.pk]) if session.version_id and member else None
    return rows.values_list("pk", flat=True).first() if rows is not None else None


def sent(data: bytes, name: str, kind: str) -> HttpResponse:
    """Send a file to be saved."""
    response = HttpResponse(data, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def seated_words(rows: Sequence[Any], named: int) -> str:
    """Tell how many got a seat, how many wait, and how many were there already."""
    seated = sum(row.state == "seated" for row in rows)
    told_ = ngettext("%(n)d orang mendapat kursi.", "%(n)d orang mendapat kursi.", seated) % {"n": seated}
    if waiting := len(rows) - seated:
        told_ += " " + ngettext("%(n)d menunggu kursi.", "%(n)d menunggu kursi.", waiting) % {"n": waiting}
    if rest := named - len(rows):
        told_ += " " + ngettext("%(n)d sudah ada.", "%(n)d sudah ada.", rest) % {"n": rest}
    return told_


def _by_mail(count: int) -> str:
    words = ngettext(
        "%(n)d orang tanpa akun dikirimi surel dengan tautan untuk menjawab.",
        "%(n)d orang tanpa akun dikirimi surel dengan tautan untuk menjawab.", count,
    )  # fmt: skip
    return " " + words % {"n": count} if count else ""


def _by_hand(count: int) -> str:
    words = ngettext(
        "%(n)d orang belum mempunyai akun atau surel, jadi sampaikan sendiri suratnya.",
        "%(n)d orang belum mempunyai akun atau surel, jadi sampaikan sendiri suratnya.", count,
    )  # fmt: skip
    return " " + words % {"n": count} if count else ""


def invited_words(count: int, named: int, heard: int, mailed: int) -> str:
    """Tell how many were invited, and how many of them must hear of it by hand."""
    told_ = ngettext("%(n)d orang diundang.", "%(n)d orang diundang.", count) % {"n": count}
    if rest := count - heard:
        words = ngettext("%(n)d orang diberi tahu lewat akunnya;", "%(n)d orang diberi tahu lewat akunnya;", heard)
        told_ += " " + words % {"n": heard}
        told_ += _by_mail(mailed) + _by_hand(rest - mailed)
    return told_ + (" " + _("Selebihnya sudah diundang atau mempunyai kursi.") if named > count else "")
