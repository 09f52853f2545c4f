"""One row of each kind for the matrix of roles and relations."""

from typing import Any

from kotaham.apps.courses.models import Module, Programme
from kotaham.apps.offices.models import Office
from tests.apps.courses.making import raw_enrolment, raw_version


def course_of(office: Office) -> dict[str, Any]:
    return {"pk": raw_version(office).course_id}


def version_of(office: Office) -> dict[str, Any]:
    return {"pk": raw_version(office).pk}


def module_of(office: Office) -> dict[str, Any]:
    return {"pk": Module.objects.get(version=raw_version(office)).pk}


def place_of(office: Office) -> dict[str, Any]:
    return {"pk": raw_version(office).pk, "position": 1}


def programme_of(office: Office) -> dict[str, Any]:
    return {"pk": Programme.objects.get_or_create(office=office, title="Contoh")[0].pk}


def enrolment_of(office: Office) -> dict[str, Any]:
    return {"pk": raw_enrolment(office).pk}


def part_of(office: Office) -> dict[str, Any]:
    return {"pk": raw_enrolment(office).pk, "position": 1}


SPECIMENS = {
    **{f"courses:{name}": course_of for name in ("detail", "edit", "retire", "next")},
    **{f"courses:{name}": version_of for name in (
        "version", "version-edit", "hours", "publish", "version-retire", "module-add", "people", "enrol", "choose",
        "join")},
    **{f"courses:{name}": module_of for name in ("module-edit", "module-move", "module-remove")},
    **{f"courses:{name}": programme_of for name in ("programme-edit", "programme-retire")},
    **{f"courses:{name}": enrolment_of for name in (
        "person", "withdraw", "waive", "learn", "accept", "refuse", "give-up")},
    **{f"courses:{name}": part_of for name in ("module", "progress", "file", "pack")},
    "courses:reading": place_of,
}  # fmt: skip
# What a learner takes is their own and nobody else's.
PERSONAL = tuple(
    f"courses:{name}" for name in ("join", "learn", "accept", "refuse", "give-up", "module", "progress", "file", "pack")
)
