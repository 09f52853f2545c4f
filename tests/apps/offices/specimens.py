"""How a row of the room is made for an office, for the matrix of rights."""

from collections.abc import Mapping
from typing import Any

from kotaham.apps.offices.models import Contact, Mandate, Office
from tests.apps.matrix import Specimen


def itself(office: Office) -> dict[str, Any]:
    return {"pk": office.pk}


def its_mandate(office: Office) -> dict[str, Any]:
    return {"pk": office.pk, "mandate": Mandate.objects.create(office=office, text="Tugas", basis="Perwali 1/2020").pk}


def its_contact(office: Office) -> dict[str, Any]:
    return {"pk": office.pk, "contact": Contact.objects.create(office=office, title="Kepala", phone="021").pk}


def a_province(_office: Office) -> dict[str, Any]:
    return {"code": "99"}


SPECIMENS: Mapping[str, Specimen] = {
    **dict.fromkeys(
        (
            "offices:detail",
            "offices:create",
            "offices:edit",
            "offices:confirm",
            "offices:move",
            "offices:close",
            "offices:mandate",
            "offices:contact",
            "offices:adopt",
            "offices:import",
            "offices:bring-in",
        ),
        itself,
    ),
    "offices:end-mandate": its_mandate,
    "offices:drop-contact": its_contact,
    "offices:set-area": a_province,
}
