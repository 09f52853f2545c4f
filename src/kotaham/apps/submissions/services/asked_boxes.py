"""The lines of "Pekerjaan saya" about answers that came back: each with the question and its day."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils import timezone

from kotaham.apps.gate.services import Line
from kotaham.apps.rounds import queries as rounds
from kotaham.apps.submissions.models import Answer, Submission
from kotaham.apps.submissions.services.asking import open_questions
from kotaham.apps.submissions.services.telling import short


def came_back(answers: QuerySet[Answer]) -> QuerySet[Answer]:
    """Narrow to the answers that came back and are not ready again."""
    return answers.filter(returned=True).exclude(state=Answer.State.READY)


def codes_asked(pk: int) -> set[str]:
    """Return the indicators of a report that came back and are not ready again."""
    return set(came_back(Answer.objects.filter(submission_id=pk)).values_list("code", flat=True))


def asked_lines(answers: Sequence[Answer], submission: Submission) -> list[Line]:
    """Return answers that came back, each with the question and the day until which the Kanwil waits."""
    questions = open_questions(answers)
    lines = []
    for one in answers:
        asked = questions.get(one.pk)
        due = asked.due if asked else None
        late = due is not None and rounds.is_over(due, submission.zone, timezone.now())
        note = short(asked.text) if asked else submission.round.title
        lines.append(Line(one.code, one.get_absolute_url(), note=note, due=due, late=late))
    return lines
