"""Make the round of all kabupaten and kota on public figures, from a table that lies beside the program."""

import os
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from django.utils import timezone

from kotaham.apps.accounts import queries as accounts
from kotaham.apps.accounts.services import actor_of_appointment
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, system
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.offices import queries as offices
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.rounds import services as planning
from kotaham.apps.scores import services as scores
from kotaham.apps.submissions import services as sending
from kotaham.core.errors import Kind, Refused
from kotaham.core.facts import FactTable
from kotaham.core.instrument.library import Library, shipped_folder
from kotaham.core.language import Say
from kotaham.workbook.mapping import load_mapping
from kotaham.workbook.read import read_facts

INSTRUMENT = "kota-ham-data-terbuka@2026"
LOADER = system("dashboard.open-data")
TITLE = "Kota HAM menurut data terbuka {year}"
BASIS = "Contoh dari angka yang sudah diumumkan; tidak ada daerah yang mengisi."
NOTE = "Diambil dari tabel {name}; bukan isian daerah. Lihat sumber angka pada dokumentasi."
REASON = "Dimuat dari tabel data terbuka."
FOLDER = ("data", "indikator_kabkota_bps")
DAYS = {"fill": 28, "submit": 28, "verify": 56, "validate": 84, "decide": 112}

NO_TABLE = Kind(
    "dashboard.no-open-data",
    Say("Tabel {path} tidak ada.", "There is no table {path}."),
    Say(
        "Angkanya tidak ikut dalam program. Siapkan tabelnya menurut docs/how-to/score-all-cities.md, lalu sebut "
        "dengan --table, atau letakkan di folder itu; KOTAHAM_SHARED menyebut folder yang memuat `data`.",
        "The figures do not come with the program. Prepare the table as docs/how-to/score-all-cities.md says, then "
        "name it with --table, or put it into that folder; KOTAHAM_SHARED names the folder that holds `data`.",
    ),
)
NOT_READY = Kind(
    "dashboard.open-data-not-ready",
    Say("{what} belum ada.", "{what} is not there yet."),
    Say("Jalankan: kotaham manage {command}", "Run: kotaham manage {command}"),
)
INSTRUMENT_WORDS = Say("Instrumen kota-ham-data-terbuka@2026", "The instrument kota-ham-data-terbuka@2026")
ADMIN_WORDS = Say("Admin kementerian", "An admin of the ministry")


@dataclass(frozen=True, slots=True)
class Year:
    """One public table: its file, its mapping, its year."""

    file: str
    mapping: str
    year: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was done: the number of the round, and what was written; nothing when it was there already."""

    round: int
    cities: int = 0
    answers: int = 0


YEARS = {
    "2021": Year("bps_2021_514.csv", "bps-2021", 2021),
    "2019": Year("dapoer_2019_514.csv", "dapoer-2019", 2019),
}


def load_open_data(year: str, table: Path | None = None) -> Loaded:
    """Open a trial round of every place of the table, write its figures, and score it; once."""
    wanted = YEARS[year]
    version = instruments.by_ref(INSTRUMENT)
    if version is None:
        raise Refused(NOT_READY(what=INSTRUMENT_WORDS, command="load_instruments"))
    title = TITLE.format(year=year)
    there = rounds.using(version.pk).filter(title=title).exclude(state="cancelled").first()
    if there is not None:
        return Loaded(there.pk)
    admin = _admin()
    path = table or _folder() / wanted.file
    facts = _facts(path, wanted)
    with events.work(LOADER):
        made = _opened(title, version.pk, wanted.year, [one.code for one in facts.subjects], admin)
        count = sending.load_table(made, facts, NOTE.format(name=path.name), actor=LOADER)
        scores.make(scores.ask_run(made, "self", actor=admin).pk, actor=admin)
    return Loaded(made, len(facts.subjects), count)


def _folder() -> Path:
    return Path(os.environ.get("KOTAHAM_SHARED", "../shared")).joinpath(*FOLDER)


def _facts(path: Path, wanted: Year) -> FactTable:
    """Read the table whole, or refuse with every fault."""
    if not path.is_file():
        raise Refused(NO_TABLE(path=str(path)))
    library = Library([shipped_folder()])
    instrument = library.find(INSTRUMENT).instrument
    mapping = load_mapping(library.mapping_path(instrument.id, wanted.mapping), instrument)
    reading = read_facts(path, instrument, mapping=mapping)
    if reading.refused:
        raise Refused(reading.problems)
    return reading.table


def _admin() -> Actor:
    """Return the admin of the ministry in whose name the round is opened: who has held the role longest."""
    today, office = timezone.localdate(), offices.ministry_id()
    people = accounts.holders([office], ["ministry_admin"], today).order_by("pk") if office else None
    person = people.first() if people is not None else None
    if person is None:
        raise Refused(NOT_READY(what=ADMIN_WORDS, command="invite_admin"))
    held = accounts.appointments_of(person.pk, today).filter(role="ministry_admin").first()
    return actor_of_appointment(held)


def _opened(title: str, version: int, year: int, codes: list[str], admin: Actor) -> int:
    """Prepare and open the round; a trial, for nobody has answered anything."""
    today = timezone.localdate()
    wish = planning.Wish(title, version, str(year), date(year, 12, 31), BASIS, True, (), ())
    made = planning.create(wish, actor=admin)
    days: dict[str, tuple[date | None, date | None]] = {
        step: (today if step in {"fill", "submit"} else None, today + timedelta(days=after))
        for step, after in DAYS.items()
    }
    planning.set_days(made.pk, days, actor=admin, version=made.version)
    planning.join(made.pk, codes, actor=admin)
    planning.open_round(made.pk, actor=admin, reason=REASON)
    return made.pk
