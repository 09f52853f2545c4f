"""Find issues."""

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from kotaham.apps.certificates.models import Issue
from kotaham.apps.certificates.rules import templates as kept
from kotaham.apps.gate.services import Actor
from kotaham.core.policy import Reach

RUNNING = ("waiting", "running")


def issue(pk: int) -> QuerySet[Issue]:
    """Return the one issue as a query, for `demand_for`."""
    return Issue.objects.filter(pk=pk).select_related("version", "version__course", "template", "office", "by")


def issues(actor: Actor, reach: Reach, version: int | None = None) -> QuerySet[Issue]:
    """Return the issues of offices within reach, newest first."""
    rows = Issue.objects.filter(kept(actor, reach))
    rows = rows.filter(version=version) if version is not None else rows
    return rows.select_related("version__course", "office").order_by("-pk")


def unfinished(version: int, office: int) -> Issue | None:
    """Return the issue of an office that runs for a version, or None."""
    return Issue.objects.filter(version=version, office=office, state__in=RUNNING).first()


def issue_names(pks: Iterable[int]) -> Mapping[int, str]:
    """Return what issues are called in the record."""
    rows = Issue.objects.filter(pk__in=set(pks)).values_list("pk", "version__course__title")
    return {pk: f"{title} (TS-{pk})" for pk, title in rows}
