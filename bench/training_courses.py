"""Courses, tests and their questions for made-up learners; every title says that it is made up."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.utils import timezone

from kotaham.apps.courses.models import Course, Module, Programme, Version
from kotaham.apps.exams.models import Exam, Form, Question
from kotaham.apps.exams.rules import digest_of

VERSIONS, FORMS, ASKED, PASS = 8, 2, 10, 60
SITTING = 30  # questions of the test that many sit at once
LETTERS = "abcd"
BASIS = "Rekaan untuk pengukuran"
ZONE = ZoneInfo("Asia/Jakarta")
NEEDS = {"pre": True, "attendance": 3, "post": "passed"}
ALL_AT_ONCE = "latihan-serentak"


@dataclass(frozen=True)
class Taught:
    """A version with its tests: by stage the number of the test, and of its forms."""

    version: int
    course: int
    exams: Sequence[int]
    forms: Sequence[Sequence[int]]


def year() -> int:
    """Return the year in which all of it happens: this one, or the last while this one is young."""
    today = timezone.localdate(timezone=ZONE)
    return today.year if today.month > 3 else today.year - 1


def catalogue(ministry: int) -> list[Taught]:
    """Publish courses with a first and a final test each, and one whose final test many sit at once."""
    programme = Programme.objects.create(title="Pengarusutamaan rekaan", office_id=ministry)
    taught = [_taught(programme, f"latihan-{place + 1}", ministry) for place in range(VERSIONS)]
    version = _version(programme, ALL_AT_ONCE, ministry)
    _exam(version, Exam.Stage.POST, ministry, (SITTING, 1))
    return taught


def _taught(programme: Programme, code: str, ministry: int) -> Taught:
    version = _version(programme, code, ministry)
    made = [_exam(version, stage, ministry, (ASKED, FORMS)) for stage in (Exam.Stage.PRE, Exam.Stage.POST)]
    exams, forms = [exam.pk for exam, _forms in made], [[form.pk for form in forms] for _exam, forms in made]
    return Taught(version.pk, version.course_id, exams, forms)


def _version(programme: Programme, code: str, ministry: int) -> Version:
    course = Course.objects.create(
        programme=programme, office_id=ministry, code=code, title=f"Pelatihan rekaan {code}", rights=["hak-rekaan"]
    )
    version = Version.objects.create(
        course=course, number=1, goal="Tujuan rekaan.", hours=Decimal("12.0"), hours_basis=BASIS, needs=NEEDS,
        valid_months=36,
    )  # fmt: skip
    Module.objects.create(version=version, position=1, kind="text", title="Bacaan rekaan", text="Isi rekaan.")
    opened = datetime(year(), 1, 2, 9, tzinfo=ZONE)
    digest = hashlib.sha256(code.encode()).hexdigest()
    Version.objects.filter(pk=version.pk).update(state="published", published_at=opened, digest=digest)
    return version


def _exam(version: Version, stage: str, ministry: int, size: tuple[int, int]) -> tuple[Exam, list[Form]]:
    """Open a test whose results are told at once; its forms ask different questions."""
    asked, forms = size
    mark = {"pass_percent": Decimal(PASS), "pass_basis": BASIS} if stage == Exam.Stage.POST else {}
    exam = Exam.objects.create(
        version=version, office_id=ministry, stage=stage, state="open", title=f"Tes rekaan {version.pk} {stage}",
        minutes=180, draw=[{"topic": "rekaan", "right": "", "count": asked}], forms=forms, at_once=True,
        opens=datetime(year(), 1, 3, tzinfo=ZONE), **mark,
    )  # fmt: skip
    rows = Question.objects.bulk_create(_question(exam, at, ministry) for at in range(asked * forms))
    made = []
    for number in range(forms):
        mine, seed = rows[number * asked : (number + 1) * asked], f"{exam.pk}/{number + 1}"
        ids = [row.pk for row in mine]
        made.append(
            Form(exam=exam, number=number + 1, questions=ids, seed=seed, points=asked, digest=digest_of(mine, seed))
        )
    return exam, Form.objects.bulk_create(made)


def _question(exam: Exam, at: int, ministry: int) -> Question:
    """Return a question whose right answer follows from its place."""
    options = [{"id": letter, "text": f"Pilihan rekaan {letter}"} for letter in LETTERS]
    return Question(
        office_id=ministry, code=f"SR-{exam.pk}-{at:03}", kind="single", state="active", topic="rekaan",
        body={"text": f"Pertanyaan rekaan {at + 1}?", "options": options}, key={"correct": [LETTERS[at % 4]]},
        used=True, source=BASIS,
    )  # fmt: skip


def first_day() -> date:
    """Return the first day on which a class begins."""
    return date(year(), 1, 20)


def days() -> int:
    """Return on how many days classes begin, so that the last of them is over."""
    last = min(timezone.localdate(timezone=ZONE), date(year(), 12, 31))
    return max((last - first_day()).days - 10, 1)
