"""Let the cities of a province use a piece of its evidence: they follow its rules and cannot make their own."""

from django.db.models import F

from kotaham.apps.events import services as events
from kotaham.apps.evidence.models import Evidence
from kotaham.apps.evidence.queries import piece
from kotaham.apps.evidence.rules import reachable
from kotaham.apps.evidence.services.letters import THING
from kotaham.apps.gate.services import Actor, Stale, demand_for
from kotaham.core.errors import Kind, Refused
from kotaham.core.language import Say

NOT_OF_A_PROVINCE = Kind(
    "evidence.share-not-province",
    Say("Hanya bukti milik provinsi yang dapat dibagikan.", "Only evidence of a province can be shared."),
    Say("Kabupaten/kota mengunggah buktinya sendiri.", "A city uploads its own evidence."),
    Say(
        "Berbagi dimaksudkan bagi daerah yang memakai aturan provinsinya.",
        "Sharing is meant for places that follow the rules of their province.",
    ),
)
PERSONAL = Kind(
    "evidence.share-personal",
    Say("Bukti ini memuat data pribadi.", "This evidence holds personal data."),
    Say("Unggah versi yang disamarkan, lalu bagikan itu.", "Upload a masked version, and share that."),
)


def share(*, actor: Actor, evidence: int, on: bool) -> Evidence:
    """Mark a piece of a province as usable by its cities, or no longer; what uses it already stays."""
    found = demand_for(actor, "evidence.share", piece(evidence), reachable, see="evidence.see")
    if found.holder.kind != "province":
        raise Refused(NOT_OF_A_PROVINCE())
    if on and found.personal:
        raise Refused(PERSONAL())
    with events.work(actor) as log:
        rows = Evidence.objects.filter(pk=found.pk, shared=not on, state=Evidence.State.ACTIVE)
        if not rows.update(shared=on, version=F("version") + 1):
            raise Stale.of(THING)
        log.record("evidence.shared" if on else "evidence.unshared", found, holder=found.holder_id)
    return found
