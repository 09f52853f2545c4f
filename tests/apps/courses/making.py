"""People of the register and courses for tests."""

from datetime import date
from typing import Any
from uuid import uuid4

from kotaham.apps.courses import services
from kotaham.apps.courses.models import Course, Enrolment, Module, Programme, Version
from kotaham.apps.courses.services import CourseWish, ModuleWish, VersionWish
from kotaham.apps.gate.services import Actor, search_key
from kotaham.apps.offices.models import Office
from kotaham.apps.register.models import Member, Posting
from kotaham.apps.register.services import kanwil_above
from kotaham.apps.register.services.sealed import columns
from tests.cast import SINCE

NUMBER = "19900309201502100{}"


def member(office: Office | None, name: str = "Sari Contoh", number: str = "", **more: Any) -> Member:
    """Write a civil servant into the register, serving in an office since the cast does."""
    ref, kanwil = uuid4(), kanwil_above(office.pk) if office else None
    sealed = columns(ref, number, "", "") if number else {}
    row = Member.objects.create(
        ref=ref, status="pns", name=name, name_key=search_key(name), office=office, kanwil_id=kanwil, **sealed, **more
    )
    Posting.objects.create(member=row, office=office, kanwil_id=kanwil, starts=SINCE)
    return row


def nip(sequence: int) -> str:
    """Return a number that is well formed."""
    return f"199003092015021{sequence:03d}"


def a_course(actor: Actor, code: str = "dasar-ham", **needs: Any) -> Course:
    """Write a programme and a course with two modules in its draft, one required."""
    programme = Programme.objects.filter(office=actor.office).first() or services.add_programme(
        "Program rekaan", "", actor=actor
    )
    course = services.add_course(CourseWish(programme.pk, code, f"Pelatihan {code}"), actor=actor)
    version = Version.objects.get(course=course)
    wish = VersionWish("Peserta mengenal hak rekaan.", "Aparatur", needs or {"modules": True}, None)
    services.change_version(version.pk, wish, actor=actor, edition=1)
    services.add_module(version.pk, ModuleWish("text", "Bab satu", "# Hak\n\nIsi *rekaan*."), actor=actor)
    services.add_module(version.pk, ModuleWish("text", "Tambahan", "Boleh dilewati.", required=False), actor=actor)
    return course


def published(actor: Actor, code: str = "dasar-ham", **needs: Any) -> Version:
    """Write a course and publish its first version."""
    version = Version.objects.get(course=a_course(actor, code, **needs))
    return services.publish(version.pk, actor=actor, edition=version.edition)


def raw_version(office: Office, state: str = "draft") -> Version:
    """Write a version with one module past all services, for the matrix."""
    programme, _new = Programme.objects.get_or_create(office=office, title="Contoh")
    course = Course.objects.create(programme=programme, office=office, code=f"c-{uuid4().hex[:12]}", title="Contoh")
    version = Version.objects.create(course=course, number=1, goal="Contoh", needs={"modules": True})
    Module.objects.create(version=version, position=1, kind="text", title="Bab satu", text="Isi.")
    if state != "draft":
        Version.objects.filter(pk=version.pk).update(state=state)
        version.state = state
    return version


def raw_enrolment(office: Office, **more: Any) -> Enrolment:
    """Write the enrolment of somebody who serves in an office."""
    who = member(office)
    version = raw_version(office, "published")
    fields = {"office": office, "kanwil_id": who.kanwil_id, "group": "apparatus"} | more
    return Enrolment.objects.create(version=version, member=who, **fields)


DAY = date(2026, 11, 22)
