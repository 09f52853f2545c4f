"""Write the texts of a draft in its other language; no number, code or rule stands there."""

from collections.abc import Mapping

from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, Stale
from kotaham.apps.instruments import queries
from kotaham.apps.instruments.models import Version
from kotaham.apps.instruments.services import letters
from kotaham.apps.instruments.services.finding import editable
from kotaham.core.instrument.places import Path, path_text
from kotaham.core.instrument.translate import Text, parse_translation, translated
from kotaham.core.instrument.translate_write import fitting, translation_yaml

SHOWN = 40  # names of texts that the record of one change keeps


def translate(pk: int, given: Mapping[Path, Text], *, actor: Actor, edition: int) -> Version:
    """Write some texts, and leave the others as they are; an empty text is a text not translated yet."""
    version = editable(pk, actor=actor)
    if version.edition != edition:
        raise Stale.of(letters.named(version))
    instrument = queries.loaded(version).instrument
    before = fitting(version.translation, instrument)
    text = translation_yaml(instrument, {**before, **given})
    if text:
        translated(instrument, parse_translation(text))  # refuses what has no place, and lists of another length
    if text == version.translation:
        return version
    changed = [path_text(path) for path, one in given.items() if one != before.get(path, type(one)())]
    with events.work(actor) as log:
        rows = Version.objects.filter(pk=pk, edition=edition, state=Version.State.DRAFT, locked=False)
        told = {"edition": edition + 1, "changed_by_id": actor.person, "changed_at": timezone.now()}
        if not rows.update(translation=text, **told):
            raise Stale.of(letters.named(version))
        data = {"fields": changed[:SHOWN], "count": len(changed)}
        log.record("instruments.translated", version, holder=version.office_id, data=data)
    return queries.get(pk)
