"""A walk along the river: what people try, step by step, with the right people most of the time and wrong ones too.

One seed gives one walk. Every step is one call of a service; `TABLE` says how likely each is in each state, so that a
walk of some hundred steps gets from the draft of a round to the correction of its decision.
"""

import random
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

import time_machine
from django.db.models import F
from django.utils import timezone

from kotaham.apps.accounts import services as accounts
from kotaham.apps.gate.services import Actor, system
from kotaham.apps.rounds import services as rounds
from kotaham.apps.rounds.models import Step
from kotaham.apps.submissions.models import Answer, Submission
from kotaham.apps.verification.models import BonusReading, Case, Check
from tests.apps.river import CODES, River, in_state, small_instrument
from tests.apps.river_steps import CITIES, CITY_PEOPLE, SEATS, VERBS, WHO
from tests.apps.rounds.conftest import CODES as PLACES
from tests.apps.rounds.conftest import plan, wish
from tests.cast import World

# By state of a report what is tried on it, with weights.
TABLE: Mapping[str, Mapping[str, float]] = {
    "filling": {"fill_in": 5, "save": 5, "ready": 2, "reopen": 1, "delegate": 2, "take_back": 0.5, "claim": 1,
        "prove": 2,
                "release": 0.5, "explain": 0.5, "propose": 2, "send": 3, "withdraw": 0.2},
    "endorsing": {"endorse": 7, "unlock": 0.7, "send": 3, "explain": 0.5},
    "sent": {"take": 6, "call_back": 2.5, "second": 1, "save": 0.5},
    "verifying": {"second": 2, "check": 16, "accept_many": 0.7, "settle": 3, "give_back": 2, "conclude": 4,
        "recognise": 2,
                  "assign": 0.3},
    "repair": {"save": 9, "ready": 1, "explain": 1, "prove": 1, "resend": 4, "endorse": 1},
    "verified": {"assess": 6},
    "validating": {"check": 9, "accept_many": 1, "recognise": 2, "validate": 5, "send_back": 0.3},
    "validated": {"object": 4, "edit": 0.7, "file": 4, "take_away": 0.7, "judge": 4, "settle_days": 3, "clock": 2},
    "final": {"score": 3, "draft": 3, "redraw": 0.5, "drop": 0.3, "freeze": 4, "clock": 0.3},
    "decided": {"correct": 2, "amend": 2, "score": 3, "freeze": 2, "redraw": 1, "drop": 0.3, "save": 0.3},
    "withdrawn": {"save": 1, "send": 1},
}  # fmt: skip
ALWAYS = {"clock": 0.4, "extend": 0.4, "change_roles": 0.2, "score": 0.3, "cancel": 0.0}


@dataclass
class Tried:
    """One step: who tried what where, what came of it, and what was acknowledged of answers."""

    name: str
    city: str
    who: str
    actor: Actor
    saved: dict[int, Any] = field(default_factory=dict)
    done: bool = False
    why: str = ""
    run: int = 0

    def __str__(self) -> str:
        """Show as a line of the trail."""
        return f"{self.who} {self.name} {self.city}: {'done' if self.done else self.why}"


