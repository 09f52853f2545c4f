"""Rows of the matrix for what stands around the reports: rounds, runs of the scores, versions of instruments."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from kotaham.apps.events import services as events
from kotaham.apps.instruments import services as instruments
from kotaham.apps.instruments.models import Comment, TryOut, Version
from kotaham.apps.instruments.rules import LIFE as VERSIONS
from kotaham.apps.rounds import services
from kotaham.apps.rounds.models import Round, Step
from kotaham.apps.rounds.rules import LIFE as ROUNDS
from kotaham.apps.scores import services as scores
from kotaham.apps.scores.models import Package, Replay, Run
from kotaham.apps.submissions.models import Submission
from kotaham.core.policy import Reach
from tests.apps import river as rivers
from tests.apps.river import SMALL, small_instrument
from tests.apps.river_matrix import NOT_NOW, NOTHING, REFUSED, Scene, Verb, Viewer, carries, everywhere, viewers_of
from tests.apps.rounds.conftest import CODES, REASON, in_days, plan, wish
from tests.cast import World

SEEN = "rounds.see"
EVERY_ROUND = tuple(ROUNDS.states)


def round_scene(world: World, state: str) -> Scene:
    """Bring a round of Damai alone to a state, by its services."""
    scene = Scene(world, state, viewers_of(world, {}))
    eko = scene.actor("eko")
    version = small_instrument()
    made = services.create(wish(version), actor=eko)
    services.set_days(made.pk, plan(), actor=eko, version=1)
    services.join(made.pk, [CODES["damai"]], actor=eko)
    scene.things |= {"round": made.pk, "version": version}
    if state != "draft":
        services.open_round(made.pk, actor=eko, reason=REASON)
    if state == "cancelled":
        services.cancel(made.pk, actor=eko, basis="Surat 1", reason="Batal.")
    if state == "decided":
        with events.work(scene.actor("hadi")) as log:
            services.decide(made.pk, actor=scene.actor("hadi"), log=log)
    return scene


def rounds_near(scene: Scene, viewer: Viewer, reach: Reach) -> bool:
    """Reach a round: while it is prepared who reaches all, then who has a city in it; a unit has its city."""
    if reach is Reach.ALL:
        return True
    unit = viewer.role == "unit_officer" and viewer.office in {"dinas", "dinas_social", "puskesmas"}
    return scene.state != "draft" and (carries(reach, viewer.office, "damai") or unit)


def _round(scene: Scene) -> Round:
    return Round.objects.get(pk=scene.things["round"])


def _pk(scene: Scene) -> int:
    return int(scene.things["round"])


def _decide(scene: Scene, viewer: Viewer) -> Any:
    with events.work(viewer.actor) as log:
        return services.decide(_pk(scene), actor=viewer.actor, log=log, reason="KEP-1")


def due(scene: Scene) -> None:
    """Let the last day of sending be near."""
    Step.objects.filter(round=_pk(scene), step="submit").update(closes=timezone.localdate() + timedelta(days=2))


def sent(scene: Scene) -> None:
    """Let the report of Damai count."""
    Submission.objects.filter(round=_pk(scene)).update(state="sent", sent_at=timezone.now())


def on_round(service: str, rule: str, states: Any, call: Any, **more: Any) -> Verb:
    """Make a row of the rounds."""
    return Verb(f"rounds.{service}", f"rounds.{rule}", states, call, **{"near": rounds_near, **more})


def _extend(office: str) -> Any:
    def call(scene: Scene, viewer: Viewer) -> Any:
        pk = scene.world.office(office).pk if office else None
        return services.extend(_pk(scene), "submit", in_days(45), actor=viewer.actor, reason="Banjir.", office=pk)

    return call


RUNNING = [
    on_round("create", "create", EVERY_ROUND, lambda s, v: services.create(wish(s.things["version"]), actor=v.actor),
             near=everywhere),
    on_round("edit", "edit", ("draft",), lambda s, v: services.edit(
        _pk(s), wish(s.things["version"], title="Lain"), actor=v.actor, version=_round(s).version)),
    on_round("set_days", "edit", ("draft",), lambda s, v: services.set_days(
        _pk(s), plan(submit=(0, 31)), actor=v.actor, version=_round(s).version)),
    on_round("join", "join", ("draft", "open"), lambda s, v: services.join(_pk(s), [CODES["rukun"]], actor=v.actor)),
    on_round("join_all", "join", ("draft", "open"), lambda s, v: services.join_all(_pk(s), actor=v.actor)),
    on_round("leave", "join", ("draft",), lambda s, v: services.leave(_pk(s), [CODES["damai"]], actor=v.actor)),
    on_round("leave_all", "join", ("draft",), lambda s, v: services.leave_all(_pk(s), actor=v.actor)),
    on_round("choose", "join", ("draft",),
             lambda s, v: services.choose(_pk(s), list(CODES.values()), [CODES["rukun"]], actor=v.actor)),
    on_round("decline", "join", ("draft",),
             lambda s, v: services.decline(_pk(s), CODES["rukun"], actor=v.actor, reason="Belum siap.")),
    on_round("ask_open", "open", ROUNDS.sources("open"), lambda s, v: services.ask_open(
        _pk(s), actor=v.actor, version=_round(s).version, reason=REASON), moves=ROUNDS.table["open", "draft"]),
    on_round("open_round", "open", ROUNDS.sources("open"),
             lambda s, v: services.open_round(_pk(s), actor=v.actor, reason=REASON), moves=ROUNDS.table["open",
                 "draft"]),
    on_round("cancel", "cancel", ROUNDS.sources("cancel"),
             lambda s, v: services.cancel(_pk(s), actor=v.actor, basis="Surat 1", reason="Batal."),
             moves=ROUNDS.table["cancel", "open"]),
    on_round("extend", "extend", ("open",), _extend("damai"), also="a city"),
    on_round("extend", "extend", ("open",), _extend("rukun"), also="a city that takes no part",
             seats=lambda _s, _v: False, unseated=frozenset({REFUSED})),
    on_round("extend", "extend", ("open",), _extend(""), also="everybody", seats=lambda _s,
        v: v.role == "ministry_admin"),
    on_round("decide", "decide", ROUNDS.sources("decide"), _decide, near=everywhere, moves=ROUNDS.table["decide",
        "open"]),
    on_round("remind", "remind", ("open",), lambda s, v: services.remind(_pk(s), actor=v.actor, now=timezone.now()),
             near=everywhere, before=due, idle=frozenset({NOTHING})),
    Verb("scores.ask_run", "scores.run", ("open", "decided"),
         lambda s, v: scores.ask_run(_pk(s), "self", actor=v.actor), everywhere, before=sent),
]  # fmt: skip
EVERY_RUN = ("waiting", "done", "failed")


def run_scene(world: World, state: str) -> Scene:
    """Bring a run of the self scores to a state."""
    river = rivers.open_round(world, ("damai",))
    rivers.in_state(river, "damai", "sent")
    scene = Scene(world, state, viewers_of(world, {}))
    run = scores.ask_run(river.round.pk, "self", actor=scene.actor("gita"))
    if state == "done":
        scores.make(run.pk, actor=scene.actor("gita"))
    if state == "failed":
        Run.objects.filter(pk=run.pk).update(state="failed")
    scene.things |= {"run": run.pk}
    return scene


def runs_near(scene: Scene, viewer: Viewer, _reach: Reach) -> bool:
    """Reach a run: the centre every one, the program what is announced."""
    return bool(viewer.role) or scene.state == "done"


def asked_replay(scene: Scene) -> None:
    """Let somebody ask for a recomputation."""
    scene.things["replay"] = scores.ask_replay(scene.things["run"], actor=scene.actor("wulan")).pk


def asked_package(scene: Scene) -> None:
    """Let somebody ask for the reports."""
    row = Package.objects.create(run_id=scene.things["run"], lang="id")
    scene.things["package"] = row.pk


def _made(scene: Scene, viewer: Viewer) -> int:
    scores.make(scene.things["run"], actor=viewer.actor)
    return int(Run.objects.get(pk=scene.things["run"]).state == "done" and scene.state == "waiting")


def _replayed(scene: Scene, viewer: Viewer) -> int:
    pk = scene.things.get("replay", 0)
    scores.make_replay(pk, actor=viewer.actor)
    return int(Replay.objects.filter(pk=pk, state="equal").exists())


RUN = [
    Verb("scores.make", "scores.run", ("waiting",), _made, everywhere, idle=frozenset({NOTHING})),
    Verb("scores.ask_replay", "scores.replay", ("done",),
         lambda s, v: scores.ask_replay(s.things["run"], actor=v.actor), runs_near, see="scores.see"),
    Verb("scores.make_replay", "scores.replay", ("done",), _replayed, everywhere, before=asked_replay,
         idle=frozenset({NOTHING})),
    Verb("scores.ask_package", "scores.package", ("done",),
         lambda s, v: scores.ask_package(s.things["run"], actor=v.actor), runs_near, see="scores.see"),
]  # fmt: skip
# A draft may be locked by a trial round, and one that came with the program is changed only in a copy.
LOCKED, SHIPPED = "locked", "shipped"
EVERY_VERSION = (*VERSIONS.states, LOCKED, SHIPPED)
COPY = SMALL.replace("id: uji-sungai", "id: uji-keadaan")
OTHER = COPY.replace("Contoh, bukan peraturan.", "Contoh saja.")


def version_scene(world: World, state: str) -> Scene:
    """Bring a version to a state; Fajar wrote and offered it."""
    hands = {"decision maker who wrote it": ("hadi", world.people["fajar"].pk)}
    scene = Scene(world, state, viewers_of(world, hands), hands={"writer": {world.people["fajar"].pk}})
    fajar, hadi = scene.actor("fajar"), scene.actor("hadi")
    made = instruments.make_from_file(COPY.encode(), "uji.yaml", actor=fajar)
    if state in {"review", "sealed"}:
        instruments.offer(made.pk, actor=fajar)
    if state == "sealed":
        instruments.seal(made.pk, actor=hadi, reason="Lengkap.", sha256=made.file_sha256)
    if state == "dropped":
        instruments.drop(made.pk, actor=fajar, reason="Batal.")
    changes = {LOCKED: {"locked": True}, SHIPPED: {"shipped": True}}.get(state)
    if changes:
        Version.objects.filter(pk=made.pk).update(**changes)
    scene.things |= {"version": made.pk}
    return scene


def _version(scene: Scene) -> Version:
    return Version.objects.get(pk=scene.things["version"])


def commented(scene: Scene) -> None:
    """Let Hadi say something."""
    row = Comment.objects.create(version=_version(scene), text="Mengapa?", by=scene.world.people["hadi"])
    scene.things["comment"] = row.pk


def tried(scene: Scene) -> None:
    """Let Fajar try it out."""
    scene.things["try"] = _try(scene, scene.viewers["fajar"]).pk


def _try(scene: Scene, viewer: Viewer) -> TryOut:
    table = b"kode;nama;RK-1\n99.71;Kota Damai;96,5\n"
    pk = scene.things["version"]
    return instruments.try_file(pk, pk, table, "data.csv", actor=viewer.actor, period="2025")


def _computed(scene: Scene, viewer: Viewer) -> int:
    instruments.compute(scene.things.get("try", 0), actor=viewer.actor)
    return int(TryOut.objects.exclude(state="waiting").exists())


def on_version(service: str, rule: str, states: Any, call: Any, **more: Any) -> Verb:
    """Make a row of the instruments: a draft stays in the ministry,
    and what came with the program is not written in.
    """
    told: dict[str, Any] = {
        "near": everywhere,
        "seats": lambda s, _v: s.state != SHIPPED,
        "unseated": frozenset({403, REFUSED}),
    }
    return Verb(f"instruments.{service}", f"instruments.{rule}", states, call, **(told | more))


def moving(name: str, call: Any, **more: Any) -> Verb:
    """Make a row for a verb of the life table; a locked draft goes on living, its text does not change."""
    sources = VERSIONS.sources(name)
    states = (*sources, LOCKED) if "draft" in sources else sources
    return on_version(name, name, states, call, moves=VERSIONS.table[name, sources[0]], **more)


def editing(service: str, call: Any) -> Verb:
    """Make a row for a change of the text."""
    return on_version(service, "edit", ("draft",), call)


RIGHTS = [{"was": "SEHAT", "code": "SEHAT", "title": "Kesehatan"}, {"was": "AMAN", "code": "AMAN", "title": "Aman"}]
ONE_MORE = {"code": "RK-7", "group": "AMAN", "title": "Satu lagi"}
ANSWERED = {"code": "RK-3", "group": "SEHAT", "title": "Konseling"}
YES = {"kind": "yes_no", "yes": 4, "no": 0}
ANYWHERE = {"seats": lambda _s, _v: True}


def _args(scene: Scene, viewer: Viewer) -> dict[str, Any]:
    return {"actor": viewer.actor, "edition": _version(scene).edition}


VERSION = [
    editing("add_indicator", lambda s, v: instruments.add_indicator(s.things["version"], values=ONE_MORE, **_args(s,
        v))),
    editing("edit_indicator", lambda s, v: instruments.edit_indicator(
        s.things["version"], "RK-3", values=ANSWERED, scoring=YES, **_args(s, v))),
    editing("edit_page", lambda s, v: instruments.edit_page(
        s.things["version"], "hak", values={}, rows=RIGHTS, **_args(s, v))),
    editing("translate", lambda s, v: instruments.translate(
        s.things["version"], {("title",): "Another name"}, **_args(s, v))),
    editing("move_indicator", lambda s, v: instruments.move_indicator(s.things["version"], "RK-1", 1, **_args(s, v))),
    editing("remove_indicator", lambda s, v: instruments.remove_indicator(s.things["version"], "RK-6", **_args(s, v))),
    editing("rewrite", lambda s, v: instruments.rewrite(s.things["version"], OTHER, **_args(s, v))),
    on_version("comment", "comment", ("draft", "review", LOCKED),
               lambda s, v: instruments.comment(s.things["version"], actor=v.actor, text="Mengapa?")),
    on_version("settle", "settle", ("draft", "review", "dropped", LOCKED), lambda s, v: instruments.settle(
        s.things["version"], s.things.get("comment", 0), actor=v.actor, how="Sudah."), before=commented,
        idle=NOT_NOW | {404}),
    moving("offer", lambda s, v: instruments.offer(s.things["version"], actor=v.actor)),
    moving("send_back", lambda s, v: instruments.send_back(s.things["version"], actor=v.actor, reason="Kurang.")),
    moving("seal", lambda s, v: instruments.seal(
        s.things["version"], actor=v.actor, reason="Lengkap.", sha256=_version(s).file_sha256), never=("writer",)),
    moving("drop", lambda s, v: instruments.drop(s.things["version"], actor=v.actor, reason="Batal.")),
    on_version("make_blank", "edit", EVERY_VERSION, lambda _s, v: instruments.make_blank(
        actor=v.actor, slug="uji-kosong", label="1", title="Uji", nature="example", rights=["Hak hidup"]), **ANYWHERE),
    on_version("make_copy", "edit", EVERY_VERSION, lambda s, v: instruments.make_copy(
        s.things["version"], actor=v.actor, slug="uji-salinan", label="2"), **ANYWHERE),
    on_version("make_from_file", "edit", EVERY_VERSION, lambda _s, v: instruments.make_from_file(
        SMALL.replace("id: uji-sungai", "id: uji-berkas").encode(), "a.yaml", actor=v.actor), **ANYWHERE),
]  # fmt: skip
# What takes long, and asks for no state: told in one scene.
SLOWLY = [
    on_version("try_file", "try", EVERY_VERSION, _try),
    on_version("compute", "try", EVERY_VERSION, _computed, before=tried, recorded=False),
    on_version("load_shelves", "load", EVERY_VERSION, lambda _s, v: instruments.load_shelves(actor=v.actor)),
]
