"""What several pages show: letters beside a form, needs with what is there of each, tones of states."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

from kotaham.apps.courses import queries, services
from kotaham.apps.courses.models import Enrolment, Module, Progress, Version
from kotaham.apps.courses.rules import needs_of
from kotaham.apps.gate.services import language, told
from kotaham.core.errors import Refused
from kotaham.core.language import Say

Found = TypeVar("Found")
TONES = {"draft": "plain", "published": "ok", "retired": "warn"}
STATES = {
    "invited": "info", "enrolled": "info", "started": "info", "finished": "ok", "passed": "ok", "failed": "warn",
    "waived": "ok", "withdrawn": "plain",
}  # fmt: skip


def attempt(call: Callable[[], Found]) -> tuple[Found | None, list[dict[str, str]]]:
    """Do what a form asks for; return what came of it, or the letters that belong beside the form.

    A missing right and a state that moved on are no faults of the form: they get their own page.
    """
    try:
        return call(), []
    except Refused as refused:
        if getattr(refused, "status", 400) != 400:
            raise
        return None, told(refused)


def said(words: Say) -> str:
    """Return words in the language of the reader."""
    return words.text(language())


def letters(problems: Sequence[Any]) -> list[dict[str, str]]:
    """Return problems in the language of the reader."""
    return told(Refused(problems)) if problems else []


def needs(version: Version) -> list[str]:
    """Return in words what a version asks for."""
    required = queries.required([version.pk]).get(version.pk, 0)
    return [said(need.words) for need in needs_of(version.needs, required)]


def standing(row: Enrolment, modules: Sequence[Module], progress: Mapping[int, Progress]) -> list[dict[str, Any]]:
    """Return every need of an enrolment with what is there of it, for the list that a learner reads."""
    needed = [one.pk for one in modules if one.required]
    done = sum(1 for pk in needed if pk in progress and progress[pk].done_at)
    there, required = services.proofs_of(row, done), len(needed)
    lines = []
    for need in needs_of(row.version.needs, required):
        proof = there.get(need.kind, {}).get(row.pk)
        amount = min(proof.amount, need.amount) if proof else 0
        lines.append({"kind": need.kind, "words": said(need.words), "amount": amount, "of": need.amount,
                      "met": amount >= need.amount, "counted": need.kind in {"modules", "attendance"},
                      "waits": bool(proof and proof.waits)})  # fmt: skip
    return lines
