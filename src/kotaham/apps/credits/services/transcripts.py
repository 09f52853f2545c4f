"""The transcript of a person and year: every line with its proof, the sum, and what looks counted twice."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.urls import reverse

from kotaham.apps.credits import queries
from kotaham.apps.credits.models import Line
from kotaham.apps.evidence import queries as evidences
from kotaham.apps.notices.services import site
from kotaham.apps.offices import queries as offices
from kotaham.core.dates import day
from kotaham.core.language import Lang, Say
from kotaham.report.certificate import Transcript, TranscriptLine, transcript_pdf

KINDS = {
    Line.Kind.EARNED: Say("sertifikat", "certificate"),
    Line.Kind.RECOGNISED: Say("diakui dari tempat lain", "recognised from elsewhere"),
    Line.Kind.REVERSED: Say("ditarik kembali", "taken back"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One line with its proof in words, and an address where there is one."""

    row: Line
    proof: str
    url: str
    twice: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """What a page and the paper show."""

    member: Any
    year: int
    lines: Sequence[Shown]
    total: Decimal


def statement(member: Any, year: int) -> Statement:
    """Return the lines of a person in a year with what proves them."""
    rows = list(queries.lines_of(member.pk, year))
    doubled = queries.twice(rows)
    names = evidences.names(row.claim.proof for row in rows if row.claim)
    lines = [Shown(row, *_proof(row, names), row.pk in doubled) for row in rows]
    return Statement(member, year, lines, sum((row.hours for row in rows), Decimal(0)))


def _proof(row: Line, names: Any) -> tuple[str, str]:
    if row.certificate:
        return row.certificate.number, reverse("certificates:check", args=[row.certificate.token])
    if row.claim:
        return str(names.get(row.claim.proof, f"#{row.claim.proof}")), ""
    return row.reason, ""


def transcript(found: Statement, lang: Lang) -> bytes:
    """Print a transcript."""
    member = found.member
    office = member.office.name if member.office_id else ""
    tail = member.number_tail
    return transcript_pdf(
        Transcript(
            name=member.name, number=f"\u2022\u2022\u2022{tail}" if tail else "", office=member.agency or office,
            year=found.year, total=_hours(found.total, lang), on=day(offices.today(), lang), lang=lang,
            lines=[_printed(one, lang) for one in found.lines],
        )
    )  # fmt: skip


def _printed(one: Shown, lang: Lang) -> TranscriptLine:
    row = one.row
    proof = f"{one.proof}\n{site().rstrip('/')}{one.url}" if one.url else one.proof
    days = " – ".join(dict.fromkeys(day(value, lang) for value in (row.began, row.ended) if value))
    return TranscriptLine(
        row.title, row.organiser, days, KINDS[Line.Kind(row.kind)].text(lang), proof, _hours(row.hours, lang)
    )


def _hours(value: Decimal, lang: Lang) -> str:
    text = f"{value.normalize():f}" if value else "0"
    return text if lang == "en" else text.replace(".", ",")
