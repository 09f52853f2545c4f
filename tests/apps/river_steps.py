"""Steps of a walk along the river: each is one call of a service, with what somebody would type or choose."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from kotaham.apps.accounts import services as accounts
from kotaham.apps.evidence import services as evidence
from kotaham.apps.evidence.models import Evidence, Use
from kotaham.apps.publication import services as publication
from kotaham.apps.publication.models import Decision, Objection
from kotaham.apps.rounds import services as rounds
from kotaham.apps.scores import services as scores
from kotaham.apps.scores.models import Run
from kotaham.apps.submissions import services
from kotaham.apps.submissions.models import Answer, Submission
from kotaham.apps.submissions.queries import sending as reads
from kotaham.apps.submissions.rules import STEP
from kotaham.apps.submissions.rules.endorsing import Mark
from kotaham.apps.submissions.services.standing import open_marks
from kotaham.apps.verification import queries as desks
from kotaham.apps.verification import services as verification
from kotaham.apps.verification.models import Case, Check
from kotaham.apps.verification.services import Words
from tests.apps.river import CODES
from tests.apps.rounds.conftest import CODES as PLACES
from tests.apps.rounds.conftest import REASON, in_days

if TYPE_CHECKING:
    from tests.apps.river_walk import Tried, Walk

CITIES = ("damai", "rukun")
UNITS = {"damai": ("dinas", "dinas_social"), "rukun": ("dinas_rukun",)}
CITY_PEOPLE = {"damai": ("ani", "budi", "yuda"), "rukun": ("rini",)}
KANWIL, CENTRE = ("dewi", "oki"), ("gita", "wulan")
STAGES = ("self", "verified", "validated", "final")


# What the city does.


def save(walk: "Walk", tried: "Tried") -> Any:
    row = walk.answer(tried)
    value = walk.value(row.code) if not row.returned or walk.dice.random() < 0.7 else row.value
    reply = "Sudah diperiksa." if walk.dice.random() < 0.3 else None
    after = services.save_answer(
        walk.pk(tried), row.code, services.Said(value, row.note, reply), actor=tried.actor, version=walk.version(row)
    )
    tried.saved[row.pk] = after.value
    return after


def fill_in(walk: "Walk", tried: "Tried") -> Any:
    rows = Answer.objects.filter(submission_id=walk.pk(tried)).exclude(state="ready").order_by("pk")
    rows = rows.filter(unit_id=tried.actor.office) if tried.actor.role == "unit_officer" else rows
    told = [(row.pk, row.version, walk.value(row.code)) for row in rows]
    name = f"{walk.dice.getrandbits(256):064x}"
    sealed = services.sealed(walk.pk(tried), "isian.xlsx", name, told, actor=tried.actor)
    batch = services.apply_workbook(walk.pk(tried), sealed, actor=tried.actor)
    tried.saved |= {pk: value for pk, _version, value in told}
    if walk.dice.random() < 0.1:
        services.undo_workbook(walk.pk(tried), batch.pk, actor=tried.actor)
        tried.saved = {pk: before for pk, _version, before, _state in batch.changes}
    return batch


def ready(walk: "Walk", tried: "Tried") -> Any:
    row = walk.answer(tried)
    return services.mark_ready(walk.pk(tried), row.code, actor=tried.actor, version=walk.version(row))


def reopen(walk: "Walk", tried: "Tried") -> Any:
    row = walk.answer(tried)
    return services.reopen(walk.pk(tried), row.code, actor=tried.actor, version=walk.version(row), reason="Keliru.")


def prove(walk: "Walk", tried: "Tried") -> Any:
    held = Evidence.objects.filter(holder_id=tried.actor.office).order_by("pk").first()
    row = walk.answer(tried)
    return services.prove(walk.pk(tried), row.code, actor=tried.actor, evidence=held.pk if held else 0)


def release(walk: "Walk", tried: "Tried") -> Any:
    rows = list(Use.objects.filter(kind="submissions.answer", ended_at=None).order_by("pk"))
    row = walk.dice.choice(rows) if rows else None
    return evidence.release(actor=tried.actor, evidence=row.evidence_id if row else 0, use=row.pk if row else 0)


def delegate(walk: "Walk", tried: "Tried") -> Any:
    unit = walk.world.office(walk.dice.choice(UNITS[tried.city])).pk
    codes = walk.dice.sample(CODES, walk.dice.randrange(1, 4))
    return services.delegate(walk.pk(tried), codes, actor=tried.actor, unit=unit)


def take_back(walk: "Walk", tried: "Tried") -> Any:
    return services.take_back(walk.pk(tried), [walk.dice.choice(CODES)], actor=tried.actor)


def claim(walk: "Walk", tried: "Tried") -> Any:
    held = services.claims_of(Submission.objects.select_related("round").get(pk=walk.pk(tried))).get("NT-1")
    wishes = [services.BonusWish("NT-1", Fraction(walk.dice.randrange(0, 5)), "Di laman.", held.version if held else 0)]
    return services.claim(walk.pk(tried), wishes, actor=tried.actor)


def explain(walk: "Walk", tried: "Tried") -> Any:
    row = walk.answer(tried)
    return services.explain(walk.pk(tried), row.code, f"Catatan {walk.dice.random():.3f}", actor=tried.actor)


def endorse(walk: "Walk", tried: "Tried") -> Any:
    open_ones = open_marks(Submission.objects.select_related("round").get(pk=walk.pk(tried)))
    mark = walk.dice.choice(open_ones).mark if open_ones else Mark("province")
    digest = reads.digests(walk.pk(tried), [mark.unit])[mark.unit]
    paper = tried.actor.role == "city_coordinator"
    piece = Evidence.objects.filter(holder_id=tried.actor.office, media="pdf").first() if paper else None
    return services.endorse(
        walk.pk(tried), mark, actor=tried.actor, digest=digest, signatory="Sari, Sekretaris",
        evidence=piece.pk if piece else None,
    )  # fmt: skip


# What its readers do.


def check(walk: "Walk", tried: "Tried") -> Any:
    """Say something of an answer that the reader has not read yet, if there is one."""
    held = Case.objects.filter(submission_id=walk.pk(tried)).first()
    slot = 2 if held and held.second_id == tried.actor.person else 1
    stage = "validated" if tried.actor.role == "assessor" else "verified"
    rows = list(Answer.objects.filter(submission_id=walk.pk(tried)).order_by("position"))
    said = {one.answer_id: one for one in Check.objects.filter(answer__in=rows, stage=stage, slot=slot)}
    mine = [row for row in rows if held and (slot == 1 or row.code in held.sample)] or rows
    unread = [row for row in mine if row.pk not in said or said[row.pk].seen != row.version]
    row = walk.dice.choice(unread if unread and walk.dice.random() < 0.9 else mine)
    verdict = walk.dice.choices(["accept", "correct", "return", "escalate"], [8, 2, 0.5, 0.4])[0]
    value = walk.value(row.code) if verdict == "correct" else None
    words = Words(verdict, value, "miscount" if value else "", "" if verdict == "accept" else "Periksa lagi.")
    return verification.check(
        walk.pk(tried), row.code, words, actor=tried.actor, version=walk.version(row),
        edition=said[row.pk].edition if row.pk in said else 0,
    )  # fmt: skip


def accept_many(walk: "Walk", tried: "Tried") -> Any:
    submission, held = (
        Submission.objects.get(pk=walk.pk(tried)),
        Case.objects.filter(submission_id=walk.pk(tried)).first(),
    )
    stage = "validated" if submission.state == "validating" else "verified"
    if held is None:
        return verification.accept_many(walk.pk(tried), {}, actor=tried.actor, confirmed=True)
    rows = verification.bulk(desk_of(submission, held, stage))
    versions = {row.answer.code: row.answer.version for row in rows}
    return verification.accept_many(walk.pk(tried), versions, actor=tried.actor, confirmed=True)


def settle(walk: "Walk", tried: "Tried") -> Any:
    submission, held = (
        Submission.objects.get(pk=walk.pk(tried)),
        Case.objects.filter(submission_id=walk.pk(tried)).first(),
    )
    rows = verification.differing(desk_of(submission, held, "verified").rows) if held else []
    row = walk.dice.choice(rows).answer if rows else walk.answer(tried, own=False)
    earlier = Check.objects.filter(answer=row, stage="verified", slot=3).first()
    words = Words(walk.dice.choice(["accept", "accept", "return"]), reason="Menurut rekap.")
    return verification.settle(
        walk.pk(tried), row.code, words, actor=tried.actor, edition=earlier.edition if earlier else 0
    )


def assign(walk: "Walk", tried: "Tried") -> Any:
    held = Case.objects.filter(submission_id=walk.pk(tried)).first()
    people = [walk.world.people[name].pk for name in (*KANWIL, "ani")] + [None]
    return verification.assign(
        walk.pk(tried), actor=tried.actor, reader=walk.dice.choice(people), second=walk.dice.choice(people),
        version=held.version if held else 1,
    )  # fmt: skip


def recognise(walk: "Walk", tried: "Tried") -> Any:
    return verification.recognise(walk.pk(tried), "NT-1", str(walk.dice.randrange(0, 4)), "Ada.", actor=tried.actor)


# What ends it.


def object_to(walk: "Walk", tried: "Tried") -> Any:
    row = walk.answer(tried, own=False)
    return publication.begin(
        walk.pk(tried), row.code, publication.Wish("Keliru.", walk.value(row.code)), actor=tried.actor
    )


def _objection(walk: "Walk", tried: "Tried", *states: str) -> Objection:
    rows = list(Objection.objects.filter(submission_id=walk.pk(tried)).select_related("answer").order_by("pk"))
    near = [row for row in rows if row.state in states]
    return walk.dice.choice(near or rows or [Objection(pk=0, version=1, answer=Answer(code="RK-1"))])


def edit(walk: "Walk", tried: "Tried") -> Any:
    row = _objection(walk, tried, "draft")
    told = publication.Wish("Sungguh keliru.", walk.value(row.answer.code))
    return publication.edit(row.pk, told, actor=tried.actor, version=walk.version(row))


def judge(walk: "Walk", tried: "Tried") -> Any:
    row = _objection(walk, tried, "filed")
    verb = walk.dice.choice(publication.VERBS)
    ruling = publication.Ruling(verb, "Menurut bukti.", walk.value(row.answer.code) if verb == "grant_part" else None)
    return publication.judge(row.pk, ruling, actor=tried.actor)


def score(walk: "Walk", tried: "Tried") -> Any:
    final = {"final", "decided"} & set(walk.states.values()) and walk.dice.random() < 0.7
    stage = "final" if final else walk.dice.choice(STAGES)
    run = scores.ask_run(walk.round, stage, actor=tried.actor)
    scores.make(run.pk, actor=tried.actor)
    tried.run = Run.objects.filter(pk=run.pk, state="done").values_list("pk", flat=True).first() or 0
    return run


def _decision(walk: "Walk", state: str) -> Decision:
    rows = Decision.objects.filter(round_id=walk.round).order_by("-pk")
    return rows.filter(state=state).first() or rows.first() or Decision(pk=0, version=1)


def freeze(walk: "Walk", tried: "Tried") -> Any:
    row = _decision(walk, "draft")
    decree = publication.Decree(f"HAM-{row.pk}", timezone.localdate(), "Menteri, Contoh")
    return publication.freeze(row.pk, decree, actor=tried.actor, version=walk.version(row))


def drop(walk: "Walk", tried: "Tried") -> Any:
    row = _decision(walk, "draft")
    publication.drop(row.pk, actor=tried.actor, version=walk.version(row))
    return True


def amend(walk: "Walk", tried: "Tried") -> Any:
    row, answer = _decision(walk, "draft"), walk.answer(tried, own=False)
    change = publication.Change(walk.value(answer.code), "miscount", "Salah hitung.")
    return publication.amend(row.pk, walk.pk(tried), answer.code, change, actor=tried.actor, version=walk.version(row))


def redraw(walk: "Walk", tried: "Tried") -> Any:
    row = _decision(walk, "draft")
    return publication.redraw(row.pk, actor=tried.actor, version=walk.version(row))


# What happens around it.


def open_round(walk: "Walk", tried: "Tried") -> Any:
    opened = rounds.open_round(walk.round, actor=tried.actor, reason=REASON)
    rows = Submission.objects.filter(round_id=walk.round).values_list("place_code", "pk")
    places = dict(rows)
    walk.reports = {city: places[PLACES[city]] for city in CITIES}
    return opened


def extend(walk: "Walk", tried: "Tried") -> Any:
    step = walk.dice.choice([STEP.get(walk.states.get(walk.pk(tried), ""), "fill"), "fill", "submit"])
    office = walk.world.office(tried.city).pk if tried.city and walk.dice.random() < 0.5 else None
    day = in_days(walk.dice.choice([5, 30, 90]))
    return rounds.extend(walk.round, step, day, actor=tried.actor, reason="Banjir.", office=office)


def cancel(walk: "Walk", tried: "Tried") -> Any:
    done = rounds.cancel(walk.round, actor=tried.actor, basis="Surat 1", reason="Batal.")
    walk.cancelled = True
    return done


def clock(walk: "Walk", _tried: "Tried") -> Any:
    waits = {"validated", "final", "decided", "withdrawn"}.issuperset(walk.states.values())
    days = walk.dice.choice([0.4, 1, 3] if not waits else [1, 40])
    walk.clock.shift(timedelta(days=days))
    return True


def change_roles(walk: "Walk", tried: "Tried") -> Any:
    """End a role and give it to the person anew; a coordinator may come back as a reader of the Kanwil."""
    name = walk.dice.choice(["ani", "dewi", "oki", "budi", "gita", "rini"])
    role, office = walk.world.appointment(name).role, walk.world.appointment(name).office_id
    today = timezone.localdate()
    if walk.held.get(name) is not None:
        done = accounts.end(actor=tried.actor, appointment=walk.held[name], on=today, reason="Mutasi.")
        del walk.held[name]
        return done
    if name in {"ani", "rini"} and walk.dice.random() < 0.5:
        role, office = "kanwil_verifier", walk.world.office("kanwil").pk
    person = walk.world.people[name].pk
    made = accounts.appoint(
        actor=tried.actor, person=person, role=role, office=office, starts=today, ends=None, basis="SK rekaan"
    )
    walk.held[name] = made.pk
    return made


def desk_of(submission: Submission, held: Case, stage: str) -> Any:
    """Return the desk of a stage."""
    return desks.desk(submission, held, stage)


def _reports(service: Callable[..., Any], **more: Any) -> "Step":
    return lambda walk, tried: service(walk.pk(tried), actor=tried.actor, **more)


def _objections(service: Callable[..., Any], *states: str, **more: Any) -> "Step":
    return lambda walk, tried: service(_objection(walk, tried, *states).pk, actor=tried.actor, **more)


Step = Callable[[Any, Any], Any]
WHY = {"reason": "Keliru."}
VERBS: Mapping[str, Step] = {
    "open": open_round, "extend": extend, "clock": clock, "change_roles": change_roles,
    "cancel": cancel,
    "save": save, "fill_in": fill_in, "ready": ready, "reopen": reopen, "prove": prove, "release": release,
    "delegate": delegate, "take_back": take_back, "claim": claim, "explain": explain, "endorse": endorse,
    "propose": _reports(services.propose), "unlock": _reports(services.unlock, **WHY),
    "send": _reports(services.send, confirmed=CODES), "call_back": _reports(services.call_back, **WHY),
    "resend": _reports(services.resend), "withdraw": _reports(services.withdraw, **WHY),
    "take": _reports(verification.take), "second": _reports(verification.read_second), "assign": assign, "check": check,
    "accept_many": accept_many, "settle": settle, "recognise": recognise, "give_back": _reports(verification.give_back),
    "conclude": _reports(verification.conclude), "assess": _reports(verification.assess),
    "send_back": _reports(verification.send_back, **WHY), "validate": _reports(verification.validate),
    "object": object_to, "edit": edit, "judge": judge, "file": _objections(publication.file, "draft"),
    "take_away": _objections(publication.withdraw, "draft", "filed", **WHY),
    "settle_days": lambda walk, tried: publication.settle(walk.round, actor=tried.actor),
    "score": score, "freeze": freeze, "redraw": redraw, "drop": drop, "amend": amend,
    "draft": lambda walk, tried: publication.draft(walk.round, "Kabupaten/Kota Peduli HAM", actor=tried.actor),
    "correct": lambda walk, tried: publication.correct(
        _decision(walk, "frozen").pk, "Perubahan", "Salah hitung.", actor=tried.actor),
}  # fmt: skip
SEATS: Mapping[str, tuple[str, ...]] = {
    "check": ("reader_id", "reader_id", "second_id", "assessor_id"), "accept_many": ("reader_id", "assessor_id"),
    "recognise": ("reader_id", "assessor_id"), "give_back": ("reader_id",), "conclude": ("reader_id",),
    "validate": ("assessor_id",), "send_back": ("assessor_id",),
}  # fmt: skip
WHO: Mapping[str, tuple[str, ...]] = {
    "open": ("eko",), "extend": ("eko", "intan"), "clock": ("eko",), "change_roles": ("eko",), "cancel": ("eko",),
    "take": KANWIL, "second": KANWIL, "check": (*KANWIL, *CENTRE), "accept_many": ("dewi", "gita"),
        "recognise": ("dewi", "oki", "gita"),
    "give_back": KANWIL, "conclude": ("dewi", "oki", "intan"), "settle": ("intan",), "assign": ("intan",),
    "assess": CENTRE, "send_back": CENTRE, "validate": CENTRE, "judge": CENTRE, "score": ("gita", "hadi", "eko"),
    "settle_days": ("gita", "the program"), "draft": ("eko",), "redraw": ("eko",), "drop": ("eko",),
        "correct": ("eko",),
    "amend": ("eko",), "freeze": ("hadi",),
}  # fmt: skip
