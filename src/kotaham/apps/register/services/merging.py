"""Probable duplicates: found by a job, looked at by people, merged with their history, and taken apart again."""

from collections.abc import Iterable, Iterator
from typing import Any, cast
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor, Stale, demand, demand_for
from kotaham.apps.jobs.services import Run
from kotaham.apps.register import queries, rules
from kotaham.apps.register.models import Member, Merge, OldNumber, Pair
from kotaham.apps.register.rules import Seen
from kotaham.apps.register.services import letters, sealed
from kotaham.apps.register.services.hooks import move_all, move_back
from kotaham.apps.register.services.keys import keyring
from kotaham.core.errors import Refused
from kotaham.core.language import Say

OURS = "register"
_CHUNK = 1000
LOOKED = Say("Daftar dibandingkan", "The register is compared")


def seek(run: Run) -> int:
    """Look for people who may be one, and queue the pairs; pairs that were decided stay decided."""
    demand(run.actor, "register.seek-pairs")
    found, batch = 0, list[Pair]()
    for pair in _candidates(run):
        batch.append(pair)
        if len(batch) >= _CHUNK:
            found += _keep(batch)
    return found + _keep(batch)


def _keep(batch: list[Pair]) -> int:
    before = Pair.objects.count()
    Pair.objects.bulk_create(batch, ignore_conflicts=True)
    batch.clear()
    return Pair.objects.count() - before


def _candidates(run: Run) -> Iterator[Pair]:
    looked = 0
    for group in (queries.same_addresses, queries.same_names, queries.same_offices):
        by_birth = group is not queries.same_addresses
        for people in group():
            looked += len(people)
            run.progress(looked, 0, LOOKED)
            if run.cancelled():
                return
            for one, other, score, reasons in _likely(people, by_birth=by_birth):
                yield Pair(first_id=one, second_id=other, score=score, reasons=reasons)


def _likely(people: Iterable[Member], *, by_birth: bool) -> Iterator[tuple[int, int, int, list[str]]]:
    """Compare those of a group who share a date of birth, and those of whom none is known; or the whole group."""
    groups: dict[str, list[Seen]] = {}
    for member in people:
        seen = _seen(member)
        key = seen.birth or f"{seen.name}|{seen.office}" if by_birth else ""
        groups.setdefault(key, []).append(seen)
    for group in groups.values():
        yield from rules.likely(group)


def _seen(member: Member) -> Seen:
    """Return what is compared; the date of birth is looked at here and kept nowhere."""
    number = sealed.opened(member, sealed.NUMBER) if member.status in {"pns", "pppk"} else ""
    email = bytes(member.email_index) if member.email_index is not None else None
    return Seen(member.pk, member.name_key, rules.birth_of(member.status, number), member.office_id, email)


def differ(pk: int, *, actor: Actor) -> Pair:
    """Say that two rows are two people; the pair is not asked about again."""
    pair = demand_for(actor, "register.differ", queries.pair_rows(pk), rules.of_both, see="register.pairs")
    with events.work(actor) as log:
        _decide(pair, Pair.State.DIFFERENT, actor)
        for member in (pair.first, pair.second):
            log.record("register.found-different", member, holder=member.office_id, data={"pair": pk})
    return pair


def _decide(pair: Pair, state: str, actor: Actor) -> None:
    rows = Pair.objects.filter(pk=pair.pk, state=Pair.State.OPEN)
    if not rows.update(state=state, decided_at=timezone.now(), decided_by=actor.person):
        raise Stale.of(Say("Pasangan ini", "This pair"))


