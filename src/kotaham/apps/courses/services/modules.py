"""Write the modules of a draft: add, change, move, remove."""

from dataclasses import asdict, dataclass

from django.db.models import Max

from kotaham.apps.courses import queries
from kotaham.apps.courses.models import Module, Version
from kotaham.apps.courses.services import files, letters, packing
from kotaham.apps.courses.services.finding import find_draft, find_module
from kotaham.apps.courses.services.writing import touch
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale
from kotaham.core.errors import Refused
from kotaham.core.language import Say

TITLE, TEXT = Say("Judul modul", "The title of the module"), Say("Isi modul", "The text of the module")
MOST_TEXT = 200_000
APART = 1_000  # where a module waits while two change places


@dataclass(frozen=True, slots=True)
class ModuleWish:
    """What is said of a module; numbers of files are those of the room evidence."""

    kind: str
    title: str
    text: str = ""
    minutes: int = 10
    file: int | None = None
    captions: int | None = None
    required: bool = True


def add_module(pk: int, wish: ModuleWish, *, actor: Actor) -> Module:
    """Add a module at the end of a draft."""
    version = find_draft(pk, "courses.edit", actor=actor)
    _judge(wish, None, actor)
    with events.work(actor) as log:
        touch(version, None)
        last = queries.modules(pk).aggregate(last=Max("position"))["last"] or 0
        module = Module.objects.create(version=version, position=last + 1, **asdict(wish))
        _settle_files(module, actor)
        data = {"position": module.position, "title": module.title[:200]}
        log.record("courses.module-added", version, holder=version.course.office_id, data=data)
    return module


def change_module(pk: int, wish: ModuleWish, *, actor: Actor, edition: int) -> Module:
    """Change a module of a draft; `edition` is that of the draft that was seen."""
    module = find_module(pk, actor=actor)
    _judge(wish, module, actor)
    changed = sorted(name for name, value in asdict(wish).items() if getattr(module, name) != value)
    with events.work(actor) as log:
        touch(module.version, edition)
        Module.objects.filter(pk=pk).update(**asdict(wish))
        for name, value in asdict(wish).items():
            setattr(module, name, value)
        _settle_files(module, actor)
        holder = module.version.course.office_id
        data = {"position": module.position, "fields": changed}
        log.record("courses.module-changed", module.version, holder=holder, data=data)
    return module


def move_module(pk: int, step: int, *, actor: Actor) -> Module:
    """Let a module change places with its neighbour, up (-1) or down (1)."""
    module = find_module(pk, actor=actor)
    with events.work(actor) as log:
        touch(module.version, None)
        here = Module.objects.get(pk=pk).position
        other = queries.module(module.version_id, here + (1 if step > 0 else -1))
        if other is None:
            return module
        rows = Module.objects
        rows.filter(pk=pk).update(position=APART + here)
        rows.filter(pk=other.pk).update(position=here)
        rows.filter(pk=pk).update(position=other.position)
        data = {"old": here, "new": other.position}
        log.record("courses.module-moved", module.version, holder=module.version.course.office_id, data=data)
    return module


def remove_module(pk: int, *, actor: Actor) -> Version:
    """Take a module out of a draft."""
    module = find_module(pk, actor=actor)
    version = module.version
    with events.work(actor) as log:
        touch(version, None)
        module.file = module.captions = None
        files.detach(module, actor)
        if not Module.objects.filter(pk=pk).delete()[0]:
            raise Stale.of(letters.named(version))
        # One by one from the front, so that no two ever have the same place.
        for position, row in enumerate(queries.modules(version.pk), start=1):
            Module.objects.filter(pk=row.pk).exclude(position=position).update(position=position)
        data = {"position": module.position, "title": module.title[:200]}
        log.record("courses.module-removed", version, holder=version.course.office_id, data=data)
    return version


def _judge(wish: ModuleWish, now: Module | None, actor: Actor) -> None:
    problems = [*letters.words(wish.title, TITLE, 200), *letters.words(wish.text, TEXT, MOST_TEXT, needed=False)]
    if problems:
        raise Refused(problems)
    files.must_fit(wish.kind, wish.file, wish.captions, now, actor)


def _settle_files(module: Module, actor: Actor) -> None:
    """Let the evidence know what is shown, and keep the size that a phone is told before it loads."""
    files.detach(module, actor)
    files.attach(module, actor)
    Module.objects.filter(pk=module.pk).update(size=packing.size_of(module))
