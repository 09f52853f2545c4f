"""Scenes of the matrix: the report of Damai in every state, brought there by the services of the rooms."""

from datetime import timedelta
from fractions import Fraction

from django.utils import timezone

from kotaham.apps.evidence.models import Evidence, Revision
from kotaham.apps.publication import services as publication
from kotaham.apps.rounds.models import Round, Step
from kotaham.apps.submissions import services
from kotaham.apps.submissions.models import Answer, Submission
from kotaham.apps.verification import services as verification
from tests.apps.river import UNITS, River, filled, open_round, proved
from tests.apps.river_matrix import Scene, viewers_of
from tests.apps.verification.conftest import Reading, back
from tests.cast import World

CODE, FREE = "RK-1", "RK-6"  # an answer of Budi's unit, one that the coordinator kept
REPAIRED = "repair"
# Hands that act in the role of somebody else: role of the first, person of the second.
HANDS = {
    "verifier who sent it": ("oki", "ani"), "head who sent it": ("intan", "ani"), "assessor who sent it": ("wulan",
        "ani"),
    "verifier who filled in": ("oki", "budi"), "head who filled in": ("intan", "budi"),
    "assessor who filled in": ("wulan", "budi"), "assessor who read for the Kanwil": ("wulan", "dewi"),
    "head who read": ("intan", "dewi"),
}  # fmt: skip


def report_scene(world: World, state: str) -> Scene:
    """Bring the report of Damai to a state, by its services; other cities do not take part."""
    river = open_round(world, ("damai",), delegated=True)
    _filled(river)
    desk = Reading(river)
    scene = Scene(
        world, state, viewers_of(world, {one: (role, world.people[who].pk) for one, (role, who) in HANDS.items()})
    )
    people = {name: person.pk for name, person in world.people.items()}
    scene.things |= {"river": river, "desk": desk, "pk": desk.pk, "evidence": pieces(world)}
    scene.hands |= {"behind": {people["ani"], people["budi"]}, "read": {people["dewi"], people["oki"]}}
    _walk(scene, state)
    if river.submission().state != state:
        raise AssertionError(river.submission().state)
    return scene


def _filled(river: River) -> None:
    """Answer everything: Budi what is his unit's, Ani the rest; each with proof; one bonus is claimed."""
    filled(river, "damai")
    for code in UNITS | {FREE: ""}:
        proved(river, "damai", code)
    rows = Answer.objects.filter(submission_id=river.cities["damai"], unit=river.world.office("dinas"))
    rows.update(saved_by=river.world.people["budi"])
    wish = services.BonusWish("NT-1", Fraction(2), "Di laman kota.")
    services.claim(river.cities["damai"], [wish], actor=river.actor("ani"))


def pieces(world: World) -> dict[str, int]:
    """Write a paper of every office that could bring one."""
    found = {}
    for office in (
        "damai",
        "dinas",
        "dinas_social",
        "rukun",
        "seberang",
        "kanwil",
        "kanwil_other",
        "province",
        "ministry",
    ):
        piece = Evidence.objects.create(
            holder=world.office(office), title="Surat", kind="file", media="pdf", latest=1, created_at=timezone.now()
        )
        Revision.objects.create(
            evidence=piece, number=1, state="ready", name="surat.pdf", size=9, sha256="cd" * 32, media="pdf", key="x/y",
            created_at=timezone.now(),
        )  # fmt: skip
        found[office] = piece.pk
    return found


def _walk(scene: Scene, state: str) -> None:
    river, pk = scene.things["river"], scene.things["pk"]
    if state == "filling":
        return
    if state == "withdrawn":
        services.withdraw(pk, actor=river.actor("ani"), reason="Uji.")
        return
    if state == "endorsing":
        ask_for(["province"], scene)
        services.propose(pk, actor=river.actor("ani"))
        return
    services.send(pk, actor=river.actor("ani"))
    if state == "sent":
        return
    verification.take(pk, actor=river.actor("dewi"))
    verification.read_second(pk, actor=river.actor("oki"))
    if state == REPAIRED:
        read_back(scene)
        verification.give_back(pk, actor=river.actor("dewi"))
    elif state != "verifying":
        _walk_on(scene, state)


def _walk_on(scene: Scene, state: str) -> None:
    """Bring a report that the Kanwil reads through to the end."""
    river, desk, pk = scene.things["river"], scene.things["desk"], scene.things["pk"]
    read_all(scene)
    verification.recognise(pk, "NT-1", "2", "Ada.", actor=river.actor("dewi"))
    desk.concluded()
    if state == "verified":
        return
    desk.assessed()
    if state == "validating":
        return
    desk.announced()
    if state == "validated":
        return
    over(scene)
    publication.settle(river.round.pk, actor=river.actor("gita"))
    if state == "decided":
        Submission.objects.filter(pk=pk).update(state="decided")  # the round goes on: its end has scenes of its own


def ask_for(kinds: list[str], scene: Scene) -> None:
    """Let the round ask for endorsements."""
    Round.objects.filter(pk=scene.things["river"].round.pk).update(endorsements=kinds)


def over(scene: Scene) -> None:
    """Let the days for objections be over."""
    yesterday = timezone.localdate() - timedelta(days=1)
    Step.objects.filter(round=scene.things["river"].round, step="object").update(opens=None, closes=yesterday)
    Submission.objects.filter(pk=scene.things["pk"]).update(objection_ends=timezone.now() - timedelta(hours=1))


def made_late(scene: Scene) -> None:
    """Let every last day be over."""
    yesterday = timezone.localdate() - timedelta(days=1)
    Step.objects.filter(round=scene.things["river"].round).update(opens=None, closes=yesterday)
    over(scene)


def made_ended(scene: Scene) -> None:
    """Cancel the round."""
    Round.objects.filter(pk=scene.things["river"].round.pk).update(state=Round.State.CANCELLED)


def read_back(scene: Scene) -> None:
    """Let the readers return RK-1."""
    desk = scene.things["desk"]
    for who in ("dewi", "oki") if CODE in desk.case.sample else ("dewi",):
        desk.say(who, CODE, back())


def read_all(scene: Scene) -> None:
    """Let the readers of the stage read everything, and judge the claim."""
    desk, stage = scene.things["desk"], "verified" if scene.things["river"].submission().state == "verifying" else ""
    if stage:
        desk.read_through()
        return
    for row in desk.desk("validated").rows:
        if row.standing == "open":
            desk.say("gita", row.answer.code)
