"""Hold the content of a version still, because a trial round judges by it."""

from kotaham.apps.events.services.unit import Log
from kotaham.apps.gate.services import Actor
from kotaham.apps.instruments import queries
from kotaham.apps.instruments.models import Version
from kotaham.apps.instruments.services import letters
from kotaham.core.errors import Refused


def lock(version_pk: int, *, actor: Actor, log: Log) -> Version:  # noqa: ARG001 - the rule of whoever opens the round was asked
    """Keep a version as it is from now on; one that is sealed or locked already stays so without a word.

    Called inside the unit of work of whoever opens the round, whose own rule was asked.
    """
    version = queries.get(version_pk)
    if version.state == Version.State.DROPPED or version.mistakes:
        raise Refused(letters.NOT_USABLE(ref=version.ref))
    rows = Version.objects.filter(pk=version_pk, locked=False, mistakes=0, state__in=("draft", "review"))
    if rows.update(locked=True):
        log.record("instruments.locked", version, holder=version.office_id, data={"sha256": version.file_sha256})
    version.refresh_from_db(fields=["locked"])
    return version
