"""Fixtures of tests: a bank of Joko of the Kanwil, a published course, Nia who takes it, a test that is open."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from kotaham.apps.accounts.models import Appointment, Person
from kotaham.apps.courses.models import Course, Enrolment, Programme, Version
from kotaham.apps.exams import services
from kotaham.apps.exams.models import Attempt, Exam, Question
from kotaham.apps.gate.services import Actor
from kotaham.apps.offices.models import Office
from kotaham.apps.register.models import Member
from kotaham.core.exams.drawing import Want
from kotaham.core.exams.question import Asked, Body, Feedback, Key, Part, options_of, sides_of
from kotaham.core.exams.question import Question as Asking
from tests.append_only import _triggers_step_aside_for_flush  # noqa: F401 - a fixture
from tests.apps.conftest import ActorOf
from tests.cast import SINCE, World

SECRET = "RAHASIA"  # stands in every key and every feedback, and must not be seen before a test has closed
Opened = Callable[..., Exam]


def asking(number: int, asked: Asked = Asked.SINGLE, topic: str = "Konsep", points: int = 1) -> Asking:
    """Return a question whose key and feedback carry the secret."""
    code, text = f"{asked.value.upper()[:4]}-{number}", f"Pertanyaan {number}?"
    told = Feedback(f"{SECRET} umum {number}")
    match asked:
        case Asked.SINGLE | Asked.MULTIPLE:
            body, key = Body(text, options_of(["satu", "dua", "tiga", "empat"])), Key(frozenset("ab"))
            key = Key(frozenset("a")) if asked is Asked.SINGLE else key
            told = Feedback(told.text, {"a": f"{SECRET} pilihan {number}"})
        case Asked.TRUE_FALSE:
            body, key = Body(text), Key(frozenset({"true"}))
        case Asked.MATCHING:
            body, key = Body(text, options_of(["x", "y"]), sides_of(["1", "2"])), Key(pairs={"1": "a", "2": "b"})
        case Asked.SHORT:
            body, key = Body(text), Key(accepted=(f"{SECRET} {number}",))
        case Asked.CASE:
            inner = Body("Bagian?", options_of(["ya", "tidak"]))
            body, key = (
                Body(text, parts=(Part("1", Asked.SINGLE, points, inner),)),
                Key(parts={"1": Key(frozenset("a"))}),
            )
    return Asking(code, asked, topic, body, key, told, points=points)


def fill_bank(actor: Actor, count: int = 4, topic: str = "Konsep") -> list[Question]:
    return [services.add(asking(number, topic=topic), actor=actor, use=True) for number in range(1, count + 1)]


def a_version(office: Office, code: str = "ham-dasar", needs: dict[str, Any] | None = None) -> Version:
    programme, _new = Programme.objects.get_or_create(office=office, title="Pengarusutamaan HAM")
    course = Course.objects.create(programme=programme, office=office, code=code, title="HAM dasar")
    return Version.objects.create(
        course=course, number=1, state="published", needs=needs or {}, digest="0" * 64, published_at=timezone.now()
    )


def a_member(person: Person | None, office: Office, kanwil: Office | None = None, name: str = "") -> Member:
    told = name or (person.name if person else "Peserta")
    return Member.objects.create(
        name=told, name_key=told.lower(), status="other", office=office, kanwil=kanwil, account=person
    )


def enrolled(member: Member, version: Version) -> Enrolment:
    return Enrolment.objects.create(
        version=version, member=member, group="public", office_id=member.office_id, kanwil_id=member.kanwil_id
    )


def wish(version: Version, **changes: Any) -> services.Wish:
    fields: dict[str, Any] = {
        "version": version.pk, "stage": "post", "title": "Tes akhir rekaan", "minutes": 30,
        "draw": (Want("Konsep", "", 3),),
    } | changes  # fmt: skip
    return services.Wish(**fields)


@pytest.fixture
def joko(world: World, actor: ActorOf) -> Actor:
    return actor(world.joko)


@pytest.fixture
def nia(world: World, actor: ActorOf) -> Actor:
    return actor(world.nia)


@pytest.fixture
def version(world: World) -> Version:
    return a_version(world.office("kanwil"))


@pytest.fixture
def learner(world: World, version: Version) -> Member:
    member = a_member(world.nia, world.office("dinas"), world.office("kanwil"))
    enrolled(member, version)
    return member


@pytest.fixture
def other_trainer(world: World, actor: ActorOf) -> Actor:
    """Give a trainer of the other Kanwil."""
    Appointment.objects.create(
        person=world.tono, role="kanwil_trainer", office=world.office("kanwil_other"), starts=SINCE, basis="SK rekaan"
    )
    return actor(world.tono)


@pytest.fixture
def opened(version: Version, joko: Actor) -> Opened:
    """Give a test that is open; by default three questions of four."""

    def make(questions: Sequence[Asking] = (), **changes: Any) -> Exam:
        for one in questions or [asking(number) for number in range(1, 5)]:
            services.add(one, actor=joko, use=True)
        draw = (Want("Konsep", "", len(questions) or 3),)
        exam = services.create(wish(version, **({"draw": draw} | changes)), actor=joko)
        return services.open_exam(exam.pk, actor=joko, revision=exam.revision)

    return make


@pytest.fixture
def started(opened: Opened, learner: Member, nia: Actor) -> Callable[..., Attempt]:
    """Give an attempt of Nia that runs."""
    return lambda *args, **changes: services.start(opened(*args, **changes).pk, actor=nia)


def later(**gap: float) -> Any:
    return timezone.now() + timedelta(**gap)


PASS = {"pass_percent": Decimal(60), "pass_basis": "SK rekaan 1/2026"}
