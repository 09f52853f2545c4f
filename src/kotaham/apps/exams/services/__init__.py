"""What other rooms and the pages ask of the room exams."""

from kotaham.apps.exams.services.banking import add, edit, find, retire, use
from kotaham.apps.exams.services.counting import ask, count
from kotaham.apps.exams.services.drafting import Wish, create, offered
from kotaham.apps.exams.services.drafting import edit as edit_exam
from kotaham.apps.exams.services.drafting import find as find_exam
from kotaham.apps.exams.services.ending import expire, expire_all, expire_due, submit
from kotaham.apps.exams.services.granting import grant
from kotaham.apps.exams.services.hooks import when_marked
from kotaham.apps.exams.services.importing import (
    LARGEST,
    Exported,
    Sorted,
    empty_form,
    export,
    find_import,
    sorted_out,
    stage,
    take,
)
from kotaham.apps.exams.services.keeping import due_answers, erase_answers
from kotaham.apps.exams.services.opening import Outlook, close_due, close_exam, open_exam, outlook
from kotaham.apps.exams.services.saving import Kept, keep, save
from kotaham.apps.exams.services.starting import start

__all__ = [
    "LARGEST",
    "Exported",
    "Kept",
    "Outlook",
    "Sorted",
    "Wish",
    "add",
    "ask",
    "close_due",
    "close_exam",
    "count",
    "create",
    "due_answers",
    "edit",
    "edit_exam",
    "empty_form",
    "erase_answers",
    "expire",
    "expire_all",
    "expire_due",
    "export",
    "find",
    "find_exam",
    "find_import",
    "grant",
    "keep",
    "offered",
    "open_exam",
    "outlook",
    "retire",
    "save",
    "sorted_out",
    "stage",
    "start",
    "submit",
    "take",
    "use",
    "when_marked",
]
