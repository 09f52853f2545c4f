"""Set which Kanwil a province belongs to, from which day on; what is not known stays not known."""

from dataclasses import dataclass
from datetime import date

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale, demand
from kotaham.apps.offices import queries
from kotaham.apps.offices.models import Certainty, KanwilArea, Kind, Office
from kotaham.apps.offices.services.guards import fits, reason_of, told
from kotaham.apps.offices.services.letters import NO_SOURCE, NO_START, OVERLAP, REFERENCE
from kotaham.apps.offices.services.open import KIND_WORDS
from kotaham.apps.places import queries as places
from kotaham.core.errors import Problem, Refused
from kotaham.core.language import Say

SOURCE = Say("Sumber", "The source")


@dataclass(frozen=True, slots=True)
class Wish:
    """What the area table shall say: the Kanwil (None: not known), since when, how well known, by what source."""

    kanwil: int | None
    on: date | None
    certainty: str
    source: str


def set_area(province_code: str, *, actor: Actor, was: int, wish: Wish, reason: str) -> None:
    """Give a province to a Kanwil from a day on, or to none when its Kanwil is not known (any more).

    `was` is the row in force that the form showed, 0 for none: whoever comes second is told that it has changed. The
    same Kanwil without a day corrects only how well the row is known, and its source.
    """
    demand(actor, "offices.set-area")
    with events.work(actor) as log:
        _lock_all()
        now = queries.areas().filter(province_code=province_code, valid_to=None).first()
        if (now.pk if now else 0) != was:
            raise Stale.of(Say("Wilayah kerja Kanwil", "The area of the Kanwil"))
        why, source = reason_of(reason), fits(wish.source, 300, SOURCE)
        if wish.kanwil is not None and not source:
            raise Refused(NO_SOURCE())
        if now and now.kanwil_id == wish.kanwil and wish.on is None:
            KanwilArea.objects.filter(pk=now.pk).update(certainty=Certainty(wish.certainty), source=source)
        else:
            _end(now, wish.on)
            if wish.kanwil is not None:
                _begin(province_code, wish.kanwil, wish, source)
        old = now.kanwil_id if now else None
        on = wish.on.isoformat() if wish.on else None
        data = {"province": province_code, "old": old, "new": wish.kanwil, "on": on}
        log.record(
            "offices.area-set", ("offices.area", province_code), holder=wish.kanwil or old, reason=why, data=data
        )


def _lock_all() -> None:
    """Let one change of areas happen at a time: a new row cannot be locked, but all Kanwil can."""
    list(Office.objects.select_for_update().filter(kind=Kind.KANWIL).order_by("pk").values_list("pk"))


def _end(now: KanwilArea | None, on: date | None) -> None:
    """End the row in force the day the new one begins."""
    if now is None:
        return
    if on is None:
        raise Refused(NO_START())
    if now.valid_from and on <= now.valid_from:
        raise Refused(_overlap(now))
    KanwilArea.objects.filter(pk=now.pk).update(valid_to=on)


def _begin(province_code: str, kanwil_id: int, wish: Wish, source: str) -> None:
    on, province = wish.on, places.get(province_code)
    kanwil = Office.objects.filter(pk=kanwil_id, kind=Kind.KANWIL, valid_to=None).first()
    if province is None or kanwil is None:
        raise Refused(REFERENCE(kind=KIND_WORDS[Kind.KANWIL]))
    last = queries.areas().filter(province_code=province_code).exclude(valid_to=None).order_by("-valid_to").first()
    if last is not None and on is None:
        raise Refused(NO_START())
    if last is not None and last.valid_to and on and on < last.valid_to:
        raise Refused(_overlap(last))
    KanwilArea.objects.create(
        kanwil=kanwil,
        province=province,
        province_code=province_code,
        valid_from=on,
        certainty=Certainty(wish.certainty),
        source=source,
    )


def _overlap(row: KanwilArea) -> Problem:
    start = told(row.valid_from) if row.valid_from else Say("waktu yang tidak diketahui", "an unknown day")
    until = told(row.valid_to) if row.valid_to else Say("sekarang", "today")
    period = Say(f"sejak {start.id} hingga {until.id}", f"from {start.en} to {until.en}")
    return OVERLAP(province=row.province.name, kanwil=row.kanwil.name, period=period)
