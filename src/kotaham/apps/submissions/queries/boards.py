"""What boards of many cities read in sets."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Count

from kotaham.apps.submissions.models import Answer


def saved_since(submission_ids: Collection[int], since: datetime) -> dict[int, int]:
    """Count by submission the answers that are not empty and were last changed at or after a moment."""
    rows = Answer.objects.filter(submission_id__in=list(submission_ids), saved_at__gte=since)
    rows = rows.exclude(state=Answer.State.EMPTY).order_by()
    return dict(rows.values_list("submission_id").annotate(Count("pk")))
