"""Add one person to the register and change what it says of them; the number is checked by its real rules."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor, Stale, demand, demand_for, search_key
from kotaham.apps.offices import queries as offices
from kotaham.apps.register import queries, rules
from kotaham.apps.register.models import Member, NameWord, OldNumber, Posting
from kotaham.apps.register.services import letters, sealed
from kotaham.core.errors import Problem, Refused
from kotaham.core.identity.number import Number, Status, read
from kotaham.core.policy import Reach

MOST_NAME, MOST_TEXT = 160, 200
Columns = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is said of a person; texts as typed. `office` is the number of the office where they serve, or None."""

    name: str
    status: str
    number: str = ""
    office: int | None = None
    agency: str = ""
    post: str = ""
    email: str = ""
    phone: str = ""


def add(wish: Wish, *, actor: Actor) -> Member:
    """Add a person who serves within the actor's reach."""
    reach = demand(actor, "register.add")
    must_reach(actor, reach, wish.office)
    with events.work(actor) as log:
        return put(wish, actor=actor, log=log)


def put(wish: Wish, *, actor: Actor, log: Log, **more: Any) -> Member:
    """Add a person in the unit of work of who has asked; `more` are further columns."""
    said = judged(wish)
    ref = uuid4()
    fields = _fields(wish, said) | sealed.columns(ref, _digits(said), _email(wish), _phone(wish)) | more
    try:
        with transaction.atomic():
            member = Member.objects.create(ref=ref, **fields)
    except IntegrityError as error:
        raise Refused(letters.TAKEN()) from error
    write_words(member)
    today = offices.today()
    Posting.objects.create(
        member=member, office_id=member.office_id, kanwil_id=member.kanwil_id, agency=member.agency, starts=today
    )
    log.record("register.added", member, holder=member.office_id or actor.office, data={"status": member.status})
    return member


def change(ref: UUID, wish: Wish, *, actor: Actor, version: int, reason: str = "") -> Member:
    """Change what is said of a person, not where they serve; another number needs its reason and is kept as the old."""
    member = demand_for(actor, "register.change", queries.of_ref(ref), rules.members, see="register.see")
    said = judged(wish)
    fields = _fields(wish, said, place=False) | sealed.columns(member.ref, _digits(said), _email(wish), _phone(wish))
    changed = sorted(name for name, value in fields.items() if _now(member, name) != value)
    if not changed:
        raise Refused(letters.SAME())
    why = letters.must_say(reason) if "number_index" in changed and member.number_index else reason.strip()
    with events.work(actor) as log:
        _keep_number(member, why, changed)
        _update(member, version, fields)
        if "name_key" in changed:
            write_words(member)
        told = [name for name in changed if name in {"name", "status", "agency", "post", "sex"}]
        told += [name.removesuffix("_sealed") for name in changed if name.endswith("_sealed")]
        log.record("register.changed", member, holder=member.office_id, reason=why, data={"fields": told})
    return member


def completed(member: Member, wish: Wish, drop: Collection[str] = ()) -> Wish:
    """Fill what a wish leaves empty with what is there; `drop` names what shall be empty from now on.

    Who is no civil servant any more has no number: the one that is there is not carried over.
    """
    drop = {*drop, "number"} if wish.status == Status.OTHER and not wish.number.strip() else drop
    number, email, phone = (
        "" if name in drop else getattr(wish, name).strip() or sealed.opened(member, name) for name in sealed.FIELDS
    )
    return replace(wish, number=number, email=email, phone=phone)


def judged(wish: Wish) -> Number | None:
    """Return the number, or refuse with everything that is wrong with a wish at once."""
    problems: list[Problem] = []
    if not wish.name.strip():
        problems.append(letters.NO_NAME())
    for field, text, most in (("Nama", wish.name, MOST_NAME), ("Jabatan", wish.post, MOST_TEXT),
                              ("Instansi", wish.agency, MOST_TEXT)):  # fmt: skip
        if len(text.strip()) > most:
            problems.append(letters.LONG(field=field, most=most))
    found = _number(wish)
    if isinstance(found, Problem):
        problems.append(found)
    if problems:
        raise Refused(problems)
    return found if isinstance(found, Number) else None


def _number(wish: Wish) -> Number | Problem | None:
    status = Status(wish.status)
    if status is Status.OTHER:
        return letters.NUMBER_OF_OTHER() if wish.number.strip() else None
    if wish.number.strip():
        return read(wish.number, status, today=_today())
    return letters.NO_NUMBER(status=Member.Status(wish.status).label)


def _today() -> date:
    return timezone.localdate()


def _fields(wish: Wish, said: Number | None, *, place: bool = True) -> Columns:
    name = " ".join(wish.name.split())
    fields: Columns = {
        "name": name,
        "name_key": search_key(name),
        "status": wish.status,
        "sex": said.sex.value if said and said.sex else "",
        "agency": " ".join(wish.agency.split()),
        "post": " ".join(wish.post.split()),
    }
    return fields | {"office_id": wish.office, "kanwil_id": kanwil_above(wish.office)} if place else fields


def kanwil_above(office: int | None) -> int | None:
    """Return the Kanwil in whose area an office lies today, or None where nobody knows."""
    found = offices.get(office) if office else None
    if found is None:
        return None
    if found.kind == "kanwil":
        return int(found.pk)
    kanwil = offices.kanwil_of(found.province_code) if found.province_code else None
    return int(kanwil.pk) if kanwil else None


def write_words(member: Member) -> None:
    """Keep the words of a name by which it is found."""
    NameWord.objects.filter(member=member).delete()
    words = dict.fromkeys(word[:80] for word in member.name_key.split())
    near = {"kanwil_id": member.kanwil_id, "office_id": member.office_id}
    NameWord.objects.bulk_create(NameWord(member=member, word=word, **near) for word in words)


def must_reach(actor: Actor, reach: Reach, office: int | None) -> None:
    """Refuse an office that lies out of reach."""
    if reach is Reach.ALL or (office is not None and office == actor.office):
        return
    near = offices.visible(offices.reachable(actor, reach), offices.Narrowing())
    if office is None or not near.filter(pk=office).exists():
        raise Refused(letters.NO_OFFICE())


def _keep_number(member: Member, reason: str, changed: list[str]) -> None:
    """Keep the number that goes, under the row it belongs to: it still finds the person."""
    if "number_index" in changed and member.number_index is not None:
        OldNumber.objects.create(
            member=member, sealed=member.number_sealed, index=member.number_index, tail=member.number_tail,
            key=member.key, reason=reason,
        )  # fmt: skip


def _update(member: Member, version: int, fields: Columns) -> None:
    rows = Member.objects.filter(pk=member.pk, version=version, state__in=queries.COUNTED)
    try:
        with transaction.atomic():
            done = rows.update(version=F("version") + 1, changed_at=timezone.now(), **fields)
    except IntegrityError as error:
        raise Refused(letters.TAKEN()) from error
    if not done:
        raise Stale.of(letters.named(member))
    for name, value in fields.items():
        setattr(member, name, value)
    member.version = version + 1


def _now(member: Member, name: str) -> Any:
    value = getattr(member, name)
    return bytes(value) if isinstance(value, memoryview) else value


def _digits(said: Number | None) -> str:
    return said.digits if said else ""


def _email(wish: Wish) -> str:
    return wish.email.strip().lower()


def _phone(wish: Wish) -> str:
    return "".join(sign for sign in wish.phone if sign.isdigit() or sign == "+")
