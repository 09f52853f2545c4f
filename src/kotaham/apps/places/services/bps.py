"""Set the codes of BPS beside those of Kemendagri; they look alike and mean different places, so a file joins them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand
from kotaham.apps.places import queries
from kotaham.apps.places.models import BpsCode, Place
from kotaham.apps.places.services.load import Loaded
from kotaham.apps.places.services.sources import read_table
from kotaham.core.errors import Kind, Problem, Refused, Where
from kotaham.core.language import Say

UNKNOWN = Kind(
    "places.code-unknown",
    Say("Tidak ada wilayah berkode {code}.", "No place has the code {code}."),
    Say("Periksa kodenya, atau muat wilayahnya lebih dahulu.", "Check the code, or load the place first."),
)
BAD_BPS = Kind(
    "places.bps-bad",
    Say("“{found}” bukan kode BPS.", "“{found}” is no code of BPS."),
    Say(
        "Tulis 2, 4, 7 atau 10 angka tanpa titik, misalnya 3173.",
        "Write 2, 4, 7 or 10 digits without dots, such as 3173.",
    ),
)
SHARED = Kind(
    "places.bps-twice",
    Say("Kode BPS {bps} diberikan kepada {code} dan {other}.", "The BPS code {bps} is given to {code} and to {other}."),
    Say("Satu kode BPS berlaku untuk satu wilayah.", "One BPS code belongs to one place."),
)
BAD_DATE = Kind(
    "places.date-bad",
    Say("“{found}” bukan tanggal.", "“{found}” is no date."),
    Say("Tulis tahun-bulan-hari, misalnya 2022-11-11.", "Write year-month-day, such as 2022-11-11."),
)


@dataclass(frozen=True, slots=True)
class _Line:
    code: str
    bps: str
    starts: date | None
    ends: date | None
    where: Where


def read_date(text: str, where: Where, problems: list[Problem]) -> date | None:
    """Read a day as year-month-day; empty is not known."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        problems.append(BAD_DATE(where, found=text[:40]))
        return None


def load_bps_codes(file: Path, *, actor: Actor) -> Loaded:
    """Load `code,bps[,from,to]`; a row with `to` is history, one without is the code in use. Unknown stays empty."""
    demand(actor, "places.load")
    lines = _read(file)
    with events.work(actor) as log:
        places = queries.by_code({line.code for line in lines})
        problems = [UNKNOWN(line.where, code=line.code) for line in lines if line.code not in places]
        if problems:
            raise Refused(problems)
        done = _write(lines, places)
        if done.created or done.updated:
            data = {"created": done.created, "updated": done.updated}
            log.record("places.bps-codes-loaded", ("places.table", file.name), data=data)
    return done


def _read(file: Path) -> list[_Line]:
    problems: list[Problem] = []
    lines = []
    owner: dict[str, str] = {}
    for where, cells in read_table(file, ("code", "bps")):
        code, bps = cells["code"], cells["bps"]
        if not bps:
            continue
        at = Where(where.source, row=where.row, column="bps")
        if not (bps.isascii() and bps.isdigit() and len(bps) in {2, 4, 7, 10}):
            problems.append(BAD_BPS(at, found=bps[:40]))
        ends = read_date(cells.get("to", ""), Where(where.source, row=where.row, column="to"), problems)
        starts = read_date(cells.get("from", ""), Where(where.source, row=where.row, column="from"), problems)
        if ends is None and owner.setdefault(bps, code) != code:
            problems.append(SHARED(at, bps=bps, code=code, other=owner[bps]))
        lines.append(_Line(code, bps, starts, ends, where))
    if problems:
        raise Refused(problems)
    return lines


def _write(lines: Sequence[_Line], places: dict[str, Place]) -> Loaded:
    done = Loaded()
    known = {(row.place_id, row.code): row for row in BpsCode.objects.filter(place__in=places.values())}
    new: list[BpsCode] = []
    changed: list[BpsCode] = []
    for line in lines:
        place = places[line.code]
        row = known.get((place.pk, line.bps))
        if row is None:
            row = BpsCode(place=place, code=line.bps, valid_from=line.starts, valid_to=line.ends)
            known[place.pk, line.bps] = row
            new.append(row)
        elif (row.valid_from, row.valid_to) != (line.starts, line.ends):
            row.valid_from, row.valid_to = line.starts, line.ends
            changed.append(row)
        else:
            done.unchanged += 1
    BpsCode.objects.bulk_create(new, batch_size=1000)
    BpsCode.objects.bulk_update(changed, ("valid_from", "valid_to"), batch_size=200)
    _use([line for line in lines if line.ends is None], places)
    done.created, done.updated = len(new), len(changed)
    return done


def _use(lines: Sequence[_Line], places: dict[str, Place]) -> None:
    """Copy the codes in use to the places themselves, where lists read them."""
    wanted = {line.code: line.bps for line in lines}
    stale = [place for code, place in places.items() if code in wanted and place.bps_code != wanted[code]]
    for place in stale:
        place.bps_code = wanted[place.code]
    Place.objects.bulk_update(stale, ("bps_code",), batch_size=200)
