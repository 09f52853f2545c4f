"""Read offices: who lies in whose area, who stands above whom, what an office does and where it can be reached."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from django.db.models import F, FilteredRelation, Q, QuerySet, Value
from django.db.models.functions import Upper
from django.utils import timezone

from kotaham.apps.gate.services import Actor
from kotaham.apps.offices import rules
from kotaham.apps.offices.models import Contact, KanwilArea, Kind, Mandate, Office
from kotaham.core.policy import Reach

EVERYWHERE = ("",)
NOTHING = Q(pk__in=())


def today() -> date:
    """Return today's date in the capital; offices and their areas change on a day, not at an hour."""
    return timezone.localdate()


def in_force(on: date, at: str = "") -> Q:
    """Return the condition that a row, or the one at the end of the path `at`, is in force on a day."""
    begun = Q(**{f"{at}valid_from": None}) | Q(**{f"{at}valid_from__lte": on})
    return begun & (Q(**{f"{at}valid_to": None}) | Q(**{f"{at}valid_to__gt": on}))


def area(office_id: int, on: date | None = None) -> tuple[str, ...]:
    """Return the codes of the places an office answers for on a day; ("",) is the whole country, () no place."""
    served = FilteredRelation("areas", condition=in_force(on or today(), "areas__"))
    rows = Office.objects.annotate(served=served).filter(pk=office_id).order_by("served__province_code")
    found = list(rows.values_list("kind", "place_code", "served__province_code"))
    kind, place_code, _province = found[0] if found else ("", "", None)
    if kind == Kind.KANWIL:
        return tuple(province for _kind, _code, province in found if province)
    if kind == Kind.MINISTRY:
        return EVERYWHERE
    return (place_code,) if kind in {Kind.PROVINCE, Kind.CITY} and place_code else ()


def within(actor: Actor, reach: Reach, at: str = "office", on: date | None = None) -> Q:
    """Return the condition that the office at the end of the path `at` lies within the actor's reach.

    OWN is the actor's office. BELOW adds what is of lower rank inside its area, and its own units. With `at=""` the
    rows are offices themselves. With `on`, the area of that day counts in place of today's.
    """
    if reach is Reach.ALL:
        return Q()
    if reach is Reach.NONE or actor.office is None:
        return NOTHING
    own = Q(**{f"{at}_id" if at else "pk": actor.office})
    if reach is Reach.OWN:
        return own
    codes = actor.area if on is None else area(actor.office, on)
    return own | _below(actor.office, actor.rank, codes, f"{at}__" if at else "")


def _below(office: int, rank: int, codes: tuple[str, ...], to: str) -> Q:
    """Return the condition for offices of lower rank in an area, or that report to this very office."""
    children = Q(**{f"{to}parent_id": office})
    if codes == EVERYWHERE:
        return children | Q(**{f"{to}rank__gt": rank})
    provinces = [code for code in codes if len(code) == 2]
    cities = [code for code in codes if len(code) == 5]
    inside = Q()
    if provinces:
        inside |= Q(**{f"{to}province_code__in": provinces})
    if cities:
        inside |= Q(**{f"{to}city_code__in": cities})
    return children | (inside & Q(**{f"{to}rank__gt": rank})) if inside else children


