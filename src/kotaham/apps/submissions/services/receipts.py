"""Receipts: frozen when a report is sent, printed the same every time, checked by anybody who holds the code."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import partial
from hashlib import sha256
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from kotaham.apps.gate.services import Actor, demand_for
from kotaham.apps.instruments import queries as instruments
from kotaham.apps.notices.services import site
from kotaham.apps.submissions import queries
from kotaham.apps.submissions.models import Receipt, Submission
from kotaham.apps.submissions.queries import sending as reads
from kotaham.apps.submissions.rules import governed
from kotaham.apps.submissions.services.send_letters import FILE_TOO_LARGE
from kotaham.apps.submissions.services.standing import standings
from kotaham.core.dates import day
from kotaham.core.errors import Problem
from kotaham.core.facts import Answer as Fact
from kotaham.core.facts_json import answer_from_json, canonical_json
from kotaham.core.instrument.model import Indicator
from kotaham.core.language import Lang, Say
from kotaham.core.policy import ROLES
from kotaham.core.scoring.telling import tell_answer
from kotaham.core.scoring.words import STATES
from kotaham.report.receipt import AnswerLine, EndorsementLine, Paper, receipt_pdf
from kotaham.report.receipt import Receipt as Printed

ZONES = {"Asia/Jakarta": "WIB", "Asia/Pontianak": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}
DEMO = Say("Data rekaan untuk peragaan.", "Made-up data for demonstration.")
TRIAL = Say("Uji coba, tidak menghasilkan predikat resmi.", "A trial; it yields no official predicate.")
SAME, SAME_CONTENT, DIFFERENT = "same", "same-content", "different"
MAX_BYTES = 5 * 2**20
NOT_ANSWERED = Say("belum dijawab", "not answered")


def words_of(submission: Submission, actor: Actor) -> dict[str, Any]:
    """Return what the paper says beside the facts, as it is now: later changes of names change no receipt."""
    given = [one for one in standings(submission) if one.given]
    role = ROLES.get(actor.role or "")
    return {
        "round": submission.round.title,
        "instrument": submission.round.instrument.ref,
        "by": actor.name,
        "role": [role.id, role.en] if role else ["", ""],
        "demo": submission.round.demo,
        "trial": submission.round.trial,
        "total": submission.total,
        "endorsements": [
            [one.title.text("id"), one.title.text("en"), one.given.signatory, one.given.at.isoformat()]
            for one in given
            if one.given
        ],
    }


def find(pk: int, number: int, *, actor: Actor) -> Receipt | None:
    """Return a receipt of a report within reach, 0 for the newest; None where there is none of that number."""
    submission = demand_for(actor, "submissions.receipt", queries.get(pk), governed, see="submissions.see")
    rows = reads.receipts(pk)
    found = (rows.filter(number=number) if number else rows).first()
    if found is not None:
        found.submission = submission
    return found


def url_of(receipt: Receipt) -> str:
    """Return the address that the code on the paper leads to."""
    return site().rstrip("/") + reverse("submissions:receipt-check", args=[receipt.token])


def printed(receipt: Receipt, lang: Lang) -> bytes:
    """Print a receipt; the same receipt is the same file whenever it is printed."""
    submission, said = receipt.submission, receipt.words
    instrument = instruments.instrument_of(submission.round.instrument, lang)
    (city,) = json.loads(receipt.facts)["subjects"]
    told = partial(_line, answers=city["answers"], lang=lang)
    moment = partial(moment_of, zone=submission.zone, lang=lang)
    english = lang == "en"
    return receipt_pdf(
        Printed(
            paper_of(receipt, lang),
            str(receipt),
            moment(receipt.sent_at),
            ", ".join(filter(None, (said["by"], said["role"][english]))),
            receipt.answered,
            said["total"],
            url_of(receipt),
            [told(one) for one in instrument.known_indicators],
            [EndorsementLine(e[english], e[2], moment(datetime.fromisoformat(e[3]))) for e in said["endorsements"]],
            _files(receipt),
        )
    )


def paper_of(receipt: Receipt, lang: Lang) -> Paper:
    """Return the head of the paper."""
    submission, said = receipt.submission, receipt.words
    notices = [words.text(lang) for words, shown in ((DEMO, said["demo"]), (TRIAL, said["trial"])) if shown]
    place = " · ".join(filter(None, (submission.place_code, submission.province)))
    period = json.loads(receipt.facts)["period"]
    return Paper(submission.name, place, said["round"], said["instrument"], period, receipt.digest, lang, notices)


def _files(receipt: Receipt) -> list[tuple[str, str, str]]:
    """Return every file once, by its number."""
    files = {(queries.evidence_number(piece), str(number), sha or "–") for _c, piece, number, sha in receipt.evidence}
    return sorted(files)


def _line(indicator: Indicator, *, answers: Mapping[str, Any], lang: Lang) -> AnswerLine:
    answer = answer_from_json(answers[indicator.code]) if indicator.code in answers else None
    proof = answer.evidence if answer else ""
    return AnswerLine(indicator.code, indicator.title, _value(indicator, answer, lang), proof)


def _value(indicator: Indicator, answer: Fact | None, lang: Lang) -> str:
    if answer is None:
        return NOT_ANSWERED.text(lang)
    if answer.value is not None:
        return tell_answer(indicator, answer, lang)
    state = STATES["not_applicable" if answer.not_applicable else "missing"].text(lang)
    return f"{state}: {answer.reason}" if answer.reason else state


def moment_of(at: datetime, zone: str, lang: Lang) -> str:
    """Tell a moment by the clock of a zone: `21 November 2026, 10.15 WIB`."""
    local = at.astimezone(ZoneInfo(zone or "Asia/Jakarta"))
    clock = local.strftime("%H:%M" if lang == "en" else "%H.%M")
    return f"{day(local.date(), lang)}, {clock} {ZONES.get(zone, '')}".strip()


def check(receipt: Receipt, data: bytes) -> str:
    """Tell whether a file is what was sent: the very facts, the same content written otherwise, or the very paper."""
    if sha256(data).hexdigest() == receipt.digest:
        return SAME
    if data.startswith(b"%PDF"):
        return SAME if data in (printed(receipt, "id"), printed(receipt, "en")) else DIFFERENT
    try:
        content = canonical_json(json.loads(data))
    except (ValueError, RecursionError):
        return DIFFERENT
    return SAME_CONTENT if sha256(content).hexdigest() == receipt.digest else DIFFERENT


def too_large(size: int) -> Problem:
    """Return the letter for a file that nobody needs to look at."""
    return FILE_TOO_LARGE(size=-(-size // 2**20), limit=MAX_BYTES // 2**20)
