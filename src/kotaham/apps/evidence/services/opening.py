"""Open a file for somebody: the right is asked each time, and every read of personal data is recorded."""

from collections.abc import Iterator
from dataclasses import dataclass
from threading import BoundedSemaphore
from typing import BinaryIO, cast

from django.core.files.base import ContentFile
from django.http import Http404

from kotaham.apps.events import services as events
from kotaham.apps.evidence.inspection import launch, limits
from kotaham.apps.evidence.inspection.media import BY_NAME
from kotaham.apps.evidence.models import Evidence, Revision, Use
from kotaham.apps.evidence.queries import piece, revision_of
from kotaham.apps.evidence.rules import usable
from kotaham.apps.evidence.services import store
from kotaham.apps.evidence.services.letters import BUSY, GONE, NotNow
from kotaham.apps.gate.services import Actor, demand_for
from kotaham.core.errors import Refused

_drawing = BoundedSemaphore(2)  # of one server process at a time


@dataclass(frozen=True, slots=True)
class Opened:
    """A file ready to be sent, and what the receiver is told of it; it is opened when the first byte is asked for."""

    key: str
    name: str
    mime: str
    size: int

    def chunks(self) -> Iterator[bytes]:
        """Give the bytes."""
        with store.store().open(self.key) as file:
            yield from file.chunks()


def open_file(*, actor: Actor, evidence: int, number: int) -> Opened:
    """Open the file of a revision."""
    revision = _readable(actor, evidence, number)
    with store.reached():
        if not store.store().exists(revision.key):
            raise Refused(GONE())
    return Opened(revision.key, revision.name, BY_NAME[revision.media].mime, revision.size)


def open_used(use: Use) -> Opened:
    """Open the revision that something of another room shows; that room has asked whether the reader may see it."""
    revision = use.revision
    if not revision.key or use.ended_at is not None:
        raise Http404
    with store.reached():
        if not store.store().exists(revision.key):
            raise Refused(GONE())
    return Opened(revision.key, revision.name, BY_NAME[revision.media].mime, revision.size)


def open_preview(*, actor: Actor, evidence: int, number: int, page: int) -> Opened:
    """Return a page drawn anew as PNG; drawn once and kept."""
    revision = _readable(actor, evidence, number)
    if revision.media not in BY_NAME or not BY_NAME[revision.media].shown:
        raise Http404
    if not 1 <= page <= min(revision.pages, limits.PREVIEW_PAGES):
        raise Http404
    key = f"previews/{revision.key}/{page}.png"
    kept = store.store()
    with store.reached():
        if not kept.exists(key):
            _draw(revision, page, key)
        return Opened(key, "", "image/png", kept.size(key))


def _draw(revision: Revision, page: int, key: str) -> None:
    if not _drawing.acquire(timeout=limits.DRAW_WALL_SECONDS):
        raise NotNow(BUSY())
    try:
        with store.opened(revision.key) as file:
            picture = launch.draw(
                cast("BinaryIO", file), BY_NAME[revision.media], page, seconds=limits.DRAW_WALL_SECONDS
            )
    except launch.Busy as busy:
        raise NotNow(BUSY()) from busy
    except FileNotFoundError as error:
        raise Refused(GONE()) from error
    finally:
        _drawing.release()
    store.store().save(key, ContentFile(picture))


def _readable(actor: Actor, evidence: int, number: int) -> Revision:
    found: Evidence = demand_for(actor, "evidence.see", piece(evidence), usable)
    revision = revision_of(found, number)
    if revision is None or not revision.key:
        raise Http404
    if found.personal:
        events.record_read(actor, "evidence.evidence", [found.pk], fields=["file"], holder=found.holder_id)
    return revision
