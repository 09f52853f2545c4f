"""Record what happened to places: splits, mergers, new names, new codes; each with its day and its legal basis."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand
from kotaham.apps.places import queries, rules
from kotaham.apps.places.models import Place, PlaceChange
from kotaham.apps.places.services.bps import UNKNOWN, read_date
from kotaham.apps.places.services.load import Loaded
from kotaham.apps.places.services.sources import BAD_CODE, NOT_ONE_OF, read_table
from kotaham.core.errors import Kind, Problem, Refused, Where
from kotaham.core.language import Say

What = PlaceChange.What

NO_BASIS = Kind(
    "places.basis-missing",
    Say("Dasar hukum perubahan {code} kosong.", "The legal basis of the change of {code} is empty."),
    Say("Tulis peraturannya, misalnya UU 14/2022.", "Name the regulation, such as UU 14/2022."),
    Say("Perubahan wilayah hanya terjadi melalui peraturan.", "A place changes by regulation only."),
)
NO_DAY = Kind(
    "places.day-missing",
    Say("Tanggal perubahan {code} kosong.", "The day of the change of {code} is empty."),
    Say("Isi kolom on dengan tahun-bulan-hari.", "Fill in the column on with year-month-day."),
)
FUTURE = Kind(
    "places.day-ahead",
    Say("Perubahan {code} baru berlaku {on}.", "The change of {code} only takes effect on {on}."),
    Say("Catat pada hari berlakunya atau sesudahnya.", "Record it on that day or after."),
)
NO_OLD_NAME = Kind(
    "places.old-name-missing",
    Say(
        "Wilayah lama {code} belum tercatat dan namanya kosong.",
        "The former place {code} is not recorded and has no name.",
    ),
    Say("Isi kolom old_name.", "Fill in the column old_name."),
)
OTHER_NAME = Kind(
    "places.name-differs",
    Say(
        "Nama {code} sekarang {found}, bukan {old} atau {new}.",
        "{code} is called {found} now, neither {old} nor {new}.",
    ),
    Say("Periksa nama lama dan nama barunya.", "Check the old and the new name."),
)


OTHER_LEVEL = Kind(
    "places.levels-differ",
    Say("{before} dan {after} tidak setingkat.", "{before} and {after} are not of the same level."),
    Say("Periksa kedua kodenya.", "Check both codes."),
    Say(
        "Kabupaten hanya berubah menjadi kabupaten atau kota, provinsi menjadi provinsi.",
        "A kabupaten only becomes a kabupaten or kota, a province a province.",
    ),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step as it is told: what happened to which place, when, and by which regulation."""

    what: What
    before: str
    after: str
    on: date
    basis: str
    old_name: str
    new_name: str
    where: Where


def load_changes(file: Path, *, actor: Actor) -> Loaded:
    """Load `what,on,basis,before,after[,old_name,new_name]` in one unit; a step that is known already is left alone."""
    demand(actor, "places.load")
    steps = _read(file)
    done = Loaded()
    with events.work(actor) as log:
        problems: list[Problem] = []
        for step in sorted(steps, key=lambda step: step.on):
            change = take(step, problems)
            if change is None:
                continue
            if change.pk:
                done.unchanged += 1
                continue
            change.save()
            done.created += 1
            data = {"what": step.what.value, "before": step.before, "after": step.after, "on": step.on.isoformat()}
            log.record("places.changed", change.after, reason=step.basis, data=data)
        if problems:
            raise Refused(problems)
    return done


def _read(file: Path) -> list[Step]:
    problems: list[Problem] = []
    steps = [
        step_of(where, cells, problems) for where, cells in read_table(file, ("what", "on", "basis", "before", "after"))
    ]
    if problems:
        raise Refused(problems)
    return [step for step in steps if step]


def step_of(where: Where, cells: Mapping[str, str], problems: list[Problem]) -> Step | None:
    """Read one step from its cells; None when something about it is wrong."""

    def at(column: str) -> Where:
        return Where(where.source, row=where.row, column=column)

    code, start = cells["after"], len(problems)
    if cells["what"] not in What.values:
        problems.append(NOT_ONE_OF(at("what"), found=cells["what"][:40], wanted=", ".join(What.values)))
    wrong = [BAD_CODE(at(c), found=cells[c][:40]) for c in ("before", "after") if not rules.is_code(cells[c])]
    problems += wrong
    if not wrong and rules.level_of(cells["before"]) != rules.level_of(code):
        problems.append(OTHER_LEVEL(at("after"), before=cells["before"], after=code))
    on = read_date(cells["on"], at("on"), problems)
    if not cells["on"]:
        problems.append(NO_DAY(at("on"), code=code))
    if on and on > timezone.localdate():
        problems.append(FUTURE(at("on"), code=code, on=on.isoformat()))
    if not cells["basis"]:
        problems.append(NO_BASIS(at("basis"), code=code))
    if on is None or len(problems) > start:
        return None
    names = (cells.get("old_name", ""), cells.get("new_name", ""))
    return Step(What(cells["what"]), cells["before"], code, on, cells["basis"], *names, where)


