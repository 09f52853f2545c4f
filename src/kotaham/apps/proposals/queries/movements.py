"""Find what was counted of a round."""

from django.db.models import QuerySet

from kotaham.apps.proposals.models import Movement


def movements(round_pk: int) -> QuerySet[Movement]:
    """Return how indicators of a round moved beside courses, by code."""
    return Movement.objects.filter(round_id=round_pk).select_related("course").order_by("code", "course__title", "pk")
