"""Try a draft on past figures: a file as the command line reads it, or what a past round ended with.

Rooms above fill `past`: where figures of past rounds come from. Nothing of a try-out is a score of anybody.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand
from kotaham.apps.instruments import queries
from kotaham.apps.instruments.models import TryOut, Version
from kotaham.apps.instruments.rules.trying import effect
from kotaham.apps.instruments.services import letters
from kotaham.apps.instruments.services.finding import visible
from kotaham.apps.jobs import services as jobs
from kotaham.core.errors import Problem, Refused, Where
from kotaham.core.facts import FactTable
from kotaham.core.facts_json import facts_from_json, facts_to_json
from kotaham.core.instrument.library import Library, shipped_folder
from kotaham.core.instrument.load import parse
from kotaham.core.instrument.model import Instrument
from kotaham.workbook.mapping import load_mapping
from kotaham.workbook.read import read_facts

MOST_MB = 20
FOLLOWED = 20  # notes of one reading that are kept
UNREAD = "-"


@dataclass(frozen=True, slots=True)
class Past:
    """Figures of a past round: its key, its words, and the version that they answer."""

    key: str
    title: str
    version: int


@dataclass(frozen=True, slots=True)
class PastFigures:
    """Where past figures come from: which an actor may take, and the table of one."""

    listed: Callable[[Actor], Iterable[Past]]
    table: Callable[[Actor, str], FactTable]


past: dict[str, PastFigures] = {}


def sources(actor: Actor) -> list[tuple[str, Past]]:
    """Return what an actor may try a draft on, each with the key of the room that has it."""
    return [(f"{name}:{one.key}", one) for name, figures in past.items() for one in figures.listed(actor)]


def mappings(slug: str) -> list[str]:
    """Return the ready-made ways to read other people's tables for an instrument."""
    return sorted(file.stem for file in (shipped_folder() / slug / "mappings").glob("*.yaml"))


def try_file(
    pk: int, base: int, data: bytes, name: str, *, actor: Actor, period: str = "", mapping: str = ""
) -> TryOut:
    """Read a file of figures by the base version and ask for the comparison."""
    demand(actor, "instruments.try")
    draft, against = visible(pk, actor=actor), visible(base, actor=actor)
    _must_count(draft, against)
    if len(data) > MOST_MB * 2**20:
        raise Refused(letters.TOO_LARGE(Where(name[:80]), limit=MOST_MB))
    table, notes = _read(data, name, queries.instrument_of(against), period, mapping, actor)
    return _asked(draft, against, table, notes, name[:200], actor)


def try_past(pk: int, key: str, *, actor: Actor) -> TryOut:
    """Take what a past round ended with and ask for the comparison."""
    demand(actor, "instruments.try")
    found = next((one for name, one in sources(actor) if name == key), None)
    if found is None:
        raise Refused(letters.NO_DATA())
    draft, against = visible(pk, actor=actor), queries.get(found.version)
    _must_count(draft, against)
    room, _colon, rest = key.partition(":")
    return _asked(draft, against, past[room].table(actor, rest), [], found.title[:200], actor)


def compute(pk: int, *, actor: Actor) -> None:
    """Make the comparison, once; a draft that changed since is compared as it was when asked."""
    demand(actor, "instruments.try")
    row = TryOut.objects.select_related("base").filter(pk=pk, state=TryOut.State.WAITING).first()
    if row is None or row.base is None:
        return
    try:
        found = effect(queries.instrument_of(row.base), parse(row.content).instrument, facts_from_json(row.facts))
        changes: dict[str, Any] = {"state": TryOut.State.DONE, "result": found.result, "cities": found.cities}
    except Refused as refused:
        changes = {"state": TryOut.State.REFUSED, "notes": [_told(one) for one in refused.problems[:FOLLOWED]]}
    TryOut.objects.filter(pk=pk, state=TryOut.State.WAITING).update(**changes)


def _must_count(draft: Version, base: Version) -> None:
    for version in (draft, base):
        if version.mistakes:
            raise Refused(queries.faults(version))
        if not version.indicators:
            raise Refused(letters.NO_INDICATORS(ref=version.ref))


def _read(
    data: bytes, name: str, instrument: Instrument, period: str, mapping: str, actor: Actor
) -> tuple[FactTable, list[Any]]:
    """Read the figures in a folder of their own; an XLSX is taken apart in a process with limits."""
    table = None
    if mapping:
        table = load_mapping(Library([shipped_folder()]).mapping_path(instrument.id, mapping), instrument)
    with TemporaryDirectory(prefix="try-out-") as folder:
        file = Path(folder) / _safe(name)
        file.write_bytes(data)
        reading = read_facts(file, instrument, mapping=table, period=period, lang=actor.lang, isolated=True)
    if not reading.table.subjects:
        raise Refused([letters.NO_DATA(), *reading.problems])
    told = [_told(one) for one in (*reading.problems, *reading.notes)[:FOLLOWED]]
    return reading.table, told


def _safe(name: str) -> str:
    """Keep the ending, which tells the kind, and what is harmless of the rest."""
    kept = "".join(letter for letter in Path(name).name if letter.isalnum() or letter in "._- ")[-80:].lstrip(".")
    return kept or UNREAD


def _told(problem: Problem) -> list[str]:
    return [problem.text("id"), problem.text("en")]


def _asked(draft: Version, base: Version, table: FactTable, notes: list[Any], source: str, actor: Actor) -> TryOut:
    with events.work(actor) as log:
        row = TryOut.objects.create(
            version=draft,
            base=base,
            content=draft.content,
            content_sha256=draft.content_sha256,
            source=source,
            period=table.period[:40],
            facts=facts_to_json(table),
            notes=notes,
            cities=len(table.subjects),
            made_by_id=actor.person,
        )
        data = {"try_out": row.pk, "base": base.pk, "cities": row.cities}
        log.record("instruments.tried", draft, holder=draft.office_id, data=data)
        url = f"{draft.get_absolute_url()}/coba/{row.pk}"
        jobs.enqueue("instruments.try", actor=actor, key=f"try-out-{row.pk}", url=url, try_out=row.pk)
    return row
