"""How enrolments stand, in the words that a learner and their office read alike, and the cards of a learner."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from kotaham.apps.courses import queries, services
from kotaham.apps.courses.models import Enrolment
from kotaham.apps.courses.services import Again
from kotaham.apps.courses.views.shown import STATES

State = Enrolment.State


def cards(rows: Sequence[Enrolment]) -> list[dict[str, Any]]:
    """Return the cards of some enrolments of one person, with the way to try a final test again."""
    totals, found = queries.totals({row.version_id for row in rows}), stands(rows)
    return [{"row": row, "total": totals.get(row.version_id, 0), **found[row.pk]} for row in rows]


def stands(rows: Sequence[Enrolment]) -> Mapping[int, dict[str, Any]]:
    """Return how some enrolments stand: badge and note; however many, they are asked about in one look."""
    again = services.again([row.pk for row in rows if row.state == State.FINISHED])
    return {row.pk: _stand(row, again.get(row.pk)) for row in rows}


def _stand(row: Enrolment, again: Again | None) -> dict[str, Any]:
    found: dict[str, Any] = {"tone": STATES[row.state], "state": row.get_state_display(), "note": ""}
    if row.refused_at:
        found["state"] = _("Undangan ditolak")
    elif row.state == State.FAILED:
        found["note"] = _("percobaan tes sudah habis")
    elif again is not None and again.waits:
        found["note"] = _("hasil terlihat sesudah tes ditutup")
    elif again is not None:
        # Whoever did everything and did not pass has finished in the record; the badge says what that means for them.
        found |= {"tone": "warn", "state": pgettext("peserta", "Belum lulus"), "note": _left(again), "again": again}
    return found


def _left(again: Again) -> str:
    if again.running:
        return _("percobaan berikutnya sedang berjalan")
    if not again.left:
        return _("tesnya tidak dapat diulang sekarang")
    return ngettext("sisa %(n)d percobaan", "sisa %(n)d percobaan", again.left) % {"n": again.left}
