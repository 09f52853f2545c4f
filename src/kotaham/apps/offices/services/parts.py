"""What an office does, and how it is reached: mandates with their legal basis, contacts by jabatan."""

from dataclasses import dataclass
from datetime import date

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale
from kotaham.apps.offices.models import Contact, Mandate
from kotaham.apps.offices.services.guards import admit, fits, must_be_open, must_have_come, reason_of, take, told
from kotaham.apps.offices.services.letters import BAD_DAY, EMPTY, ENDS_FIRST, LONG, NO_BASIS, NO_CONTACT
from kotaham.core.errors import Refused
from kotaham.core.language import Say

TASK = Say("Tugas atau fungsi", "The task or function")
TITLE = Say("Jabatan", "The jabatan")


@dataclass(frozen=True, slots=True)
class Task:
    """A task or function, and the regulation that gives it."""

    text: str
    basis: str
    article: str = ""
    url: str = ""
    valid_from: date | None = None


def add_mandate(office_id: int, *, actor: Actor, version: int, task: Task) -> Mandate:
    """Add a task or function of an office, with the regulation that gives it."""
    with events.work(actor) as log:
        office = admit(actor, "offices.mandate", office_id)
        must_be_open(office)
        words = task.text.strip()
        if not words or len(words) > 2000:
            raise Refused(LONG(field=TASK, limit=2000) if words else EMPTY(field=TASK))
        basis = fits(task.basis, 200, Say("Dasar hukum", "The legal basis"))
        if not basis:
            raise Refused(NO_BASIS())
        article = fits(task.article, 60, Say("Pasal", "The article"))
        take(office, version)
        mandate = Mandate.objects.create(
            office=office, text=words, basis=basis, article=article, url=task.url, valid_from=task.valid_from
        )
        log.record("offices.mandate-added", office, holder=office.pk, reason=basis, data={"mandate": mandate.pk})
    return mandate


def end_mandate(mandate_id: int, *, actor: Actor, office_id: int, on: date, reason: str) -> None:
    """End a mandate on a day; it stays in the list as history."""
    with events.work(actor) as log:
        office = admit(actor, "offices.mandate", office_id)
        must_have_come(on)
        why = reason_of(reason)
        rows = Mandate.objects.filter(pk=mandate_id, office=office)
        start = rows.values_list("valid_from", flat=True).first()
        if start and on <= start:
            raise Refused(BAD_DAY(on=told(on), limit=ENDS_FIRST))
        if not rows.filter(valid_to=None).update(valid_to=on):
            raise Stale.of(TASK)
        log.record("offices.mandate-ended", office, holder=office.pk, reason=why, data={"mandate": mandate_id})


def set_contact(
    office_id: int, *, actor: Actor, version: int, title: str, phone: str = "", email: str = "", note: str = ""
) -> Contact:
    """Set how the holder of a jabatan is reached: the line of the office, not of a person."""
    with events.work(actor) as log:
        office = admit(actor, "offices.contact", office_id)
        must_be_open(office)
        jabatan = fits(title, 120, TITLE)
        if not jabatan:
            raise Refused(EMPTY(field=TITLE))
        if not phone.strip() and not email.strip():
            raise Refused(NO_CONTACT())
        values = {
            "phone": fits(phone, 40, Say("Telepon", "The telephone number")),
            "email": fits(email, 120, Say("Surel", "The e-mail address")),
            "note": fits(note, 200, Say("Catatan", "The note")),
        }
        take(office, version)
        contact, _new = Contact.objects.update_or_create(office=office, title=jabatan, defaults=values)
        log.record("offices.contact-set", office, holder=office.pk, data={"row": contact.pk, "fields": list(values)})
    return contact


def drop_contact(contact_id: int, *, actor: Actor, office_id: int) -> None:
    """Take a contact off the page of an office."""
    with events.work(actor) as log:
        office = admit(actor, "offices.contact", office_id)
        gone, _each = Contact.objects.filter(pk=contact_id, office=office).delete()
        if not gone:
            raise Stale.of(TITLE)
        log.record("offices.contact-dropped", office, holder=office.pk, data={"row": contact_id})
