"""Rows of the matrix for one report: what the city does with it, what its readers do, what the city objects to."""

from fractions import Fraction
from typing import Any

from kotaham.apps.evidence import services as evidence
from kotaham.apps.gate.services import policy
from kotaham.apps.publication import services as publication
from kotaham.apps.submissions import services
from kotaham.apps.submissions.models import Answer
from kotaham.apps.submissions.queries import sending as reads
from kotaham.apps.submissions.rules import LIFE, STEP, TURN, WRITABLE, answer_of
from kotaham.apps.submissions.rules.endorsing import Mark
from kotaham.apps.verification import services as verification
from kotaham.apps.verification.models import Case
from kotaham.apps.verification.rules import REACHED
from kotaham.apps.verification.services import Paper, Words
from kotaham.core.facts import FactTable, Subject
from kotaham.core.policy import Reach
from tests.apps.river import UNITS
from tests.apps.river_matrix import ABSENT, NOT_NOW, NOTHING, REFUSED, Scene, Verb, Viewer, carries, everywhere
from tests.apps.river_scene import CODE, FREE, REPAIRED, ask_for, read_all, read_back

NEW = {"number": "97.5"}
WISH = publication.Wish("Rekap menunjukkan angka lain.", {"number": "96.5"})
FILL = (*WRITABLE, REPAIRED)  # of what was returned
OF_CITY = tuple(one for one in LIFE.states if TURN[one] == "city" and STEP.get(one) in {"submit", REPAIRED})
OF_KANWIL = tuple(one for one in LIFE.states if STEP.get(one) in {"verify", REPAIRED})
ON_DESK = ("verifying", "validating")
READ = tuple(REACHED["verified"])
NEVER_SENT = frozenset({ABSENT})
DESK = NOT_NOW | NEVER_SENT  # a report that was never sent has no case
SEATED = frozenset({403, 404, 409, REFUSED})  # who sits elsewhere at the table
# Who is near what.


def city(_scene: Scene, viewer: Viewer, reach: Reach) -> bool:
    """Reach the city itself."""
    return carries(reach, viewer.office, "damai")


def report(_scene: Scene, viewer: Viewer, reach: Reach) -> bool:
    """Reach the report: a unit as far as it holds an answer of it."""
    if viewer.role == "unit_officer":
        return viewer.office in UNITS.values()
    return carries(reach, viewer.office, "damai")


def answer(_scene: Scene, viewer: Viewer, reach: Reach) -> bool:
    """Reach the answer: the unit that holds it, and whoever reaches the city."""
    if viewer.role == "unit_officer":
        return viewer.office == UNITS[CODE]
    return carries(reach, viewer.office, "damai")


def _may_fill(scene: Scene, viewer: Viewer) -> bool:
    """Tell whether the rule to fill in reaches the answer: evidence hangs on what one may write."""
    reach = policy().rules["submissions.fill"].reach(viewer.actor.columns)
    return bool(reach) and answer(scene, viewer, reach)


# What makes a verb possible.


def _row(scene: Scene, code: str = CODE) -> Answer:
    return Answer.objects.get(submission_id=scene.things["pk"], code=code)


def drafted(scene: Scene) -> None:
    """Open the answer again: it is being written."""
    if scene.state != REPAIRED:
        Answer.objects.filter(pk=_row(scene).pk).update(state=Answer.State.DRAFT)


def readied(scene: Scene) -> None:
    """Let the answer be done."""
    Answer.objects.filter(pk=_row(scene).pk).update(state=Answer.State.READY)


def untouched(scene: Scene) -> None:
    """Let the answer be as it was when the round opened."""
    rows = Answer.objects.filter(pk=_row(scene).pk)
    rows.update(state=Answer.State.EMPTY, value=None, saved_by=None, saved_at=None, version=1)


def _figures() -> FactTable:
    """Return a public table of one figure."""
    return FactTable([Subject("99.71", "Kota Damai")], {CODE: [answer_of(NEW)]}, "2025", "2025-12-31")


def unshared(scene: Scene) -> None:
    """Take the answer from its unit, so that one can be proposed."""
    Answer.objects.filter(pk=_row(scene).pk).update(unit=None)


def by_province(scene: Scene) -> None:
    """Let the province stand for the report."""
    pk = scene.things["pk"]
    digest = reads.digests(pk, [None])[None]
    services.endorse(pk, Mark("province"), actor=scene.actor("kartika"), digest=digest)


def proposed(scene: Scene) -> None:
    """Give what sending wants: nothing while it is filled in, the endorsement once it was proposed."""
    if scene.state == "endorsing":
        by_province(scene)


