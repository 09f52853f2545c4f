"""Rows of the matrix for what ends a round: objections, and the decision with its corrections."""

from typing import Any

from kotaham.apps.publication import services
from kotaham.apps.publication.models import Decision, Objection
from kotaham.apps.publication.rules import LIFE
from kotaham.apps.publication.services import Change, Ruling
from kotaham.apps.rounds.models import Round
from kotaham.apps.submissions.rules import LIFE as REPORTS
from kotaham.core.policy import Reach
from tests.apps import river as rivers
from tests.apps.publication.conftest import DECREE, Case
from tests.apps.river_matrix import (
    ABSENT,
    NOT_NOW,
    NOTHING,
    Scene,
    Verb,
    Viewer,
    carries,
    everywhere,
    viewers_of,
)
from tests.apps.river_report import paper
from tests.apps.river_scene import over, pieces, report_scene
from tests.cast import World

CODE = "RK-2"
WANTED = services.Wish("Satu kematian bukan warga kota.", {"numerator": "1", "denominator": "4800"})
OTHER = services.Wish("Dua kematian bukan warga kota.", {"numerator": "2", "denominator": "4800"})
CENTRE = {"ministry_admin", "assessor", "decision_maker", "auditor"}  # reads what is filed, and drafts of decisions
JUDGED = {"granted", "partly", "dismissed"}
RULINGS = {
    "granted": Ruling("grant", "Benar."), "partly": Ruling("grant_part", "Separuh.", OTHER.wanted),
    "dismissed": Ruling("dismiss", "Tetap."),
}  # fmt: skip


def objection_scene(world: World, state: str) -> Scene:
    """Bring an objection of Damai to a state; Dewi read the answer for the Kanwil, Gita for the centre."""
    scene = report_scene(world, "validated")
    ani = scene.actor("ani")
    one = services.begin(scene.things["pk"], CODE, WANTED, actor=ani)
    scene.things["objection"] = one.pk
    scene.hands["before"] = scene.hands["behind"] | scene.hands["read"] | {world.people["gita"].pk}
    if state != "draft":
        services.file(one.pk, actor=ani)
    if state in RULINGS:
        services.judge(one.pk, RULINGS[state], actor=scene.actor("wulan"))
    if state == "withdrawn":
        services.withdraw(one.pk, "Sudah jelas.", actor=ani)
    scene.state = state
    if Objection.objects.get().state != state:
        raise AssertionError(state)
    return scene


def objection(scene: Scene, viewer: Viewer, reach: Reach) -> bool:
    """Reach an objection: its city always, the centre from the filing on, the others once it is decided."""
    near = carries(reach, viewer.office, "damai")
    if viewer.role == "city_coordinator":
        return near
    return near and (scene.state in JUDGED or (viewer.role in CENTRE and scene.state != "draft"))


def _pk(scene: Scene) -> int:
    return int(scene.things["objection"])


def _row(scene: Scene) -> Objection:
    return Objection.objects.get(pk=_pk(scene))


def of_city(service: str, states: Any, call: Any, **more: Any) -> Verb:
    """Make a row of the city."""
    return Verb(f"publication.{service}", "publication.object", states, call, objection,
                **{"see": "publication.objections", **more})  # fmt: skip


def judging(name: str, ruling: Ruling) -> Verb:
    """Make a row of the assessors."""
    return Verb(
        "publication.judge", "publication.judge", LIFE.sources(name),
        lambda s, v: services.judge(_pk(s), ruling, actor=v.actor), objection, see="publication.objections", also=name,
        moves=LIFE.table[name, "filed"], never=("before",),
    )  # fmt: skip


