"""Fixtures of objections and decisions: two cities whose results were announced, Damai's with one correction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from kotaham.apps.publication import services
from kotaham.apps.publication.models import Decision, Objection
from kotaham.apps.publication.services import Decree, Ruling, Wish
from kotaham.apps.scores import services as scores
from kotaham.apps.scores.models import Run
from kotaham.apps.submissions.models import Submission
from kotaham.apps.verification import services as verification
from tests.apps import river as rivers
from tests.apps.laid import laid
from tests.apps.river import River
from tests.apps.verification.conftest import Reading, fix
from tests.cast import World

CORRECTED = "RK-1"  # Gita found 81 where Damai had said 96,5
WISH = Wish("Rekap dua belas bulan menunjukkan 96,5 persen.", {"number": "96.5"})
DECREE = Decree("HAM-01 Tahun 2026", date(2026, 11, 30), "Menteri, Contoh Rekaan")


def yesterday() -> date:
    return timezone.localdate() - timedelta(days=1)


@dataclass
class Case:
    """A round at the stage of objections, and what people do with it."""

    river: River

    @property
    def round(self) -> int:
        """The number of the round."""
        return self.river.round.pk

    def report(self, city: str = "damai") -> Submission:
        """Return a report, read afresh."""
        return self.river.submission(city)

    def act(self, name: str) -> Any:
        """Return an actor of the cast."""
        return self.river.actor(name)

    def begin(self, code: str = CORRECTED, wish: Wish = WISH, who: str = "ani") -> Objection:
        """Write the draft of an objection of Damai."""
        return services.begin(self.river.cities["damai"], code, wish, actor=self.act(who))

    def filed(self, code: str = CORRECTED, wish: Wish = WISH) -> Objection:
        """File an objection of Damai."""
        return services.file(self.begin(code, wish).pk, actor=self.act("ani"))

    def judged(self, verb: str = "grant", value: Any = None, who: str = "wulan") -> Objection:
        """File an objection and decide it."""
        return services.judge(self.filed().pk, Ruling(verb, "Rekapnya lengkap.", value), actor=self.act(who))

    def over(self, *cities: str) -> None:
        """Let the days for objections be over."""
        for city in cities or tuple(self.river.cities):
            Submission.objects.filter(pk=self.river.cities[city]).update(
                objection_ends=timezone.now() - timedelta(hours=1)
            )

    def settled(self) -> "Case":
        """Close the days for objections of all."""
        self.over()
        services.settle(self.round, actor=self.act("gita"))
        return self

    def scored(self, stage: str = "final") -> Run:
        """Make a run, as the job does it."""
        run = scores.ask_run(self.round, stage, actor=self.act("gita"))
        scores.make(run.pk, actor=self.act("gita"))
        return run

    def drafted(self, title: str = "Kabupaten/Kota Peduli HAM") -> Decision:
        """Bring the round to its draft."""
        self.settled()
        self.scored()
        return services.draft(self.round, title, actor=self.act("eko"))

    def frozen(self, decree: Decree = DECREE) -> Decision:
        """Bring the round to its decision."""
        draft = self.drafted()
        return services.freeze(draft.pk, decree, actor=self.act("hadi"), version=draft.version)


MakeCase = Callable[..., Case]


def announced(river: River, city: str, correct: str) -> None:
    """Bring a report through its readers to the announcement; Gita corrects one answer."""
    rivers.filled(river, city)
    for code in rivers.CODES:
        rivers.proved(river, city, code)
    rivers.in_state(river, city, "sent", fill=False)
    reading = Reading(river, city)
    verification.take(reading.pk, actor=reading.act("dewi"))
    verification.read_second(reading.pk, actor=reading.act("oki"))
    reading.concluded().assessed()
    reading.say("gita", correct, fix(correct))
    reading.announced()


@pytest.fixture
def case(world: World) -> Case:
    """Give a round whose two cities may object; the calendar of the round lies in the past."""
    return laid("publication.case", lambda: _case(world))


def _case(world: World) -> Case:
    river = rivers.open_round(world, ("damai", "rukun"))
    announced(river, "damai", CORRECTED)
    rivers.in_state(river, "rukun", "validated")
    rivers.set_days(river, object=yesterday())
    return Case(river)


@pytest.fixture
def quick(world: World) -> Case:
    """Give the same by the moves alone, where nobody reads anything."""
    return laid("publication.quick", lambda: _quick(world))


def _quick(world: World) -> Case:
    river = rivers.open_round(world, ("damai", "rukun"))
    for city in river.cities:
        rivers.in_state(river, city, "validated")
    rivers.set_days(river, object=yesterday())
    return Case(river)
