"""Evidence of a bonus claim: what may hang on it, when it is closed, which claims have none."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import Http404

from kotaham.apps.evidence import queries as evidences
from kotaham.apps.evidence import services as evidence_services
from kotaham.apps.evidence.services import Pinpoint, Subject
from kotaham.apps.gate.services import Actor, demand_for
from kotaham.apps.submissions import queries
from kotaham.apps.submissions.models import BonusClaim, Submission
from kotaham.apps.submissions.queries import CLAIM
from kotaham.apps.submissions.rules import WRITABLE, claims_written, governed
from kotaham.apps.submissions.services import letters
from kotaham.apps.submissions.services.deadlines import must_be_in_time
from kotaham.core.errors import Refused
from kotaham.core.language import Say

NO_REASON_OR_PROOF = {
    (False, False): Say("tanpa alasan dan tanpa bukti", "no reason and no evidence"),
    (False, True): Say("tanpa alasan", "no reason"),
    (True, False): Say("tanpa bukti", "no evidence"),
    (True, True): Say("", ""),
}


def prove_claim(pk: int, item: str, *, actor: Actor, evidence: int, pinpoint: Pinpoint | None = None) -> None:
    """Let a piece of evidence prove a bonus claim; what is not claimed yet has nothing to prove."""
    demand_for(actor, "submissions.claim", queries.get(pk), governed, see="submissions.see")
    claim = queries.claims([pk]).filter(item=item).first()
    if claim is None:
        raise Refused(letters.CLAIM_FIRST(item=item))
    evidence_services.use(actor=actor, evidence=evidence, subject=(CLAIM, claim.pk), pinpoint=pinpoint)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim as the city should see it before it sends: whether a reason and evidence are given."""

    claim: BonusClaim
    reasoned: bool
    proved: bool

    @property
    def lacks(self) -> Say:
        """What readers will miss, in words; empty when nothing."""
        return NO_REASON_OR_PROOF[self.reasoned, self.proved]


def claimed(submission: Submission) -> list[Claimed]:
    """Return the claims of a report, each with what it lacks."""
    claims = queries.claims([submission.pk])
    held = list(claims) if submission.round.bonus else []
    proved = {claim for claim, _piece in evidences.pieces_of(CLAIM, claims)} if held else set()
    return [Claimed(one, bool(one.note.strip()), one.pk in proved) for one in held]


def bare_claims(submission: Submission) -> list[Claimed]:
    """Return the claims that lack a reason, evidence or both."""
    return [one for one in claimed(submission) if not (one.reasoned and one.proved)]


def is_proved(claim: BonusClaim) -> bool:
    """Tell whether evidence hangs on a claim now."""
    return evidences.uses_of(CLAIM, claim.pk).exists()


def as_claim(actor: Actor, key: str) -> Subject:
    """Find a claim for the room evidence: only who may claim for the city may hang evidence on it."""
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        raise Http404
    rows = BonusClaim.objects.filter(pk=int(key)).select_related("submission", "submission__round")
    claim = demand_for(actor, "submissions.claim", rows, claims_written, see="submissions.see")
    submission = claim.submission
    if submission.state in WRITABLE:  # of what was sent the room evidence says that it is closed
        must_be_in_time(submission, "submit")
    title = f"{claim.item}, {submission.name}, {submission.round.title}"
    return Subject(title, claim.get_absolute_url(), submission.office_id)


def frozen_claims(keys: Iterable[str]) -> set[str]:
    """Return the claims whose evidence stands: those of a report that was sent, or of a round that is over."""
    wanted = set(keys)
    rows = BonusClaim.objects.filter(pk__in=map(int, wanted), submission__state__in=WRITABLE)
    return wanted - {str(pk) for pk in rows.filter(submission__round__state="open").values_list("pk", flat=True)}
