"""Read imports: the list, one, samples of its preview, its refusals; the people that a frame of a list is about."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from django.db.models import BooleanField, Case, Count, Exists, F, ForeignObjectRel, OuterRef, Q, QuerySet, Value, When

from kotaham.apps.gate.services import Actor
from kotaham.apps.jobs import queries as jobs
from kotaham.apps.register.models import Batch, Before, Member, NameWord, OldNumber, Pair, Posting, Refusal, Staged
from kotaham.apps.register.queries.loading import taken_among
from kotaham.apps.register.queries.members import COUNTED
from kotaham.apps.register.rules import members, of_office
from kotaham.core.policy import Reach

CHUNK = 10_000
_NEAR = 20_000  # rows of a list that are looked through for samples
_OURS = (NameWord, OldNumber, Posting, Pair, Before)  # rows that go with a member who was never used


def imports(actor: Actor, reach: Reach) -> QuerySet[Batch]:
    """Return the imports within reach, newest first."""
    return Batch.objects.filter(of_office(actor, reach)).select_related("office", "by").order_by("-pk")


def batch_rows(pk: int) -> QuerySet[Batch]:
    """Return one import as a query, for `demand_for`."""
    return Batch.objects.filter(pk=pk).select_related("office", "by")


def get_batch(pk: int) -> Batch | None:
    """Return one import, or None."""
    return batch_rows(pk).first()


def imports_of(member: Member, actor: Actor, reach: Reach) -> QuerySet[Batch]:
    """Return the imports within reach that have changed a person and were not undone, the latest first."""
    return Batch.objects.filter(of_office(actor, reach), befores__member=member).order_by("-pk")


def same_file(office: int, sha256: str) -> Batch | None:
    """Return the import of the same file by the same office that stands."""
    standing = ("reading", "preview", "taking", "done", "undoing")
    return Batch.objects.filter(office_id=office, sha256=sha256, state__in=standing).order_by("-pk").first()


def under_way(batch: Batch) -> Any:
    """Return the work that is being done on an import, or None."""
    for name in ("register.read", "register.take", "register.undo"):
        if (job := jobs.unfinished(name, batch=batch.pk).first()) is not None:
            return job
    return None


def preview_counts(batch: Batch) -> dict[str, int]:
    """Return how many staged rows would do what."""
    found = Staged.objects.filter(batch=batch).values_list("change").annotate(n=Count("pk"))
    return {"created": 0, "updated": 0, "unchanged": 0} | dict(found)


def samples(batch: Batch, change: str, most: int = 5) -> list[Staged]:
    """Return the first staged rows that would do something, as far as they stand near the beginning."""
    return list(Staged.objects.filter(batch=batch, change=change, row__lte=_NEAR).order_by("row")[:most])


def refusal_counts(batch: Batch, most: int = 20) -> list[tuple[str, str, int]]:
    """Return the reasons of refusals with their columns, the commonest first."""
    rows = Refusal.objects.filter(batch=batch).values_list("code", "column").annotate(n=Count("pk"))
    return list(rows.order_by("-n", "code")[:most])


def refusals(batch: Batch) -> Iterator[Refusal]:
    """Give all refusals in the order of the file."""
    return Refusal.objects.filter(batch=batch).order_by("row", "pk").iterator(chunk_size=5000)


def upto(batch: int, after: int, size: int) -> int | None:
    """Return the last row of the frame that comes after a row, or None where nothing is left."""
    rows = Staged.objects.filter(batch_id=batch, row__gt=after).order_by("row").values_list("row", flat=True)
    last = rows[size - 1 : size]
    found = list(last) or list(rows.reverse()[:1])
    return found[0] if found else None


def known(actor: Actor, reach: Reach, indexes: Sequence[bytes]) -> Mapping[bytes, tuple[Member, bool]]:
    """Return whom numbers belong to, those they had before among them, each with whether they lie within reach."""
    found: dict[bytes, tuple[Member, bool]] = {}
    scope = members(actor, reach) if reach is not Reach.ALL else Q(pk__gt=0)
    near = Case(When(scope, then=Value(True)), default=Value(False), output_field=BooleanField())
    rows: Any = Member.objects.filter(state__in=COUNTED).annotate(near=near)
    has_old = OldNumber.objects.exists()
    for start in range(0, len(indexes), CHUNK):
        part = indexes[start : start + CHUNK]
        if has_old:
            old = dict(OldNumber.objects.filter(index__in=part).order_by("pk").values_list("member_id", "index"))
            found |= {bytes(old[one.pk]): (one, one.near) for one in rows.filter(pk__in=old)}
        if there := taken_among(part):
            found |= {bytes(one.number_index): (one, one.near) for one in rows.filter(number_index__in=there)}
    return found


def unused(batch: int) -> QuerySet[Member]:
    """Return the people whom an import added and whom nobody has touched or used since."""
    rows = Member.objects.filter(batch_id=batch, version=1, state="active", account=None)
    for relation in Member._meta.get_fields(include_hidden=True):  # rooms above give themselves no name here
        if isinstance(relation, ForeignObjectRel) and relation.related_model not in _OURS:
            using: Any = relation.related_model
            rows = rows.filter(~Exists(using._default_manager.filter(**{relation.field.name: OuterRef("pk")})))
    return rows.order_by("pk")


def untouched(batch: int) -> QuerySet[Before]:
    """Return what an import changed in people whom nobody has changed since."""
    same = Q(version=F("member__version"), member__state__in=COUNTED)
    return Before.objects.filter(same, batch_id=batch).order_by("pk")


def left_over(batch: int, most: int = 50) -> list[Member]:
    """Return people whom undoing an import left as they are."""
    added = list(Member.objects.filter(batch_id=batch, state__in=COUNTED).order_by("pk")[:most])
    kept = Member.objects.filter(pk__in=Before.objects.filter(batch_id=batch).values("member_id")).order_by("pk")[:most]
    return [*added, *kept][:most]


def count_left_over(batch: int) -> int:
    """Return how many people undoing an import left as they are."""
    added = Member.objects.filter(batch_id=batch, state__in=COUNTED).count()
    return added + Before.objects.filter(batch_id=batch).count()


def names_of_batches(ids: Collection[int]) -> dict[int, str]:
    """Return what imports are called."""
    return {pk: f"IP-{pk}" for pk in ids}
