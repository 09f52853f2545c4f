"""Read submissions and their answers."""

from collections.abc import Collection, Iterable, Mapping

from django.db.models import Case, F, Q, QuerySet, When

from kotaham.apps.gate.services import Actor
from kotaham.apps.submissions.models import Answer, BonusClaim, Endorsement, Receipt, Submission
from kotaham.apps.submissions.rules import SENT, seen
from kotaham.core.policy import Reach


def get(pk: int) -> QuerySet[Submission]:
    """Return the one submission as a query, for `demand_for`."""
    rows = Submission.objects.filter(pk=pk).select_related("round__instrument", "office", "sent_by")
    return rows.defer("round__instrument__content", "round__instrument__translation")  # parsed once a process


def answers(pk: int) -> QuerySet[Answer]:
    """Return the answers of a submission in the order of the instrument."""
    rows = Answer.objects.filter(submission_id=pk).select_related("unit", "saved_by")
    return rows.order_by("position")


def answer(pk: int, code: str) -> QuerySet[Answer]:
    """Return the one answer as a query, for `demand_for`."""
    rows = Answer.objects.filter(submission_id=pk, code=code)
    rows = rows.select_related("submission__round__instrument", "submission__office", "unit", "saved_by")
    return rows.defer("submission__round__instrument__content", "submission__round__instrument__translation")


def of_round(round_pk: int) -> QuerySet[Submission]:
    """Return the submissions of a round by the code of their place."""
    return Submission.objects.filter(round_id=round_pk).select_related("office").order_by("place_code")


def of_office(office_id: int) -> QuerySet[Submission]:
    """Return the submissions of a city, the latest round first."""
    return Submission.objects.filter(office_id=office_id).select_related("round").order_by("-round_id")


def before(submission: Submission) -> Submission | None:
    """Return what the same city answered in the previous round, or None."""
    previous = submission.round.previous_id
    rows = Submission.objects.filter(round_id=previous, office_id=submission.office_id) if previous else None
    return rows.first() if rows is not None else None


def last_value(submission: Submission, code: str) -> Mapping[str, object] | None:
    """Return what the city said to the same indicator in the previous round, or None."""
    previous = submission.round.previous_id
    if not previous:
        return None
    rows = Answer.objects.filter(
        submission__round_id=previous, submission__office_id=submission.office_id, code=code
    ).exclude(value=None)
    found: Mapping[str, object] | None = rows.values_list("value", flat=True).first()
    return found


def names(ids: Iterable[int]) -> dict[int, str]:
    """Return the names of submissions by number, for the history."""
    return dict(Submission.objects.filter(pk__in=set(ids)).values_list("pk", "name"))


def answer_names(ids: Iterable[int]) -> dict[int, str]:
    """Return the codes of answers by number, for the history."""
    return dict(Answer.objects.filter(pk__in=set(ids)).values_list("pk", "code"))


def claims(submission_ids: Iterable[int]) -> QuerySet[BonusClaim]:
    """Return the bonus claims of submissions."""
    return BonusClaim.objects.filter(submission_id__in=list(submission_ids)).order_by("submission_id", "item")


def people_behind(pk: int) -> set[int]:
    """Return who saved an answer or a claim as it is, endorsed it or sent it: none of them may verify it."""
    parts: list[QuerySet[Answer, int | None]] = [
        Answer.objects.filter(submission_id=pk).order_by().values_list("saved_by_id", flat=True)
    ]
    more = (
        BonusClaim.objects.filter(submission_id=pk).order_by().values_list("saved_by_id", flat=True),
        Endorsement.objects.filter(submission_id=pk).order_by().values_list("by_id", flat=True),
        Receipt.objects.filter(submission_id=pk).order_by().values_list("sent_by_id", flat=True),
        Submission.objects.filter(pk=pk).order_by().values_list("sent_by_id", flat=True),
    )
    return {one for one in parts[0].union(*more) if one is not None}


def behind(person: int, pks: Collection[int]) -> set[int]:
    """Return which of some reports somebody is among the people behind: the same rule as `people_behind`, turned."""
    wanted = list(pks)
    parts = (
        Answer.objects.filter(submission__in=wanted, saved_by_id=person).order_by().values_list("submission_id"),
        BonusClaim.objects.filter(submission__in=wanted, saved_by_id=person).order_by().values_list("submission_id"),
        Endorsement.objects.filter(submission__in=wanted, by_id=person).order_by().values_list("submission_id"),
        Receipt.objects.filter(submission__in=wanted, sent_by_id=person).order_by().values_list("submission_id"),
        Submission.objects.filter(pk__in=wanted, sent_by_id=person).order_by().values_list("pk"),
    )
    return {pk for (pk,) in parts[0].union(*parts[1:])}


def endorsements(pk: int) -> QuerySet[Endorsement]:
    """Return the endorsements of a submission that stand, oldest first."""
    return (
        Endorsement.objects.filter(submission_id=pk, void_at=None).select_related("by", "by_as", "unit").order_by("at")
    )


def sent_values(round_pk: int, code: str, *, but: int) -> list[tuple[str, Mapping[str, object]]]:
    """Return (province, value) of what other cities of a round have sent for one indicator."""
    rows = Answer.objects.filter(submission__round_id=round_pk, submission__state__in=SENT, code=code)
    rows = rows.exclude(submission_id=but).exclude(value=None).order_by()
    return [(province, value) for province, value in rows.values_list("submission__province_code", "value") if value]


def receipts(pk: int) -> QuerySet[Receipt]:
    """Return what was sent of a submission, the newest first."""
    return Receipt.objects.filter(submission_id=pk).select_related("sent_by").order_by("-number")


def listed(
    actor: Actor, reach: Reach, *, state: str = "", text: str = "", round_pk: int | None = None
) -> QuerySet[Submission]:
    """Return the reports within reach, the latest round first and there by the code of the place."""
    rows = Submission.objects.filter(seen(actor, reach)).select_related("round").order_by("-round_id", "place_code")
    if round_pk is not None:
        rows = rows.filter(round_id=round_pk)
    if state:
        rows = rows.filter(state=state)
    if wanted := " ".join(text.split()):
        rows = rows.filter(Q(name__icontains=wanted) | Q(place_code__startswith=wanted))
    return rows


def of_unit(actor: Actor) -> QuerySet[Answer]:
    """Return what was given to the actor's unit in rounds that run: what came back first, then by day."""
    rows = Answer.objects.filter(unit_id=actor.office, submission__round__state="open")
    rows = rows.exclude(submission__state="withdrawn").select_related("submission__round__instrument")
    rows = rows.defer("submission__round__instrument__content", "submission__round__instrument__translation")
    back = Case(When(state=Answer.State.READY, then=2), When(returned=True, then=0), default=1)
    return rows.order_by(back, F("due").asc(nulls_last=True), "-submission", "position")


def waiting_for_unit(actor: Actor) -> QuerySet[Answer]:
    """Return of these what the unit can still do something about."""
    open_ones = Q(submission__state="filling") | Q(submission__state="repair", returned=True)
    return of_unit(actor).filter(open_ones).exclude(state=Answer.State.READY)


def codes_of(answer: Answer, unit: int | None) -> list[str]:
    """Return the codes of a report in the order of the instrument; of one unit when given."""
    rows = Answer.objects.filter(submission_id=answer.submission_id)
    rows = rows.filter(unit_id=unit) if unit else rows
    return list(rows.order_by("position").values_list("code", flat=True))