def repaired(scene: Scene) -> None:
    """Save what was returned."""
    row = _row(scene)
    services.save_answer(scene.things["pk"], CODE, services.Said(NEW), actor=scene.actor("budi"), version=row.version)


def asked_unit(scene: Scene) -> None:
    """Let the round ask for the head of every unit."""
    ask_for(["unit_head"], scene)


def asked_province(scene: Scene) -> None:
    """Let the round ask for the province."""
    ask_for(["province"], scene)


def one_use(scene: Scene) -> None:
    """Let a piece of evidence of the unit prove the answer."""
    drafted(scene)
    used = evidence.use(
        actor=scene.actor("budi"), evidence=scene.things["evidence"]["dinas"],
        subject=("submissions.answer", _row(scene).pk),
    )  # fmt: skip
    scene.things["use"] = used.pk


def batched(scene: Scene) -> None:
    """Let Ani take in a file."""
    drafted(scene)
    scene.things["batch"] = _apply(scene, scene.viewers["ani"]).pk


def _apply(scene: Scene, viewer: Viewer) -> Any:
    pk, row = scene.things["pk"], _row(scene)
    told = services.sealed(pk, "a.xlsx", "ab" * 32, [(row.pk, row.version, NEW)], actor=viewer.actor)
    return services.apply_workbook(pk, told, actor=viewer.actor)


def _unsampled(scene: Scene) -> str:
    """Return an answer that one person reads; before anything was sent there is no sample."""
    found = scene.things.get("unsampled", "")
    if not found and _case(scene):
        found = scene.things["unsampled"] = str(scene.things["desk"].others[-1])
    return found or CODE


def read_through(scene: Scene) -> None:
    """Let a stage be read to its end."""
    read_all(scene)
    if scene.state == "verifying":
        verification.recognise(scene.things["pk"], "NT-1", "2", "Ada.", actor=scene.actor("dewi"))


def escalated(scene: Scene) -> None:
    """Let Dewi pass an answer on."""
    scene.things["desk"].say("dewi", _unsampled(scene), Words("escalate", reason="Sulit."))


def no_second(scene: Scene) -> None:
    """Let nobody read the sample yet."""
    Case.objects.filter(submission_id=scene.things["pk"]).update(second=None)


def one_edition(scene: Scene) -> None:
    """Make an examination report."""
    verification.make_minutes(scene.things["pk"], Paper("1"), actor=scene.actor("dewi"), edition=0)


# Who sits where.


def reader(scene: Scene, viewer: Viewer) -> bool:
    """Sit where the report is read now."""
    return viewer.name == {"verifying": "dewi", "validating": "gita"}.get(scene.state, viewer.name)


def _case(scene: Scene) -> Case | None:
    return Case.objects.filter(submission_id=scene.things["pk"]).first()


def paper(scene: Scene, viewer: Viewer) -> int:
    """Return a paper of the viewer's own office."""
    return int(scene.things["evidence"].get(viewer.office, scene.things["evidence"]["ministry"]))


def _check(scene: Scene, viewer: Viewer) -> Any:
    code = _unsampled(scene)
    return verification.check(
        scene.things["pk"], code, Words("accept"), actor=viewer.actor, version=_row(scene, code).version, edition=0
    )


def _accept_many(scene: Scene, viewer: Viewer) -> Any:
    code = _unsampled(scene)
    return verification.accept_many(
        scene.things["pk"], {code: _row(scene, code).version}, actor=viewer.actor, confirmed=True
    )


def _assign(scene: Scene, viewer: Viewer) -> Any:
    held = _case(scene)
    version, people = held.version if held else 1, scene.world.people
    return verification.assign(
        scene.things["pk"], actor=viewer.actor, reader=people["oki"].pk, second=None, version=version
    )


def _free(scene: Scene, viewer: Viewer) -> Any:
    held = _case(scene)
    return verification.assign(
        scene.things["pk"], actor=viewer.actor, reader=None, second=None, version=held.version if held else 1
    )


def _settle(scene: Scene, viewer: Viewer) -> Any:
    code = _unsampled(scene)
    return verification.settle(
        scene.things["pk"], code, Words("accept", reason="Cukup."), actor=viewer.actor, edition=0
    )


def _unit_mark(scene: Scene, viewer: Viewer) -> Any:
    unit, pk = scene.world.office("dinas").pk, scene.things["pk"]
    return services.endorse(pk, Mark("unit_head", unit), actor=viewer.actor, digest=reads.digests(pk, [unit])[unit])


def _province_mark(scene: Scene, viewer: Viewer) -> Any:
    pk = scene.things["pk"]
    return services.endorse(pk, Mark("province"), actor=viewer.actor, digest=reads.digests(pk, [None])[None])


