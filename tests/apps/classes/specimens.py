"""One row of each kind for the matrix of roles and relations."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from kotaham.apps.accounts.models import Person
from kotaham.apps.classes.models import Attendance, EntityAttendance, Roll, Seat, Session
from kotaham.apps.classes.services.releasing import digest
from kotaham.apps.offices.models import Office
from kotaham.apps.register.models import Entity
from tests.apps.classes.making import raw_session
from tests.apps.courses.making import DAY, member
from tests.cast import SINCE


def session_of(office: Office) -> dict[str, Any]:
    return {"pk": raw_session(office).pk}


def seat_of(office: Office) -> dict[str, Any]:
    seat = Seat.objects.create(
        session=raw_session(office, "open"), member=member(office), state="seated", group="apparatus"
    )
    return {"pk": seat.pk}


def seat_letter_of(office: Office) -> dict[str, Any]:
    session, kanwil = raw_session(office), office if office.kind == "kanwil" else None
    seat = Seat.objects.create(
        session=session, member=member(office), state="seated", group="apparatus", office=office, kanwil=kanwil
    )
    return {"pk": session.pk, "seat": seat.pk}


def attendance_of(office: Office) -> dict[str, Any]:
    session, who = raw_session(office), member(office)
    row = Attendance.objects.create(session=session, member=who, method="manual", group="apparatus", day=DAY)
    return {"pk": session.pk, "attendance": row.pk}


def entity_attendance_of(office: Office) -> dict[str, Any]:
    session, kanwil = raw_session(office), Office.objects.filter(kind="kanwil").order_by("pk")[0]
    one = Entity.objects.create(kind="community", name="Sanggar", name_key=f"sanggar {session.pk}", kanwil=kanwil)
    row = EntityAttendance.objects.create(
        session=session, entity=one, reason="Rekaan", kanwil=kanwil, group="community", day=DAY
    )
    return {"pk": session.pk, "attendance": row.pk}


def roll_of(office: Office) -> dict[str, Any]:
    session = raw_session(office)
    by = Person.objects.order_by("pk")[0]
    return {"pk": session.pk, "roll": Roll.objects.create(session=session, name="a.csv", sha256="0" * 64, by=by).pk}


def open_session_of(office: Office) -> dict[str, Any]:
    return {"pk": raw_session(office, "open").pk}


def invited_of(office: Office) -> dict[str, Any]:
    """Return an invitation that waits for an answer, of a session that an office holds."""
    session, kanwil = raw_session(office), office if office.kind == "kanwil" else None
    seat = Seat.objects.create(
        session=session, member=member(office), state="invited", group="apparatus", office=office, kanwil=kanwil
    )
    return {"pk": session.pk, "seat": seat.pk}


def answer_of(office: Office) -> dict[str, Any]:
    """Return a link by which an invitation is answered; whoever holds it reads who invites."""
    session = raw_session(_host(), "open", starts=timezone.now() + timedelta(hours=1))
    token = f"contoh-jawaban-{session.pk}"
    Seat.objects.create(session=session, member=member(office), state="invited", answer_hash=digest(token))
    return {"token": token}


def _host() -> Office:
    return Office.objects.create(kind="kanwil", name="Penyelenggara rekaan", rank=1, valid_from=SINCE)


def token_of(office: Office) -> dict[str, Any]:
    seat = Seat.objects.get(pk=seat_of(office)["pk"])
    token = f"contoh-{seat.pk}"
    Session.objects.filter(pk=seat.session_id).update(office=_host())  # the letter names it, whoever holds the link
    Seat.objects.filter(pk=seat.pk).update(release="asked", supervisor="Ibu Atasan", release_hash=digest(token))
    return {"token": token}


SPECIMENS = {
    **{f"classes:{name}": session_of for name in (
        "detail", "edit", "open", "close", "hold", "cancel", "letter", "invite", "enrol", "people", "sheet", "room",
        "code", "note", "entities", "roll", "mine-detail", "register", "my-calendar")},
    **{f"classes:{name}": seat_of for name in ("give-up", "my-letter", "ask-release")},
    **{f"classes:{name}": roll_of for name in ("roll-preview", "roll-take", "roll-undo")},
    "classes:seat-letter": seat_letter_of,
    "classes:void": attendance_of,
    **{f"classes:{name}": entity_attendance_of for name in ("entity-void", "entity-correct")},
    "classes:check-in": open_session_of,
    "classes:release": token_of,
    "classes:answer": answer_of,
    "classes:withdraw": invited_of,
}  # fmt: skip
PERSONAL = tuple(f"classes:{name}" for name in (
    "mine-detail", "register", "my-calendar", "give-up", "my-letter", "ask-release"))  # fmt: skip
