"""Questions from a file: read and previewed, then taken in as one; and out again."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.exams import queries
from kotaham.apps.exams.models import Import, Question
from kotaham.apps.exams.rules import banks, of_row
from kotaham.apps.exams.services import letters
from kotaham.apps.exams.services.banking import SEE, WRITE, columns
from kotaham.apps.gate.services import Actor, Stale, demand, demand_for
from kotaham.core.errors import Refused, Where
from kotaham.core.exams.question import Question as Asking
from kotaham.workbook.questions.batch import NOT_TEXT, Read, decoded
from kotaham.workbook.questions.gift import read_gift
from kotaham.workbook.questions.gift_write import write_gift
from kotaham.workbook.questions.moodle import read_moodle
from kotaham.workbook.questions.moodle_write import write_moodle
from kotaham.workbook.questions.sheet_read import read_sheet
from kotaham.workbook.questions.sheet_write import write_sheet

LARGEST = 10  # MB
MOST_OUT = 5_000
State = Question.State
FIELDS = ("code", "kind", "topic", "right", "points", "source", "body", "key", "feedback")
FORMATS = {"gift": "text/plain; charset=utf-8", "xml": "application/xml",
           "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}  # fmt: skip


def read_file(name: str, data: bytes, topic: str = "") -> Read:
    """Read a file of questions by the ending of its name."""
    ending, where = Path(name).suffix.lower(), Where(name)
    if len(data) > LARGEST * 2**20:
        raise Refused(letters.FILE_LARGE(where, most=LARGEST))
    if ending in {".txt", ".gift"}:
        text = decoded(data)
        return read_gift(text, name, topic) if text is not None else Read((), (NOT_TEXT(where),))
    if ending == ".xml":
        return read_moodle(data, name, topic)
    if ending != ".xlsx":
        raise Refused(letters.FILE_KIND(where))
    with TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(data)
        return read_sheet(file, topic)


def stage(name: str, data: bytes, *, actor: Actor, topic: str = "") -> Import:
    """Read a file and keep what it holds for the preview; refuse with everything that is wrong with it."""
    demand(actor, WRITE)
    short = f"{Path(name).stem[:80] or 'soal'}{Path(name).suffix.lower()[:6]}"
    read = read_file(short, data, " ".join(topic.split()))
    if read.problems:
        raise Refused(read.problems)
    if not read.entries:
        raise Refused(letters.EMPTY_FILE(Where(short)))
    return Import.objects.create(
        office_id=cast(int, actor.office),
        name=short,
        sha256=hashlib.sha256(data).hexdigest(),
        questions=[columns(one) for one in read.questions],
        notes=[{"id": note.text("id"), "en": note.text("en")} for note in read.notes],
        by_id=cast(int, actor.person),
    )


@dataclass(frozen=True, slots=True)
class Sorted:
    """What taking a file in would do: new questions, next versions of known ones, those that stay as they are."""

    new: Sequence[Mapping[str, Any]]
    changed: Sequence[Mapping[str, Any]]
    same: Sequence[Mapping[str, Any]]


def find_import(pk: int, *, actor: Actor) -> Import:
    """Return the import when the actor may write its bank."""
    return demand_for(actor, WRITE, queries.imports(pk), banks)


def sorted_out(row: Import) -> Sorted:
    """Compare a file with the bank."""
    known = queries.latest(row.office_id, [one["code"] for one in row.questions])
    new = [one for one in row.questions if one["code"] not in known]
    there = [one for one in row.questions if one["code"] in known]
    same = [one for one in there if _is_same(known[one["code"]], one)]
    return Sorted(new, [one for one in there if one not in same], same)


def _is_same(row: Question, one: Mapping[str, Any]) -> bool:
    return row.state == State.ACTIVE and all(getattr(row, name) == one[name] for name in FIELDS)


def take(pk: int, *, actor: Actor) -> Import:
    """Take a previewed file in: new codes become questions in use, known ones their next versions."""
    row = find_import(pk, actor=actor)
    with events.work(actor) as log:
        if not Import.objects.filter(pk=pk, taken_at=None).update(taken_at=timezone.now()):
            raise Stale.of(row.name)
        found, numbers = sorted_out(row), queries.codes(row.office_id)
        fresh = [*found.new, *found.changed]
        Question.objects.filter(
            office=row.office_id, code__in=[one["code"] for one in found.changed]
        ).exclude(state=State.RETIRED).update(state=State.RETIRED)  # fmt: skip
        Question.objects.bulk_create(
            (_row(row, one, numbers.get(one["code"], 0) + 1, actor) for one in fresh), batch_size=500
        )
        Import.objects.filter(pk=pk).update(created=len(fresh), unchanged=len(found.same))
        data = {"created": len(fresh), "unchanged": len(found.same)}
        log.record("exams.imported", row, holder=row.office_id, data=data)
    row.refresh_from_db()
    return row


def _row(row: Import, one: Mapping[str, Any], number: int, actor: Actor) -> Question:
    fields = {name: one[name] for name in FIELDS}
    return Question(office_id=row.office_id, number=number, state=State.ACTIVE, made_by_id=actor.person, **fields)


@dataclass(frozen=True, slots=True)
class Exported:
    """A file with questions and their keys."""

    name: str
    kind: str
    data: bytes
    left_out: Sequence[str]


def export(form: str, *, actor: Actor, **narrow: str) -> Exported:
    """Write the questions of the bank within reach, with their keys; who did so is on the record."""
    reach = demand(actor, SEE)
    if form not in FORMATS:
        raise Refused(letters.FILE_KIND())
    rows = queries.bank(actor, reach, state=narrow.pop("state", "") or State.ACTIVE, **narrow)[:MOST_OUT]
    questions = [of_row(row) for row in rows]
    data, left_out = written(form, questions)
    with events.work(actor) as log:
        subject = ("offices.office", actor.office)
        log.record("exams.exported", subject, holder=actor.office, data={"count": len(questions), "format": form})
    return Exported(f"bank-soal.{form}", FORMATS[form], data, left_out)


def empty_form() -> Exported:
    """Return the Excel form with its guidance and no question."""
    return Exported("templat-soal.xlsx", FORMATS["xlsx"], write_sheet([]), ())


def written(form: str, questions: Iterable[Asking]) -> tuple[bytes, Sequence[str]]:
    """Return questions in a format, and the codes of those it has no place for."""
    if form == "xlsx":
        return write_sheet(questions), ()
    text = write_gift(questions) if form == "gift" else write_moodle(questions)
    return text.text.encode(), text.left_out
