"""The store and the rows stay in step: orphans go, every file is proved, late inspection ends what waits."""

import os
import uuid
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from kotaham.apps.events.models import Event
from kotaham.apps.evidence import services
from kotaham.apps.evidence.models import Evidence, Revision, Upload
from kotaham.apps.evidence.services import store as keeping
from kotaham.core.chain import grouped
from tests.apps.conftest import ActorOf
from tests.apps.evidence import benign, hostile
from tests.apps.evidence.making import added, files_in, piece_of, upload_of
from tests.cast import World


def aged(path: Path, hours: int) -> Path:
    then = timezone.now().timestamp() - hours * 3600
    os.utime(path, (then, then))
    return path


def orphan(data: bytes = b"yatim") -> Path:
    staged = keeping.stage([data])
    key = keeping.publish(staged, uuid.uuid4())
    staged.path.unlink()
    return Path(keeping.store().path(key))


def test_orphans_go_after_a_day_and_nothing_else_does(world: World, store: Path) -> None:
    piece_of(world.office("damai"))
    kept = [aged(path, 100) for path in files_in(store, "objects")]
    old, young = aged(orphan(), 25), orphan(b"baru")
    waiting = aged(keeping.stage([b"x"]).path, 25)
    fresh = keeping.stage([b"y"]).path
    swept = services.sweep()
    assert (swept.orphans, swept.waiting) == (1, 1)
    assert not old.exists()
    assert not waiting.exists()
    assert all(path.exists() for path in (*kept, young, fresh))


def test_uploads_that_nobody_goes_on_with_are_forgotten(world: World) -> None:
    row = upload_of(world.ani.pk, b"isi")
    aged(keeping.part_path(row.pk), 25)
    Upload.objects.update(touched_at=timezone.now() - timedelta(hours=25))
    assert (services.sweep().uploads, Upload.objects.count()) == (1, 0)
    assert not keeping.part_path(row.pk).exists()


def test_sweeping_an_empty_store_is_harmless(db: None) -> None:
    assert services.sweep() == services.Swept(0, 0, 0)


def test_every_file_is_proved_against_its_hash(world: World, store: Path) -> None:
    for number in range(3):
        piece_of(world.office("damai"), data=f"isi {number}\n".encode())
    out = StringIO()
    call_command("check_evidence", stdout=out)
    assert "3 berkas diperiksa: semuanya ada dan utuh." in out.getvalue()
    first, second, _ = files_in(store, "objects")
    first.chmod(0o600)
    first.write_bytes(b"diubah")
    second.unlink()
    with pytest.raises(CommandError, match="1 berkas utuh, 1 hilang, 1 berubah"):
        call_command("check_evidence", stdout=out)
    with pytest.raises(CommandError, match="1 file whole, 1 missing, 1 changed"):
        call_command("check_evidence", lang="en", stdout=out)


def waiting(actor: ActorOf, world: World, name: str, data: bytes) -> Revision:
    added(actor(world.ani), "a.txt", b"isi\n")
    revision = Revision.objects.get()
    staged = keeping.stage([data])
    key = keeping.publish(staged, revision.ticket)
    Evidence.objects.update(latest=0, media="")
    Revision.objects.update(state="inspecting", name=name, key=key, sha256=staged.sha256, media="", pages=0)
    return revision


def test_a_file_that_waited_is_found_good(world: World, actor: ActorOf) -> None:
    revision = waiting(actor, world, "a.pdf", benign.pdf(40))
    for _ in range(2):
        services.inspect_later(actor=actor(world.ani), revision=revision.pk)
    revision.refresh_from_db()
    assert (revision.state, revision.media, revision.pages) == ("ready", "pdf", 40)
    assert (Evidence.objects.get().latest, Evidence.objects.get().media) == (1, "pdf")
    assert Event.objects.filter(verb="evidence.inspected").count() == 1


def test_a_file_that_waited_is_refused_with_its_letter_and_goes(world: World, actor: ActorOf, store: Path) -> None:
    revision = waiting(actor, world, "a.pdf", hostile.corpus()["pdf-launch"][1])
    services.inspect_later(actor=actor(world.ani), revision=revision.pk)
    revision.refresh_from_db()
    assert revision.state == "refused"
    assert "membuka program" in revision.letter[0]["id"]
    assert "starts a program" in revision.letter[0]["en"]
    assert not any(revision.key in str(path) for path in files_in(store))
    assert Event.objects.filter(verb="evidence.refused").count() == 1
    assert services.verify().missing == ()


def test_no_hash_looks_like_the_number_of_a_person_to_the_record(world: World, actor: ActorOf) -> None:
    assert grouped("1" * 64) == "-".join(["11111111"] * 8)


def test_a_file_is_flushed_to_disk_before_anybody_is_told(
    world: World, actor: ActorOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    real = os.fsync

    def noted(number: int) -> None:
        steps.append(str(Path(f"/proc/self/fd/{number}").readlink()))
        real(number)

    monkeypatch.setattr(os, "fsync", noted)
    monkeypatch.setattr(keeping, "fault", steps.append)
    added(actor(world.ani))
    at = {
        name: steps.index(name) for name in ("after-writing", "after-publishing", "before-the-commit", "after-the-row")
    }
    assert any(step.endswith(".tmp") for step in steps[: at["after-writing"]])
    assert any("/objects/" in step for step in steps[at["after-writing"] : at["after-publishing"]])
    assert at["after-publishing"] < at["before-the-commit"] < at["after-the-row"]
