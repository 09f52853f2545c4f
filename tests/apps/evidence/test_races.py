"""Twenty clicks at once have one effect; without the guard they have more."""

import threading
import uuid
from collections.abc import Callable
from contextlib import nullcontext

import pytest
from django.db import connection

from kotaham.apps.evidence import services
from kotaham.apps.evidence.inspection import launch, media
from kotaham.apps.evidence.models import Evidence, Revision, Use
from kotaham.apps.evidence.services import Draft, Source, Subject, taking, uploading
from kotaham.apps.gate.services import Stale
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf
from tests.apps.evidence.making import KIND, piece_of, sent, upload_of
from tests.cast import World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
CLICKS = 20


@pytest.fixture(autouse=True)
def quick_inspection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Find every file good at once: the race is about rows, not about twenty inspecting processes."""
    monkeypatch.setattr(launch, "inspect", lambda *_a, **_o: launch.Finding(media.TXT, 0, ()))


def together(work: Callable[[], object], clicks: int = CLICKS) -> list[str]:
    """Do the same at once in many threads; return what came of each."""
    gate, told = threading.Barrier(clicks), []

    def one() -> None:
        try:
            gate.wait(timeout=60)
            work()
            told.append("done")
        except Stale:
            told.append("stale")
        except FileNotFoundError:
            told.append("file gone")  # only without its guards: another one carried the parts away
        except Refused as refused:
            told.append(refused.codes[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=one) for _ in range(clicks)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(told)


def test_a_form_sent_twenty_times_makes_one_piece(world: World, actor: ActorOf) -> None:
    acting, ticket = actor(world.ani), uuid.uuid4()
    told = together(
        lambda: services.add(
            actor=acting, draft=Draft("Satu"), source=Source(ticket=ticket, name="a.txt", file=sent("a.txt", b"isi\n"))
        )
    )
    assert told == ["done"] + ["stale"] * (CLICKS - 1)
    assert (Evidence.objects.count(), Revision.objects.count()) == (1, 1)
    assert services.verify().proved == 1


def test_without_the_ticket_there_would_be_many(world: World, actor: ActorOf) -> None:
    acting = actor(world.ani)
    told = together(
        lambda: services.add(
            actor=acting, draft=Draft("Satu"), source=Source(name="a.txt", file=sent("a.txt", b"isi\n"))
        )
    )
    assert told.count("done") > 1
    assert Evidence.objects.count() > 1


def finish(world: World, actor: ActorOf) -> list[str]:
    acting, upload = actor(world.ani), upload_of(world.ani.pk, b"isi\n", "a.txt").pk
    source = Source(ticket=upload, upload=upload)
    return together(lambda: services.add(actor=acting, draft=Draft("Satu"), source=source))


def test_an_upload_finished_twenty_times_makes_one_revision(world: World, actor: ActorOf) -> None:
    assert finish(world, actor) == ["done"] + ["stale"] * (CLICKS - 1)
    assert Revision.objects.count() == 1
    assert services.verify().proved == 1


def test_without_its_guards_an_upload_would_be_finished_more_than_once(
    world: World, actor: ActorOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_here = threading.Barrier(CLICKS)
    real = taking._looked_into

    def waits(acting, staged, name, _ticket, note):  # type: ignore[no-untyped-def]
        all_here.wait(timeout=60)
        return real(acting, staged, name, uuid.uuid4(), note)

    monkeypatch.setattr(uploading, "alone", lambda _upload: nullcontext())
    monkeypatch.setattr(taking, "_looked_into", waits)
    monkeypatch.setattr(taking, "_claim", lambda _ticket: None)
    told = finish(world, actor)
    assert told.count("done") + told.count("file gone") == CLICKS, "nobody is told that another was first"


def test_a_revision_sent_by_twenty_people_at_once_counts_once(world: World, actor: ActorOf) -> None:
    acting, made = actor(world.ani), piece_of(world.office("damai"))
    told = together(
        lambda: services.revise(
            actor=acting, evidence=made.pk, version=1, source=Source(name="b.txt", file=sent("b.txt", b"baru\n"))
        )
    )
    assert told == ["done"] + ["stale"] * (CLICKS - 1)
    assert Revision.objects.count() == 2


@pytest.fixture
def one_subject(subjects: dict[str, Subject]) -> tuple[str, str]:
    subjects["1"] = Subject("Indikator 1", "", None)
    return (KIND, "1")


def test_a_use_clicked_twenty_times_is_one(world: World, actor: ActorOf, one_subject: tuple[str, str]) -> None:
    acting, made = actor(world.ani), piece_of(world.office("damai"))
    told = together(lambda: services.use(actor=acting, evidence=made.pk, subject=one_subject))
    assert told == ["done"] + ["stale"] * (CLICKS - 1)
    assert (Use.objects.count(), Evidence.objects.get().uses) == (1, 1)


def test_a_use_let_go_twenty_times_is_counted_once(world: World, actor: ActorOf, one_subject: tuple[str, str]) -> None:
    acting, made = actor(world.ani), piece_of(world.office("damai"))
    use = services.use(actor=acting, evidence=made.pk, subject=one_subject)
    told = together(lambda: services.release(actor=acting, evidence=made.pk, use=use.pk))
    assert told == ["done"] + ["stale"] * (CLICKS - 1)
    assert Evidence.objects.get().uses == 0


def test_withdrawing_twenty_times_is_one_change(world: World, actor: ActorOf) -> None:
    acting, made = actor(world.ani), piece_of(world.office("damai"))
    told = together(lambda: services.withdraw(actor=acting, evidence=made.pk, version=1, reason="x"))
    assert told == ["done"] + ["stale"] * (CLICKS - 1)
