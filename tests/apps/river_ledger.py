"""What the walker along the river knows without asking the program, and what may never break after a step."""

import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import policy
from kotaham.apps.instruments.models import Version
from kotaham.apps.publication.models import Amendment, Decision, Objection, Row
from kotaham.apps.scores import queries as scored
from kotaham.apps.scores import services as scores
from kotaham.apps.scores.models import Result, Run
from kotaham.apps.scores.services.running import facts_of
from kotaham.apps.submissions import queries as submissions
from kotaham.apps.submissions.models import Answer, Receipt, Submission
from kotaham.apps.submissions.queries import sending as reads
from kotaham.apps.submissions.rules import LIFE, SENT
from kotaham.apps.submissions.services.moving import PAST
from kotaham.apps.verification import queries as verification
from kotaham.apps.verification.models import Check, Minutes, Question
from kotaham.core.record import digest
from tests.apps.river_walk import Tried, Walk

VERB_OF = {f"submissions.{past}": verb for verb, past in PAST.items()}
STAGES = ("verified", "validated", "final")
# Which rule of the policy table lets somebody do what an event tells of.
RULES: Mapping[str, str] = {
    "submissions.saved": "submissions.fill", "submissions.marked-ready": "submissions.fill",
    "submissions.reopened": "submissions.fill", "submissions.delegated": "submissions.delegate",
    "submissions.taken-back": "submissions.delegate", "submissions.claimed": "submissions.claim",
    "submissions.endorsed": "submissions.endorse", "submissions.explained": "submissions.explain",
    "submissions.proposed": "submissions.propose", "submissions.unlocked": "submissions.propose",
    "submissions.sent": "submissions.send", "submissions.receipted": "submissions.receipt",
    "submissions.called-back": "submissions.call-back", "submissions.resent": "submissions.resend",
    "submissions.withdrawn": "submissions.withdraw", "submissions.taken": "verification.take",
    "submissions.returned": "verification.return", "submissions.concluded": "verification.conclude",
    "submissions.assessed": "verification.assess", "submissions.sent-back": "verification.send-back",
    "submissions.validated": "verification.validate", "submissions.settled": "publication.settle",
    "submissions.decided": "publication.freeze", "verification.checked": "verification.check",
    "verification.bulk-accepted": "verification.check", "verification.settled": "verification.settle",
    "verification.assigned": "verification.assign", "verification.second-read": "verification.second",
    "verification.bonus-recognised": "verification.bonus", "publication.begun": "publication.object",
    "publication.filed": "publication.object", "publication.withdrawn": "publication.object",
    "publication.granted": "publication.judge", "publication.partly": "publication.judge",
    "publication.dismissed": "publication.judge", "publication.drafted": "publication.see-round",
    "publication.redrawn": "publication.draft", "publication.dropped": "publication.draft",
    "publication.amended": "publication.correct", "publication.frozen": "publication.freeze",
    "rounds.opened": "rounds.open", "rounds.extended": "rounds.extend", "rounds.cancelled": "rounds.cancel",
    "rounds.decided": "rounds.decide", "scores.run-asked": "scores.run", "scores.run-made": "scores.run",
}  # fmt: skip


