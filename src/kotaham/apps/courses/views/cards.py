"""The cards of what a learner takes: how each course stands, and the way to try a final test again."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from kotaham.apps.courses import queries, services
from kotaham.apps.courses.models import Enrolment
from kotaham.apps.courses.services import Again
from kotaham.apps.courses.views.shown import STATES

State = Enrolment.State


def cards(rows: Sequence[Enrolment]) -> list[dict[str, Any]]:
    """Return the cards of some enrolments of one person; however many, they are asked about in one look."""
    totals = queries.totals({row.version_id for row in rows})
    again = services.again([row.pk for row in rows if row.state == State.FINISHED])
    return [_card(row, totals.get(row.version_id, 0), again.get(row.pk)) for row in rows]


def _card(row: Enrolment, total: int, again: Again | None) -> dict[str, Any]:
    card = {"row": row, "total": total, "tone": STATES[row.state], "state": row.get_state_display(), "note": ""}
    if row.state == State.FAILED:
        card["note"] = _("percobaan tes sudah habis")
    elif again is not None and again.waits:
        card["note"] = _("hasil terlihat sesudah tes ditutup")
    elif again is not None:
        # Whoever did everything and did not pass has finished in the record; the card says what that means for them.
        card |= {"tone": "warn", "state": pgettext("peserta", "Belum lulus"), "note": _left(again), "again": again}
    return card


def _left(again: Again) -> str:
    if again.running:
        return _("percobaan berikutnya sedang berjalan")
    if not again.left:
        return _("tesnya tidak dapat diulang sekarang")
    return ngettext("sisa %(n)d percobaan", "sisa %(n)d percobaan", again.left) % {"n": again.left}
