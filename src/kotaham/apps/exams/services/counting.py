"""Count the statistics of a test, in the background; pages only show what was counted."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from kotaham.apps.exams import queries
from kotaham.apps.exams.models import Exam, ExamFigures, Form, ItemFigures
from kotaham.apps.exams.queries import figures, learned
from kotaham.apps.exams.queries.figures import Place, Totals
from kotaham.apps.exams.services.drafting import WRITE, find
from kotaham.apps.exams.services.ending import expire_all, tell_all
from kotaham.apps.gate.services import Actor, demand
from kotaham.apps.jobs import services as jobs
from kotaham.core.exams.figures import Figure
from kotaham.core.exams.gain import NOBODY, Gain, Pairs, gain
from kotaham.core.exams.items import Line, difficulty, discrimination, distractors, upper_lower
from kotaham.core.exams.question import CHOOSING, FALSE, TRUE, Asked
from kotaham.core.exams.reliability import alpha
from kotaham.core.exams.watch import Window, jump

RECENT = timedelta(days=7)  # what is new for the watch; everything before is what it is compared with


def ask(pk: int, *, actor: Actor) -> None:
    """Ask for a count anew; the job runs in the background."""
    exam = find(pk, WRITE, actor=actor)
    at = timezone.now().strftime("%Y%m%d%H%M")
    with transaction.atomic():
        jobs.enqueue("exams.count", actor=actor, key=f"exams.count-{exam.pk}-{at}", exam=exam.pk)


def count(pk: int, *, actor: Actor) -> ExamFigures:
    """Count everything about a test and keep it in place of what was counted before."""
    if actor.system:
        demand(actor, "exams.work")
        exam = queries.get(pk)
    else:
        exam = find(pk, WRITE, actor=actor)
    if exam.state == Exam.State.CLOSED:
        expire_all(pk, actor=actor)
        tell_all(pk, actor=actor)
    forms, totals = queries.forms(pk), figures.totals(pk)
    lines = figures.lines(pk, totals)
    rows = _items(exam, forms, totals, lines)
    people = sum(totals.all().values())
    with transaction.atomic():
        ItemFigures.objects.filter(exam=exam).delete()
        ItemFigures.objects.bulk_create(rows, batch_size=200)
        kept, _made = ExamFigures.objects.update_or_create(
            exam=exam,
            defaults={
                "people": people,
                "forms": [_form(form, totals, lines) for form in forms],
                "gain": _gain(learned.by_kanwil(exam), learned.by_trainer(exam)),
                "counted_at": timezone.now(),
            },
        )
    return kept


def _items(
    exam: Exam, forms: Sequence[Form], totals: Totals, lines: Mapping[Place, Sequence[Line]]
) -> list[ItemFigures]:
    """Return the figures of every question, of all forms together that ask it."""
    places: dict[int, list[Place]] = defaultdict(list)
    for form in forms:
        for position, question in enumerate(form.questions, start=1):
            places[question].append((form.pk, position))
    asked = queries.questions(places)
    chosen = figures.choices(exam.pk)
    hints = _hints(exam, forms, {place: asked[pk].points for pk, some in places.items() for place in some})
    rows = []
    for pk, some in places.items():
        found = [line for place in some for line in _lines(place, lines, totals)]
        points = asked[pk].points
        rows.append(
            ItemFigures(
                exam=exam,
                question_id=pk,
                answered=sum(line.count for line in found),
                difficulty=difficulty(found, points).value,
                discrimination=discrimination(found).value,
                upper_lower=upper_lower(found, points).value,
                options=_options(asked[pk], [one for place in some for one in chosen.get(place, ())], totals),
                watch=[hint for place in some for hint in hints.get(place, ())],
            )
        )
    return rows


def _lines(place: Place, lines: Mapping[Place, Sequence[Line]], totals: Totals) -> Sequence[Line]:
    """Return the lines of a place; where nobody answered at all everybody earned nothing."""
    empty = [Line(total, n, 0, 0) for total, n in totals.forms.get(place[0], {}).items()]
    return lines.get(place, empty)


def _options(row: Any, chosen: Iterable[tuple[Any, Any, int]], totals: Totals) -> dict[str, Any]:
    """Return how often each option was chosen in all and by thirds; only of questions with options."""
    asked = Asked(row.kind)
    if asked not in CHOOSING:
        return {}
    ids = [TRUE, FALSE] if asked is Asked.TRUE_FALSE else [one["id"] for one in row.body["options"]]
    single = [
        (option, total, n) for value, total, n in chosen for option in (value if isinstance(value, list) else [value])
    ]
    return {one.option: [one.count, *one.thirds] for one in distractors(single, ids, totals.all())}


def _hints(exam: Exam, forms: Sequence[Form], most: Mapping[Place, int]) -> Mapping[Place, list[dict[str, Any]]]:
    """Return where a question was suddenly answered right much more often, by the Kanwil of who sat it."""
    if not forms:
        return {}
    end = exam.since if exam.state == Exam.State.CLOSED else timezone.now()
    found: dict[Place, list[dict[str, Any]]] = defaultdict(list)
    for (kanwil, form, position), row in figures.windows(exam.pk, end - RECENT, most).items():
        if hint := jump(Window(row[0], row[1]), Window(row[2], row[3])):
            found[form, position].append({"kanwil": kanwil, **asdict(hint)})
    return found


def _form(form: Form, totals: Totals, lines: Mapping[Place, Sequence[Line]]) -> dict[str, Any]:
    mine = totals.forms.get(form.pk, {})
    count_ = sum(mine.values())
    reliable = alpha([_lines((form.pk, at), lines, totals) for at in range(1, len(form.questions) + 1)], mine)
    mean = float(sum(total * n for total, n in mine.items()) / count_ * 100 / form.points) if count_ else None
    return {"number": form.number, "people": count_, "mean": mean, "alpha": reliable.value, "why": _why(reliable)}


def _gain(kanwils: Mapping[int, Pairs], trainers: Mapping[str, Pairs]) -> dict[str, Any]:
    if not kanwils:
        return {}
    return {
        "all": _told(gain(sum(kanwils.values(), NOBODY))),
        "kanwil": {str(pk): _told(gain(some)) for pk, some in kanwils.items()},
        "trainer": [_told(gain(some)) | {"name": name} for name, some in trainers.items()],
    }


def _told(one: Gain) -> dict[str, Any]:
    return {
        "people": one.mean.count,
        "mean": one.mean.value,
        "low": one.low,
        "high": one.high,
        "why": _why(one.mean),
        "hake": one.hake.value,
        "hake_why": _why(one.hake),
    }


def _why(figure: Figure) -> dict[str, str]:
    return {"id": figure.why.id, "en": figure.why.en} if figure.why else {}