def _move(verb: str, state: str) -> Any:
    return LIFE.table[verb, state]


def verb(service: str, rule: str, states: Any, call: Any, near: Any = city, **more: Any) -> Verb:
    """Make a row of the city's side."""
    return Verb(
        f"submissions.{service}", f"submissions.{rule}", states, call, near, **{"see": "submissions.see", **more}
    )


def moving(service: str, name: str, rule: str, call: Any, **more: Any) -> Verb:
    """Make a row for a verb of the life table."""
    sources = LIFE.sources(name)
    return verb(service, rule, sources, call, moves=_move(name, sources[0]), **more)


def on_desk(service: str, rule: str, states: Any, call: Any, **more: Any) -> Verb:
    """Make a row of the readers."""
    fields = {"see": "verification.see", "idle": DESK, "timed": True, "never": ("behind",), **more}
    return Verb(f"verification.{service}", f"verification.{rule}", states, call, report, **fields)


def desk_moving(service: str, name: str, rule: str, call: Any, **more: Any) -> Verb:
    """Make a row of the readers for a verb of the life table."""
    sources = LIFE.sources(name)
    return on_desk(service, rule, sources, call, moves=_move(name, sources[0]), **more)


def _pk(scene: Scene) -> int:
    return int(scene.things["pk"])


