"""The paper on which somebody endorses a report by hand: bound to the digest of the answers as they are."""

from kotaham.apps.gate.services import Actor, demand_for
from kotaham.apps.submissions import queries
from kotaham.apps.submissions.models import Answer, Submission
from kotaham.apps.submissions.queries import sending as reads
from kotaham.apps.submissions.rules import seen
from kotaham.apps.submissions.rules.endorsing import Mark
from kotaham.apps.submissions.services import letters, send_letters
from kotaham.apps.submissions.services.receipts import DEMO, TRIAL
from kotaham.apps.submissions.services.standing import standings
from kotaham.core.errors import Refused
from kotaham.core.language import Lang
from kotaham.report.receipt import ANSWERED, Paper, Statement, statement_pdf


def statement(pk: int, mark: Mark, *, actor: Actor, lang: Lang, number: str = "", place: str = "") -> bytes:
    """Print the statement of one mark that the round asks for; number and place are what the office writes."""
    submission = demand_for(actor, "submissions.endorse-see", queries.get(pk), seen, see="submissions.see")
    standing = next((one for one in standings(submission) if one.mark == mark), None)
    if standing is None:
        raise Refused(send_letters.NOT_WANTED())
    if actor.role == "unit_officer" and mark.unit != actor.office:
        raise letters.NotYours(send_letters.NOT_BY_YOU(mark=standing.title))
    given, total = _counts(submission, mark)
    unit = standing.unit.name if standing.unit else ""
    answered = ANSWERED.text(lang, given=given, total=total)
    paper = _paper(submission, reads.digests(pk, [mark.unit])[mark.unit], lang)
    return statement_pdf(Statement(paper, standing.title.text(lang), answered, unit, number[:80], place[:80]))


def _paper(submission: Submission, digest: str, lang: Lang) -> Paper:
    one = submission.round
    notices = [words.text(lang) for words, shown in ((DEMO, one.demo), (TRIAL, one.trial)) if shown]
    place = " · ".join(filter(None, (submission.place_code, submission.province)))
    return Paper(submission.name, place, one.title, one.instrument.ref, one.period, digest, lang, notices)


def _counts(submission: Submission, mark: Mark) -> tuple[int, int]:
    rows = Answer.objects.filter(submission_id=submission.pk)
    rows = rows.filter(unit_id=mark.unit) if mark.unit else rows
    return rows.exclude(value=None).count(), rows.count()
