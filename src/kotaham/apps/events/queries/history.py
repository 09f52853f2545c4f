"""Lists of events: by right, by subject, by person."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, Max, Min, Q, QuerySet
from django.utils.translation import gettext as _

from kotaham.apps.events.models import Event, Head

PAGE = 50
_WIDE = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a reader asks for; empty fields ask for everything."""

    verb: str = ""
    kind: str = ""
    subject: str = ""
    office: int | None = None  # the holder of the subject, or the office that acted
    person: int | None = None
    since: datetime | None = None  # from this moment on
    until: datetime | None = None  # up to, without this moment


def history(kind: str, subject: object) -> QuerySet[Event]:
    """Return what happened to one subject, newest first."""
    return Event.objects.filter(kind=kind, subject=str(subject)).order_by("-seq")


def done_by(person: int) -> QuerySet[Event]:
    """Return what a person did, newest first."""
    return Event.objects.filter(person=person).order_by("-seq")


def about(person: int, kind: str) -> QuerySet[Event]:
    """Return what happened to the data of a person by the hands of others, newest first."""
    return history(kind, person).exclude(person=person)


def heads(most: int) -> list[Head]:
    """Return the newest signed heads."""
    return list(Head.objects.order_by("-id")[:most])


def event_names(keys: Iterable[str]) -> dict[str, str]:
    """Return how events are called: by their number, or all of them."""
    return {key: _("seluruh riwayat") if key == "all" else _("kejadian %(number)s") % {"number": key} for key in keys}


def head_names(keys: Iterable[str]) -> dict[int, str]:
    """Return until which event heads speak; a file that was laid aside is called as it is."""
    counts = dict(Head.objects.filter(pk__in=[int(key) for key in keys if key.isdecimal()]).values_list("pk", "count"))
    return {pk: _("kepala sampai kejadian %(number)s") % {"number": count} for pk, count in counts.items()}


def listed(scope: Q, wanted: Wanted, before: int | None = None) -> QuerySet[Event]:
    """Return events within a right that fit the wishes, newest first, from a number downward: enough for one page."""
    rows = Event.objects.filter(scope).order_by("-seq")
    if scope and wanted.verb and not _is_held(wanted.verb):
        return rows.none()
    if before is not None:
        rows = rows.filter(seq__lt=before)
    exact = {name: getattr(wanted, name) for name in ("verb", "kind", "subject", "person")}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    rows = _in_time(rows, wanted.since, wanted.until)
    return rows if wanted.office is None else _of_office(rows, wanted.office)


def _is_held(verb: str) -> bool:
    """Tell whether anything done under a verb belongs to an office; reads of personal data belong to none.

    Whoever asks by office finds nothing of them, and PostgreSQL would walk through the whole record to say so.
    """
    held = Event.objects.filter(verb=verb, holder__isnull=False).order_by("verb", "holder")
    return held.values_list("holder", flat=True).first() is not None  # in order, so that an index answers


def _of_office(rows: QuerySet[Event], office: int) -> QuerySet[Event]:
    """Keep what an office holds and what was done for it.

    Each half is found by its own index; both at once would be sorted as a whole, or looked for one by one.
    """
    halves = (rows.filter(holder=office), rows.filter(office=office))
    newest = {seq for half in halves for seq in half.values_list("seq", flat=True)[: PAGE + 1]}
    return Event.objects.filter(seq__in=newest).order_by("-seq")


def _in_time(rows: QuerySet[Event], since: datetime | None, until: datetime | None) -> QuerySet[Event]:
    """Keep what happened in a span of time.

    The database walks down the numbers, and would pass everything newer than an old span; so the numbers of the span
    are looked up first. They follow the clock except where somebody set it back, hence the look at a whole month.
    """
    if since is None and until is None:
        return rows
    span = Event.objects.all()
    if since is not None:
        rows, span = rows.filter(at__gte=since), span.filter(at__gte=since)
    if until is not None:
        rows, span = rows.filter(at__lt=until), span.filter(at__lt=until)
    first = span.order_by("at", "seq").values_list("at", flat=True).first()
    last = span.order_by("-at", "-seq").values_list("at", flat=True).first()
    if first is None or last is None:
        return rows.none()
    # "+ 0" keeps PostgreSQL from walking along the numbers until it meets the span, instead of reading the span itself
    lowest = span.filter(at__lt=first + _WIDE).aggregate(seq=Min(F("seq") + 0))["seq"]
    highest = span.filter(at__gt=last - _WIDE).aggregate(seq=Max(F("seq") + 0))["seq"]
    return rows.filter(seq__gte=lowest, seq__lte=highest)


def newest_of_owner(kind: str, subject: object) -> QuerySet[Event]:
    """Return the event that tells who owns a subject now: the latest that names a holder."""
    latest = history(kind, subject).exclude(holder=None).values("seq")[:1]
    return Event.objects.filter(seq__in=list(latest.values_list("seq", flat=True)))


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list that grows at its head: further pages are named by the number they begin below."""

    rows: list[Event]
    older: int | None

    @classmethod
    def of(cls, rows: QuerySet[Event], size: int = PAGE) -> "Page":
        """Take the first rows, and see whether more follow."""
        found = list(rows[: size + 1])
        return cls(found[:size], found[size - 1].seq if len(found) > size else None)
