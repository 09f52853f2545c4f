"""What other rooms ask of the room, and what its own pages do: object, judge, settle, draft, freeze, correct."""

from kotaham.apps.publication.services.annexes import Teller, notices
from kotaham.apps.publication.services.annexes import pdf as annex_pdf
from kotaham.apps.publication.services.annexes import workbook as annex_workbook
from kotaham.apps.publication.services.correcting import Change, amend, answer_in, correct
from kotaham.apps.publication.services.correcting import counted as counted_finally
from kotaham.apps.publication.services.drafting import blocks, draft, drop, redraw, stale
from kotaham.apps.publication.services.finding import (
    find,
    find_decision,
    find_report,
    must_be_in_time,
    must_be_open,
)
from kotaham.apps.publication.services.freezing import Decree, freeze, kept
from kotaham.apps.publication.services.judging import VERBS, Ruling, judge, may_judge
from kotaham.apps.publication.services.objecting import Wish, begin, counted, edit, file, withdraw
from kotaham.apps.publication.services.proving import DECISION, OBJECTION, offered, prove, sign
from kotaham.apps.publication.services.settling import Closing, closing, settle, settle_all

__all__ = [
    "DECISION",
    "OBJECTION",
    "VERBS",
    "Change",
    "Closing",
    "Decree",
    "Ruling",
    "Teller",
    "Wish",
    "amend",
    "annex_pdf",
    "annex_workbook",
    "answer_in",
    "begin",
    "blocks",
    "closing",
    "correct",
    "counted",
    "counted_finally",
    "draft",
    "drop",
    "edit",
    "file",
    "find",
    "find_decision",
    "find_report",
    "freeze",
    "judge",
    "kept",
    "may_judge",
    "must_be_in_time",
    "must_be_open",
    "notices",
    "offered",
    "prove",
    "redraw",
    "settle",
    "settle_all",
    "sign",
    "stale",
    "withdraw",
]
