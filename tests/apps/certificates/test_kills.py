"""The job is killed at every step there is, and goes on: none twice, nobody without one, no gap in numbers."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest

from kotaham.apps.certificates import services
from kotaham.apps.certificates.models import Certificate, Issue, Sequence
from kotaham.apps.certificates.services import Wish, hooks, issuing
from kotaham.apps.courses.models import Version
from kotaham.apps.credits.models import Line
from kotaham.apps.gate.services import Actor
from tests.apps.certificates.making import DAY, a_template, learners
from tests.cast import World

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE, FRAME = 45, 2


class Killed(BaseException):
    """The process is gone; what is open rolls back, what is committed stays."""


class Wounds:
    """Kills at the n-th step, before or after any of the functions that move the work on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.left = -1
        for module, name in ((issuing, "take"), (hooks, "tell_issued"), (issuing, "_end"), (issuing, "frame")):
            monkeypatch.setattr(module, name, self._wounded(getattr(module, name)))

    def _wounded(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def act(*args: Any, **kwargs: Any) -> Any:
            self._step()
            found = call(*args, **kwargs)
            self._step()
            return found

        return act

    def _step(self) -> None:
        self.left -= 1
        if self.left == -1:
            raise Killed


def run_of(actor: Actor) -> Any:
    return SimpleNamespace(actor=actor, stopping=False, progress=lambda *_args: None, cancelled=lambda: False)


def whole(issue: Issue) -> None:
    issue.refresh_from_db()
    assert (issue.state, issue.issued) == ("done", PEOPLE)
    rows = Certificate.objects.order_by("status_index")
    assert [row.status_index for row in rows] == list(range(PEOPLE))
    assert len({row.enrolment_id for row in rows}) == PEOPLE
    assert Sequence.objects.get().next == PEOPLE
    assert Line.objects.count() == PEOPLE
    assert len(set(Line.objects.values_list("certificate", flat=True))) == PEOPLE


def test_an_issue_that_is_killed_a_hundred_times_is_whole(
    intan: Actor, version: Version, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(issuing.frame, "__kwdefaults__", {"most": FRAME})
    learners(version, world.office("dinas"), PEOPLE)
    issue = services.ask(Wish(version.pk, a_template(intan).pk, DAY), actor=intan)
    wounds, kills = Wounds(monkeypatch), 0
    for step in range(1000):
        wounds.left = step % 9 if kills < 100 else -(10**9)
        try:
            services.run_issue(issue.pk, run_of(intan))
        except Killed:
            kills += 1
            continue
        break
    whole(issue)
    assert kills == 100
