"""Fixtures of reading: a report of Kota Damai that was sent, Dewi its reader, Oki the second reader of the sample."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest

from kotaham.apps.submissions.models import Submission
from kotaham.apps.submissions.rules import CITY
from kotaham.apps.verification import queries, services
from kotaham.apps.verification.models import Case, Check, Stage
from kotaham.apps.verification.queries import Desk
from kotaham.apps.verification.services import Words
from tests.apps import river as rivers
from tests.apps.laid import once_laid
from tests.apps.river import CODES, River
from tests.cast import World

ACCEPT = Words("accept")
FIX = {
    "RK-1": {"number": "81"},
    "RK-2": {"numerator": "5", "denominator": "4800"},
    "RK-3": {"yes": False},
    "RK-4": {"choice": "c"},
    "RK-5": {"checked": []},
    "RK-6": {"document": {"present": False, "from": "", "until": ""}},
}


def fix(code: str, reason: str = "Rekap menunjukkan angka lain.") -> Words:
    """Return the words of a correction."""
    return Words("correct", FIX[code], "miscount", reason)


def back(question: str = "Mana tabelnya?") -> Words:
    """Return the words of a return."""
    return Words("return", reason=question)


@dataclass
class Reading:
    """A report on the desk, and what its readers do with it."""

    river: River
    city: str = "damai"

    @property
    def pk(self) -> int:
        """The number of the report."""
        return self.river.cities[self.city]

    @property
    def submission(self) -> Submission:
        """The report, read afresh."""
        return self.river.submission(self.city)

    @property
    def case(self) -> Case:
        """The case, read afresh."""
        return services.case_for(self.pk)

    @property
    def sampled(self) -> str:
        """The one answer that two people read."""
        return str(self.case.sample[0])

    @property
    def others(self) -> list[str]:
        """The answers that one person reads."""
        return [code for code in CODES if code not in self.case.sample]

    def desk(self, stage: str = "verified") -> Desk:
        """Return the desk of a stage."""
        return queries.desk(self.submission, self.case, stage)

    def act(self, name: str) -> Any:
        """Return an actor of the cast."""
        return self.river.actor(name)

    def say(self, who: str, code: str, words: Words = ACCEPT) -> Check:
        """Say something of one answer."""
        answer, submission = self.river.answer(self.city, code), self.submission
        stage = Stage.VALIDATED if submission.state == "validating" else Stage.VERIFIED
        rows = Check.objects.filter(answer=answer, stage=stage)
        slot = 2 if self.case.second_id == self.river.world.people[who].pk and stage == Stage.VERIFIED else 1
        earlier = rows.filter(slot=slot).values_list("edition", flat=True).first() or 0
        return services.check(self.pk, code, words, actor=self.act(who), version=answer.version, edition=earlier)

    def settle(self, code: str, words: Words, who: str = "intan") -> Check:
        """Decide as the head."""
        earlier = Check.objects.filter(answer=self.river.answer(self.city, code), slot=3).first()
        return services.settle(self.pk, code, words, actor=self.act(who), edition=earlier.edition if earlier else 0)

    def say_all(self, who: str, codes: Iterable[str], words: Words = ACCEPT) -> None:
        """Say the same of several answers."""
        for code in codes:
            self.say(who, code, words)

    def resend(self) -> None:
        """Send the repaired report again, as the city."""
        rivers.moved(self.river, self.city, "resend", CITY)

    def read_through(self) -> None:
        """Accept whatever is still open, by those whose part it is."""
        for row in self.desk().rows:
            for who, slot in (("dewi", 1), ("oki", 2)):
                if slot not in row.now and (slot == 1 or row.sampled):
                    self.say(who, row.answer.code)

    def concluded(self) -> "Reading":
        """Read through and conclude."""
        self.read_through()
        services.conclude(self.pk, actor=self.act("dewi"))
        return self

    def assessed(self) -> "Reading":
        """Let Gita begin to assess."""
        services.assess(self.pk, actor=self.act("gita"))
        return self

    def announced(self) -> "Reading":
        """Accept everything at the centre, and announce it."""
        for row in self.desk("validated").rows:
            if row.standing == "open":
                self.say("gita", row.answer.code)
        services.validate(self.pk, actor=self.act("gita"))
        return self


Sent = Callable[..., Reading]


@pytest.fixture
def sent(world: World) -> Sent:
    """Give a report that was sent; every answer is proved unless `proved` says which are."""
    return once_laid("verification.sent", partial(_sent, world))


def _sent(world: World, city: str = "damai", proved: Iterable[str] = CODES, **changes: Any) -> Reading:
    river = rivers.open_round(world, **changes)
    rivers.filled(river, city)
    for code in proved:
        rivers.proved(river, city, code)
    rivers.in_state(river, city, "sent", fill=False)
    return Reading(river, city)


@pytest.fixture
def taken(world: World) -> Sent:
    """Give a report that Dewi reads, and Oki a second time its sample."""
    return once_laid("verification.taken", partial(_taken, world))


def _taken(world: World, **changes: Any) -> Reading:
    reading = _sent(world, **changes)
    services.take(reading.pk, actor=reading.act("dewi"))
    services.read_second(reading.pk, actor=reading.act("oki"))
    return reading
