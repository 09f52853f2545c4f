"""How the matrix of rights makes people, the roles they hold, and invitations."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from kotaham.apps.accounts.models import Appointment, Invitation, Person
from kotaham.apps.offices.models import Office

ROLES = {"kanwil": "kanwil_verifier", "city": "city_coordinator", "province": "province_coordinator"}
_number = count(1)


def an_appointment(office: Office) -> Appointment:
    number = next(_number)
    person = Person.objects.create(
        email=f"contoh{number}@kotaham.example", name="Orang Contoh", name_key="orang contoh"
    )
    role = ROLES.get(office.kind, "unit_officer")
    return Appointment.objects.create(
        person=person, role=role, office=office, starts=date(2024, 1, 1), basis="SK contoh"
    )


def held(office: Office) -> dict[str, Any]:
    return {"pk": an_appointment(office).pk}


def holder(office: Office) -> dict[str, Any]:
    return {"pk": an_appointment(office).person_id}


def gone(office: Office) -> dict[str, Any]:
    person = an_appointment(office).person
    person.is_active = False
    person.save(update_fields=["is_active"])
    return {"pk": person.pk}


def invited(office: Office) -> dict[str, Any]:
    number = next(_number)
    role = ROLES.get(office.kind, "unit_officer")
    made = Invitation.objects.create(
        email=f"diundang{number}@kotaham.example",
        name="Orang Diundang",
        role=role,
        office=office,
        token_hash=f"{number:064d}",
        starts=date(2024, 1, 1),
        expires_at=timezone.now() + timedelta(days=7),
    )
    return {"pk": made.pk}


SPECIMENS = {
    "accounts:person": holder,
    "accounts:contact": holder,
    "accounts:readers": holder,
    "accounts:appoint": holder,
    "accounts:deactivate": holder,
    "accounts:reactivate": gone,
    "accounts:end": held,
    "accounts:hand-over": held,
    "accounts:revoke": invited,
    "accounts:renew": invited,
    "accounts:accept": lambda _office: {"token": "tidak-ada"},
    "account_confirm_email": lambda _office: {"key": "tidak-ada"},
    "account_reset_password_from_key": lambda _office: {"uidb36": "1", "key": "tidak-ada"},
    "openid_connect_login": lambda _office: {"provider_id": "tidak-ada"},
    "openid_connect_callback": lambda _office: {"provider_id": "tidak-ada"},
    "mfa_remove_webauthn": lambda _office: {"pk": 0},
    "mfa_edit_webauthn": lambda _office: {"pk": 0},
}
PERSONAL = {"accounts:readers", "accounts:hand-over"}
# Who may give which role is a second table (rules/granting.py), asked after the first.
NARROWED = {"accounts:end", "accounts:hand-over", "accounts:revoke", "accounts:renew", "accounts:appoint"}
# Behind these doors the library of sign-in asks for things that are not there: a second factor, a token, a provider.
ABSENT = {
    "accounts:accept",
    "accounts:act",
    "account_confirm_email",
    "account_reset_password_from_key",
    "openid_connect_login",
    "openid_connect_callback",
    "socialaccount_login_error",
    "mfa_login_webauthn",
    "mfa_view_recovery_codes",
    "mfa_download_recovery_codes",
    "mfa_deactivate_totp",
    "mfa_remove_webauthn",
    "mfa_edit_webauthn",
}
