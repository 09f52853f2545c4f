"""One row of each kind for the matrix of roles and relations."""

from typing import Any

from kotaham.apps.offices.models import Office
from tests.apps.certificates.making import a_version, raw_certificate, raw_issue, raw_template


def certificate_of(office: Office) -> dict[str, Any]:
    return {"pk": raw_certificate(office).pk}


def token_of(office: Office) -> dict[str, Any]:
    return {"token": raw_certificate(office).token}


def template_of(office: Office) -> dict[str, Any]:
    return {"pk": raw_template(office).pk}


def issue_of(office: Office) -> dict[str, Any]:
    return {"pk": raw_issue(office).pk}


SPECIMENS = {
    **{f"certificates:{name}": certificate_of for name in (
        "detail", "file", "record", "revoke", "renew", "own-file", "own-badge", "own-record")},
    **{f"certificates:{name}": template_of for name in ("template", "template-edit")},
    "certificates:issue": issue_of,
    "certificates:issue-create": lambda office: {"version": a_version(office).pk},
    "certificates:check": token_of,
    "certificates:code": token_of,
    "certificates:status-list": lambda _office: {"number": 0},
}  # fmt: skip
# What belongs to a person.
PERSONAL = ("certificates:own-file", "certificates:own-badge", "certificates:own-record")
# Nobody's thing: found by a code, or a course that anybody issues for among their own people.
ABSENT = ("certificates:check", "certificates:code", "certificates:status-list", "certificates:issue-create")
