"""Change what is said of a piece of evidence, or take it out of use."""

from django.db.models import F

from kotaham.apps.events import services as events
from kotaham.apps.evidence.models import Evidence, Use
from kotaham.apps.evidence.queries import piece
from kotaham.apps.evidence.rules import reachable
from kotaham.apps.evidence.services.letters import THING
from kotaham.apps.evidence.services.taking import Draft
from kotaham.apps.evidence.services.using import is_frozen
from kotaham.apps.gate.services import Actor, Stale, demand_for
from kotaham.core.errors import Kind, Refused
from kotaham.core.language import Say

FROZEN = Kind(
    "evidence.frozen",
    Say(
        "Bukti ini dipakai di tempat yang sudah dikunci: {title}.",
        "This evidence is used where nothing changes any more: {title}.",
    ),
    Say(
        "Biarkan bukti ini; bila isinya keliru, tambahkan revisi dan jelaskan.",
        "Leave it; if its content is wrong, add a revision and say so.",
    ),
    Say("Putusan di sana bersandar pada bukti ini.", "A decision there rests on this evidence."),
)


def amend(*, actor: Actor, evidence: int, version: int, draft: Draft) -> Evidence:
    """Change title, note, dates or the mark of personal data; the content stays."""
    found = demand_for(actor, "evidence.amend", piece(evidence), reachable, see="evidence.see")
    changed = [name for name in Draft.__dataclass_fields__ if getattr(found, name) != getattr(draft, name)]
    with events.work(actor) as log:
        fields = {name: getattr(draft, name) for name in changed}
        _move(found, version, **fields)
        log.record("evidence.amended", found, holder=found.holder_id, data={"fields": changed})
    return found


def withdraw(*, actor: Actor, evidence: int, version: int, reason: str) -> Evidence:
    """Take a piece out of use; it stays on record and can still be opened."""
    found = demand_for(actor, "evidence.withdraw", piece(evidence), reachable, see="evidence.see")
    with events.work(actor) as log:
        _move(found, version, state=Evidence.State.WITHDRAWN, withdrawn_why=reason)
        live = Use.objects.filter(evidence=found, ended_at=None)
        frozen = next((use for use in live if is_frozen(use.kind, use.subject)), None)
        if frozen is not None:
            raise Refused(FROZEN(title=frozen.title))
        log.record("evidence.withdrawn", found, holder=found.holder_id, reason=reason)
    return found


def _move(found: Evidence, version: int, **fields: object) -> None:
    still = Evidence.objects.filter(pk=found.pk, version=version, state=Evidence.State.ACTIVE)
    if not still.update(version=F("version") + 1, **fields):
        raise Stale.of(THING)
