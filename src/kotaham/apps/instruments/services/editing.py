"""Change the content of a draft; each change is told by the names of its fields, never by what stands in them."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale
from kotaham.apps.instruments import queries
from kotaham.apps.instruments.models import Version
from kotaham.apps.instruments.rules import described, drafting
from kotaham.apps.instruments.services import letters
from kotaham.apps.instruments.services.finding import editable
from kotaham.core.errors import Refused
from kotaham.core.instrument.load import parse_draft
from kotaham.core.instrument.translate_write import refitted
from kotaham.core.instrument.write import to_yaml

Values = Mapping[str, Any]
Change = Callable[[drafting.Tree], None]


def edit_page(
    pk: int, page: str, *, actor: Actor, edition: int, values: Values, rows: Sequence[Values] = ()
) -> Version:
    """Write what one page of the editor holds."""
    return _changed(pk, lambda tree: drafting.with_page(tree, drafting.PAGES[page], values, rows), actor, edition)


def edit_indicator(pk: int, code: str, *, actor: Actor, edition: int, values: Values, scoring: Values) -> Version:
    """Write one indicator: what is asked, and how it earns points."""

    def change(tree: drafting.Tree) -> None:
        _must_have(tree, code)
        _must_be_free(tree, values["code"], besides=code)
        drafting.with_indicator(tree, code, values, scoring)

    return _changed(pk, change, actor, edition)


def add_indicator(pk: int, *, actor: Actor, edition: int, values: Values) -> Version:
    """Add an indicator whose way of earning points is unknown as yet."""

    def change(tree: drafting.Tree) -> None:
        _must_be_free(tree, values["code"])
        drafting.added(tree, values)

    return _changed(pk, change, actor, edition)


def remove_indicator(pk: int, code: str, *, actor: Actor, edition: int) -> Version:
    """Take an indicator out of the draft."""

    def change(tree: drafting.Tree) -> None:
        _must_have(tree, code)
        drafting.removed(tree, code)

    return _changed(pk, change, actor, edition)


def move_indicator(pk: int, code: str, step: int, *, actor: Actor, edition: int) -> Version:
    """Move an indicator up (-1) or down (1) within its right."""

    def change(tree: drafting.Tree) -> None:
        _must_have(tree, code)
        drafting.moved(tree, code, step)

    return _changed(pk, change, actor, edition)


def rewrite(pk: int, text: str, *, actor: Actor, edition: int) -> Version:
    """Write the file itself; a text whose shape is wrong is refused with every line of it."""
    return _write(editable(pk, actor=actor), text, actor, edition)


def _changed(pk: int, change: Change, actor: Actor, edition: int) -> Version:
    version = editable(pk, actor=actor)
    if version.edition != edition:
        raise Stale.of(letters.named(version))
    tree = drafting.tree_of(queries.instrument_of(version, "en" if version.language == "en" else "id"))
    change(tree)
    return _write(version, to_yaml(drafting.instrument_from(tree)), actor, edition)


def _write(version: Version, text: str, actor: Actor, edition: int) -> Version:
    """Put a text in the place of another, once; two edits at once are one edit and one letter."""
    found = described(text)
    old, new = queries.loaded(version).instrument, parse_draft(text)[0].instrument
    fields = drafting.fields_changed(old, new)
    if text == version.content and version.edition == edition:
        return version
    with events.work(actor) as log:
        rows = Version.objects.filter(pk=version.pk, edition=edition, state=Version.State.DRAFT, locked=False)
        spoken = {"translation": refitted(version.translation, new)} if version.translation else {}
        kept = {"content": text, "edition": edition + 1, "changed_by_id": actor.person, "changed_at": timezone.now()}
        if not _updated(version.pk, rows, {**kept, **spoken, **found.columns()}, f"{found.slug}@{found.label}"):
            raise Stale.of(letters.named(version))
        data = {"fields": fields, "sha256": [version.file_sha256, found.file_sha256]}
        log.record("instruments.edited", version, holder=version.office_id, data=data)
    return queries.get(version.pk)


def _updated(pk: int, rows: Any, changes: Mapping[str, Any], ref: str) -> int:
    """Update; a name that another version has is told as such, and who loses a race is not told of its own name."""
    slug, _at, label = ref.partition("@")
    taken = Version.objects.filter(slug=slug, label=label).exclude(pk=pk)
    if rows.exists() and taken.exists():
        raise Refused(letters.TAKEN(ref=ref))
    try:
        with transaction.atomic():
            return int(rows.update(**changes))
    except IntegrityError:
        if taken.exists():
            raise Refused(letters.TAKEN(ref=ref)) from None
        raise


def _must_have(tree: drafting.Tree, code: str) -> None:
    if code not in drafting.codes_of(tree):
        raise Refused(letters.NO_INDICATOR(code=code[:40]))


def _must_be_free(tree: drafting.Tree, code: str, besides: str = "") -> None:
    if code != besides and code in drafting.codes_of(tree):
        raise Refused(letters.CODE_TAKEN(code=code[:40]))
