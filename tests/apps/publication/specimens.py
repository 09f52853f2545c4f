"""How the matrix of rights makes objections and decisions."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from kotaham.apps.accounts.models import Person
from kotaham.apps.offices.models import Office
from kotaham.apps.publication.models import Decision, Objection, Row
from kotaham.apps.rounds.models import Round
from kotaham.apps.scores.models import Run
from kotaham.apps.submissions.models import Answer, Submission
from tests.apps.submissions.specimens import CODE, a_round, a_submission


def a_report(office: Office) -> Submission:
    return a_submission(office, "validated", objection_ends=timezone.now() + timedelta(days=5))


def an_objection(office: Office, state: str) -> Objection:
    report = a_report(office)
    fields: dict[str, Any] = {"decision": "Tetap."} if state == "dismissed" else {}
    if state != "draft":
        fields |= {"filed_at": timezone.now(), "against": {"number": "81"}}
    if state == "dismissed":
        fields |= {"decided_at": timezone.now(), "decided_by": Person.objects.get(email__startswith="wulan")}
    answer = Answer.objects.get(submission=report, code=CODE)
    Objection.objects.filter(answer=answer).delete()  # of an earlier page; an answer has one at a time
    return Objection.objects.create(
        submission=report, answer=answer, state=state, grounds="Keliru.",
        wanted={"number": "90"}, made_by=Person.objects.get(email__startswith="ani"), **fields,
    )  # fmt: skip


def in_state(state: str) -> Any:
    return lambda office: {"pk": an_objection(office, state).pk}


def of_round(_office: Office) -> dict[str, Any]:
    return {"pk": a_round().pk}


def a_decision(state: str = "frozen", corrects: Decision | None = None, **fields: Any) -> Decision:
    round_: Round = a_round()
    run = Run.objects.create(round=round_, stage="final", state="done", made_at=timezone.now(), record_sha256="0" * 64)
    maker = Person.objects.get(email__startswith="eko")
    return Decision.objects.create(
        round=round_, run=run, state="draft", title="Contoh", made_by=maker, corrects=corrects,
        why="Salah." if corrects else "", **fields,
    )  # fmt: skip


def decided(_office: Office) -> Decision:
    """The first decision of the round, frozen; a draft that an earlier page left is the one that is frozen."""
    held = Decision.objects.filter(state="frozen").first()
    if held is None:
        held = Decision.objects.filter(state="draft", corrects=None).first() or a_decision()
        Row.objects.create(
            decision=held, place_code="99.71", name="Kota Damai", province="Contoh", total="80", place=1, rank=1
        )
        Decision.objects.filter(pk=held.pk).update(
            state="frozen", number="1", day=timezone.localdate(), signatory="X", digest="0" * 64,
            frozen_by=held.made_by, frozen_at=timezone.now(),
        )  # fmt: skip
    return held


def drafted(_office: Office) -> Decision:
    """A draft; a round has one first decision, so beside a frozen one the draft is its correction."""
    draft = Decision.objects.filter(state="draft").first()
    return draft or a_decision(corrects=Decision.objects.filter(state="frozen").first())


def correcting(office: Office) -> Decision:
    return Decision.objects.filter(state="draft").first() or a_decision(corrects=decided(office))


def answer_of(office: Office) -> dict[str, Any]:
    return {"pk": correcting(office).pk, "report": a_report(office).pk}


SPECIMENS = {
    "publication:objection": in_state("dismissed"),
    "publication:edit": in_state("draft"),
    "publication:prove": in_state("draft"),
    "publication:file": in_state("draft"),
    "publication:withdraw": in_state("draft"),
    "publication:judge": in_state("filed"),
    "publication:choose": lambda office: {"pk": a_report(office).pk},
    "publication:object": lambda office: {"pk": a_report(office).pk, "code": CODE},
    "publication:round": of_round,
    "publication:settle": of_round,
    "publication:draft": of_round,
    "publication:decision": lambda office: {"pk": decided(office).pk},
    "publication:row": lambda office: {"pk": decided(office).pk, "code": "99.71"},
    "publication:redraw": lambda office: {"pk": drafted(office).pk},
    "publication:drop": lambda office: {"pk": drafted(office).pk},
    "publication:freeze": lambda office: {"pk": drafted(office).pk},
    "publication:sign": lambda office: {"pk": decided(office).pk},
    "publication:annex-pdf": lambda office: {"pk": decided(office).pk},
    "publication:annex-xlsx": lambda office: {"pk": decided(office).pk},
    "publication:list-json": lambda office: {"pk": decided(office).pk},
    "publication:correct": lambda office: {"pk": decided(office).pk},
    "publication:answers": answer_of,
    "publication:amend": lambda office: {**answer_of(office), "code": CODE},
}
