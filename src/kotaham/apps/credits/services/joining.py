"""Join the lists of the rooms below: certificates that are issued and end, what evidence proves, two who are one."""

from collections.abc import Sequence

from kotaham.apps.certificates import services as certificates
from kotaham.apps.credits.models import Claim, Line
from kotaham.apps.credits.services.claiming import KIND, as_subject, frozen_among
from kotaham.apps.credits.services.crediting import credit, take_back
from kotaham.apps.events.services import Log
from kotaham.apps.evidence import services as evidence
from kotaham.apps.register import services as register

_CLAIM = -1  # rows of claims are told apart from those of lines by their sign


def join() -> None:
    """Tell the rooms below what comes from here; asking twice changes nothing."""
    certificates.when_issued(credit)
    certificates.when_ended(take_back)
    evidence.register(KIND, find=as_subject, frozen=frozen_among)
    register.when_merged("credits", _move, _back)


def _move(gone: int, kept: int, log: Log) -> Sequence[int]:  # noqa: ARG001 - the shape of a hook
    """Let the hours of one member belong to another."""
    lines = list(Line.objects.filter(member=gone).values_list("pk", flat=True))
    claims = list(Claim.objects.filter(member=gone).values_list("pk", flat=True))
    Line.objects.filter(pk__in=lines).update(member=kept)
    Claim.objects.filter(pk__in=claims).update(member=kept)
    return [*lines, *(pk * _CLAIM for pk in claims)]


def _back(gone: int, rows: Sequence[int], _log: Log) -> None:
    Line.objects.filter(pk__in=[pk for pk in rows if pk > 0]).update(member=gone)
    Claim.objects.filter(pk__in=[-pk for pk in rows if pk < 0]).update(member=gone)
