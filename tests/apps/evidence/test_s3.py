"""Evidence in an S3 bucket: the same ways as with the folder, against a server of moto beside the test."""

import hashlib
import json
import logging
import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest
from django.core.files.storage import storages
from moto.server import ThreadedMotoServer

from kotaham.apps.evidence import services
from kotaham.apps.evidence.models import Revision
from kotaham.apps.evidence.services import store as keeping
from kotaham.config.evidence_store import read_evidence_store
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.evidence import benign
from tests.apps.evidence.making import ADD, added, files_in, filled, piece_of, sent
from tests.apps.evidence.test_kills import database  # noqa: F401 - a fixture

# Ways that hold for every store, walked once more with the bucket.
from tests.apps.evidence.test_open import (  # noqa: F401
    test_a_file_is_sent_whole_as_an_attachment_under_its_own_policy,
    test_a_file_that_was_not_found_good_is_not_sent,
    test_a_role_taken_away_closes_the_file_on_the_next_request,
    test_who_may_open_what,
)
from tests.apps.evidence.test_upload import begun, send, without_file
from tests.cast import World

KILLS = 24


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Run an S3 server on a free port of this machine."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    running = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    yield f"http://{host}:{port}"
    running.stop()


@pytest.fixture
def surroundings(server: str) -> dict[str, str]:
    """Give the environment of an installation that keeps its evidence in a bucket."""
    return {
        "KOTAHAM_EVIDENCE_S3_BUCKET": f"bukti-{uuid.uuid4().hex}",
        "KOTAHAM_EVIDENCE_S3_URL": server,
        "AWS_ACCESS_KEY_ID": "uji",
        "AWS_SECRET_ACCESS_KEY": "uji",
        "AWS_DEFAULT_REGION": "us-east-1",
    }


@pytest.fixture(autouse=True)
def bucket(surroundings: dict[str, str], settings: Any, monkeypatch: pytest.MonkeyPatch, store: Path) -> Any:
    """Keep evidence in a bucket of its own, as the settings would."""
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    settings.STORAGES = {**settings.STORAGES, **read_evidence_store()}
    found = cast(Any, storages["evidence"]).bucket
    found.create()
    return found


def keys(bucket: Any, prefix: str = "") -> list[str]:
    return [one.key for one in bucket.objects.filter(Prefix=prefix)]


def test_a_file_goes_into_the_bucket_under_its_hash_and_nothing_waits_on_the_disk(
    world: World, actor: ActorOf, bucket: Any, store: Path
) -> None:
    added(actor(world.ani))
    revision = Revision.objects.get()
    assert keys(bucket) == [revision.key]
    body = bucket.Object(revision.key).get()["Body"].read()
    assert body == benign.pdf()
    assert hashlib.sha256(body).hexdigest() == revision.sha256
    assert revision.key.startswith(f"{revision.sha256[:2]}/{revision.sha256[2:4]}/{revision.sha256}")
    assert files_in(store) == []


def test_nobody_reads_the_bucket_without_its_keys(world: World, actor: ActorOf, bucket: Any) -> None:
    added(actor(world.ani))
    grants = bucket.Object(keys(bucket)[0]).Acl().grants
    assert {grant["Grantee"]["Type"] for grant in grants} == {"CanonicalUser"}
    assert [grant["Permission"] for grant in grants] == ["FULL_CONTROL"]


def test_a_file_that_came_in_parts_ends_in_the_bucket(world: World, as_: AsPerson, bucket: Any, store: Path) -> None:
    browser, data = as_(world.ani), benign.pdf(40)
    upload = begun(browser, len(data))["id"]
    half = len(data) // 2
    send(browser, upload, 0, data[:half])
    assert keys(bucket) == []
    send(browser, upload, half, data[half:])
    assert browser.post(ADD, without_file(upload)).status_code == 302
    assert bucket.Object(keys(bucket)[0]).get()["Body"].read() == data
    assert files_in(store) == []


def test_a_large_file_is_read_back_byte_for_byte(world: World, as_: AsPerson, bucket: Any) -> None:
    data = b"baris data, " * 1_000_000
    evidence = piece_of(world.office("damai"), data=data)
    answer = as_(world.ani).get(f"/bukti/{evidence.pk}/berkas/1")
    assert b"".join(answer.streaming_content) == data  # type: ignore[attr-defined]


