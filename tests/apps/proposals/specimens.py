"""One row of each kind for the matrix of roles and relations."""

from typing import Any
from uuid import uuid4

from kotaham.apps.accounts.models import Person
from kotaham.apps.offices.models import Office
from kotaham.apps.proposals.models import Mapping
from tests.apps.certificates.making import a_version


def mapped(office: Office) -> dict[str, Any]:
    by = Person.objects.order_by("pk").first()
    assert by is not None
    course = a_version(office).course
    row = Mapping.objects.create(
        instrument="uji", kind="right", code=uuid4().hex[:20], course=course, basis="x", made_by=by
    )
    return {"pk": row.pk}


SPECIMENS = {
    "proposals:office": lambda office: {"pk": office.pk},
    "proposals:people": lambda office: {"pk": office.pk, "version": a_version(office).pk},
    "proposals:mapping-end": mapped,
}