ANSWER = {"near": answer, "see": "submissions.see-answers"}
CITY = [
    verb(
        "save_answer", "fill", FILL,
        lambda s, v: services.save_answer(_pk(s), CODE, services.Said(NEW), actor=v.actor, version=_row(s).version),
        before=drafted, timed=True, **ANSWER,
    ),
    verb(
        "mark_ready", "fill", FILL,
        lambda s, v: services.mark_ready(_pk(s), CODE, actor=v.actor, version=_row(s).version),
        before=lambda s: (repaired if s.state == REPAIRED else drafted)(s), timed=True, **ANSWER,
    ),
    verb(
        "reopen", "fill", FILL,
        lambda s, v: services.reopen(_pk(s), CODE, actor=v.actor, version=_row(s).version, reason="Keliru."),
        before=readied, timed=True, **ANSWER,
    ),
    verb(
        "prove", "fill", FILL,
        lambda s, v: services.prove(_pk(s), CODE, actor=v.actor, evidence=paper(s, v)), before=drafted, timed=True,
        **ANSWER,
    ),
    Verb(
        "evidence.release", "evidence.use", FILL,
        lambda s, v: evidence.release(actor=v.actor, evidence=s.things["evidence"]["dinas"], use=s.things.get("use",
            0)),
        lambda _s, v, reach: carries(reach, v.office, "dinas"), see="evidence.see", before=one_use, timed=True,
        idle=NOT_NOW | {ABSENT}, seats=_may_fill, unseated=frozenset({403, 404}),
    ),
    verb(
        "load_table", "load", WRITABLE,
        lambda s, v: services.load_table(s.things["river"].round.pk, _figures(), "Data rekaan.", actor=v.actor),
        near=everywhere, before=untouched, idle=frozenset({NOTHING}),
    ),
    verb(
        "claim", "claim", WRITABLE,
        lambda s, v: services.claim(_pk(s), [services.BonusWish("NT-2", Fraction(1), "Ada.")], actor=v.actor),
            timed=True,
    ),
    verb(
        "prove_claim", "claim", WRITABLE,
        lambda s, v: services.prove_claim(_pk(s), "NT-1", actor=v.actor, evidence=paper(s, v)), timed=True,
    ),
    verb(
        "delegate", "delegate", FILL,
        lambda s, v: services.delegate(_pk(s), [FREE], actor=v.actor, unit=s.world.office("dinas").pk), timed=True,
    ),
    verb(
        "delegate_as_proposed", "delegate", FILL,
        lambda s, v: services.delegate_as_proposed(_pk(s), [CODE], actor=v.actor), before=unshared, timed=True,
    ),
    verb(
        "take_back", "delegate", FILL, lambda s, v: services.take_back(_pk(s), [CODE], actor=v.actor), timed=True,
    ),
    verb(
        "remind", "delegate", FILL, lambda s, v: services.remind(_pk(s), s.world.office("dinas").pk, actor=v.actor),
        before=drafted, timed=True,
    ),
    moving("propose", "propose", "propose", lambda s, v: services.propose(_pk(s), actor=v.actor), before=asked_province,
           timed=True),
    moving("unlock", "unlock", "propose", lambda s, v: services.unlock(_pk(s), actor=v.actor, reason="Keliru.")),
    moving("send", "send", "send", lambda s, v: services.send(_pk(s), actor=v.actor), before=proposed, timed=True),
    moving("call_back", "call_back", "call-back", lambda s, v: services.call_back(_pk(s), actor=v.actor,
        reason="Keliru."), timed=True),
    moving("resend", "resend", "resend", lambda s, v: services.resend(_pk(s), actor=v.actor), before=repaired,
        timed=True),
    moving("withdraw", "withdraw", "withdraw", lambda s, v: services.withdraw(_pk(s), actor=v.actor, reason="Mundur.")),
    verb("explain", "explain", OF_CITY, lambda s, v: services.explain(_pk(s), CODE, "Kata.", actor=v.actor)),
    verb(
        "endorse", "endorse", ("endorsing", REPAIRED), _unit_mark, near=report, also="unit", before=asked_unit,
            timed=True,
        seats=lambda _s, v: v.role == "unit_officer" and v.office == "dinas",
    ),
    verb(
        "endorse", "endorse", ("endorsing", REPAIRED), _province_mark, near=report, also="province",
        before=asked_province, timed=True, seats=lambda _s, v: v.role == "province_coordinator",
    ),
    verb(
        "apply_workbook", "import", FILL, _apply, near=report, before=drafted, timed=True,
        seats=lambda _s, v: v.role == "city_coordinator" or v.office == "dinas", unseated=frozenset({REFUSED}),
    ),
    verb(
        "undo_workbook", "import", FILL, lambda s, v: services.undo_workbook(_pk(s), s.things.get("batch", 0),
            actor=v.actor),
        near=report, before=batched, timed=True, idle=NOT_NOW | {ABSENT},
        seats=lambda _s, v: v.role == "city_coordinator", unseated=frozenset({ABSENT}),
    ),
]  # fmt: skip
DESKS = [
    desk_moving("take", "take", "take", lambda s, v: verification.take(_pk(s), actor=v.actor),
                seats=lambda s, v: s.state == "sent" or v.name == "dewi"),
    on_desk("read_second", "second", OF_KANWIL, lambda s, v: verification.read_second(_pk(s), actor=v.actor),
            before=no_second, timed=False, seats=lambda s, v: v.name != "dewi" or s.state == "sent"),
    on_desk("assign", "assign", OF_KANWIL, _assign, also="somebody else", timed=False, never=()),
    on_desk("assign", "assign", OF_KANWIL, _free, also="nobody", timed=False, never=()),
    on_desk("check", "check", ON_DESK, _check, seats=reader, unseated=SEATED),
    on_desk("accept_many", "check", ON_DESK, _accept_many, seats=reader, unseated=SEATED),
    on_desk("settle", "settle", ("verifying",), _settle, before=escalated, never=("behind", "read")),
    on_desk("recognise", "bonus", ON_DESK,
            lambda s, v: verification.recognise(_pk(s), "NT-1", "1", "Ada.", actor=v.actor), seats=reader,
                unseated=SEATED),
    desk_moving("give_back", "return", "return", lambda s, v: verification.give_back(_pk(s), actor=v.actor),
                before=read_back, seats=reader),
    desk_moving("conclude", "conclude", "conclude", lambda s, v: verification.conclude(_pk(s), actor=v.actor),
                before=read_through, seats=lambda s, v: v.role == "kanwil_head" or reader(s, v)),
    desk_moving("assess", "assess", "assess", lambda s, v: verification.assess(_pk(s), actor=v.actor),
                never=("behind", "read")),
    desk_moving("send_back", "send_back", "send-back", lambda s, v: verification.send_back(_pk(s), "Ulang.",
        actor=v.actor),
                seats=reader),
    desk_moving("validate", "validate", "validate", lambda s, v: verification.validate(_pk(s), actor=v.actor),
                before=read_through, seats=reader),
    on_desk("make_minutes", "minutes", READ,
            lambda s, v: verification.make_minutes(_pk(s), Paper("1"), actor=v.actor, edition=0),
            timed=False, never=(), ends=False),
    on_desk("take_back_minutes", "minutes", READ,
            lambda s, v: verification.take_back_minutes(_pk(s), 1, paper(s, v), actor=v.actor),
            before=one_edition, timed=False, never=(), ends=False),
]  # fmt: skip
OBJECT = [
    Verb(
        "publication.begin", "publication.object", ("validated",),
        lambda s, v: publication.begin(_pk(s), CODE, publication.Wish("Keliru.", NEW), actor=v.actor), city,
        see="publication.objections", timed=True,
    ),
]  # fmt: skip
VERBS = [*CITY, *DESKS, *OBJECT]
