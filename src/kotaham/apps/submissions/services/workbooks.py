"""The form of a report as a workbook: given out with what is known, read back as a list of differences."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kotaham.apps.evidence import services as evidence
from kotaham.apps.gate.services import Actor, demand_for
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.submissions import queries
from kotaham.apps.submissions.models import Answer, Submission
from kotaham.apps.submissions.queries import sending as reads
from kotaham.apps.submissions.rules import LIFE, UNIT, answer_of, same, seen, stored
from kotaham.apps.submissions.services import letters, send_letters
from kotaham.apps.submissions.services.batches import refuse_twice
from kotaham.apps.submissions.services.writing import checked, is_writable
from kotaham.core.errors import Problem, Refused, Where
from kotaham.core.facts import FactTable, Subject
from kotaham.core.instrument.model import Instrument
from kotaham.core.language import Lang, Say
from kotaham.core.numbers import exact
from kotaham.workbook.answers import EMPTY_CELL
from kotaham.workbook.form_filled import Filled
from kotaham.workbook.numbers import Style
from kotaham.workbook.parts import PARTLY
from kotaham.workbook.read import NO_COLUMN, read_facts
from kotaham.workbook.reading import Reading
from kotaham.workbook.template import write_template

MAX_BYTES = 5 * 2**20
Stored = Mapping[str, Any]
NEW, CHANGED, SAME, KEPT, REFUSED = "new", "changed", "same", "kept", "refused"
NOT_YOURS = Say("Bagian perangkat daerah lain; tidak dibaca.", "Of another unit; not read.")
STAYS = Say("Kosong di berkas; jawaban yang ada dipertahankan.", "Empty in the file; the answer that is there stays.")
IN_PART = Say("Baru terisi sebagian; lengkapi isiannya.", "Filled in only in part; complete it.")
BONUS_ELSEWHERE = Say(
    "Nilai tambah diajukan di halamannya sendiri, tidak lewat berkas.", "Bonus is claimed on its own page."
)


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the preview: what the file would do to an answer, or why it does nothing."""

    what: str
    code: str
    title: str
    answer: int = 0
    version: int = 0
    old: Stored | None = None
    new: Stored | None = None
    why: Say | None = None


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking in a file would do; nothing is written yet."""

    name: str
    sha256: str
    unit: int | None
    changes: Sequence[Change]
    notes: Sequence[Problem] = ()

    def of(self, *kinds: str) -> list[Change]:
        """Return the rows of some kinds."""
        return [one for one in self.changes if one.what in kinds]

    @property
    def applicable(self) -> list[Change]:
        """The rows that would write something."""
        return self.of(NEW, CHANGED)


def give_out(pk: int, *, actor: Actor, unit: int | None, lang: Lang) -> tuple[str, bytes]:
    """Return the form, with the answers as they are, and its name; of a unit only its own answers."""
    submission = demand_for(actor, "submissions.workbook", queries.get(pk), seen, see="submissions.see")
    unit = _unit_of(submission, actor, unit)
    instrument = instruments.instrument_of(submission.round.instrument, lang)
    rows = list(queries.answers(pk))
    held = [row for row in rows if unit is None or row.unit_id == unit]
    proved = queries.evidence_of([pk])
    answers = {row.code: told for row in held if (told := answer_of(row.value, proved.get(row.pk, ""))) is not None}
    claims = {} if unit else {row.item: exact(row.points) for row in queries.claims([pk])}
    only = None if unit is None else frozenset(row.code for row in held)
    subject = Subject(submission.place_code, submission.name, submission.province)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "formulir.xlsx"
        filled = Filled(answers, claims, only)
        write_template(path, instrument, [subject], lang=lang, period=submission.round.period, filled=filled)
        name = f"{submission.place_code}-{instrument.id}" + (f"-unit-{unit}" if unit else "") + ".xlsx"
        return name, path.read_bytes()


def _unit_of(submission: Submission, actor: Actor, unit: int | None) -> int | None:
    """Return the unit that a form is for; a unit officer has only the own one."""
    if actor.role == UNIT:
        return actor.office
    if unit is not None and unit not in reads.units_of(submission.pk):
        raise Refused(send_letters.LOST_UNIT())
    return unit


def preview(pk: int, name: str, data: bytes, *, actor: Actor, style: Style = "id") -> Preview:
    """Read a filled form and tell what it would change; refuses with everything that is wrong with the file."""
    submission = demand_for(actor, "submissions.import", queries.get(pk), seen, see="submissions.see")
    if len(data) > MAX_BYTES:
        values = {"size": -(-len(data) // 2**20), "limit": MAX_BYTES // 2**20}
        raise Refused(send_letters.FILE_TOO_LARGE(Where(name[:80]), **values))
    if not name.lower().endswith(".xlsx"):
        raise Refused(send_letters.NOT_A_WORKBOOK(Where(name[:80])))
    digest = sha256(data).hexdigest()
    refuse_twice(submission, digest)
    evidence.vet(data, name)
    reading = _read(submission, name, data, style)
    unit = actor.office if actor.role == UNIT else None
    return Preview(name[:200], digest, unit, _changes(submission, reading, actor), _told_notes(reading))


def _read(submission: Submission, name: str, data: bytes, style: Style) -> Reading:
    """Read the cells, in a process with limits of memory and time."""
    instrument = instruments.instrument_of(submission.round.instrument)
    with TemporaryDirectory() as folder:
        path = Path(folder) / _safe_name(name)
        path.write_bytes(data)
        reading = read_facts(path, instrument, numbers=style, period=submission.round.period, isolated=True)
    problems = list(reading.problems)
    if reading.rows_in > 1:
        problems.append(send_letters.NO_SINGLE_CITY(Where(path.name), count=reading.rows_in))
    elif reading.table.subjects and reading.table.subjects[0].code != submission.place_code:
        found = reading.table.subjects[0]
        told = {"found": f"{found.code} {found.name}".strip(), "wanted": f"{submission.place_code} {submission.name}"}
        problems.append(send_letters.OTHER_CITY(Where(path.name), **told))
    if problems:
        raise Refused(problems)
    return reading


def _safe_name(name: str) -> str:
    """Return a name that is no path, for the letters; the ending stays what it was."""
    return re.sub(r"[^\w .()-]", "_", name)[-100:].lstrip(".") or "berkas"


def _changes(submission: Submission, reading: Reading, actor: Actor) -> list[Change]:
    instrument = instruments.instrument_of(submission.round.instrument)
    titles = {one.code: one.title for one in instrument.known_indicators}
    rows = {row.code: row for row in queries.answers(submission.pk)}
    absent, partly = _codes(reading, "codes", NO_COLUMN), _codes(reading, "code", PARTLY)
    found = []
    for code, column in reading.table.columns.items():
        row = rows.get(code)
        if row is None or code in absent or column[0] is None:
            continue
        row.submission = submission
        new = None if column[0].reason == EMPTY_CELL.text("id") else stored(column[0])
        change = _change(row, titles.get(code, code), new, actor, in_part=code in partly)
        found += [change] if change else []
    return found + _bonus(submission, reading.table, instrument)


def _codes(reading: Reading, value: str, kind: object) -> set[str]:
    """Return the indicator codes that the notes of one kind name."""
    notes = [note for note in reading.notes if note.kind is kind]
    return {code for note in notes for code in str(note.values[value]).split(", ")}


def _change(row: Answer, title: str, new: Stored | None, actor: Actor, *, in_part: bool) -> Change | None:
    """Return what becomes of one answer; None for a row that says nothing about it."""
    told: dict[str, Any] = {"code": row.code, "title": title, "answer": row.pk, "version": row.version}
    if actor.role == UNIT and row.unit_id != actor.office:
        # Whether it differs is not told: the unit may not see what the others have answered.
        return Change(REFUSED, why=NOT_YOURS, **told) if new is not None else None
    told["old"] = row.value
    if new is None:
        return Change(KEPT, why=STAYS, **told) if row.value is not None else None
    if same(row.value, new):
        return Change(SAME, new=new, **told)
    if why := _why_not(row, new, in_part=in_part):
        return Change(REFUSED, new=new, why=why, **told)
    return Change(CHANGED if row.value is not None else NEW, new=new, **told)


def _why_not(row: Answer, new: Stored, *, in_part: bool) -> Say | None:
    """Return why an answer cannot be changed to this, or None when it can."""
    if in_part:
        return IN_PART
    if not is_writable(row):
        return _sentence(letters.NOT_WRITABLE(code=row.code, state=LIFE.states[row.submission.state]))
    if row.state == Answer.State.READY:
        return _sentence(letters.IS_READY(code=row.code))
    try:
        checked(row.submission, row.code, new)
    except Refused as refused:
        return _sentence(refused.problems[0])
    return None


def _sentence(problem: Problem) -> Say:
    told = [f"{problem.part('what', lang)} {problem.part('next', lang)}" for lang in ("id", "en")]
    return Say(*(text.replace("{", "{{").replace("}", "}}") for text in told))


def _bonus(submission: Submission, table: FactTable, instrument: Instrument) -> list[Change]:
    """Tell that bonus points in the file are not taken, where they differ from what is claimed."""
    claimed = {row.item: exact(row.points) for row in queries.claims([submission.pk])}
    titles = {one.code: one.title for one in getattr(instrument.bonus, "items", ())}
    return [
        Change(REFUSED, code, titles.get(code, code), why=BONUS_ELSEWHERE)
        for code, points in table.bonus.items()
        if points[0] is not None and claimed.get(code) != points[0]
    ]


def _told_notes(reading: Reading) -> list[Problem]:
    """Return the notes that say something here: missing rows and halves are told beside the answers."""
    return [note for note in reading.notes if note.kind is not NO_COLUMN and note.kind is not PARTLY]
