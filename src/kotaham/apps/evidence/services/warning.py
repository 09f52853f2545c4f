"""Tell an office before its evidence expires: thirty days, seven days, and on the last day."""

from datetime import date, timedelta

from kotaham.apps.accounts import queries as accounts
from kotaham.apps.events import services as events
from kotaham.apps.evidence.models import Evidence
from kotaham.apps.gate.services import Actor, policy
from kotaham.apps.notices.services import NoticeKind, notify, register
from kotaham.core.language import Say
from kotaham.core.policy import ROLES

KIND = NoticeKind("evidence.expiring", Say("Bukti yang segera habis masa berlakunya", "Evidence that expires soon"))
WORDS = Say("Bukti “{title}” berlaku sampai {day}.", "The evidence “{title}” is valid until {day}.")
DAYS = (30, 7, 0)
register(KIND)


def warn(*, actor: Actor, on: date) -> int:
    """Tell whoever may revise the evidence of an office; return how many notices were written."""
    cells = policy().rules["evidence.amend"].cells
    roles = [role for role in ROLES if cells[role]]
    days = [on + timedelta(days=ahead) for ahead in DAYS]
    written = 0
    with events.work(actor) as log:
        for row in Evidence.objects.filter(state=Evidence.State.ACTIVE, expires__in=days).order_by("pk").iterator():
            people = accounts.holders([row.holder_id], roles, on).values_list("pk", flat=True)
            told = notify(
                people,
                KIND.name,
                WORDS,
                values={"title": row.title, "day": row.expires},
                url=f"/bukti/{row.pk}",
                subject=("evidence.evidence", row.pk),
                office=row.holder_id,
            )
            if told:
                log.record("evidence.warned", row, holder=row.holder_id, data={"notices": told})
            written += told
    return written
