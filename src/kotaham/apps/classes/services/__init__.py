"""What other rooms ask of classes: seats and presence; and what its own pages do."""

from kotaham.apps.classes.services.answering import Unanswerable, answer_invitation, find_invitation
from kotaham.apps.classes.services.checking_in import announced, check_in, current
from kotaham.apps.classes.services.entities import MOST_CAME, correct_entity, note_entity, void_entity
from kotaham.apps.classes.services.inviting import invite, invite_takers, withdraw
from kotaham.apps.classes.services.keeping import due_supervisors, empty_supervisors
from kotaham.apps.classes.services.links import link_for
from kotaham.apps.classes.services.mailing import mail_invitations
from kotaham.apps.classes.services.papers import calendar, letter, release_letter, when, where
from kotaham.apps.classes.services.planning import Talk, Wish, change, find, look, move, plan, slips
from kotaham.apps.classes.services.presence import Seen, attend, note, void
from kotaham.apps.classes.services.releasing import answer, ask
from kotaham.apps.classes.services.releasing import find as find_release
from kotaham.apps.classes.services.reminding import remind
from kotaham.apps.classes.services.rolls import drop as drop_roll
from kotaham.apps.classes.services.rolls import look as look_roll
from kotaham.apps.classes.services.rolls import read as read_roll
from kotaham.apps.classes.services.rolls import take as take_roll
from kotaham.apps.classes.services.rolls import undo as undo_roll
from kotaham.apps.classes.services.seating import (
    enrol_numbers,
    enrol_takers,
    give_up_own,
    register_own,
    take_seats,
)

__all__ = [
    "MOST_CAME",
    "Seen",
    "Talk",
    "Unanswerable",
    "Wish",
    "announced",
    "answer",
    "answer_invitation",
    "ask",
    "attend",
    "calendar",
    "change",
    "check_in",
    "correct_entity",
    "current",
    "drop_roll",
    "due_supervisors",
    "empty_supervisors",
    "enrol_numbers",
    "enrol_takers",
    "find",
    "find_invitation",
    "find_release",
    "give_up_own",
    "invite",
    "invite_takers",
    "letter",
    "link_for",
    "look",
    "look_roll",
    "mail_invitations",
    "move",
    "note",
    "note_entity",
    "plan",
    "read_roll",
    "register_own",
    "release_letter",
    "remind",
    "slips",
    "take_roll",
    "take_seats",
    "undo_roll",
    "void",
    "void_entity",
    "when",
    "where",
    "withdraw",
]