class Ledger:
    """What the walker knows without asking the program: answers acknowledged, states told, values announced."""

    def __init__(self, walk: Walk) -> None:
        """Begin with the round as it was prepared."""
        self.walk = walk
        self.last = self._last()
        self.states = walk.states
        self.values: dict[int, Any] = {}
        self.fixed: dict[str, str] = {}
        self.announced: dict[int, dict[str, dict[int, Any]]] = {}
        self.before = self._seen()
        self.states |= {pk: row[0] for pk, row in self.before["reports"].items()}
        self.values |= {pk: row[0] for pk, row in self.before["answers"].items()}
        self.runs = 0

    def _last(self) -> int:
        return Event.objects.order_by("-seq").values_list("seq", flat=True).first() or 0

    def _seen(self) -> dict[str, Any]:
        """Return what one step can change, in two questions."""
        rows = Submission.objects.filter(round_id=self.walk.round).values_list(
            "pk", "state", "version", "given", "ready"
        )
        answers = Answer.objects.filter(submission__round_id=self.walk.round).order_by()
        told = answers.values_list("pk", "value", "state", "version", "unit_id", "note", "saved_by_id", "returned")
        return {"reports": {row[0]: row[1:] for row in rows}, "answers": {row[0]: row[1:] for row in told}}

    def after(self, tried: Tried) -> None:
        """Look whether everything that may never break holds after a step."""
        now = self._seen()
        new = list(Event.objects.filter(seq__gt=self.last).order_by("seq"))
        if not tried.done:
            assert not new, f"refused, and the record grew: {[one.verb for one in new]}"
            assert now == self.before, "refused, and something changed"
            return
        assert new or now == self.before, "something changed without an event"
        self._people(tried, new)
        self._states(now, new)
        self._answers(tried, now)
        self._numbers(now)
        self.before, self.last = now, new[-1].seq if new else self.last
        touched = {pk for name, pk in self.walk.reports.items() if name == tried.city} if new else set()
        for pk in touched:
            self._sent(pk)
            self._four_eyes(pk)
            self._side_by_side(pk, new)
        if tried.run:
            self._fresh(tried.run)

    def _people(self, tried: Tried, new: list[Event]) -> None:
        """Every event was by the one who acted, whose role the policy table lets do it."""
        for one in new:
            assert (one.person, one.role) == (tried.actor.person, tried.actor.role or ""), one.verb
            rule = RULES.get(one.verb)
            if rule:
                assert policy().rules[rule].reach(tried.actor.columns), f"{one.verb} by {tried.actor.role}"

    def _states(self, now: dict[str, Any], new: list[Event]) -> None:
        """The events, replayed by the life table, give the states."""
        if new and not self.states:
            self.states |= dict.fromkeys(now["reports"], LIFE.start)
        for one in new:
            if one.verb in VERB_OF and one.kind == "submissions.submission":
                pk = int(one.subject)
                move = LIFE.table.get((VERB_OF[one.verb], self.states[pk]))
                assert move, f"{one.verb} from {self.states[pk]}"
                self.states[pk] = move.target
        assert self.states == {pk: row[0] for pk, row in now["reports"].items()}

    def _answers(self, tried: Tried, now: dict[str, Any]) -> None:
        """What was acknowledged is there, and nothing else is."""
        self.values |= tried.saved
        held = {pk: row[0] for pk, row in now["answers"].items() if row[0] is not None}
        wanted = {pk: value for pk, value in self.values.items() if value is not None}
        assert held == wanted, f"answers differ: {set(map(str, held.items())) ^ set(map(str, wanted.items()))}"

    def _numbers(self, now: dict[str, Any]) -> None:
        """The numbers beside a report are those of its answers."""
        for pk, row in now["reports"].items():
            mine = [now["answers"][one] for one in self.walk_answers(pk)]
            given = sum(one[0] is not None or one[1] == "ready" for one in mine)
            assert row[2:] == (given, sum(one[1] == "ready" for one in mine)), f"counted {row[2:]} of {mine}"

    def walk_answers(self, pk: int) -> list[int]:
        """Return the numbers of the answers of a report."""
        if pk not in self._of:
            self._of[pk] = list(Answer.objects.filter(submission_id=pk).values_list("pk", flat=True))
        return self._of[pk]

    @property
    def _of(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = self.__dict__.setdefault("of", {})
        return found

    def _sent(self, pk: int) -> None:
        """What was sent is unchanged, until it is sent anew."""
        newest = reads.receipts(pk).first()
        if newest is None:
            assert self.states[pk] not in SENT
            return
        assert newest.digest == hashlib.sha256(newest.facts.encode()).hexdigest()
        if self.states[pk] in SENT and self.states[pk] != "repair":
            assert reads.digest_of(reads.facts_text(pk)) == newest.digest, "what was sent has changed"

    def _four_eyes(self, pk: int) -> None:
        """Nobody read an answer of a report that they sent, endorsed or filled in."""
        behind = submissions.people_behind(pk)
        rows = Check.objects.filter(answer__submission_id=pk).exclude(seen=0)
        assert not behind & set(rows.values_list("by_id", flat=True)), "somebody read what they had a hand in"
        for one in Objection.objects.filter(submission_id=pk, decided_by__isnull=False).select_related("answer"):
            said = Check.objects.filter(answer=one.answer).values_list("by_id", flat=True)
            assert one.decided_by_id not in {*said, *behind}, "somebody judged their own reading"

    def _side_by_side(self, pk: int, new: list[Event]) -> None:
        """Each stage keeps its values: what was announced stays, what is decided afterwards stands beside it."""
        verbs = {one.verb for one in new}
        if "submissions.resent" in verbs:
            self._all_answered(pk)
        if "submissions.validated" in verbs:
            self.announced[pk] = {stage: verification.values([pk], stage) for stage in STAGES[:2]}
            self.announced[pk]["self"] = {one: self.values.get(one) for one in self.walk_answers(pk)}
            self._as_read(pk)
        for stage, values in self.announced.get(pk, {}).items():
            now = verification.values([pk], stage) if stage != "self" else {one: self.values.get(one) for one in values}
            assert now == values, f"the values of {stage} changed after they were announced"
        if pk in self.announced:
            self._as_judged(pk)

    def _all_answered(self, pk: int) -> None:
        """Every question of what was just sent again has a reply, or the receipts differ where it asked."""
        new, old = reads.receipts(pk)[:2]
        then, now = (json.loads(one.facts)["subjects"][0]["answers"] for one in (old, new))
        for one in Question.objects.filter(answer__submission_id=pk).select_related("answer"):
            assert one.closed_at, "a question is open though the report was sent again"
            code = one.answer.code
            shown = [sorted(row for row in receipt.evidence if row[0] == code) for receipt in (old, new)]
            newest = not Question.objects.filter(answer=one.answer, pk__gt=one.pk).exists()
            asked_now = newest and one.closed_at >= new.sent_at - timedelta(seconds=1)
            assert not asked_now or one.reply or then.get(code) != now.get(code) or shown[0] != shown[1], code

    def _as_read(self, pk: int) -> None:
        """The values of the two stages are those that their readers said."""
        base = {one: self.values.get(one) for one in self.walk_answers(pk)}
        for stage in STAGES[:2]:
            said: dict[int, Check] = {}
            for one in (
                Check.objects.filter(answer__submission_id=pk, stage=stage).order_by("slot").select_related("answer")
            ):
                if one.seen == one.answer.version and one.base == base[one.answer_id] and one.slot != 2:
                    said[one.answer_id] = one
            base = {key: said[key].value if said[key].verdict == "correct" else value for key, value in base.items()}
            found = verification.values([pk], stage)
            assert base == {key: found.get(key, self.values.get(key)) for key in base}, stage

    def _as_judged(self, pk: int) -> None:
        """The values after objections are those announced, what was granted, and what a correction says."""
        base = self.announced[pk]["self"] | self.announced[pk]["verified"] | self.announced[pk]["validated"]
        rows = Objection.objects.filter(submission_id=pk, granted__isnull=False)
        base |= dict(rows.values_list("answer_id", "granted"))
        rows_after = Amendment.objects.filter(answer__submission_id=pk).order_by("at", "pk")
        base |= dict(rows_after.values_list("answer_id", "value"))
        found = verification.values([pk], "final")
        wanted = {key: value for key, value in base.items() if value is not None}
        assert wanted == {key: found.get(key, self.values.get(key)) for key in wanted}

    def _fresh(self, pk: int) -> None:
        """A run is equal to a calculation made now, and each city has its four stages side by side."""
        run = scored.one(pk).get()
        _ids, table = facts_of(run)
        again = scores.compute(run, table)
        assert digest(again.record) == run.record_sha256
        assert digest(again.facts) == run.facts_sha256
        for report in self.walk.reports.values():
            for stage, row in scored.ladder_of(report).items():
                assert row is None or (row.run.stage, row.submission_id) == (stage, report)
        self.runs += 1

    def rests(self) -> None:
        """Look whether rows that are sealed, sent, frozen or done are as they were."""
        kinds = (
            Version.objects.filter(state="sealed"), Receipt.objects.all(), Minutes.objects.all(),
            Run.objects.filter(state="done"), Result.objects.all(), Decision.objects.filter(state="frozen"),
            Row.objects.filter(decision__state="frozen"),
        )  # fmt: skip
        for rows in kinds:
            for row in rows.values():
                told = repr([bytes(one) if isinstance(one, memoryview) else one for one in row.values()])
                name, now = f"{rows.model.__name__} {row['id']}", hashlib.sha256(told.encode()).hexdigest()
                assert self.fixed.setdefault(name, now) == now, f"{name} changed"
