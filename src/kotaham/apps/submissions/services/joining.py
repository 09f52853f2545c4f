"""Join the lists of the rooms below: rounds that open, kinds of notices, what evidence proves, hand-over."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from kotaham.apps.accounts.services import OpenWork, open_work
from kotaham.apps.evidence import services as evidence
from kotaham.apps.gate.services import Actor
from kotaham.apps.notices.services import calendar_sources, register
from kotaham.apps.rounds import services as rounds
from kotaham.apps.submissions.models import Answer
from kotaham.apps.submissions.queries import CLAIM
from kotaham.apps.submissions.services import endorsing, send_telling
from kotaham.apps.submissions.services.boxes import owing, progress
from kotaham.apps.submissions.services.calendar import unit_days
from kotaham.apps.submissions.services.claim_proving import as_claim, frozen_claims
from kotaham.apps.submissions.services.hooks import when_changed
from kotaham.apps.submissions.services.proving import KIND, as_subject, frozen_among
from kotaham.apps.submissions.services.starting import start
from kotaham.apps.submissions.services.telling import COORDINATOR, KINDS, OFFICER

NAME, DAYS = "submissions.answers", "submissions.days"


def join() -> None:
    """Tell the rooms below what comes from here; asking twice changes nothing."""
    register(*KINDS, *send_telling.KINDS)
    calendar_sources[DAYS] = unit_days
    evidence.register(KIND, find=as_subject, frozen=frozen_among)
    evidence.register(CLAIM, find=as_claim, frozen=frozen_claims)
    evidence.register(endorsing.KIND, find=endorsing.as_subject, frozen=endorsing.frozen_among)
    when_changed(endorsing.void_changed)
    rounds.when_opened(start)
    rounds.whose_turn(owing)
    rounds.progress_of(progress)
    if not any(kind.name == NAME for kind in open_work):
        open_work.append(OpenWork(NAME, _("Jawaban yang belum siap"), count_open, move_open))


def count_open(giver: Any) -> int:
    """Count the answers that wait for the office of a holder; they stay with the office when people change."""
    rows = Answer.objects.filter(submission__state__in=("filling", "repair")).exclude(state=Answer.State.READY)
    if giver.role == OFFICER:
        return rows.filter(unit_id=giver.office_id).count()
    return rows.filter(submission__office_id=giver.office_id).count() if giver.role == COORDINATOR else 0


def move_open(_actor: Actor, giver: Any, _taker: Any) -> int:
    """Move nothing: answers belong to the office; the note says how many the next holder finds open."""
    return count_open(giver)
