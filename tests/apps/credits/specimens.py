"""One row of each kind for the matrix of roles and relations."""

from typing import Any

from kotaham.apps.offices.models import Office
from tests.apps.certificates.making import a_member
from tests.apps.credits.making import raw_access, raw_claim, raw_line


def person_of(office: Office) -> dict[str, Any]:
    return {"ref": a_member(office).ref}


SPECIMENS = {
    **{f"credits:{name}": person_of for name in ("person", "person-file", "claim-create")},
    **{f"credits:{name}": lambda office: {"pk": raw_claim(office).pk} for name in ("claim", "claim-decide")},
    "credits:reverse": lambda office: {"pk": raw_line(office).pk},
    "credits:access-revoke": lambda office: {"pk": raw_access(office).pk},
}
# A program without a token is told 401; somebody without a row in the register has no transcript.
ABSENT = ("credits:api", "credits:own-file")
