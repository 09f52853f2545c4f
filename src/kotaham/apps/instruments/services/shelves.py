"""Register the instruments that came with the program, byte for byte as their files are."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.events.services.unit import Log
from kotaham.apps.gate.services import Actor, demand, system
from kotaham.apps.instruments.models import Version
from kotaham.apps.instruments.rules import described
from kotaham.apps.instruments.services import letters
from kotaham.apps.offices import queries as offices
from kotaham.core.errors import Refused
from kotaham.core.instrument.library import Library, shipped_folder
from kotaham.core.instrument.load import read_text
from kotaham.core.instrument.seal import verify_seal

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shelved:
    """One file of the shelves: its text and digest, its English, and whether the shelf says it is sealed."""

    slug: str
    label: str
    content: str
    sha256: str
    translation: str
    sealed: bool

    @property
    def ref(self) -> str:
        """The name on papers."""
        return f"{self.slug}@{self.label}"


def load_shelves(folder: Path | None = None, *, actor: Actor | None = None) -> int:
    """Register what is new, follow what changed while it is no seal's; return how many versions were written.

    Doing it again writes nothing. A sealed version whose file differs is refused, and then nothing is written at all.
    """
    actor = actor or system("instruments.load")
    demand(actor, "instruments.load")
    shelved = list(_shelved(folder or shipped_folder()))
    known = {row.ref: row for row in Version.objects.filter(slug__in={one.slug for one in shelved})}
    _refuse_changed(shelved, known)
    with events.work(actor) as log:
        home = offices.ministry_id()
        return sum(_register(one, known.get(one.ref), home, log) for one in shelved)


def behind(folder: Path | None = None) -> bool:
    """Tell whether the shelves hold something that is not registered as it is."""
    known = {
        row.ref: (row.file_sha256, row.translation, row.state == Version.State.SEALED)
        for row in Version.objects.defer("content").filter(shipped=True)
    }
    return any(
        known.get(one.ref) != (one.sha256, one.translation, one.sealed) for one in _shelved(folder or shipped_folder())
    )


def _shelved(folder: Path) -> Iterator[Shelved]:
    """Read the shelves; a seal that does not fit its file is refused here."""
    shelves = Library([folder])
    for slug in shelves.ids():
        for label in shelves.versions(slug):
            found = shelves.find(f"{slug}@{label}")
            file = Path(found.source)
            english = file.with_name(f"{file.stem}.en.yaml")
            spoken = read_text(english)[0] if english.exists() else ""
            yield Shelved(slug, label, read_text(file)[0], found.file_sha256, spoken, verify_seal(found))


def _refuse_changed(shelved: list[Shelved], known: dict[str, Version]) -> None:
    changed = [
        letters.SHELF_CHANGED(ref=one.ref, wanted=known[one.ref].file_sha256[:12], given=one.sha256[:12])
        for one in shelved
        if one.ref in known
        and known[one.ref].state == Version.State.SEALED
        and known[one.ref].file_sha256 != one.sha256
    ]
    if changed:
        raise Refused(changed)


def _register(one: Shelved, row: Version | None, home: int | None, log: Log) -> bool:
    """Write one version; return whether anything was written."""
    if row is None:
        made = Version.objects.create(
            content=one.content,
            translation=one.translation,
            shipped=True,
            office_id=home,
            **_seal(one),
            **described(one.content).columns(),
        )
        log.record("instruments.registered", made, holder=home, data={"sha256": one.sha256})
        return True
    same = row.file_sha256 == one.sha256
    if not same and (row.locked or not row.shipped):
        # Somebody's own draft of that name, or a text that a trial round judges by, stays what it is.
        logger.warning("%s is kept as it is here; the file that came with the program differs", one.ref)
        return False
    if (
        same
        and row.shipped
        and row.translation == one.translation
        and (row.state == Version.State.SEALED or not one.sealed)
    ):
        return False
    changes: dict[str, object] = {} if same else {"content": one.content, **described(one.content).columns()}
    if one.sealed and row.state != Version.State.SEALED:
        changes |= _seal(one)
    rows = Version.objects.filter(pk=row.pk, file_sha256=row.file_sha256, state=row.state)
    rows.update(shipped=True, translation=one.translation, edition=row.edition + 1, **changes)
    log.record("instruments.registered", row, holder=row.office_id, data={"sha256": one.sha256})
    return True


def _seal(one: Shelved) -> dict[str, object]:
    return {"state": Version.State.SEALED, "sealed_at": timezone.now()} if one.sealed else {}
