"""Read the bank: questions within reach, by topic and right, their versions, what is known of their difficulty."""

from collections.abc import Collection, Iterable, Mapping

from django.db.models import Avg, Max, Q, QuerySet

from kotaham.apps.exams.models import Import, ItemFigures, Question
from kotaham.apps.exams.rules import banks
from kotaham.apps.gate.services import Actor
from kotaham.core.policy import Reach

State = Question.State


def question(pk: int) -> QuerySet[Question]:
    """Return the one question as a query, for `demand_for`."""
    return Question.objects.filter(pk=pk).select_related("office", "made_by")


def bank(actor: Actor, reach: Reach, *, state: str = "", **narrow: str) -> QuerySet[Question]:
    """Return the questions within reach by topic and code; `narrow` by topic, right, kind and words of the code."""
    rows = Question.objects.filter(banks(actor, reach)).select_related("office")
    rows = rows.filter(state=state) if state else rows.exclude(state=State.RETIRED)
    for field in ("topic", "right", "kind"):
        rows = rows.filter(**{field: narrow[field]}) if narrow.get(field) else rows
    if words := narrow.get("words", "").strip():
        rows = rows.filter(Q(code__icontains=words) | Q(topic__icontains=words))
    return rows.order_by("topic", "code", "-number")


def active(office: int) -> QuerySet[Question]:
    """Return the questions of an office that tests may draw, without what is long."""
    rows = Question.objects.filter(office=office, state=State.ACTIVE)
    return rows.defer("body", "key", "feedback").order_by("pk")


def questions(pks: Collection[int]) -> Mapping[int, Question]:
    """Return questions by number."""
    return {row.pk: row for row in Question.objects.filter(pk__in=pks)}


def same(office: int, code: str) -> QuerySet[Question]:
    """Return all versions of a question, the newest first."""
    return Question.objects.filter(office=office, code=code).order_by("-number")


def versions_of(row: Question) -> QuerySet[Question]:
    """Return the versions of the question that a row is a version of."""
    return same(row.office_id, row.code).select_related("made_by")


def latest(office: int, wanted: Collection[str]) -> Mapping[str, Question]:
    """Return the newest version of each of these codes in the bank of an office."""
    rows = Question.objects.filter(office=office, code__in=wanted).order_by("code", "number")
    return {row.code: row for row in rows}


def codes(office: int) -> Mapping[str, int]:
    """Return the number of the newest version of each code of an office."""
    rows = Question.objects.filter(office=office).order_by().values_list("code").annotate(last=Max("number"))
    return dict(rows)


def topics(actor: Actor, reach: Reach) -> list[str]:
    """Return the topics of the questions within reach that are used or to be used."""
    rows = Question.objects.filter(banks(actor, reach)).exclude(state=State.RETIRED)
    return list(rows.order_by("topic").values_list("topic", flat=True).distinct()[:500])


def rights(actor: Actor, reach: Reach) -> list[str]:
    """Return the rights of the questions within reach."""
    rows = Question.objects.filter(banks(actor, reach)).exclude(state=State.RETIRED).exclude(right="")
    return list(rows.order_by("right").values_list("right", flat=True).distinct()[:200])


def drawn_from(office: int) -> tuple[list[str], list[str]]:
    """Return the topics and the rights that the bank of an office has in use."""
    rows = Question.objects.filter(office=office, state=State.ACTIVE).order_by()
    found = set(rows.values_list("topic", "right").distinct()[:2000])
    return sorted({topic for topic, _right in found}), sorted({right for _topic, right in found if right})


def difficulties(pks: Collection[int]) -> Mapping[int, float]:
    """Return the share of points that questions gave so far, where enough people met them."""
    rows = ItemFigures.objects.filter(question__in=pks, difficulty__isnull=False).order_by()
    return dict(rows.values_list("question").annotate(mean=Avg("difficulty")))


def imports(pk: int) -> QuerySet[Import]:
    """Return the one import as a query, for `demand_for`."""
    return Import.objects.filter(pk=pk).select_related("office")


def names(pks: Iterable[int]) -> Mapping[int, str]:
    """Return what questions are called in the record: by code and version, never by their text."""
    rows = Question.objects.filter(pk__in=set(pks)).values_list("pk", "code", "number")
    return {pk: f"{code} v{number}" for pk, code, number in rows}


def import_names(pks: Iterable[int]) -> Mapping[int, str]:
    """Return what imports are called in the record."""
    return dict(Import.objects.filter(pk__in=set(pks)).values_list("pk", "name"))
