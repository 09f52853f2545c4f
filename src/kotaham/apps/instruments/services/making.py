"""Make a draft: with nothing in it, out of another version, or out of a file."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand
from kotaham.apps.instruments import queries
from kotaham.apps.instruments.models import Version
from kotaham.apps.instruments.reading.launch import annex_to_yaml
from kotaham.apps.instruments.rules import described, drafting
from kotaham.apps.instruments.services import letters
from kotaham.apps.instruments.services.finding import visible
from kotaham.core.errors import Refused, Where
from kotaham.core.instrument.load import NOT_UTF8
from kotaham.core.instrument.translate_write import refitted
from kotaham.core.instrument.write import to_yaml

MOST_MB = 5


def make_blank(
    *, actor: Actor, slug: str, label: str, title: str, nature: str, rights: Sequence[str], notice: str = ""
) -> Version:
    """Make a draft with rights but no indicator; what nobody has said is unknown in it."""
    demand(actor, "instruments.edit")
    tree = drafting.blank(slug.strip(), label.strip(), title.strip(), nature, rights, notice.strip())
    return _made(to_yaml(drafting.instrument_from(tree)), actor=actor)


def make_copy(pk: int, *, actor: Actor, slug: str, label: str) -> Version:
    """Make a draft out of a version; only its name differs, and comments written in the file are left behind."""
    demand(actor, "instruments.edit")
    source = visible(pk, actor=actor)
    tree = drafting.tree_of(queries.loaded(source).instrument)
    tree |= {"id": slug.strip(), "version": label.strip()}
    made = drafting.instrument_from(tree)
    spoken = refitted(source.translation, made) if source.translation else ""
    return _made(to_yaml(made), actor=actor, based_on=source.pk, translation=spoken)


def make_from_file(data: bytes, name: str, *, actor: Actor) -> Version:
    """Make a draft out of an annex workbook or an instrument file; refused with everything that is wrong with it."""
    demand(actor, "instruments.edit")
    if len(data) > MOST_MB * 2**20:
        raise Refused(letters.TOO_LARGE(Where(name[:80]), limit=MOST_MB))
    ending = name.lower().rpartition(".")[2]
    if ending == "xlsx":
        return _made(annex_to_yaml(data, name), actor=actor)
    if ending in {"yaml", "yml"}:
        return _made(_text(data, name), actor=actor)
    raise Refused(letters.WRONG_TYPE(Where(name[:80])))


def _text(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Refused(NOT_UTF8(Where(name[:80], line), position=error.start + 1)) from None


def _made(text: str, *, actor: Actor, based_on: int | None = None, translation: str = "") -> Version:
    found = described(text)
    ref = f"{found.slug}@{found.label}"
    if queries.by_ref(ref) is not None:
        raise Refused(letters.TAKEN(ref=ref))
    with events.work(actor) as log:
        try:
            with transaction.atomic():
                made = Version.objects.create(
                    content=text,
                    translation=translation,
                    based_on_id=based_on,
                    office_id=actor.office,
                    made_by_id=actor.person,
                    changed_by_id=actor.person,
                    changed_at=timezone.now(),
                    **found.columns(),
                )
        except IntegrityError:
            raise Refused(letters.TAKEN(ref=ref)) from None
        data = {"sha256": found.file_sha256, **({"based_on": based_on} if based_on else {})}
        log.record("instruments.drafted", made, holder=made.office_id, data=data)
    return made
