"""Find versions."""

from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q, QuerySet
from django.http import Http404

from kotaham.apps.gate.services import Actor, reach_of
from kotaham.apps.instruments.models import Comment, TryOut, Version
from kotaham.apps.instruments.rules import seen


def get(pk: int) -> Version:
    """Return one version with its text; 404 where there is none."""
    found = Version.objects.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def by_ref(ref: str) -> Version | None:
    """Return the version that papers call `id@version`, or None."""
    slug, _at, label = ref.partition("@")
    return Version.objects.filter(slug=slug, label=label).first()


def of_slug(slug: str) -> QuerySet[Version]:
    """Return the versions of one instrument, without their texts."""
    return listed().filter(slug=slug)


def listed() -> QuerySet[Version]:
    """Return versions without their texts, which are long."""
    return Version.objects.defer("content", "translation")


def usable(trial: bool = False) -> QuerySet[Version]:
    """Return the versions a round may take: sealed ones; for a trial also others that load without problems."""
    good = Q(state=Version.State.SEALED)
    if trial:
        good |= Q(mistakes=0, indicators__gt=0) & ~Q(state=Version.State.DROPPED)
    return listed().filter(good).order_by("slug", "label")


def names(pks: Iterable[int]) -> Mapping[int, str]:
    """Return what papers call versions, for the record."""
    return {row.pk: row.ref for row in listed().filter(pk__in=set(pks))}


def register(actor: Actor, text: str = "", state: str = "", *, to_review: bool = False) -> QuerySet[Version]:
    """Return the versions an actor may read, by instrument, the newest version first."""
    rows = listed().filter(seen(actor, reach_of(actor, "instruments.see")))
    if text:
        rows = rows.filter(Q(title__icontains=text) | Q(slug__icontains=text))
    if state:
        rows = rows.filter(state=state)
    if to_review:
        rows = rows.exclude(Q(changed_by_id=actor.person) | Q(offered_by_id=actor.person))
    return rows.order_by("slug", "-label")


def comments_of(version: Version) -> Sequence[Comment]:
    """Return what was said about a draft: what is open first, the newest first."""
    rows = version.comments.select_related("by", "settled_by").order_by("settled_at", "-pk")
    return sorted(rows[:200], key=lambda one: (one.settled_at is not None, -one.pk))


def try_outs_of(version: Version) -> QuerySet[TryOut]:
    """Return the try-outs of a draft without their figures, the newest first."""
    rows = TryOut.objects.filter(version=version).defer("facts", "result", "content")
    return rows.select_related("base", "made_by").order_by("-pk")