class Walk:
    """The people, their clock and their dice."""

    def __init__(self, world: World, seed: int, clock: time_machine.Traveller) -> None:
        """Prepare a round of two cities."""
        self.world, self.dice, self.clock = world, random.Random(seed), clock
        self._actors: dict[Any, Actor] = {}
        self.states: dict[int, str] = {}  # of the reports; the ledger keeps them
        self.may_cancel, self.cancelled = seed % 10 == 7, False
        self.held: dict[str, int] = {name: row.pk for name, row in world.appointments.items()}
        eko = self.actor("eko")
        marks = self.dice.choice([(), (), ("province",), ("unit_head",)])
        told = wish(
            small_instrument(), endorsements=marks, bonus=("NT-1",), sample_percent=self.dice.choice([0, 10, 30])
        )
        made = rounds.create(told, actor=eko)
        rounds.set_days(made.pk, plan(), actor=eko, version=1)
        rounds.join(made.pk, [PLACES[city] for city in CITIES], actor=eko)
        self.round = made.pk
        Step.objects.filter(round=made, step="repair").update(opens=None)  # whoever is asked early may answer early
        self.reports: dict[str, int] = {}
        self.others = ["joko", "kartika", "lestari", "made", "nia", "citra", "seno", "tono", "fajar"]

    def begin_late(self) -> None:
        """Begin where the results are announced, so that more steps are left for the end of a round."""
        made = rounds.open_round(self.round, actor=self.actor("eko"), reason="Uji.")
        rows = dict(Submission.objects.filter(round=made).values_list("place_code", "pk"))
        self.reports = {city: rows[PLACES[city]] for city in CITIES}
        river = River(self.world, made, small_instrument(), self.reports)
        for city in CITIES:
            in_state(river, city, "validated")

    def actor(self, name: str) -> Actor:
        """Return somebody in the role they hold now."""
        key = (name, self.held.get(name), timezone.localdate())
        if key not in self._actors:
            self._actors[key] = accounts.actor_of_appointment(key[1], person=self.world.people[name].pk)
        return self._actors[key]

    def step(self) -> tuple[Tried, Callable[[], Any]]:
        """Throw the dice: what is tried next, and how."""
        if not self.reports:
            name, city = self.dice.choice(["open", "open", "open", "score"]), ""
        else:
            city = self.dice.choice(CITIES)
            here = self.states[self.reports[city]]
            wanted = self._wanted(here, city) if self.dice.random() < 0.94 else dict.fromkeys(VERBS, 1.0)
            wanted["cancel"] = 0.5 if self.may_cancel else 0.0
            name = self.dice.choices(list(wanted), list(wanted.values()))[0]
        who = self._who(name, city)
        if self.dice.random() < 0.16:
            who = self.dice.choice([*self.world.people])
        tried = Tried(name, city, who, system("tests") if who == "the program" else self.actor(who))
        return tried, lambda: VERBS[name](self, tried)

    def _wanted(self, here: str, city: str) -> dict[str, float]:
        """Return what is worth trying on a report; of its reading what has come near."""
        found = {**ALWAYS, **TABLE[here]}
        stage = {"verifying": "verified", "validating": "validated"}.get(here)
        if stage:
            pk = self.reports[city]
            said = Check.objects.filter(answer__submission_id=pk, stage=stage, seen=F("answer__version"))
            read, passed = (
                said.filter(slot=1).count() == len(CODES),
                said.exclude(verdict__in=("accept", "correct")).exists(),
            )
            judged = BonusReading.objects.filter(submission_id=pk).exists()
            nearly = dict.fromkeys(("conclude", "validate", "give_back"), 1.0 if read else 0.02)
            less = {
                "check": 0.15 if read else 1.0,
                "recognise": 0.03 if judged else 1.0,
                "settle": 1.0 if passed else 0.1,
            }
            found |= {name: found[name] * part for name, part in (nearly | less).items() if name in found}
        return found

    def _who(self, name: str, city: str) -> str:
        """Return somebody whose part it is."""
        if name in SEATS and (seated := self._seated(city, SEATS[name])):
            return self.dice.choice(seated)
        if name in WHO:
            return self.dice.choice(WHO[name])
        if name == "endorse":
            return self.dice.choice([*CITY_PEOPLE[city], "kartika"])
        people = CITY_PEOPLE[city or "damai"]
        fills = name in {"save", "ready", "reopen", "prove", "release", "fill_in"} and self.dice.random() < 0.5
        return self.dice.choice(people) if fills else people[0]

    def _seated(self, city: str, places: Collection[str]) -> list[str]:
        """Return who of the readers sits at the table of a report now."""
        held = Case.objects.filter(submission_id=self.reports.get(city, 0)).values_list(*places).first()
        names = {person.pk: name for name, person in self.world.people.items()}
        return [names[one] for one in held or () if one is not None]

    def pk(self, tried: Tried) -> int:
        """Return the report of a step."""
        return self.reports.get(tried.city, 0)

    def answer(self, tried: Tried, *, own: bool = True) -> Answer:
        """Return one answer of the report; mostly one that is the person's to write."""
        rows = Answer.objects.filter(submission_id=self.pk(tried)).order_by("pk")
        mine = rows.filter(unit_id=tried.actor.office) if tried.actor.role == "unit_officer" and own else rows
        back = rows.filter(state="returned") if own else None
        return self.dice.choice(list(back or mine or rows))

    def version(self, row: Any) -> int:
        """Return the version that was looked at: now and then an old one."""
        return int(row.version) - (self.dice.random() < 0.04)

    def value(self, code: str) -> Any:
        """Think of an answer."""
        dice = self.dice
        if dice.random() < 0.06:
            return {"missing": "Belum didata."}
        return {
            "RK-1": {"number": f"{dice.randrange(0, 1001) / 10:g}"},
            "RK-2": {"numerator": str(dice.randrange(0, 9)), "denominator": str(dice.randrange(500, 6000))},
            "RK-3": {"yes": dice.random() < 0.7},
            "RK-4": {"choice": dice.choice("abc")},
            "RK-5": {"checked": sorted(dice.sample(["petugas", "rekap", "telepon"], dice.randrange(4)))},
            "RK-6": {
                "document": {"present": True, "from": "2024-01-01", "until": dice.choice(["2029-12-31", "2025-01-31"])}
            },
        }[code]
