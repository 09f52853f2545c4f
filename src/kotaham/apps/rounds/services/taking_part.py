"""Who takes part: cities join by province, by code or from a table; names and clock are those of that day."""

from collections.abc import Collection, Iterable, Sequence

from django.utils import timezone

from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor, Stale
from kotaham.apps.rounds import queries
from kotaham.apps.rounds.models import Participant, Round
from kotaham.apps.rounds.services import hooks, letters, telling
from kotaham.apps.rounds.services.finding import changing, find, running
from kotaham.core.errors import Refused

BATCH = 500
FEW = 50  # codes that the record names; of more it tells how many


def join(pk: int, codes: Iterable[str], *, actor: Actor) -> int:
    """Let cities take part, by the codes of their places; those that do already are left alone. Return how many join.

    A round that runs starts its work for them in the same unit: their answers wait for them at once.
    """
    round_ = find(pk, "rounds.join", actor=actor)
    wanted = sorted(set(codes))
    if round_.state != Round.State.OPEN:
        with changing(round_, actor) as log:
            return len(_joined(round_, wanted, log))
    with running(round_, actor) as log:
        _never_began(round_, wanted)
        fresh = _joined(round_, wanted, log)
        hooks.tell_opened(round_, fresh, actor, log)
        telling.tell_cities(actor, round_, fresh, "rounds.opened", telling.JOINED)
    return len(fresh)


def join_all(pk: int, *, actor: Actor, province: str = "") -> int:
    """Let every city of the country, or of a province, take part."""
    rows = queries.governments()
    rows = rows.filter(province_code=province) if province else rows
    return join(pk, list(rows.values_list("place_code", flat=True)), actor=actor)


def leave(pk: int, codes: Iterable[str], *, actor: Actor, reason: str = "") -> int:
    """Take cities off the list while a round is prepared.

    With a reason their row stays and says why; taking part is voluntary, so that is no fault. Return how many left.
    """
    round_ = find(pk, "rounds.join", actor=actor)
    with changing(round_, actor) as log:
        return _left(round_, sorted(set(codes)), reason.strip(), log)


def leave_all(pk: int, *, actor: Actor, province: str = "") -> int:
    """Take every city, or every city of a province, off the list while a round is prepared."""
    rows = queries.participants(pk)
    rows = rows.filter(province_code=province) if province else rows
    return leave(pk, list(rows.values_list("place_code", flat=True)), actor=actor)


def choose(pk: int, shown: Collection[str], wanted: Collection[str], *, actor: Actor) -> tuple[int, int]:
    """Make a part of the list as it was ticked: of the codes that were shown, exactly the wanted ones take part."""
    round_ = find(pk, "rounds.join", actor=actor)
    with changing(round_, actor) as log:
        there = set(queries.participants(pk).filter(place_code__in=list(shown)).values_list("place_code", flat=True))
        joined = _joined(round_, sorted((set(wanted) & set(shown)) - there), log)
        left = _left(round_, sorted(there - set(wanted)), "", log)
    return len(joined), left


def decline(pk: int, code: str, *, actor: Actor, reason: str) -> Participant:
    """Write down that a city does not take part, and why, while a round is prepared."""
    round_ = find(pk, "rounds.join", actor=actor)
    why = letters.must_say(reason, letters.REASON)
    with changing(round_, actor) as log:
        _joined(round_, [code], None)
        Participant.objects.filter(round=round_, place_code=code).update(withdrawn_at=timezone.now(), withdrawn_why=why)
        row = Participant.objects.get(round=round_, place_code=code)
        log.record("rounds.declined", round_, holder=row.office_id, reason=why, data={"codes": [code]})
    return row


def withdraw(round_pk: int, office_id: int, *, actor: Actor, log: Log, reason: str) -> None:  # noqa: ARG001 - as all
    """Write down that a city does not go on; the room above asked the policy, moved its answers and holds the unit."""
    rows = Participant.objects.filter(round_id=round_pk, office_id=office_id, withdrawn_at=None)
    if not rows.update(withdrawn_at=timezone.now(), withdrawn_why=reason[:1000]):
        raise Stale.of(letters.named(queries.get(round_pk)))
    log.record("rounds.withdrawn", ("rounds.round", round_pk), holder=office_id, reason=reason)


def _never_began(round_: Round, codes: Sequence[str]) -> None:
    """Refuse those who began and said that they do not go on; the river has no way back from there."""
    rows = Participant.objects.filter(round=round_, place_code__in=codes, withdrawn_at__gte=round_.opened_at)
    if gone := list(rows.values_list("name", flat=True)):
        raise Refused([letters.WENT_AWAY(name=name) for name in gone])


def _joined(round_: Round, codes: Sequence[str], log: Log | None) -> list[Participant]:
    """Write the rows of those who do not take part yet, and refuse every code that is no city."""
    found = {office.place_code: office for office in queries.governments(codes)}
    if problems := [letters.NOT_A_CITY(code=code[:40]) for code in codes if code not in found]:
        raise Refused(problems)
    there = {row.place_code: row for row in Participant.objects.filter(round=round_, place_code__in=codes)}
    back = [row for row in there.values() if row.withdrawn_at]
    Participant.objects.filter(pk__in=[row.pk for row in back]).update(withdrawn_at=None, withdrawn_why="")
    provinces = queries.province_names()
    fresh = [
        Participant(
            round=round_,
            office_id=office.pk,
            place_code=code,
            name=office.place.name,
            province_code=office.province_code,
            province=provinces.get(office.province_code, ""),
            zone=office.place.zone,
        )
        for code, office in found.items()
        if code not in there
    ]
    Participant.objects.bulk_create(fresh, batch_size=BATCH)
    joined = [*fresh, *back]
    if joined and log:
        log.record("rounds.joined", round_, data=_codes([row.place_code for row in joined]))
    return joined


def _left(round_: Round, codes: Sequence[str], reason: str, log: Log) -> int:
    rows = Participant.objects.filter(round=round_, place_code__in=codes, withdrawn_at=None)
    gone = dict(rows.values_list("place_code", "office_id"))
    if reason:
        rows.update(withdrawn_at=timezone.now(), withdrawn_why=reason[:1000])
        for code, office in gone.items():  # why a city does not take part is for its own readers
            log.record("rounds.declined", round_, holder=office, reason=reason, data={"codes": [code]})
    else:
        rows.delete()
        if gone:
            log.record("rounds.left", round_, data=_codes(list(gone)))
    return len(gone)


def _codes(codes: Sequence[str]) -> dict[str, object]:
    return {"count": len(codes), **({"codes": sorted(codes)} if len(codes) <= FEW else {})}