OBJECTIONS = [
    of_city("edit", ("draft",),
            lambda s, v: services.edit(_pk(s), OTHER, actor=v.actor, version=_row(s).version), timed=True),
    of_city("file", LIFE.sources("file"), lambda s, v: services.file(_pk(s), actor=v.actor),
            moves=LIFE.table["file", "draft"], timed=True),
    of_city("withdraw", LIFE.sources("withdraw"), lambda s, v: services.withdraw(_pk(s), "Sudah jelas.", actor=v.actor),
            moves=LIFE.table["withdraw", "filed"]),
    of_city("prove", ("draft",), lambda s, v: services.prove(_pk(s), paper(s, v), actor=v.actor), timed=True),
    *(judging(ruling.verb, ruling) for ruling in RULINGS.values()),
    Verb(
        "publication.settle", "publication.settle", [one for one in LIFE.states if one != "filed"],
        lambda s, v: services.settle(s.things["river"].round.pk, actor=v.actor), everywhere,
        before=over, idle=frozenset({NOTHING}), moves=REPORTS.table["settle", "validated"],
    ),
    Verb(
        "publication.settle_all", "publication.settle", [one for one in LIFE.states if one != "filed"],
        lambda _s, v: services.settle_all(actor=v.actor), everywhere, before=over, idle=frozenset({NOTHING}),
        moves=REPORTS.table["settle", "validated"],
    ),
]  # fmt: skip
# A decision has no life table: it is drafted, frozen for good, and corrected by another one.
DECISIONS = ("none", "draft", "frozen", "correction")
DRAFTS = ("draft", "correction")
MISSING = NOT_NOW | {ABSENT}


def decision_scene(world: World, state: str) -> Scene:
    """Bring the round of Damai to its decision; Eko drafts, Hadi freezes."""
    river = rivers.open_round(world, ("damai",))
    rivers.in_state(river, "damai", "validated")
    case = Case(river)
    people = {name: person.pk for name, person in world.people.items()}
    hands = {"decision maker who drafted it": ("hadi", people["eko"])}
    scene = Scene(world, state, viewers_of(world, hands), {"river": river}, {"drafter": {people["eko"]}})
    scene.things |= {"pk": river.cities["damai"]}
    over(scene)
    case.settled()
    run = case.scored()
    scene.things |= {"decision": 0, "run": run, "evidence": pieces(world)["ministry"]}
    if state == "none":
        return scene
    decision = services.draft(case.round, "Kabupaten/Kota Peduli HAM", actor=river.actor("eko"))
    if state != "draft":
        decision = services.freeze(decision.pk, DECREE, actor=river.actor("hadi"), version=decision.version)
    if state == "correction":
        decision = services.correct(decision.pk, "Perubahan", "Salah hitung.", actor=river.actor("eko"))
    scene.things["decision"] = decision.pk
    return scene


def decision(scene: Scene, viewer: Viewer, _reach: Reach) -> bool:
    """Reach a decision: a draft only the centre."""
    return scene.state == "frozen" or (viewer.role in CENTRE and scene.state != "none")


def _version(scene: Scene) -> int:
    row = Decision.objects.filter(pk=scene.things["decision"]).first()
    return row.version if row else 1


def on_decision(service: str, rule: str, states: Any, call: Any, **more: Any) -> Verb:
    """Make a row of the ministry."""
    fields = {"see": "publication.decisions", "idle": MISSING, "ends": False, **more}
    return Verb(f"publication.{service}", f"publication.{rule}", states, call, decision, **fields)


def _amend(scene: Scene, viewer: Viewer) -> Any:
    change = Change({"number": "90"}, "miscount", "Salah hitung.")
    report = scene.things["river"].cities["damai"]
    return services.amend(scene.things["decision"], report, "RK-1", change, actor=viewer.actor, version=_version(scene))


def _drop(scene: Scene, viewer: Viewer) -> Any:
    services.drop(scene.things["decision"], actor=viewer.actor, version=_version(scene))
    return True


DECISION = [
    Verb(
        "publication.draft", "publication.draft", ("none",),
        lambda s, v: services.draft(s.things["river"].round.pk, "Judul", actor=v.actor), everywhere,
    ),
    on_decision("redraw", "draft", DRAFTS,
                lambda s, v: services.redraw(s.things["decision"], actor=v.actor, version=_version(s))),
    on_decision("drop", "draft", DRAFTS, _drop),
    on_decision(
        "freeze", "freeze", DRAFTS,
        lambda s, v: services.freeze(s.things["decision"], DECREE, actor=v.actor, version=_version(s)),
        never=("drafter",), moves=REPORTS.table["decide", "final"],
    ),
    on_decision("sign", "sign", ("frozen",),
                lambda s, v: services.sign(s.things["decision"], s.things["evidence"], actor=v.actor)),
    on_decision("correct", "correct", ("frozen",),
                lambda s, v: services.correct(s.things["decision"], "Perubahan", "Salah hitung.", actor=v.actor)),
    on_decision("amend", "correct", ("correction",), _amend),
]  # fmt: skip


def cancelled(scene: Scene) -> None:
    """Cancel the round of a scene."""
    Round.objects.filter(pk=scene.things["river"].round.pk).update(state=Round.State.CANCELLED)
