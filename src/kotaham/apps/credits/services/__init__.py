"""What the pages ask of the room credits."""

from kotaham.apps.credits.services.claiming import Wish, ask, decide, offered, overlaps
from kotaham.apps.credits.services.exporting import (
    MOST,
    export_csv,
    export_xlsx,
    exportable,
    exportable_in_full,
    page_json,
)
from kotaham.apps.credits.services.finding import find_claim, find_line, find_member, find_own, people, seen_people
from kotaham.apps.credits.services.reversing import reverse
from kotaham.apps.credits.services.tokens import bearer, make_access, reader_of, revoke_access, too_often
from kotaham.apps.credits.services.transcripts import Statement, statement, transcript

__all__ = [
    "MOST",
    "Statement",
    "Wish",
    "ask",
    "bearer",
    "decide",
    "export_csv",
    "export_xlsx",
    "exportable",
    "exportable_in_full",
    "find_claim",
    "find_line",
    "find_member",
    "find_own",
    "make_access",
    "offered",
    "overlaps",
    "page_json",
    "people",
    "reader_of",
    "reverse",
    "revoke_access",
    "seen_people",
    "statement",
    "too_often",
    "transcript",
]
