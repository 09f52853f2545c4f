"""Rows of the ledger for tests."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.utils import timezone

from kotaham.apps.accounts.models import Person
from kotaham.apps.credits.models import Access, Claim, Line
from kotaham.apps.credits.services import Wish
from kotaham.apps.offices.models import Office
from kotaham.apps.register.models import Member
from tests.apps.certificates.making import a_member

SPRING = date(2026, 4, 7)


def wish(proof: int | None, **changes: Any) -> Wish:
    fields: dict[str, Any] = {
        "title": "Pelayanan Publik Rekaan", "organiser": "Badan Diklat Rekaan", "number": "12/DIKLAT/2026",
        "hours": Decimal("8.0"), "began": SPRING, "ended": SPRING + timedelta(days=1), "proof": proof,
    } | changes  # fmt: skip
    return Wish(**fields)


def anybody() -> int:
    """Return somebody's account."""
    found = Person.objects.order_by("pk").values_list("pk", flat=True).first()
    assert found is not None
    return found


def raw_claim(office: Office, member: Member | None = None) -> Claim:
    """Write a claim past all services, for the matrix."""
    return Claim.objects.create(
        member=member or a_member(office), office=office, title="Contoh", organiser="Contoh", number=uuid4().hex,
        hours=4, began=SPRING, ended=SPRING, proof=1, by_id=anybody(),
    )  # fmt: skip


def raw_line(office: Office) -> Line:
    """Write a recognised line past all services, for the matrix."""
    claim = raw_claim(office)
    return Line.objects.create(
        member=claim.member, year=2026, hours=4, kind="recognised", claim=claim, title="Contoh", ended=SPRING
    )


def raw_access(office: Office) -> Access:
    """Write an access past all services, for the matrix."""
    ends = timezone.localdate() + timedelta(days=30)
    return Access.objects.create(
        office=office, name="Contoh", digest=uuid4().hex * 2, tail="abcd", by_id=anybody(), ends=ends
    )
