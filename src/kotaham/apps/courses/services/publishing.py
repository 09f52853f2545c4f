"""Publish a version: from then on its content stays as it is, and its digest says so."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.db.models import F
from django.utils import timezone

from kotaham.apps.courses import queries
from kotaham.apps.courses.models import Module, Version
from kotaham.apps.courses.rules import LIFE, needs_of
from kotaham.apps.courses.services import letters
from kotaham.apps.courses.services.finding import find_version
from kotaham.apps.courses.services.writing import GOAL
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale
from kotaham.core.errors import Problem, Refused
from kotaham.core.facts_json import canonical_json

SAID = ("goal", "audience", "needs", "valid_months")
OF_MODULE = ("position", "kind", "title", "text", "minutes", "file", "captions", "required")


def problems_of(version: Version) -> list[Problem]:
    """Return everything that keeps a version from being published."""
    modules = list(queries.modules(version.pk))
    required = sum(module.required for module in modules)
    problems = letters.words(version.goal, GOAL, 4000)
    if not list(needs_of(version.needs, required)):
        problems.append(letters.NO_NEEDS())
    if version.needs.get("modules") and not required:
        problems.append(letters.NO_MODULES())
    for module in modules:
        if not module.text.strip() and not module.file:
            problems.append(letters.EMPTY_MODULE(title=module.title))
        elif module.kind == Module.Kind.VIDEO and not module.text.strip():
            problems.append(letters.NO_TRANSCRIPT(title=module.title))
        elif module.kind == Module.Kind.VIDEO and module.file and not module.captions:
            problems.append(letters.NO_CAPTIONS(title=module.title))
    return problems


def publish(pk: int, *, actor: Actor, edition: int) -> Version:
    """Publish a draft; `edition` is the one that was seen."""
    version = find_version(pk, "courses.edit", actor=actor)
    move = LIFE.move("publish", version.state)
    if problems := problems_of(version):
        raise Refused(problems)
    with events.work(actor) as log:
        rows = Version.objects.filter(pk=pk, state=move.source, edition=edition)
        fields = {"digest": digest_of(version), "published_at": timezone.now(), "published_by_id": actor.person}
        if not rows.update(state=move.target, edition=F("edition") + 1, **fields):
            raise Stale.of(letters.named(version))
        data = {"number": version.number, "digest": fields["digest"]}
        log.record("courses.published", version, holder=version.course.office_id, data=data)
    version.state = move.target
    return version


def retire(pk: int, *, actor: Actor, reason: str) -> Version:
    """Let nobody begin a version any more; who takes it may finish."""
    version = find_version(pk, "courses.edit", actor=actor)
    move, why = LIFE.move("retire", version.state), letters.must_say(reason)
    with events.work(actor) as log:
        if not Version.objects.filter(pk=pk, state=move.source).update(state=move.target):
            raise Stale.of(letters.named(version))
        log.record("courses.version-retired", version, holder=version.course.office_id, reason=why)
    version.state = move.target
    return version


def digest_of(version: Version) -> str:
    """Return the digest of what a version says and shows; learning hours are set apart and not part of it."""
    return sha256(canonical_json(content_of(version))).hexdigest()


def content_of(version: Version) -> Mapping[str, Any]:
    """Return what the digest of a version is taken of."""
    modules = [{name: getattr(row, name) for name in OF_MODULE} for row in queries.modules(version.pk)]
    said = {name: getattr(version, name) for name in SAID}
    return {"course": version.course.code, "number": version.number, **said, "modules": modules}
