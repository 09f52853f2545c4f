"""How the matrix of rights makes people, imports and communities of an office."""

import hashlib
from datetime import timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from kotaham.apps.accounts.models import Person
from kotaham.apps.offices.models import Office
from kotaham.apps.register import services
from kotaham.apps.register.models import Batch, Entity, EntityMerge, Link, Member, Pair, Posting, Wish
from kotaham.apps.register.services import kanwil_above

_numbers = count(1)


def a_member(office: Office, state: str = "active") -> Member:
    number = next(_numbers)
    place: dict[str, Any] = {"office": office, "kanwil_id": kanwil_above(office.pk)}
    member = Member.objects.create(
        status="pns", state=state, name=f"Contoh {number}", name_key=f"contoh {number}", number_tail="007", **place
    )
    Posting.objects.create(member=member, starts="2026-01-01", **place)
    return member


def by_ref(state: str = "active") -> Any:
    return lambda office: {"ref": a_member(office, state).ref}


def a_batch(office: Office, state: str = "preview") -> Batch:
    by = Person.objects.order_by("pk")[0]
    return Batch.objects.create(
        office=office, name="daftar.csv", sha256="0" * 64, size=1, state=state, basis="SK", by=by
    )


def in_state(state: str) -> Any:
    return lambda office: {"pk": a_batch(office, state).pk}


def an_entity(office: Office) -> dict[str, Any]:
    kanwil = kanwil_above(office.pk) or office.pk
    name = f"Karang Taruna {next(_numbers)}"
    made = Entity.objects.create(
        kind="community", name=name, name_key=name.lower(), kanwil_id=kanwil, place_code=office.place_code
    )
    return {"pk": made.pk}


def a_merged_entity(office: Office) -> dict[str, Any]:
    kept, gone = an_entity(office)["pk"], an_entity(office)["pk"]
    Entity.objects.filter(pk=gone).update(merged_into=kept)
    EntityMerge.objects.create(kept_id=kept, gone_id=gone, reason="Rekaan", by=Person.objects.order_by("pk")[0])
    return {"pk": gone}


def a_pair(office: Office) -> dict[str, Any]:
    first, second = a_member(office), a_member(office)
    return {"pk": Pair.objects.create(first=first, second=second, score=90, reasons=["name-birth"]).pk}


def a_merged(office: Office) -> dict[str, Any]:
    kept, gone = a_member(office), a_member(office)
    Member.objects.filter(pk=gone.pk).update(state="merged", merged_into=kept)
    return {"ref": gone.ref}


def a_link(office: Office) -> Link:
    by = Person.objects.order_by("pk")[0]
    ends = timezone.now() + timedelta(days=3)
    link = Link(office=office, title=f"Contoh {next(_numbers)}", expires_at=ends, most=5, made_by=by)
    link.token_hash = hashlib.sha256(services.token_of(link).encode()).hexdigest()
    link.save()
    return link


def a_wish(office: Office) -> dict[str, Any]:
    due = timezone.now() + timedelta(hours=72)
    return {"pk": Wish.objects.create(member=a_member(office), kind="access", due_at=due).pk}


SPECIMENS = {
    **{f"register:{name}": by_ref() for name in ("detail", "readers", "change", "reveal", "move", "leave")},
    "register:return": by_ref("left"),
    **{f"register:{name}": in_state("preview") for name in (
        "batch", "batch-progress", "batch-refusals-file", "batch-approve", "batch-cancel")},
    "register:batch-resume": in_state("taking"),
    "register:batch-undo": in_state("done"),
    **{f"register:{name}": an_entity for name in ("entity", "entity-retire", "entity-merge", "entity-differ")},
    "register:entity-unmerge": a_merged_entity,
    **{f"register:{name}": a_pair for name in ("pair", "pair-differ", "pair-merge")},
    "register:unmerge": a_merged,
    "register:erase": by_ref(),
    **{f"register:{name}": lambda office: {"pk": a_link(office).pk} for name in ("link", "link-close")},
    "register:join": lambda office: {"token": services.token_of(a_link(office))},
    **{f"register:{name}": a_wish for name in ("wish-detail", "wish-answer")},
}  # fmt: skip
# Anybody who holds the token of a link may register; whose link it is does not matter.
ABSENT = ("register:join",)
# They are told whose link it is.
NAMING = ("register:join",)
