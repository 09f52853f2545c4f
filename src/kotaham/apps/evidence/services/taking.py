"""Take in evidence: a new piece, or a new revision of one.

The order survives a kill at any step: the file is whole and flushed, looked into, published in the store, and only then
named by a row. The second of two clicks finds the ticket taken, and writes nothing.
"""

import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, BinaryIO, cast

from django.db import IntegrityError
from django.db.models import F
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.evidence.inspection import launch, limits
from kotaham.apps.evidence.inspection.media import ALL
from kotaham.apps.evidence.models import Evidence, Revision, Upload
from kotaham.apps.evidence.queries import piece
from kotaham.apps.evidence.rules import checked_link, reachable
from kotaham.apps.evidence.services import store, uploading
from kotaham.apps.evidence.services.letters import NO_FILE, THING, Unfit
from kotaham.apps.gate.services import Actor, Stale, demand, demand_for
from kotaham.apps.jobs import services as jobs
from kotaham.core.chain import grouped
from kotaham.core.errors import Problem, Refused

State = Revision.State


@dataclass(frozen=True, slots=True)
class Draft:
    """What is said of a piece of evidence."""

    title: str
    note: str = ""
    personal: bool = False
    effective_from: date | None = None
    expires: date | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Where the content comes from: a file sent with the form, an upload in parts, or an address; one of them."""

    ticket: uuid.UUID = field(default_factory=uuid.uuid4)
    name: str = ""
    file: Any = None  # an uploaded file of Django
    upload: uuid.UUID | None = None
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Content:
    """A revision that is ready to be written down."""

    ticket: uuid.UUID
    fields: dict[str, Any]
    staged: store.Staged | None = None


def add(*, actor: Actor, draft: Draft, source: Source) -> Evidence:
    """Take in a new piece of evidence, held by the actor's own office."""
    demand(actor, "evidence.add")
    now = timezone.now()
    with _content(actor, source) as content, _once(content), events.work(actor) as log:
        kind = Evidence.Kind.LINK if source.url else Evidence.Kind.FILE
        evidence = Evidence.objects.create(
            **asdict(draft),
            holder_id=cast("int", actor.office),  # the rule opens to roles, and a role sits in an office
            kind=kind,
            by_id=actor.person,
            created_at=now,
        )
        log.record("evidence.added", evidence, holder=evidence.holder_id, data={"kind": kind.value})
        _write(log, actor, evidence, content)
    return evidence


def media_words() -> Mapping[str, Any]:
    """Return what types of files are called, by the names in the record."""
    return {media.name: media.title for media in ALL}


def revise(*, actor: Actor, evidence: int, version: int, source: Source) -> Revision:
    """Add a revision; the earlier ones stay and can still be opened."""
    found = demand_for(actor, "evidence.revise", piece(evidence), reachable, see="evidence.see")
    with _content(actor, source) as content, _once(content), events.work(actor) as log:
        still = Evidence.objects.filter(pk=found.pk, version=version, state=Evidence.State.ACTIVE)
        if bool(source.url) != (found.kind == Evidence.Kind.LINK) or not still.update(version=F("version") + 1):
            raise Stale.of(THING)
        return _write(log, actor, found, content)


def inspect_later(*, actor: Actor, revision: int) -> None:
    """Look into a file for which there was no time when it came; running this twice is harmless."""
    row = Revision.objects.filter(pk=revision, state=State.INSPECTING).select_related("evidence").first()
    if row is None:
        return
    fields: dict[str, Any]
    try:
        with store.opened(row.key) as file:
            found = launch.inspect(cast("BinaryIO", file), row.name, seconds=limits.PATIENT_WALL_SECONDS)
        fields = {"state": State.READY, "media": found.media.name, "pages": found.pages}
    except Refused as refused:
        fields = {"state": State.REFUSED, "letter": [_kept(problem) for problem in refused.problems]}
    with events.work(actor) as log:
        if not Revision.objects.filter(pk=row.pk, state=State.INSPECTING).update(**fields):
            return
        if fields["state"] == State.READY:
            _count_as_latest(row.evidence, row.number, str(fields["media"]))
        verb = "evidence.inspected" if fields["state"] == State.READY else "evidence.refused"
        log.record(verb, row.evidence, holder=row.evidence.holder_id, data={"revision": row.number})
    if fields["state"] == State.REFUSED:
        store.store().delete(row.key)


