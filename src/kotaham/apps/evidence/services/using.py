"""Let evidence prove something of another room, at a place in it.

A room above tells once how its subjects are found: `register("actions.action", find=..., frozen=...)`. `find` asks the
policy itself, so that nobody hangs evidence on a subject they may not change.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from django.db import IntegrityError
from django.db.models import F
from django.http import Http404
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.evidence.models import Evidence, Use
from kotaham.apps.evidence.queries import piece, revision_of
from kotaham.apps.evidence.rules import usable
from kotaham.apps.evidence.services.letters import THING
from kotaham.apps.gate.services import Actor, Stale, demand_for
from kotaham.core.errors import Kind, Refused
from kotaham.core.language import Say

NOT_READY = Kind(
    "evidence.not-ready",
    Say("Bukti ini belum atau tidak lagi dapat dipakai.", "This evidence cannot be used yet, or no longer."),
    Say("Tunggu pemeriksaannya selesai, atau pilih bukti lain.", "Wait until it is inspected, or choose another."),
)
NO_PAGE = Kind(
    "evidence.no-page",
    Say("Berkas ini hanya {pages} halaman.", "This file has only {pages} {pages:page|pages}."),
    Say("Periksa nomor halamannya.", "Check the number of the page."),
)
SUBJECT_FROZEN = Kind(
    "evidence.subject-frozen",
    Say(
        "{title} sudah dikunci; buktinya tidak berubah lagi.",
        "{title} is closed; its evidence does not change any more.",
    ),
    Say("Tanyakan kepada yang berwenang membukanya.", "Ask whoever may open it again."),
)


@dataclass(frozen=True, slots=True)
class Pinpoint:
    """Where in the evidence to look: page (0 for none), paragraph, article or cell, and the line itself."""

    page: int = 0
    paragraph: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """Something of another room that evidence can prove."""

    title: str
    url: str
    holder: int | None


Find = Callable[[Actor, str], Subject]
Frozen = Callable[[Collection[str]], Collection[str]]
_kinds: dict[str, tuple[Find, Frozen]] = {}


def register(kind: str, *, find: Find, frozen: Frozen) -> None:
    """Tell how a subject of a kind is found (Http404 or Forbidden by right), and which of several are closed."""
    _kinds[kind] = (find, frozen)


def subject_of(actor: Actor, kind: str, subject: object) -> Subject:
    """Return a subject that the actor may hang evidence on; what is not known does not exist."""
    if kind not in _kinds:
        raise Http404
    return _kinds[kind][0](actor, str(subject))


def is_frozen(kind: str, subject: str) -> bool:
    """Tell whether a subject is closed; one that no room knows any more is not."""
    return bool(frozen_among({(kind, subject)}))


def frozen_among(subjects: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return those of several subjects that are closed; each kind is asked once."""
    found: set[tuple[str, str]] = set()
    for kind in {kind for kind, _subject in subjects} & set(_kinds):
        named = {subject for one, subject in subjects if one == kind}
        found |= {(kind, subject) for subject in _kinds[kind][1](named)}
    return found


def use(*, actor: Actor, evidence: int, subject: tuple[str, object], pinpoint: Pinpoint | None = None) -> Use:
    """Let the revision that counts now prove a subject."""
    found = demand_for(actor, "evidence.use", piece(evidence), usable, see="evidence.see")
    kind, key, place = subject[0], str(subject[1]), pinpoint or Pinpoint()
    proved = subject_of(actor, kind, key)
    revision = revision_of(found)
    if revision is None or found.state != Evidence.State.ACTIVE:
        raise Refused(NOT_READY())
    if place.page and revision.pages and place.page > revision.pages:
        raise Refused(NO_PAGE(pages=revision.pages))
    if is_frozen(kind, key):
        raise Refused(SUBJECT_FROZEN(title=proved.title))
    fields = {"page": place.page, "paragraph": place.paragraph, "quote": place.quote, "by_id": actor.person}
    told = {"holder_id": proved.holder, "title": proved.title[:200], "url": proved.url, "created_at": timezone.now()}
    try:
        with events.work(actor) as log:
            if not Evidence.objects.filter(pk=found.pk, state=Evidence.State.ACTIVE).update(uses=F("uses") + 1):
                raise Stale.of(THING)
            row = Use.objects.create(evidence=found, revision=revision, kind=kind, subject=key, **fields, **told)
            log.record("evidence.used", found, holder=found.holder_id, data={"kind": kind, "subject": key})
    except IntegrityError as error:
        raise Stale.of(THING) from error
    return row


def release(*, actor: Actor, evidence: int, use: int) -> Use:
    """Let a subject do without a piece of evidence again; the use stays in the history."""
    demand_for(actor, "evidence.use", piece(evidence), usable, see="evidence.see")
    row = Use.objects.filter(pk=use, evidence=evidence).select_related("evidence").first()
    if row is None:
        raise Http404
    proved = subject_of(actor, row.kind, row.subject)
    if is_frozen(row.kind, row.subject):
        raise Refused(SUBJECT_FROZEN(title=proved.title))
    with events.work(actor) as log:
        if not Use.objects.filter(pk=row.pk, ended_at=None).update(ended_at=timezone.now()):
            raise Stale.of(THING)
        Evidence.objects.filter(pk=row.evidence_id, uses__gt=0).update(uses=F("uses") - 1)
        data = {"kind": row.kind, "subject": row.subject}
        log.record("evidence.released", row.evidence, holder=row.evidence.holder_id, data=data)
    return row
