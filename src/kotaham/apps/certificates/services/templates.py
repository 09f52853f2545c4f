"""Make a template, and change one: what was used stays as it was, and the change is its next version."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from django.db import IntegrityError, transaction
from django.db.models import Max

from kotaham.apps.certificates.models import Template
from kotaham.apps.certificates.rules import PLACES, Wrong, wrong_number, wrong_text
from kotaham.apps.certificates.rules.places import IN_NUMBER
from kotaham.apps.certificates.services import letters
from kotaham.apps.certificates.services.finding import find_template
from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale, demand
from kotaham.core.errors import Problem, Refused
from kotaham.core.language import Say

FIELDS: Mapping[str, tuple[Say, int]] = {
    "title": (Say("Judul sertifikat", "The title"), 120),
    "text": (Say("Kalimat", "The sentence"), 600),
    "numbering": (Say("Pola nomor", "The pattern of numbers"), 60),
    "place": (Say("Tempat penetapan", "The place"), 120),
    "signatory": (Say("Nama penanda tangan", "The name of the signatory"), 160),
    "signatory_title": (Say("Jabatan penanda tangan", "The position of the signatory"), 200),
}
NAME = Say("Nama templat", "The name of the template")


@dataclass(frozen=True, slots=True)
class Words:
    """What a template says."""

    title: str
    text: str
    numbering: str
    place: str
    signatory: str
    signatory_title: str


def make_template(name: str, words: Words, *, actor: Actor) -> Template:
    """Make the first version of a template of the actor's office."""
    demand(actor, "certificates.template-make")
    if actor.office is None:
        raise Refused(letters.NO_OFFICE())
    called = letters.must_say(name, NAME, 120)
    fields = _fields(words)
    with events.work(actor) as log:
        try:
            with transaction.atomic():
                row = Template.objects.create(office_id=actor.office, name=called, made_by_id=actor.person, **fields)
        except IntegrityError as error:
            raise Refused(letters.TAKEN()) from error
        log.record("certificates.template-made", row, holder=actor.office)
    return row


def edit_template(pk: int, words: Words, *, actor: Actor) -> Template:
    """Change a template; one that was used stays, and a next version is made. A change from an older page is stale."""
    row = find_template(pk, "certificates.template-edit", actor=actor)
    fields = _fields(words)
    with events.work(actor) as log:
        last = Template.objects.filter(office=row.office_id, name=row.name).aggregate(n=Max("number"))["n"]
        if last != row.number:
            raise Stale.of(letters.template_named(row))
        changed = sorted(name for name, value in fields.items() if getattr(row, name) != value)
        if not changed:
            return row
        made = row if Template.objects.filter(pk=pk, used=False).update(**fields) else _next(row, fields, actor)
        log.record("certificates.template-edited", made, holder=row.office_id, data={"fields": changed})
    return made


def _next(row: Template, fields: Mapping[str, str], actor: Actor) -> Template:
    try:
        with transaction.atomic():
            return Template.objects.create(
                office_id=row.office_id, name=row.name, number=row.number + 1, made_by_id=actor.person, **fields
            )
    except IntegrityError as error:
        raise Stale.of(letters.template_named(row)) from error


def _fields(words: Words) -> dict[str, str]:
    """Return the words cleaned, or refuse with everything that is wrong at once."""
    fields = {name: " ".join(text.split()) for name, text in asdict(words).items()}
    problems: list[Problem] = []
    for name, (title, most) in FIELDS.items():
        if not fields[name]:
            problems.append(letters.MISSING(field=title))
        elif len(fields[name]) > most:
            problems.append(letters.LONG(field=title, limit=most))
    problems += _told(wrong_text(fields["text"]), "text", PLACES)
    problems += _told(wrong_number(fields["numbering"]), "numbering", IN_NUMBER) if fields["numbering"] else []
    if problems:
        raise Refused(problems)
    return fields


def _told(wrong: Iterable[Wrong], name: str, places: Mapping[str, Say]) -> list[Problem]:
    field = FIELDS[name][0]
    known = ", ".join(f"{{{place}}}" for place in places)
    return [
        letters.NO_NUMBER()
        if one.fault == "number"
        else letters.BRACES(field=field)
        if one.fault == "braces"
        else letters.NO_PLACE(field=field, found=one.found, places=known)
        for one in wrong
    ]
