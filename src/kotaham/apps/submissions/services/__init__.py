"""What other rooms and the pages ask of the room: start, fill in, delegate, move along the river."""

from kotaham.apps.evidence.services import Pinpoint
from kotaham.apps.submissions.rules.endorsing import Mark
from kotaham.apps.submissions.services.asked_boxes import codes_asked
from kotaham.apps.submissions.services.asking import Asked, open_questions, questions_about, when_asked_for_questions
from kotaham.apps.submissions.services.batches import apply as apply_workbook
from kotaham.apps.submissions.services.batches import sealed
from kotaham.apps.submissions.services.batches import undo as undo_workbook
from kotaham.apps.submissions.services.checking import doubts_of, look_over, suspicious
from kotaham.apps.submissions.services.claim_proving import bare_claims, claimed, prove_claim
from kotaham.apps.submissions.services.claiming import Wish as BonusWish
from kotaham.apps.submissions.services.claiming import claim, claims_of, items_of
from kotaham.apps.submissions.services.deadlines import in_time, last_day, last_moment, must_be_in_time, must_go_on
from kotaham.apps.submissions.services.delegating import (
    UnitRow,
    delegate,
    delegate_as_proposed,
    governed_by,
    may_share,
    proposals,
    remind,
    take_back,
    unit_rows,
)
from kotaham.apps.submissions.services.endorsing import endorse
from kotaham.apps.submissions.services.hooks import when_changed, when_moved
from kotaham.apps.submissions.services.inputs import Inputs, Read, inputs_of, read_inputs
from kotaham.apps.submissions.services.lines import (
    line_of,
    parties_of,
    turns_of,
    when_asked_whose_turn,
    who_endorses,
)
from kotaham.apps.submissions.services.loading import load_table
from kotaham.apps.submissions.services.moving import move
from kotaham.apps.submissions.services.preview import Preview, indicator_of, preview_of, told
from kotaham.apps.submissions.services.proving import offered, prove, proved
from kotaham.apps.submissions.services.receipts import MAX_BYTES as RECEIPT_FILE_BYTES
from kotaham.apps.submissions.services.receipts import check as check_receipt
from kotaham.apps.submissions.services.receipts import find as find_receipt
from kotaham.apps.submissions.services.receipts import printed as printed_receipt
from kotaham.apps.submissions.services.receipts import too_large
from kotaham.apps.submissions.services.receipts import url_of as url_of_receipt
from kotaham.apps.submissions.services.repairing import Repair, repairs_of, unanswered
from kotaham.apps.submissions.services.send_letters import NOT_PDF
from kotaham.apps.submissions.services.sending import call_back, explain, propose, resend, send, unlock, withdraw
from kotaham.apps.submissions.services.starting import start
from kotaham.apps.submissions.services.statements import statement
from kotaham.apps.submissions.services.ways import Way, ways_of, when_asked_for_ways
from kotaham.apps.submissions.services.workbooks import MAX_BYTES as WORKBOOK_BYTES
from kotaham.apps.submissions.services.workbooks import give_out
from kotaham.apps.submissions.services.workbooks import preview as preview_workbook
from kotaham.apps.submissions.services.writing import (
    Conflict,
    Said,
    codes_for,
    find,
    instrument_of,
    is_writable,
    leaf_of,
    mark_ready,
    must_be_writable,
    plan_of,
    reopen,
    reopen_answers,
    save_answer,
    save_found,
    seen_by,
    short_of,
    why_locked,
    write,
)

__all__ = [
    "NOT_PDF",
    "RECEIPT_FILE_BYTES",
    "WORKBOOK_BYTES",
    "Asked",
    "BonusWish",
    "Conflict",
    "Inputs",
    "Mark",
    "Pinpoint",
    "Preview",
    "Read",
    "Repair",
    "Said",
    "UnitRow",
    "Way",
    "apply_workbook",
    "bare_claims",
    "call_back",
    "check_receipt",
    "claim",
    "claimed",
    "claims_of",
    "codes_asked",
    "codes_for",
    "delegate",
    "delegate_as_proposed",
    "doubts_of",
    "endorse",
    "explain",
    "find",
    "find_receipt",
    "give_out",
    "governed_by",
    "in_time",
    "indicator_of",
    "inputs_of",
    "instrument_of",
    "is_writable",
    "items_of",
    "last_day",
    "last_moment",
    "leaf_of",
    "line_of",
    "load_table",
    "look_over",
    "mark_ready",
    "may_share",
    "move",
    "must_be_in_time",
    "must_be_writable",
    "must_go_on",
    "offered",
    "open_questions",
    "parties_of",
    "plan_of",
    "preview_of",
    "preview_workbook",
    "printed_receipt",
    "proposals",
    "propose",
    "prove",
    "prove_claim",
    "proved",
    "questions_about",
    "read_inputs",
    "remind",
    "reopen",
    "reopen_answers",
    "repairs_of",
    "resend",
    "save_answer",
    "save_found",
    "sealed",
    "seen_by",
    "send",
    "short_of",
    "start",
    "statement",
    "suspicious",
    "take_back",
    "told",
    "too_large",
    "turns_of",
    "unanswered",
    "undo_workbook",
    "unit_rows",
    "unlock",
    "url_of_receipt",
    "ways_of",
    "when_asked_for_questions",
    "when_asked_for_ways",
    "when_asked_whose_turn",
    "when_changed",
    "when_moved",
    "who_endorses",
    "why_locked",
    "withdraw",
    "write",
]
