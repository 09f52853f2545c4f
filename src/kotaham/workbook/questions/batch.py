"""What reading and writing questions gives: the questions, everything that is wrong, what was not taken over."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kotaham.core.errors import Kind, Problem, Where
from kotaham.core.exams.check import MOST_CODE, check
from kotaham.core.exams.question import Question
from kotaham.core.language import Say

MOST_QUESTIONS = 5_000
TWICE = Kind(
    "questions.code-twice",
    Say("Kode {code} sudah dipakai soal lain dalam berkas ini.", "Another question of this file has the code {code}."),
    Say("Beri setiap soal kode sendiri.", "Give every question a code of its own."),
)
MANY = Kind(
    "questions.too-many",
    Say("Berkas berisi lebih dari {most} soal.", "The file holds more than {most} questions."),
    Say("Bagi menjadi beberapa berkas.", "Divide it into several files."),
)
NOT_TEXT = Kind(
    "questions.not-utf8",
    Say("Berkas ini bukan teks UTF-8.", "This file is no UTF-8 text."),
    Say("Simpan ulang sebagai teks UTF-8.", "Save it again as UTF-8 text."),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A question and where it stands."""

    question: Question
    where: Where


@dataclass(frozen=True, slots=True)
class Read:
    """What a file holds. With any problem nothing of it should be taken; notes only say what was not taken over."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...] = ()

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions alone."""
        return tuple(one.question for one in self.entries)


@dataclass(frozen=True, slots=True)
class Written:
    """A text with questions, and the codes of those that the format cannot hold."""

    text: str
    left_out: tuple[str, ...]


def finished(entries: Sequence[Entry], problems: Iterable[Problem], notes: Iterable[Problem], source: str) -> Read:
    """Return a reading with every question checked by the rules of the core, in the order of the file."""
    found = list(problems)
    seen: set[str] = set()
    for one in entries:
        found += check(one.question, one.where)
        if one.question.code in seen:
            found.append(TWICE(one.where, code=one.question.code))
        seen.add(one.question.code)
    if len(entries) > MOST_QUESTIONS:
        found.append(MANY(Where(source), most=MOST_QUESTIONS))
    found.sort(key=lambda problem: problem.where.line or problem.where.row or 0)
    return Read(tuple(entries), tuple(found), tuple(notes))


def code_of(name: str, text: str, letter: str) -> str:
    """Return a name as a code; a name that is missing or long gives one made from what the question says."""
    told = " ".join(name.split())
    if told and len(told) <= MOST_CODE:
        return told
    return f"{letter}-{hashlib.sha256(f'{told}/{text}'.encode()).hexdigest()[:8]}"


def decoded(data: bytes) -> str | None:
    """Return bytes as text, or None when they are no UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