def merge(pk: int, kept: int, reason: str, *, actor: Actor) -> Merge:
    """Merge a pair into one of its two: what rooms hold of the other goes over, its number goes on finding."""
    pair = demand_for(actor, "register.merge", queries.pair_rows(pk), rules.of_both, see="register.pairs")
    why = letters.must_say(reason)
    if kept not in {pair.first_id, pair.second_id}:
        raise Refused(letters.NOT_OF_PAIR())
    stays, goes = (pair.first, pair.second) if kept == pair.first_id else (pair.second, pair.first)
    with events.work(actor) as log:
        _decide(pair, Pair.State.MERGED, actor)
        moved: dict[str, Any] = {OURS: _move_ours(goes, stays)}
        gone = Member.objects.filter(pk=goes.pk, version=goes.version, state__in=queries.COUNTED)
        there = Member.objects.filter(pk=stays.pk, version=stays.version, state__in=queries.COUNTED)
        bump = {"version": F("version") + 1, "changed_at": timezone.now()}
        if not gone.update(state="merged", merged_into=stays, **bump) or not there.update(**bump):
            raise Stale.of(letters.named(goes))
        moved |= move_all(goes.pk, stays.pk, log)
        done = Merge.objects.create(kept=stays, gone=goes, moved=moved, reason=why, by_id=cast("int", actor.person))
        _record(log, "register.merged", done, why)
    return done


def _record(log: Log, verb: str, done: Merge, why: str) -> None:
    for member in (done.kept, done.gone):
        data = {"kept": done.kept_id, "gone": done.gone_id}
        log.record(verb, member, holder=member.office_id, reason=why, data=data)


def _move_ours(gone: Member, kept: Member) -> dict[str, Any]:
    """Let the numbers of the row that goes find the one that stays, and hand over its account."""
    ring = keyring()
    texts = [sealed.opened(gone, sealed.NUMBER)] if gone.number_sealed is not None else []
    texts += [ring.open(old.key, gone.ref.bytes, sealed.NUMBER, bytes(old.sealed)) for old in gone.old_numbers.all()]
    rows = [
        OldNumber.objects.create(
            member=kept, sealed=ring.seal(kept.ref.bytes, sealed.NUMBER, text), index=ring.index(sealed.NUMBER, text),
            tail=text[-3:], key=ring.newest, reason=f"gabungan {gone}",
        )
        for text in texts
    ]  # fmt: skip
    account = gone.account_id if gone.account_id and not kept.account_id else None
    if account:
        Member.objects.filter(pk=gone.pk).update(account=None)
        Member.objects.filter(pk=kept.pk).update(account=account)
    return {"numbers": [row.pk for row in rows], "account": account, "state": gone.state}


def unmerge(ref: UUID, reason: str, *, actor: Actor) -> Merge:
    """Take a merge apart: every room takes back what it had moved."""
    member = demand_for(actor, "register.unmerge", queries.of_ref(ref), rules.members, see="register.see")
    why = letters.must_say(reason)
    done = queries.merge_of(member.pk)
    if done is None:
        raise Stale.of(letters.named(member))
    ours = done.moved[OURS]
    with events.work(actor) as log:
        standing = Merge.objects.filter(pk=done.pk, undone_at=None)
        if not standing.update(undone_at=timezone.now(), undone_by=actor.person):
            raise Stale.of(letters.named(member))
        OldNumber.objects.filter(pk__in=ours["numbers"]).delete()
        if ours["account"]:
            Member.objects.filter(pk=done.kept_id).update(account=None)
        _stand_again(done.gone, ours)
        move_back(done.gone_id, {room: ids for room, ids in done.moved.items() if room != OURS}, log)
        first, second = sorted((done.kept_id, done.gone_id))
        Pair.objects.filter(first_id=first, second_id=second).update(state=Pair.State.DIFFERENT)
        _record(log, "register.unmerged", done, why)
    return done


def _stand_again(gone: Member, ours: dict[str, Any]) -> None:
    back = {"state": "active", "merged_into": None, "account": ours["account"], "version": F("version") + 1}
    try:
        with transaction.atomic():
            Member.objects.filter(pk=gone.pk, state="merged").update(changed_at=timezone.now(), **back)
    except IntegrityError as error:
        raise Refused(letters.TAKEN()) from error
