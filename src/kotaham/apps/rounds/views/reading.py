"""Read: the list, one round, who takes part, the public sample."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from kotaham.apps.gate.queries import choice_of, page_of
from kotaham.apps.gate.services import GatedRequest, demand_for, reach_of
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.rounds import queries, services
from kotaham.apps.rounds.forms import CodeForm, DeclineForm, in_words
from kotaham.apps.rounds.models import Participant, Round
from kotaham.apps.rounds.rules import DEFAULT_ZONE, ENDORSEMENTS, NEEDED, STEPS, draw_number, standing
from kotaham.apps.rounds.services import letters
from kotaham.apps.rounds.views import parts
from kotaham.core.policy import Reach

OUTSIDE = 100  # names of governments on a page; they are short
FEW = 20  # extensions on the page of a round


def index(request: GatedRequest) -> HttpResponse:
    """Show the rounds: those that run first, each with what is due."""
    page = page_of(request, queries.all_seen(request.actor))
    pks = [row.pk for row in page.rows]
    days, counts = queries.days_of_many(pks), queries.counts(pks)
    context = {
        "page": page,
        "rows": [_line(row, days[row.pk], counts.get(row.pk, 0)) for row in page.rows],
        "may_create": bool(reach_of(request.actor, "rounds.create")),
        "all": request.reach is Reach.ALL,
    }
    return render(request, "rounds/list.html", context)


def _line(row: Round, days: Any, count: int) -> dict[str, Any]:
    today = queries.today()
    ahead = [(step, one) for step, one in days.items() if standing(one, today) != "over"]
    running = [pair for pair in ahead if standing(pair[1], today) == "running"]
    coming = [pair for pair in ahead if pair not in running][:1]
    shown = [*running, *coming] if row.state == Round.State.OPEN else []
    steps = [{"title": in_words(STEPS[step]), "left": parts.left(one, today)} for step, one in shown]
    return {"round": row, "tone": parts.TONES[row.state], "steps": steps, "count": count}


def get_round(request: GatedRequest, pk: int) -> Round:
    """Return the round of an address, when the reader may see it."""
    return demand_for(request.actor, "rounds.see", queries.rows(pk), queries.seen)


def detail(request: GatedRequest, pk: int) -> HttpResponse:
    """Show one round: where it stands, its steps, who takes part, how the sample is drawn."""
    round_ = get_round(request, pk)
    actor = request.actor
    own = queries.city_row(round_, actor)
    zone = own.zone if own else DEFAULT_ZONE
    planned, days = queries.days(round_), queries.days_for(round_, own.office_id if own else None)
    count, steps = queries.count(round_), parts.timeline(days, planned, zone, timezone.now())
    context = {
        "round": round_,
        "tone": parts.TONES[round_.state],
        "line": parts.status(round_, days, zone),
        "own": own,
        "zone": zone,
        "zone_name": letters.PLACES.get(zone, zone),
        "steps": steps if round_.state == Round.State.OPEN else parts.planned_only(steps),
        "count": count,
        "progress": [
            {"words": in_words(part.title), "count": part.count, "url": part.url}
            for part in services.progress(round_, actor)
        ],
        "extensions": [_extension(row) for row in _extensions(request, round_)],
        "endorsements": [in_words(ENDORSEMENTS[mark]) for mark in round_.endorsements if mark in ENDORSEMENTS],
        "bonus": _bonus(round_),
        "links": [{"title": in_words(one.title), "one": one} for one in services.links(round_, actor)],
        "todo": parts.trail_steps(round_, count, planned, NEEDED),
        "job": services.under_way(round_) if round_.state == Round.State.DRAFT else None,
        **_abilities(request, round_),
    }
    return render(request, "rounds/detail.html", context)


def _extensions(request: GatedRequest, round_: Round) -> list[Any]:
    """Return the newest extensions that concern the reader: those for all, and for cities within reach."""
    rows = queries.extensions_near(round_, request.actor, request.reach)
    return list(rows[:FEW])


def _extension(row: Any) -> dict[str, Any]:
    return {"row": row, "step": in_words(STEPS[row.step]), "who": row.office or _("Semua peserta")}


def _bonus(round_: Round) -> list[Any]:
    """Return the bonus items that count in the round, with their titles."""
    items = services.bonus_items(round_.instrument) if round_.bonus else ()
    return [item for item in items if item.code in round_.bonus]


def _abilities(request: GatedRequest, round_: Round) -> dict[str, Any]:
    actor = request.actor
    draft, running = round_.state == Round.State.DRAFT, round_.state == Round.State.OPEN
    return {
        "may_edit": draft and bool(reach_of(actor, "rounds.edit")),
        "may_open": draft and bool(reach_of(actor, "rounds.open")),
        "may_extend": running and bool(reach_of(actor, "rounds.extend")),
        "may_cancel": (draft or running) and bool(reach_of(actor, "rounds.cancel")),
    }


def participants(request: GatedRequest, pk: int) -> HttpResponse:
    """Show who takes part and who does not, of the cities within reach."""
    round_ = get_round(request, pk)
    actor, part = request.actor, choice_of(request, "bagian", ("ikut", "tidak"), "ikut")
    provinces = queries.province_names()
    province = choice_of(request, "provinsi", provinces)
    near = queries.near(round_, actor, request.reach)
    near = near.filter(province_code=province) if province else near
    rows = near.filter(withdrawn_at=None) if part != "tidak" else near.exclude(withdrawn_at=None)
    page = page_of(request, rows)
    asks = part == "tidak" and request.reach is Reach.ALL
    may_join = bool(reach_of(actor, "rounds.join"))
    context = {
        "round": round_,
        "page": page,
        "rows": page.rows,
        "part": part,
        "province": province,
        "provinces": sorted(provinces.items()),
        "tabs": _tabs(part, province),
        **(_outsiders(request, round_, province) if asks and page.number == 1 else {"outsiders": []}),
        "may_choose": may_join and round_.state == Round.State.DRAFT,
        "may_add": may_join and round_.state == Round.State.OPEN,
        "may_extend": round_.state == Round.State.OPEN and bool(reach_of(actor, "rounds.extend")),
        "add_form": CodeForm(),
        "decline_form": DeclineForm(),
        "all": request.reach is Reach.ALL,
    }
    return render(request, "rounds/participants.html", context)


def _outsiders(request: GatedRequest, round_: Round, province: str) -> dict[str, Any]:
    """Return who has no row, which of a first trial may be nearly all of the country: told in pages, counted whole."""
    rows = queries.outsiders(round_)
    rows = rows.filter(province_code=province) if province else rows
    page = page_of(request, rows, OUTSIDE, "luar")
    return {"outside": page, "outsiders": page.rows, "outside_count": rows.count()}


def _tabs(part: str, province: str) -> list[dict[str, Any]]:
    tail = f"&provinsi={province}" if province else ""
    titles = (("ikut", _("Mengikuti")), ("tidak", _("Tidak ikut")))
    return [{"title": title, "url": f"?bagian={key}{tail}", "current": key == part} for key, title in titles]


def sample(request: GatedRequest, pk: int) -> HttpResponse:
    """Show which answers of one city two people read, and how anybody draws them again."""
    round_ = get_round(request, pk)
    people = list(queries.near(round_, request.actor, request.reach).filter(withdrawn_at=None))
    code = choice_of(request, "kode", [row.place_code for row in people], people[0].place_code if people else "")
    chosen = next((row for row in people if row.place_code == code), None)
    indicators = [one.code for one in instruments.instrument_of(round_.instrument).known_indicators]
    drawn = _drawn(round_, chosen, indicators) if chosen and round_.sample_seed else []
    context = {
        "round": round_,
        "people": people,
        "chosen": chosen,
        "drawn": drawn,
        "example": drawn[0] if drawn else None,
        "of": len(indicators),
        "size": queries.sample_size(len(indicators), round_.sample_percent),
    }
    return render(request, "rounds/sample.html", context)


def _drawn(round_: Round, chosen: Participant, indicators: list[str]) -> list[dict[str, str]]:
    seed, place = round_.sample_seed, chosen.place_code
    return [
        {"code": code, "number": draw_number(seed, place, code)}
        for code in queries.sample(seed, place, indicators, round_.sample_percent)
    ]