@contextmanager
def _content(actor: Actor, source: Source) -> Iterator[_Content]:
    """Prepare what the revision is made of; what waited on disk goes when the row is written, or when it is refused."""
    if source.url:
        yield _Content(source.ticket, {"url": checked_link(source.url), "state": State.READY, "note": source.note})
    elif source.upload is not None:
        with uploading.alone(source.upload):
            row = uploading.complete(actor, source.upload)
            staged = store.staged_part(row.pk)
            try:
                content = _looked_into(actor, staged, row.name, row.pk, source.note)
            except Unfit:
                Upload.objects.filter(pk=row.pk).delete()
                staged.path.unlink(missing_ok=True)
                raise
            yield content
            staged.path.unlink(missing_ok=True)
    elif source.file is None:
        raise Unfit(NO_FILE())
    else:
        uploading.check_announced(source.name, source.file.size)
        staged = store.stage(source.file.chunks())
        try:
            yield _looked_into(actor, staged, source.name, source.ticket, source.note)
        finally:
            staged.path.unlink(missing_ok=True)


def _looked_into(actor: Actor, staged: store.Staged, name: str, ticket: uuid.UUID, note: str) -> _Content:
    """Look into a file before it is anybody's; when there is no time, it waits as `inspecting`."""
    fields = {"name": name, "size": staged.size, "sha256": staged.sha256, "note": note, "state": State.INSPECTING}
    try:
        with staged.path.open("rb") as file:
            found = launch.inspect(file, name)
        fields |= {"state": State.READY, "media": found.media.name, "pages": found.pages}
    except launch.Busy:
        pass
    except Refused as refused:
        with events.work(actor) as log:
            data = {"codes": list(refused.codes), "sha256": grouped(staged.sha256)}
            log.record("evidence.refused", ("evidence.upload", ticket), holder=actor.office, data=data)
        raise Unfit(refused.problems) from refused
    return _Content(ticket, fields, staged)


@contextmanager
def _once(content: _Content) -> Iterator[None]:
    """Publish the file, then let the row be written; a ticket that is taken means a second click."""
    if content.staged is not None:
        content.fields["key"] = store.publish(content.staged, content.ticket)
    try:
        yield
    except IntegrityError as error:
        if Revision.objects.filter(ticket=content.ticket).exists():
            raise Stale.of(THING) from error
        raise
    store.fault("after-the-row")


def _write(log: events.Log, actor: Actor, evidence: Evidence, content: _Content) -> Revision:
    number = (Revision.objects.filter(evidence=evidence).values_list("number", flat=True).first() or 0) + 1
    _claim(content.ticket)
    revision = Revision.objects.create(
        evidence=evidence,
        number=number,
        ticket=content.ticket,
        by_id=actor.person,
        created_at=timezone.now(),
        **content.fields,
    )
    data = {"revision": number, "sha256": grouped(revision.sha256), "size": revision.size, "media": revision.media}
    log.record("evidence.received", evidence, holder=evidence.holder_id, data=data)
    if revision.state == State.READY:
        _count_as_latest(evidence, number, revision.media)
    else:
        jobs.enqueue("evidence.inspect", actor=actor, key=f"revision-{revision.pk}", revision=revision.pk)
    store.fault("before-the-commit")
    return revision


def _claim(ticket: uuid.UUID) -> None:
    """Finish the upload of this ticket, if it came as one; the state moves once."""
    uploads = Upload.objects.filter(pk=ticket)
    if uploads.exists() and not uploads.filter(state=Upload.State.RECEIVING).update(state=Upload.State.FINISHED):
        raise Stale.of(THING)


def _count_as_latest(evidence: Evidence, number: int, media: str) -> None:
    """Let a revision count from now on, unless a newer one does already."""
    Evidence.objects.filter(pk=evidence.pk, latest__lt=number).update(latest=number, media=media)


def _kept(problem: Problem) -> dict[str, Any]:
    return {"code": problem.code, "id": problem.text("id"), "en": problem.text("en")}
