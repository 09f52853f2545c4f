"""How the matrix of rights makes questions, tests and attempts of an office; attempts are somebody else's."""

from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from kotaham.apps.accounts.models import Person
from kotaham.apps.exams.models import Attempt, Exam, Form, Import, Question
from kotaham.apps.exams.rules import digest_of
from kotaham.apps.exams.services.banking import columns
from kotaham.apps.offices.models import Office
from kotaham.apps.register.models import Member
from tests.apps.exams.conftest import a_version, asking, enrolled

numbers = count(1)  # pages that a browser walks share one database


def a_question(office: Office, state: str = "active") -> Question:
    return Question.objects.create(office=office, state=state, **columns(asking(next(numbers))))


def an_exam(office: Office, state: str = "open") -> Exam:
    version = a_version(office, f"contoh-{next(numbers)}")
    draw = [{"topic": "Konsep", "right": "", "count": 1}]
    exam = Exam.objects.create(
        version=version, office=office, stage="post", title="Tes", minutes=30, state=state, draw=draw
    )
    if state != "draft":
        row = a_question(office)
        Question.objects.filter(pk=row.pk).update(used=True)
        Form.objects.create(
            exam=exam, number=1, questions=[row.pk], seed="benih", points=1, digest=digest_of([row], "benih")
        )
    return exam


def an_attempt(office: Office, state: str = "running") -> Attempt:
    exam = an_exam(office)
    member = Member.objects.create(name="Orang lain", name_key="orang lain", status="other", office=office)
    enrolled(member, exam.version)
    now = timezone.now()
    return Attempt.objects.create(
        exam=exam, form=exam.papers.get(), member=member, number=1, state=state, most=1,
        ends_at=now + timedelta(minutes=30), ended_at=None if state == "running" else now, points=None,
    )  # fmt: skip


def question(state: str = "active") -> Any:
    return lambda office: {"pk": a_question(office, state).pk}


def exam(state: str) -> Any:
    return lambda office: {"pk": an_exam(office, state).pk}


def attempt(**more: Any) -> Any:
    return lambda office: {"pk": an_attempt(office).pk, **more}


def granting(office: Office) -> dict[str, Any]:
    found = an_attempt(office)
    return {"pk": found.exam_id, "attempt": found.pk}


def an_import(office: Office) -> dict[str, Any]:
    person = Person.objects.order_by("pk")[0]
    row = Import.objects.create(
        office=office, name="soal.gift", sha256="0" * 64, questions=[columns(asking(9))], by=person
    )
    return {"pk": row.pk}


SPECIMENS = {
    "exams:question": question(),
    "exams:question-edit": question(),
    "exams:question-use": question("draft"),
    "exams:question-retire": question(),
    "exams:incoming": an_import,
    "exams:detail": exam("open"),
    "exams:edit": exam("draft"),
    "exams:open": exam("draft"),
    "exams:close": exam("open"),
    "exams:count": exam("open"),
    "exams:figures": exam("open"),
    "exams:people": exam("open"),
    "exams:grant": granting,
    "exams:start": exam("open"),
    "exams:attempt": attempt(),
    "exams:answer": attempt(position=1),
    "exams:paper": attempt(),
    "exams:submit": attempt(),
    "exams:outcome": attempt(),
}
# An attempt belongs to who sits it, and a test is begun by who takes its course.
PERSONAL = ("exams:start", "exams:attempt", "exams:answer", "exams:paper", "exams:submit", "exams:outcome")
