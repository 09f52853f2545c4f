"""The files of modules: evidence of the office that keeps the course, opened for learners by the rules of this room."""

from collections.abc import Collection, Sequence
from typing import Any

from django.http import Http404

from kotaham.apps.courses.models import Module, Version
from kotaham.apps.courses.services import letters
from kotaham.apps.courses.services.finding import find_module
from kotaham.apps.evidence import queries as evidences
from kotaham.apps.evidence import services as evidence
from kotaham.apps.evidence.services import Opened, Subject
from kotaham.apps.gate.services import Actor
from kotaham.apps.offices import queries as offices
from kotaham.core.errors import Refused
from kotaham.core.policy import Reach

KIND = "courses.module"
MOST = 100  # files offered in the form
FILM, CAPTIONS = "mp4", "vtt"  # as the room evidence calls them


def offered(actor: Actor) -> Sequence[Any]:
    """Return the newest files of the actor's own office."""
    rows = evidences.listed(actor, Reach.OWN, evidences.Wanted(), offices.today())
    return list(rows.filter(latest__gt=0, kind="file", personal=False)[:MOST])


def shown_by(module: Module) -> Sequence[Any]:
    """Return the evidence that a module shows now."""
    return [use.evidence for use in _uses(module)]


def attach(module: Module, actor: Actor) -> None:
    """Let the evidence know that a module shows it, so that nobody takes it away."""
    for number in (module.file, module.captions):
        if number and not _uses(module).filter(evidence=number).exists():
            evidence.use(actor=actor, evidence=number, subject=(KIND, module.pk))


def detach(module: Module, actor: Actor) -> None:
    """Let go of the evidence that a module does not show any more."""
    for use in _uses(module):
        if use.evidence_id not in {module.file, module.captions}:
            evidence.release(actor=actor, evidence=use.evidence_id, use=use.pk)


def opened(module: Module, *, captions: bool = False) -> Opened:
    """Open the file of a module; the caller has asked whether the reader may see the module."""
    number = module.captions if captions else module.file
    use = _uses(module).filter(evidence=number).first() if number else None
    if use is None:
        raise Http404
    return evidence.open_used(use)


def size_of(module: Module) -> int:
    """Return how many bytes the file of a module has, 0 without one."""
    use = _uses(module).filter(evidence=module.file).first() if module.file else None
    return int(use.revision.size) if use else 0


def media_of(module: Module) -> str:
    """Return what kind of file a module shows, as the room evidence found it."""
    use = _uses(module).filter(evidence=module.file).first() if module.file else None
    return str(use.revision.media) if use else ""


def _uses(module: Module) -> Any:
    return evidences.uses_of(KIND, module.pk)


def as_subject(actor: Actor, key: str) -> Subject:
    """Find a module for the room evidence: only who may change it hangs a file on it."""
    if not (key.isascii() and key.isdigit() and len(key) < 19):
        raise Http404
    module = find_module(int(key), actor=actor)
    course = module.version.course
    return Subject(f"{course.title}: {module.title}", course.get_absolute_url(), course.office_id)


def frozen(keys: Collection[str]) -> set[str]:
    """Return the modules whose version is published: what they show stays."""
    free = Module.objects.filter(pk__in=[int(key) for key in keys], version__state=Version.State.DRAFT)
    return set(keys) - {str(pk) for pk in free.values_list("pk", flat=True)}


def must_fit(kind: str, file: int | None, captions: int | None, now: Module | None, actor: Actor) -> None:
    """Refuse files that are not the office's own or not ready, a film that is none, captions that are none."""
    known = [*(shown_by(now) if now else []), *offered(actor)]
    media = {row.pk: row.media for row in known}
    problems = [letters.NO_FILE() for number in (file, captions) if number and number not in media]
    if kind == Module.Kind.VIDEO and file in media and media[file] != FILM:
        problems.append(letters.NOT_FILM())
    if captions in media and media[captions] != CAPTIONS:
        problems.append(letters.NOT_CAPTIONS())
    if problems:
        raise Refused(problems)
