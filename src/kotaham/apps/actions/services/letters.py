"""What the room refuses, in words."""

from datetime import date

from django.utils import timezone

from kotaham.apps.actions.models import Action
from kotaham.apps.actions.rules import today_in
from kotaham.apps.gate.services import Forbidden
from kotaham.core.dates import day
from kotaham.core.errors import Kind, Problem, Refused
from kotaham.core.language import Say

OUT_OF_REACH = Kind(
    "actions.owner-out-of-reach",
    Say("Kantor itu tidak dapat Anda beri tindak lanjut.", "You cannot give a follow-up to that office."),
    Say("Pilih kantor Anda sendiri atau kantor di bawahnya.", "Choose your own office, or one below it."),
    Say(
        "Kantor itu sudah tidak berlaku, atau berada di luar wewenang peran Anda.",
        "That office is no longer in force, or lies outside the reach of your role.",
    ),
)
MISSING = Kind(
    "actions.words-missing",
    Say("{field} masih kosong.", "{field} is empty."),
    Say("Tulis dengan kalimat yang dapat dipahami orang lain.", "Write it in words that others understand."),
)
PAST = Kind(
    "actions.due-past",
    Say("Tenggat {due} sudah lewat.", "The due date {due} has passed."),
    Say("Pilih hari ini atau hari sesudahnya.", "Choose today or a later day."),
    Say("Hari dihitung menurut kalender tempat kantor pelaksana.", "Days are those of the place of the owner."),
)
FAR = Kind(
    "actions.due-far",
    Say("Tenggat {due} lebih dari {years} tahun lagi.", "The due date {due} is more than {years} years away."),
    Say("Periksa tahunnya.", "Check the year."),
)
NOT_LATER = Kind(
    "actions.due-not-later",
    Say("Tenggat baru harus sesudah {due}.", "The new due date must be later than {due}."),
    Say("Pilih hari yang lebih lambat.", "Choose a later day."),
    Say("Perpanjangan tidak memajukan tenggat.", "An extension does not bring a due date forward."),
)
NO_PROOF = Kind(
    "actions.no-proof",
    Say("Laporan selesai belum disertai bukti.", "The report has no proof yet."),
    Say(
        "Lampirkan bukti, atau tulis alasan mengapa tidak ada bukti.",
        "Attach proof, or write why there is none.",
    ),
    Say("Yang menerima harus dapat memeriksa hasilnya.", "Whoever accepts it must be able to look at the result."),
)
NEEDS_OPEN = Kind(
    "actions.needs-open",
    Say("Masih menunggu {numbers}.", "It still waits for {numbers}."),
    Say("Selesaikan dulu yang ditunggu, atau lepas kaitannya.", "Finish what it waits for, or take the link away."),
)
CIRCLE = Kind(
    "actions.needs-circle",
    Say("{action} dan {needed} akan saling menunggu.", "{action} and {needed} would wait for each other."),
    Say(
        "Pilih tindak lanjut lain, atau lepas salah satu kaitan.", "Choose another one, or take one of the links away."
    ),
    Say("Lingkaran tidak pernah selesai.", "A circle is never finished."),
)
TOO_MANY = Kind(
    "actions.needs-many",
    Say("Satu tindak lanjut menunggu paling banyak {most} yang lain.", "A follow-up waits for at most {most} others."),
    Say("Pecah pekerjaannya, atau lepas kaitan yang tidak perlu.", "Split the work, or take needless links away."),
)
UNKNOWN_NEED = Kind(
    "actions.needs-unknown",
    Say(
        "Tindak lanjut {number} tidak ada, atau bukan bagian Anda.",
        "Follow-up {number} does not exist, or is not yours to see.",
    ),
    Say("Periksa nomornya; bentuknya TL-000123.", "Check the number; it looks like TL-000123."),
)
CLOSED_NOW = Kind(
    "actions.not-editable",
    Say("{action} sudah dilaporkan selesai atau ditutup.", "{action} has been reported done or is closed."),
    Say("Kembalikan atau buka kembali dulu.", "Send it back or reopen it first."),
)
OWN_CLAIM = Kind(
    "actions.own-claim",
    Say("Anda sendiri yang melaporkan {action} selesai.", "You yourself reported {action} as done."),
    Say("Mintalah orang lain dari kantor peminta menerimanya.", "Ask somebody else of the asking office to accept it."),
    Say("Yang melaporkan tidak menilai laporannya sendiri.", "Nobody judges their own report."),
)

FARTHEST = 10  # years until a due date
TITLE = Say("Judul", "The title")
TASK = Say("Yang harus dikerjakan", "What is to be done")
REASON = Say("Alasan", "The reason")


class OwnClaim(Forbidden):
    """Who reported it done does not accept it: answered with 403."""


def named(action: Action) -> Say:
    """Return a follow-up in words, for a letter."""
    return Say(f"Tindak lanjut {action.number}", f"Follow-up {action.number}")


def told(due: date) -> Say:
    """Return a day in words."""
    return Say(day(due, "id"), day(due, "en"))


def wrong_day(due: date, zone: str) -> list[Problem]:
    """Return what is wrong with a due date: the past, or a year that must be a slip of the hand."""
    today = today_in(zone, timezone.now())
    if due < today:
        return [PAST(due=told(due))]
    return [FAR(due=told(due), years=FARTHEST)] if due.year > today.year + FARTHEST else []


def must_say(text: str, field: Say) -> str:
    """Return a text without blanks around it, or refuse an empty one."""
    kept = text.strip()
    if not kept:
        raise Refused(MISSING(field=field))
    return kept