def test_a_preview_is_drawn_from_the_bucket_and_kept_there(
    world: World, as_: AsPerson, actor: ActorOf, bucket: Any
) -> None:
    evidence = added(actor(world.ani))
    for _ in range(2):
        answer = as_(world.ani).get(f"/bukti/{evidence.pk}/pratinjau/1/1")
        assert b"".join(answer.streaming_content).startswith(b"\x89PNG")  # type: ignore[attr-defined]
    assert len(keys(bucket, "previews/")) == 1


def test_a_store_that_does_not_answer_is_told_in_a_letter_and_nothing_is_half_kept(
    world: World, as_: AsPerson, actor: ActorOf, settings: Any, monkeypatch: pytest.MonkeyPatch, store: Path
) -> None:
    evidence = added(actor(world.ani))
    monkeypatch.setenv("KOTAHAM_EVIDENCE_S3_URL", "http://127.0.0.1:1")  # nobody listens there
    settings.STORAGES = {**settings.STORAGES, **read_evidence_store()}
    answer = as_(world.ani).post(ADD, filled())
    assert answer.status_code == 503
    assert "Tempat penyimpanan berkas tidak menjawab." in answer.content.decode()
    assert (Revision.objects.count(), files_in(store)) == (1, [])
    preview = as_(world.ani).get(f"/bukti/{evidence.pk}/pratinjau/1/1")
    assert (preview.status_code, "Tunggu beberapa menit" in preview.content.decode()) == (503, True)


def test_a_refused_file_leaves_nothing(world: World, as_: AsPerson, bucket: Any, store: Path) -> None:
    a_program = filled(file=sent("Keputusan.pdf", b"MZ" + bytes(500)))
    assert as_(world.ani).post(ADD, a_program).status_code == 422
    assert (keys(bucket), files_in(store)) == ([], [])


def test_the_same_file_published_again_is_the_same_object(bucket: Any) -> None:
    staged, ticket = keeping.stage([b"isi"]), uuid.uuid4()
    assert keeping.publish(staged, ticket) == keeping.publish(staged, ticket)
    assert len(keys(bucket)) == 1


def test_sweeping_takes_orphans_and_leaves_what_a_row_names(world: World, bucket: Any) -> None:
    piece_of(world.office("damai"))
    kept = keys(bucket)
    keeping.publish(keeping.stage([b"yatim"]), uuid.uuid4())
    assert services.sweep().orphans == 0, "it is not a day old"
    assert services.sweep(timedelta(seconds=-5)).orphans == 1
    assert keys(bucket) == kept


def test_sweeping_an_empty_bucket_is_harmless(db: None) -> None:
    assert services.sweep().orphans == 0
    assert services.verify() == services.Faults(0, (), ())


def test_every_object_is_proved_against_its_hash(world: World, bucket: Any) -> None:
    for data in (b"satu", b"dua", b"tiga"):
        piece_of(world.office("damai"), data=data)
    first, second, _third = Revision.objects.order_by("pk").values_list("key", flat=True)
    bucket.Object(first).delete()
    bucket.Object(second).put(Body=b"lain")
    assert services.verify() == services.Faults(1, (first,), (second,))


def test_a_file_gone_from_the_bucket_is_told_as_a_letter(
    world: World, as_: AsPerson, actor: ActorOf, bucket: Any
) -> None:
    evidence = added(actor(world.ani))
    bucket.Object(keys(bucket)[0]).delete()
    answer = as_(world.ani).get(f"/bukti/{evidence.pk}/berkas/1")
    assert answer.status_code == 400
    assert "tidak ada di tempat penyimpanan" in answer.content.decode()


@pytest.mark.once
@pytest.mark.slow
def test_kills_lose_nothing_that_was_acknowledged(
    database: dict[str, str],  # noqa: F811
    surroundings: dict[str, str],
    bucket: Any,
    tmp_path: Path,
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.apps.evidence.killing", str(KILLS)],
        env={
            **os.environ,
            **database,
            **surroundings,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "KOTAHAM_DATA": str(tmp_path),
        },
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    found = json.loads(done.stdout.splitlines()[-1])
    assert (found["kills"], found["files"] > 0) == (KILLS, True)
    for nothing in ("lost", "short_parts", "lost_parts", "missing", "changed"):
        assert found[nothing] == [], found
    assert found["files_without_row"] == 0
    assert found["orphans"] > 0, "the kills between publishing and the row must have happened"
    assert len(keys(bucket)) == found["rows"]
