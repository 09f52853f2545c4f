"""Lay notices aside whose thing is done: nobody needs to look at work that is finished."""

from collections.abc import Collection

from django.db.models import Case, F, Value, When
from django.utils import timezone

from kotaham.apps.notices.models import Notice


def settle(subject: tuple[str, object], kinds: Collection[str]) -> int:
    """Let the unread notices of some kinds about a subject count as done; return how many there were.

    To be called inside the caller's unit of work, which records what was done. A mail that waits for them does not
    leave any more; one that a worker has begun to send does.
    """
    rows = Notice.objects.filter(subject_kind=subject[0], subject_id=str(subject[1]), settled_at=None, unread=True)
    now = timezone.now()
    waits = When(claimed_at=None, mailed_at=None, then=Value(Notice.Mail.NONE))
    return rows.filter(kind__in=kinds).update(
        unread=False, read_at=now, settled_at=now, mail=Case(waits, default=F("mail"))
    )
