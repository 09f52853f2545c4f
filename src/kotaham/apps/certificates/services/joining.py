"""Join the lists of the rooms below: kinds of notices, and what moves when two people of the register are one."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from kotaham.apps.certificates import queries
from kotaham.apps.certificates.models import Certificate
from kotaham.apps.certificates.services.telling import KINDS
from kotaham.apps.courses import services as courses
from kotaham.apps.courses.services import Link, Step
from kotaham.apps.events.services import Log
from kotaham.apps.gate.services import Actor, reach_of
from kotaham.apps.notices.services import register as register_kinds
from kotaham.apps.register import services as register
from kotaham.core.language import Say

YOURS = Say("Sertifikat Anda", "Your certificate")
ISSUE = Say("Terbitkan sertifikat", "Issue certificates")


def join() -> None:
    """Tell the rooms below what comes from here; asking twice changes nothing."""
    register_kinds(*KINDS)
    register.when_merged("certificates", _move, _back)
    courses.shown_at(_links)
    courses.stepped_at(_steps)


def _links(enrolment: int, actor: Actor) -> Sequence[Link]:
    """Return the certificate of an enrolment, for its learner."""
    found = queries.valid_of(enrolment, actor)
    return [Link("certificate", YOURS, reverse("certificates:mine"), found.number)] if found else []


def _steps(version: Any, actor: Actor) -> Sequence[Step]:
    """Return where certificates of a published version are issued, to those who may."""
    if version.published_at is None or not reach_of(actor, "certificates.issue"):
        return []
    return [Step(ISSUE, reverse("certificates:issue-create", args=[version.pk]), "award")]


def _move(gone: int, kept: int, log: Log) -> Sequence[int]:  # noqa: ARG001 - the shape of a hook
    """Let the certificates of one member belong to another; what is printed stays as it was printed."""
    rows = list(Certificate.objects.filter(member=gone).values_list("pk", flat=True))
    Certificate.objects.filter(pk__in=rows).update(member=kept)
    return rows


def _back(gone: int, rows: Sequence[int], _log: Log) -> None:
    Certificate.objects.filter(pk__in=rows).update(member=gone)
