"""The courses of the demonstration: written, published, learnt, tested; each step by whom it belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from kotaham.apps.courses import queries as course_rows
from kotaham.apps.courses import services as courses
from kotaham.apps.dashboard.rules import training_questions as questions
from kotaham.apps.dashboard.rules import training_story as story
from kotaham.apps.dashboard.rules.training_story import Taught
from kotaham.apps.exams import queries as exam_rows
from kotaham.apps.exams import services as exams
from kotaham.apps.gate.services import Actor
from kotaham.apps.register import queries as register
from kotaham.core.exams.drawing import Want
from kotaham.core.exams.question import FALSE, TRUE
from kotaham.core.policy import Reach

Cast = Mapping[str, Actor]
EACH = tuple(Want(topic, "", 2) for topic in (questions.CONCEPT, questions.LAW, questions.SERVICE))
OWN = (Want(questions.CONCEPT, "", 4), Want(questions.LAW, "", 4))


def course(taught: Taught, cast: Cast) -> Any:
    """Write a course, publish its first version, and let the head of the Kanwil set its learning hours."""
    joko = cast["joko"]
    title, about = story.PROGRAMME
    known = course_rows.programmes(joko, Reach.OWN).filter(title=title).first()
    programme = known or courses.add_programme(title, about, actor=joko)
    wish = courses.CourseWish(programme.pk, taught.code, taught.title, taught.summary, [taught.right])
    made = courses.add_course(wish, actor=joko)
    version = course_rows.versions([made.pk]).get()
    said = courses.VersionWish(taught.goal, "Contoh: Aparatur", taught.needs, None)
    courses.change_version(version.pk, said, actor=joko, edition=version.edition)
    for one in taught.chapters:
        courses.add_module(version.pk, courses.ModuleWish("text", one.title, one.text, one.minutes), actor=joko)
    edition = course_rows.versions([made.pk]).get().edition
    courses.publish(version.pk, actor=joko, edition=edition)
    return courses.set_hours(version.pk, Decimal(taught.hours), story.MADE_UP, actor=cast["intan"])


def bank(actor: Actor) -> None:
    """Fill the question bank of the Kanwil."""
    for one in questions.QUESTIONS:
        exams.add(one, actor=actor, use=True)


def tests(version: int, cast: Cast) -> None:
    """Let those with an account sit the first and the final test, then close both."""
    for stage, title in (("pre", story.FIRST_TEST), ("post", story.FINAL_TEST)):
        exam = _opened(version, stage, title, EACH, cast["joko"])
        for place, one in enumerate(story.RESULTS):
            right = one.before if stage == "pre" else one.after
            if right:
                _sit(exam.pk, right, place, cast[one.who])
        exams.close_exam(exam.pk, actor=cast["joko"])


def _opened(version: int, stage: str, title: str, draw: Sequence[Want], actor: Actor, attempts: int = 1) -> Any:
    wish = exams.Wish(version, stage, title, story.MINUTES_TEST, draw, attempts, at_once=True)
    if stage == "post":
        wish = replace(wish, pass_percent=Decimal(story.PASS), pass_basis=story.MADE_UP)
    exam = exams.create(wish, actor=actor)
    return exams.open_exam(exam.pk, actor=actor, revision=exam.revision)


def _sit(exam: int, right: int, place: int, actor: Actor) -> None:
    """Answer every question, so many of them right; which ones differs between people."""
    attempt = exams.start(exam, actor=actor)
    asked = list(attempt.form.questions)
    rows = exam_rows.questions(asked)
    easy_first = sorted(asked, key=lambda pk: (rows[pk].topic, (pk + place) % 4))
    known = set(easy_first[:right])
    for position, pk in enumerate(asked, start=1):
        exams.save(attempt.pk, position, _answer(rows[pk], place, right=pk in known), actor=actor)
    exams.submit(attempt.pk, actor=actor)


def _answer(row: Any, place: int, *, right: bool) -> Any:
    """Return the right answer to a question, or one of the wrong ones."""
    key = row.key
    if row.kind == "matching":
        sides = list(key["pairs"].items())
        return dict(sides) if right else {left: sides[0][1] for left, _option in sides}
    correct = key["correct"]
    if right:
        return correct if row.kind == "multiple" else correct[0]
    if row.kind == "truefalse":
        return FALSE if TRUE in correct else TRUE
    wrong = [one["id"] for one in row.body["options"] if one["id"] not in correct]
    picked = wrong[place % len(wrong)]
    return [picked] if row.kind == "multiple" else picked


def learning(version: int, numbers: str, cast: Cast) -> None:
    """Enrol people in the self-paced course; some have begun, one has passed its test."""
    courses.enrol_numbers(version, numbers, actor=cast["joko"])
    exam = _opened(version, "post", story.OWN_TEST, OWN, cast["joko"], attempts=3)
    for who, count in story.READ.items():
        member = register.of_account(cast[who].person)
        assert member is not None  # noqa: S101 - they claimed their row when it was written
        own = course_rows.of_versions([version], [member.pk]).get()
        for position in range(1, count + 1):
            courses.save_progress(own.pk, position, actor=cast[who], place=1000, done=True)
    _sit(exam.pk, 7, 0, cast["yuda"])
