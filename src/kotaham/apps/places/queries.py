"""Read places: by code, by level, by what lies inside."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from kotaham.apps.places.models import Boundary, BpsCode, Kind, Level, Place, PlaceChange


def today() -> date:
    """Return today's date in the capital; a place changes its code on a day, not at an hour."""
    return timezone.localdate()


def in_force(on: date) -> Q:
    """Return the condition that a row is in force on a day."""
    return (Q(valid_from=None) | Q(valid_from__lte=on)) & (Q(valid_to=None) | Q(valid_to__gt=on))


def current(on: date | None = None) -> QuerySet[Place]:
    """Return the places in force on a day, today unless told."""
    return Place.objects.filter(in_force(on or today()))


def get(code: str, on: date | None = None) -> Place | None:
    """Return the place that a Kemendagri code means on a day, or None."""
    return current(on).filter(code=code).select_related("parent").first()


def by_code(codes: Iterable[str], on: date | None = None) -> dict[str, Place]:
    """Return places by their codes; an unknown code is simply absent."""
    return {place.code: place for place in current(on).filter(code__in=list(codes))}


def names(ids: Iterable[int]) -> dict[int, str]:
    """Return the names of places with their codes, by number."""
    rows = Place.objects.filter(pk__in=set(ids)).values_list("pk", "name", "code")
    return {pk: f"{name} ({code})" for pk, name, code in rows}


def names_of_codes(codes: Iterable[str]) -> dict[str, str]:
    """Return the names of the places that codes mean, or meant last, with the codes."""
    rows = Place.objects.filter(code__in=set(codes))
    found = rows.order_by(F("valid_to").asc(nulls_last=True)).values_list("code", "name")
    return {code: f"{name} ({code})" for code, name in found}


def of_levels(levels: Iterable[str]) -> dict[str, Place]:
    """Return every place of some levels in force today, by its code; for loading."""
    return {place.code: place for place in current().filter(level__in=list(levels))}


def provinces_counted() -> QuerySet[Place]:
    """Return the provinces with how many kabupaten (`regencies`) and kota (`towns`) each holds, by code."""
    inside = Q(children__level=Level.CITY, children__valid_to=None)
    return provinces().annotate(
        regencies=Count("children", filter=inside & Q(children__kind=Kind.KABUPATEN)),
        towns=Count("children", filter=inside & Q(children__kind=Kind.KOTA)),
    )


def once(code: str) -> Place | None:
    """Return the place a code means or meant last, in force or not."""
    return (
        Place.objects.filter(code=code).select_related("parent").order_by(F("valid_to").desc(nulls_first=True)).first()
    )


def successors() -> dict[int, Place]:
    """Return the place that each recoded place became, by the number of the old row."""
    rows = PlaceChange.objects.filter(what=PlaceChange.What.RECODE).select_related("after").order_by("on")
    return {row.before_id: row.after for row in rows}


def provinces(on: date | None = None) -> QuerySet[Place]:
    """Return the provinces, by code."""
    return current(on).filter(level=Level.PROVINCE)


def cities(prefix: str = "", on: date | None = None) -> QuerySet[Place]:
    """Return the kabupaten and kota, of one province when its code is given, by code."""
    rows = current(on).filter(level=Level.CITY)
    return rows.filter(parent__code=prefix) if prefix else rows


def children(place: Place) -> QuerySet[Place]:
    """Return what lies directly inside a place today, by code."""
    return current().filter(parent=place)


def search(text: str, level: str = "", province: str = "") -> QuerySet[Place]:
    """Return places whose name holds the text or whose code begins with it, by code."""
    text = " ".join(text.split())
    rows = current().select_related("parent")
    rows = rows.filter(level=level) if level else rows.filter(level__in=(Level.PROVINCE, Level.CITY))
    if province:
        rows = rows.filter(code__startswith=province)
    return rows.filter(Q(name__icontains=text) | Q(code__startswith=text)) if text else rows


def changes(place: Place) -> QuerySet[PlaceChange]:
    """Return the steps in the history of a place, oldest first."""
    rows = PlaceChange.objects.filter(Q(before=place) | Q(after=place))
    return rows.select_related("before", "after").order_by("on", "pk")


def bps_codes(place: Place) -> QuerySet[BpsCode]:
    """Return the codes that BPS gives and gave to a place."""
    return BpsCode.objects.filter(place=place)


def boundaries(place: Place) -> QuerySet[Boundary]:
    """Return the outlines inside a place and its own, in drawing order: a kota comes after the kabupaten around it."""
    rows = Boundary.objects.filter(Q(place=place) | Q(place__parent=place, place__valid_to=None))
    return rows.select_related("place").order_by("order", "place__code")


def has_children(place: Place) -> bool:
    """Tell whether anything is known inside a place."""
    return Place.objects.filter(pk=place.pk).filter(Exists(current().filter(parent=OuterRef("pk")))).exists()