def holders_within(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on rows with a plain number `holder`, that this office lies within the actor's reach."""
    if reach is Reach.ALL:
        return Q()
    if reach is Reach.NONE or actor.office is None:
        return NOTHING
    if reach is Reach.OWN:
        return Q(holder=actor.office)
    return Q(holder__in=Office.objects.filter(within(actor, reach, at="")).values("pk"))


def reachable(actor: Actor, reach: Reach) -> Q:
    """Return the condition, on offices, of lying within the actor's reach."""
    return within(actor, reach, at="")


def above(office_id: int, on: date | None = None) -> list[int]:
    """Return the offices above one, from the nearest to the ministry."""
    found: list[int] = []
    current = superior(office_id, on)
    while current is not None and current not in found:
        found.append(current)
        current = superior(current, on)
    return found


def names(ids: Iterable[int]) -> dict[int, str]:
    """Return the names of offices by number."""
    return dict(Office.objects.filter(pk__in=set(ids)).values_list("pk", "name"))


def mandate_names(ids: Iterable[int]) -> dict[int, str]:
    """Return the beginning of what mandates say, by number."""
    rows = Mandate.objects.filter(pk__in=set(ids)).values_list("pk", "text")
    return {pk: shorten(text, 90, placeholder="…") for pk, text in rows}


def contact_names(ids: Iterable[int]) -> dict[int, str]:
    """Return the jabatan that contacts are of, by number."""
    return dict(Contact.objects.filter(pk__in=set(ids)).values_list("pk", "title"))


def superior(office_id: int, on: date | None = None) -> int | None:
    """Return the office directly above on a day, or None at the top and where it is not known.

    A unit answers to its government, a kota to its province, a province to the Kanwil of its area on that day, and a
    Kanwil to the ministry. Where no Kanwil is known, the ministry itself stands above.
    """
    office = Office.objects.filter(pk=office_id).values("kind", "parent_id", "province_code").first()
    if office is None or office["kind"] == Kind.MINISTRY:
        return None
    if office["kind"] == Kind.PROVINCE:
        kanwil = kanwil_of(office["province_code"], on)
        return kanwil.pk if kanwil else ministry_id()
    if office["kind"] == Kind.KANWIL:
        return office["parent_id"] or ministry_id()
    return office["parent_id"]


def kanwil_of(province_code: str, on: date | None = None) -> Office | None:
    """Return the Kanwil whose area holds a province on a day; None where it is not known."""
    rows = KanwilArea.objects.filter(in_force(on or today()), province_code=province_code)
    row = rows.select_related("kanwil").first()
    return row.kanwil if row else None


def province_above(office_id: int) -> list[int]:
    """Return the government of the province in which a city or one of its units lies; empty where none is known."""
    code = Office.objects.filter(pk=office_id).exclude(city_code="").values("province_code")[:1]
    rows = Office.objects.filter(kind=Kind.PROVINCE, place_code=code, valid_to=None)
    return list(rows.values_list("pk", flat=True))


def ministry_id() -> int | None:
    """Return the number of the ministry."""
    return Office.objects.filter(kind=Kind.MINISTRY).order_by("pk").values_list("pk", flat=True).first()


def get(office_id: int) -> Office | None:
    """Return one office with its place and the office above it, or None."""
    return Office.objects.filter(pk=office_id).select_related("place", "parent").first()


def government_of(place_code: str) -> Office | None:
    """Return the government of a province or city that is in force, by the code of its place."""
    rows = Office.objects.filter(place_code=place_code, kind__in=(Kind.PROVINCE, Kind.CITY), valid_to=None)
    return rows.select_related("place").first()


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What a reader asks of the list: words, a kind, a place (2 or 5 signs of its code), closed ones too."""

    text: str = ""
    kind: str = ""
    place: str = ""
    closed: bool = False


def visible(scope: Q, ask: Narrowing) -> QuerySet[Office]:
    """Return the offices of a list: by right, narrowed; closed ones only when asked."""
    rows = Office.objects.filter(scope).select_related("parent", "place").order_by("rank", "name", "pk")
    text = " ".join(ask.text.split())
    if text:
        rows = rows.filter(Q(name_key__contains=Upper(Value(text))) | Q(short_name__iexact=text))
    if ask.kind:
        rows = rows.filter(kind=ask.kind)
    if ask.place:
        rows = rows.filter(**{"province_code" if len(ask.place) == 2 else "city_code": ask.place})
    return rows if ask.closed else rows.filter(Q(valid_to=None) | Q(valid_to__gt=today()))


def units(office: Office) -> QuerySet[Office]:
    """Return the units and partners under an office, and under those, working ones first."""
    rows = Office.objects.filter(Q(parent=office) | Q(parent__parent=office, parent__rank__gt=3), rank__gt=3)
    return rows.select_related("parent").order_by(F("valid_to").desc(nulls_first=True), "rank", "name")


def parents_for(kind: str, scope: Q, near: Office | None = None) -> QuerySet[Office]:
    """Return the offices in force that an office of a kind may stand under; those of the same government first."""
    rows = Office.objects.filter(scope, kind__in=rules.PARENTS[kind], valid_to=None)
    if near is not None:
        rows = rows.filter(province_code=near.province_code, city_code=near.city_code)
    return rows.select_related("parent").order_by("rank", "name", "pk")


def mandates(office: Office) -> QuerySet[Mandate]:
    """Return the tasks and functions of an office, oldest first."""
    return Mandate.objects.filter(office=office)


def contacts_of(offices: Iterable[Office]) -> dict[int, list[Contact]]:
    """Return the contacts of several offices by jabatan, asked for at once."""
    found: dict[int, list[Contact]] = {office.pk: [] for office in offices}
    for row in Contact.objects.filter(office_id__in=list(found)).order_by("title"):
        found[row.office_id].append(row)
    return found


def areas(kanwil: Office | None = None) -> QuerySet[KanwilArea]:
    """Return the rows of the area table, past and present, by province and date; of one Kanwil when given."""
    rows = KanwilArea.objects.select_related("kanwil", "province")
    return rows.filter(kanwil=kanwil) if kanwil else rows


def kanwils() -> QuerySet[Office]:
    """Return the Kanwil that are in force."""
    return Office.objects.filter(kind=Kind.KANWIL, valid_to=None).order_by("key", "pk")
