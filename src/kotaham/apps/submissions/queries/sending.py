"""What the send side reads: facts and their digest, what stands beside the answers, receipts, files taken in."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from django.db.models import QuerySet

from kotaham.apps.evidence import queries as evidences
from kotaham.apps.submissions.models import Answer, Batch, Endorsement, Receipt, Submission
from kotaham.apps.submissions.queries.submissions import claims
from kotaham.apps.submissions.queries.table import CLAIM, KIND, facts
from kotaham.apps.submissions.rules import SENT
from kotaham.core.facts_json import canonical_json, facts_to_json

Stored = Mapping[str, Any]


def facts_text(pk: int, unit: int | None = None) -> str:
    """Return the facts of a submission in their canonical form; with a unit only those of its answers."""
    table = facts([pk])
    if unit is not None:
        codes = set(Answer.objects.filter(submission_id=pk, unit_id=unit).values_list("code", flat=True))
        columns = {code: column for code, column in table.columns.items() if code in codes}
        table = replace(table, columns=columns, bonus={})
    return canonical_json(facts_to_json(table)).decode()


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text."""
    return sha256(text.encode()).hexdigest()


def digests(pk: int, units: Iterable[int | None]) -> dict[int | None, str]:
    """Return the digest of the whole (None) and of the parts of some units, in few questions."""
    wanted = set(units)
    table = facts([pk])
    held = dict(Answer.objects.filter(submission_id=pk).values_list("code", "unit_id"))
    found: dict[int | None, str] = {}
    for unit in wanted:
        part = table
        if unit is not None:
            columns = {code: column for code, column in table.columns.items() if held.get(code) == unit}
            part = replace(table, columns=columns, bonus={})
        found[unit] = digest_of(canonical_json(facts_to_json(part)).decode())
    return found


def units_of(pk: int) -> list[int]:
    """Return the units that hold answers, in the order of their first answer."""
    rows = Answer.objects.filter(submission_id=pk, unit__isnull=False).order_by("position")
    return list(dict.fromkeys(int(unit) for unit in rows.values_list("unit_id", flat=True)))


def proofs(submission_ids: Collection[int]) -> dict[int, list[Any]]:
    """Return the live uses of evidence by answer."""
    return _by_subject(evidences.proofs_of(KIND, Answer.objects.filter(submission_id__in=list(submission_ids))))


def claim_proofs(submission_ids: Collection[int]) -> dict[int, list[Any]]:
    """Return the live uses of evidence by bonus claim."""
    return _by_subject(evidences.proofs_of(CLAIM, claims(submission_ids)))


def _by_subject(uses: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for use in uses:
        found[int(use.subject)].append(use)
    return found


def twins(uses: Iterable[Any], submissions: Sequence[Submission]) -> dict[str, set[int]]:
    """Return by hash the cities of the same rounds that show the very same bytes as evidence of their own."""
    rows = list(uses)
    hashes = {use.revision.sha256 for use in rows if use.revision.sha256}
    if not hashes:
        return {}
    pairs = list(evidences.twin_uses(KIND, hashes, {use.evidence_id for use in rows}))
    subjects = {int(subject) for _hash, subject in pairs}
    near = Answer.objects.filter(pk__in=subjects, submission__round_id__in={one.round_id for one in submissions})
    office = dict(near.values_list("pk", "submission__office_id"))
    found: dict[str, set[int]] = defaultdict(set)
    for sha, subject in pairs:
        if int(subject) in office:
            found[sha].add(office[int(subject)])
    return found


def last_values(submissions: Sequence[Submission]) -> dict[tuple[int, str], Stored]:
    """Return what the same cities said in the previous round, by office and indicator."""
    previous = {one.round.previous_id for one in submissions if one.round.previous_id is not None}
    if not previous:
        return {}
    offices = {one.office_id for one in submissions}
    rows = Answer.objects.filter(submission__round_id__in=previous, submission__office_id__in=offices)
    told = rows.exclude(value=None).values_list("submission__office_id", "code", "value")
    return {(office, code): value for office, code, value in told if value is not None}


def peer_values(submissions: Sequence[Submission], codes: Collection[str]) -> dict[str, list[tuple[str, int, Stored]]]:
    """Return by indicator, of some, what the cities of the same provinces have sent: province, office, value."""
    rounds, provinces = {one.round_id for one in submissions}, {one.province_code for one in submissions}
    rows = Answer.objects.filter(
        submission__round_id__in=rounds,
        submission__province_code__in=provinces,
        submission__state__in=SENT,
        code__in=list(codes),
    ).exclude(value=None)
    found: dict[str, list[tuple[str, int, Stored]]] = defaultdict(list)
    told = rows.values_list("code", "submission__province_code", "submission__office_id", "value")
    for code, province, office, value in told:
        if value is not None:
            found[code].append((province, office, value))
    return found


def all_endorsements(pk: int) -> QuerySet[Endorsement]:
    """Return every endorsement, also those that hold no longer, oldest first."""
    rows = Endorsement.objects.filter(submission_id=pk)
    return rows.select_related("by", "by_as", "unit").order_by("at", "pk")


def receipts(pk: int) -> QuerySet[Receipt]:
    """Return the receipts of a submission, the newest first."""
    return Receipt.objects.filter(submission_id=pk).select_related("sent_by", "sent_as").order_by("-number")


def receipt_of_token(token: str) -> Receipt | None:
    """Return the receipt that a code leads to."""
    rows = Receipt.objects.select_related("submission", "submission__round", "submission__round__instrument", "sent_by")
    return rows.filter(token=token).first()


def batches(pk: int) -> QuerySet[Batch]:
    """Return the files taken into a submission, the newest first."""
    return Batch.objects.filter(submission_id=pk).select_related("by", "undone_by", "unit").order_by("-pk")