def _change(step: Step, before: Place, after: Place) -> PlaceChange:
    """Return the step as it is recorded already, or a new row of it."""
    key = {"what": step.what, "before": before, "after": after, "on": step.on}
    found = PlaceChange.objects.filter(**key).first()
    return found or PlaceChange(**key, basis=step.basis, old_name=step.old_name, new_name=step.new_name)


def _rename(step: Step, problems: list[Problem]) -> PlaceChange | None:
    place = _there(step.after, step, problems)
    if place is None:
        return None
    if place.name not in {step.old_name, step.new_name}:
        names = {"found": place.name, "old": step.old_name, "new": step.new_name}
        problems.append(OTHER_NAME(step.where, code=place.code, **names))
        return None
    Place.objects.filter(pk=place.pk, name=step.old_name).update(name=step.new_name)
    return _change(step, place, place)


def _recode(step: Step, problems: list[Problem]) -> PlaceChange | None:
    before, after = queries.once(step.before), queries.get(step.after)
    pattern = after or before
    if pattern is None:
        problems.append(UNKNOWN(step.where, code=step.after))
        return None
    after = after or _copy(pattern, step.after, valid_from=step.on)
    before = before or _copy(pattern, step.before, valid_to=step.on, name=step.old_name)
    _close(before, step.on)
    _begin(after, step.on)
    Place.objects.filter(parent=before, valid_to=None).update(parent=after)
    return _change(step, before, after)


def _split(step: Step, problems: list[Problem]) -> PlaceChange | None:
    after = queries.get(step.after) or _born(step, problems)
    before = after and _former(step, after, problems)
    if after is None or before is None:
        return None
    _begin(after, step.on)
    return _change(step, before, after)


def _merge(step: Step, problems: list[Problem]) -> PlaceChange | None:
    after = _there(step.after, step, problems)
    before = after and _former(step, after, problems)
    if after is None or before is None:
        return None
    _close(before, step.on)
    return _change(step, before, after)


def take(step: Step, problems: list[Problem]) -> PlaceChange | None:
    """Let a step happen to the places; return its row, not yet saved when it is new, or None with the problems."""
    return _TAKE[step.what](step, problems)


_TAKE: Mapping[What, Callable[[Step, list[Problem]], PlaceChange | None]] = {
    What.RENAME: _rename,
    What.RECODE: _recode,
    What.SPLIT: _split,
    What.MERGE: _merge,
}


def _born(step: Step, problems: list[Problem]) -> Place | None:
    """Make the place that a split gives, when the step tells its name and the places around it are there."""
    before, around = queries.once(step.before), rules.parent_of(step.after)
    if before is None or not step.new_name:
        problems.append(UNKNOWN(step.where, code=step.after))
    elif around and queries.get(around) is None:
        problems.append(UNKNOWN(step.where, code=around))
    else:
        return _copy(before, step.after, name=step.new_name, valid_from=step.on)
    return None


def _there(code: str, step: Step, problems: list[Problem]) -> Place | None:
    place = queries.get(code)
    problems += [] if place else [UNKNOWN(step.where, code=code)]
    return place


def _former(step: Step, pattern: Place, problems: list[Problem]) -> Place | None:
    """Return the place before the step; one that ended long ago is recorded now, with the name the table gives."""
    found = queries.once(step.before)
    if found is None and not step.old_name:
        problems.append(NO_OLD_NAME(step.where, code=step.before))
        return None
    return found or _copy(pattern, step.before, valid_to=step.on, name=step.old_name)


def _copy(
    pattern: Place, code: str, *, name: str = "", valid_from: date | None = None, valid_to: date | None = None
) -> Place:
    return Place.objects.create(
        code=code,
        level=rules.level_of(code),
        kind=rules.kind_of(code),
        name=name or pattern.name,
        parent=queries.once(rules.parent_of(code)) if rules.parent_of(code) else None,
        zone=rules.zone_of(code) or pattern.zone,
        autonomous=pattern.autonomous,
        valid_from=valid_from,
        valid_to=valid_to,
    )


def _close(place: Place, on: date) -> None:
    Place.objects.filter(pk=place.pk, valid_to=None).update(valid_to=on)


def _begin(place: Place, on: date) -> None:
    Place.objects.filter(pk=place.pk, valid_from=None).update(valid_from=on)
