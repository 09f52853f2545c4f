"""Write the answers of many reports at once from a table of public figures; only the program itself does that.

A person answers through `writing` and `batches`, by right and with a preview. Here nobody says anything: the figures
were published by others, and the note of each answer tells where.
"""

from collections.abc import Iterator

from django.db.models import F
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand
from kotaham.apps.submissions.models import Answer, Submission
from kotaham.apps.submissions.queries import judge_answer, stored
from kotaham.apps.submissions.rules import CITY
from kotaham.apps.submissions.services.moving import move
from kotaham.apps.submissions.services.writing import MOST_NOTE, State, plan_of
from kotaham.core.facts import FactTable

CHUNK, UNTOUCHED = 500, 1  # an answer that nobody has saved has its first version


def load_table(round_pk: int, facts: FactTable, note: str, *, actor: Actor) -> int:
    """Answer what nobody has touched in the reports of a round, and send these; return how many answers were written.

    Only a report that was sent has a score. It has no sender and no receipt: nobody has vouched for it.
    """
    demand(actor, "submissions.load")
    with events.work(actor) as log:
        reports = Submission.objects.select_for_update(of=("self",)).select_related("round", "round__instrument")
        held = {one.place_code: one for one in reports.filter(round=round_pk, round__state="open", state="filling")}
        rows = list(_answered(held, facts, note[:MOST_NOTE]))
        Answer.objects.bulk_update(rows, ["value", "note", "state", "version", "saved_at"], batch_size=CHUNK)
        given: dict[int, int] = {}
        for row in rows:
            given[row.submission_id] = given.get(row.submission_id, 0) + 1
        for one in held.values():
            if count := given.get(one.pk):
                both = {"given": F("given") + count, "ready": F("ready") + count}
                Submission.objects.filter(pk=one.pk).update(**both)
                log.record("submissions.loaded", one, holder=one.office_id, data={"answers": count})
                move(one.pk, "send", actor=actor, log=log, parties=[CITY], sent_at=timezone.now())
    return len(rows)


def _answered(held: dict[str, Submission], facts: FactTable, note: str) -> Iterator[Answer]:
    """Give the untouched answers with the value of the table; a value that cannot be one is refused with all."""
    reports = [one.pk for one in held.values()]
    empty = Answer.objects.filter(submission__in=reports, version=UNTOUCHED, value__isnull=True)
    waiting = {(row.submission_id, row.code): row for row in empty}
    now = timezone.now()
    for place, subject in enumerate(facts.subjects):
        report = held.get(subject.code)
        for code, column in facts.columns.items():
            row = waiting.get((report.pk, code)) if report else None
            value = stored(column[place])
            if report is None or row is None or value is None:
                continue
            judge_answer(plan_of(report), code, column[place], report.round.period_end.isoformat())
            row.value, row.note, row.state, row.version, row.saved_at = value, note, State.READY, UNTOUCHED + 1, now
            yield row
