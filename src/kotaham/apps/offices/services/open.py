"""Open an office: a unit, a service unit or a partner; governments and Kanwil come from reference data."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor
from kotaham.apps.offices.models import Kind, Office
from kotaham.apps.offices.rules import BY_HAND, may_stand_under, place_under
from kotaham.apps.offices.services.guards import admit, fits, lock, must_be_open
from kotaham.apps.offices.services.letters import MISFIT, NO_NAME, REFERENCE, TAKEN
from kotaham.core.errors import Refused
from kotaham.core.language import Say

NAME = Say("Nama", "The name")
SHORT = Say("Nama singkat", "The short name")
NOTE = Say("Catatan", "The note")
PARTNER_KIND = Say("Jenis mitra", "The kind of partner")
KIND_WORDS = {
    Kind.MINISTRY: Say("Kementerian", "A ministry"),
    Kind.KANWIL: Say("Kanwil", "A Kanwil"),
    Kind.PROVINCE: Say("Pemerintah provinsi", "A provincial government"),
    Kind.CITY: Say("Pemerintah kabupaten/kota", "A city government"),
    Kind.UNIT: Say("Perangkat daerah", "A unit"),
    Kind.SERVICE_UNIT: Say("Unit pelayanan", "A service unit"),
    Kind.PARTNER: Say("Mitra", "A partner"),
}


@dataclass(frozen=True, slots=True)
class Words:
    """What is written about an office."""

    name: str
    short_name: str = ""
    partner_kind: str = ""
    note: str = ""

    def fitting(self) -> dict[str, str]:
        """Return the words in one line each, or refuse what is missing or too long."""
        return {
            "name": name_of(self.name),
            "short_name": fits(self.short_name, 60, SHORT),
            "partner_kind": fits(self.partner_kind, 60, PARTNER_KIND),
            "note": fits(self.note, 500, NOTE),
        }


def create_office(*, actor: Actor, parent_id: int, kind: str, words: Words, valid_from: date | None = None) -> Office:
    """Open an office under another; a name is there once."""
    with events.work(actor) as log:
        parent = admit(actor, "offices.create", parent_id)
        lock(parent)  # the second click waits here, then finds the name taken
        office = add(parent, kind, words, valid_from=valid_from)
        log.record("offices.created", office, holder=office.pk, data={"kind": office.kind, "parent": parent.pk})
    return office


def add(parent: Office, kind: str, words: Words, *, proposed: bool = False, valid_from: date | None = None) -> Office:
    """Write an office under another that the caller has locked, or refuse what does not fit."""
    must_be_open(parent)
    must_fit(kind, parent)
    start = valid_from or timezone.localdate()
    office = Office(kind=kind, proposed=proposed, valid_from=start, **words.fitting())
    place_under(office, parent)
    must_be_free(office.name, kind, parent.pk)
    office.save(force_insert=True)
    return office


def name_of(text: str) -> str:
    """Return a name in one line, or refuse an empty or long one."""
    name = fits(text, 200, NAME)
    if not name:
        raise Refused(NO_NAME())
    return name


def must_fit(kind: str, parent: Office) -> None:
    """Refuse a kind that is not opened by hand, or that cannot stand under this office."""
    if kind not in BY_HAND:
        raise Refused(REFERENCE(kind=KIND_WORDS[Kind(kind)]))
    if not may_stand_under(kind, parent.kind):
        raise Refused(MISFIT(kind=KIND_WORDS[Kind(kind)], parent=parent.name))


def must_be_free(name: str, kind: str, parent_id: int | None, *, but: int = 0) -> None:
    """Refuse a name that another office under the same one carries."""
    same = Office.objects.filter(parent_id=parent_id, kind=kind, name=name, valid_to=None).exclude(pk=but)
    if same.exists():
        raise Refused(TAKEN(name=name))
