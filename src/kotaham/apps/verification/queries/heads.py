"""What waits for the head of a Kanwil: answers that were passed on, and those two readers do not agree about."""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from django.db.models import F, Q

from kotaham.apps.gate.services import Actor
from kotaham.apps.verification.models import Case, Check, Stage
from kotaham.apps.verification.queries.queue import seen
from kotaham.apps.verification.rules import ESCALATE, HEAD, SECOND, Standing, outcome
from kotaham.core.policy import Reach

WAITING = {Standing.DIFFERS, Standing.ESCALATED}


def at_the_kanwil(actor: Actor, reach: Reach) -> Sequence[Case]:
    """Return the cases within reach that wait to be taken or are being read, the riskiest first: few, one Kanwil's."""
    rows = Case.objects.filter(seen(actor, reach), submission__state__in=("sent", "verifying"))
    return list(rows.select_related("submission", "submission__round").order_by("-risk", "pk"))


def for_head(cases: Sequence[Case]) -> Sequence[tuple[Case, int]]:
    """Return those of some cases of which answers wait for the head, with how many."""
    rows = [one for one in cases if one.submission.state == "verifying"]
    found = _waiting({row.submission_id: row.sample for row in rows}) if rows else Counter[int]()
    return [(row, found[row.submission_id]) for row in rows if found[row.submission_id]]


def _waiting(samples: Mapping[int, Collection[str]]) -> Counter[int]:
    """Count by submission the answers that wait; what was said of an earlier version of an answer is void."""
    read_twice = Check.objects.filter(answer__submission_id__in=samples, slot=SECOND).values("answer")
    rows = Check.objects.filter(answer__submission_id__in=samples, stage=Stage.VERIFIED, seen=F("answer__version"))
    rows = rows.filter(Q(verdict=ESCALATE) | Q(slot=HEAD) | Q(answer__in=read_twice)).order_by("slot")
    said: dict[tuple[int, str], list[Check]] = defaultdict(list)
    for row in rows.select_related("answer"):
        said[row.answer.submission_id, row.answer.code].append(row)
    return Counter(
        pk
        for (pk, code), checks in said.items()
        if outcome(checks, checks[0].seen, checks[0].base, sampled=code in samples[pk]).standing in WAITING
    )
