"""Say something about a place in a draft, and settle what was said."""

from typing import cast

from django.http import Http404
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale, demand
from kotaham.apps.instruments import queries
from kotaham.apps.instruments.models import Comment, Version
from kotaham.apps.instruments.services import letters, telling
from kotaham.apps.instruments.services.finding import writable
from kotaham.core.errors import Refused
from kotaham.core.language import Say

TEXT = Say("Tanggapan", "The comment")
HOW = Say("Cara penyelesaian", "How it was settled")
OPEN = (Version.State.DRAFT, Version.State.REVIEW)
LONGEST = 4000


def comment(pk: int, *, actor: Actor, text: str, place: str = "") -> Comment:
    """Say something about an indicator or right of a draft, or about the whole."""
    version = writable(pk, "instruments.comment", actor=actor)
    text = letters.must_say(text, TEXT)[:LONGEST]
    if version.state not in OPEN:
        raise Refused(letters.NOT_DRAFT(ref=version.ref, state=version.get_state_display()))
    if place and place not in places_of(version):
        raise Refused(letters.NO_PLACE(place=place[:40]))
    with events.work(actor) as log:
        made = Comment.objects.create(version=version, place=place, text=text, by_id=cast("int", actor.person))
        data = {"comment": made.pk, "place": place}
        log.record("instruments.commented", version, holder=version.office_id, data=data)
        telling.tell_of_comment(actor, version)
    return made


def settle(pk: int, comment_pk: int, *, actor: Actor, how: str) -> Comment:
    """Say how a comment was settled; it stays readable beside the draft."""
    demand(actor, "instruments.settle")
    version = writable(pk, "instruments.settle", actor=actor)
    how = letters.must_say(how, HOW)[:500]
    found = Comment.objects.filter(pk=comment_pk, version=version).first()
    if found is None:
        raise Http404
    with events.work(actor) as log:
        rows = Comment.objects.filter(pk=comment_pk, settled_at=None)
        if not rows.update(settled_by_id=actor.person, settled_at=timezone.now(), settled_how=how):
            raise Stale.of(letters.named(version))
        data = {"comment": comment_pk, "place": found.place}
        log.record("instruments.settled", version, holder=version.office_id, data=data)
    return Comment.objects.get(pk=comment_pk)


def places_of(version: Version) -> dict[str, str]:
    """Return the places of a draft that one can speak about: rights, then indicators, with their titles."""
    found = queries.loaded(version).instrument
    return {group.code: group.title for group in found.groups} | {one.code: one.title for one in found.known_indicators}
