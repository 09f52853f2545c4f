"""Find templates and their versions."""

from collections.abc import Iterable, Mapping

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from kotaham.apps.certificates.models import Template
from kotaham.apps.certificates.rules import templates as kept
from kotaham.apps.gate.services import Actor
from kotaham.apps.offices import queries as offices
from kotaham.core.policy import Reach


def template(pk: int) -> QuerySet[Template]:
    """Return the one template as a query, for `demand_for`."""
    return Template.objects.filter(pk=pk).select_related("office", "made_by")


def templates(actor: Actor, reach: Reach) -> QuerySet[Template]:
    """Return the newest version of every template within reach."""
    return _newest(kept(actor, reach)).select_related("office").order_by("name", "pk")


def usable(actor: Actor) -> QuerySet[Template]:
    """Return the newest versions of the templates that an actor issues with: the own office's and the ministry's."""
    return _newest(Q(office_id__in=[actor.office, offices.ministry_id()])).order_by("name", "pk")


def _newest(scope: Q) -> QuerySet[Template]:
    same = Template.objects.filter(office=OuterRef("office"), name=OuterRef("name")).order_by()
    last = same.values("office", "name").annotate(last=Max("number")).values("last")
    return Template.objects.filter(scope, number=Subquery(last))


def template_versions(row: Template) -> QuerySet[Template]:
    """Return all versions of a template, newest first."""
    return Template.objects.filter(office=row.office_id, name=row.name).select_related("made_by").order_by("-number")


def template_names(pks: Iterable[int]) -> Mapping[int, str]:
    """Return what templates are called in the record."""
    return {row.pk: str(row) for row in Template.objects.filter(pk__in=set(pks))}
