"""Uploads in parts: they go on where they stopped, and what is acknowledged is on disk."""

import hashlib
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kotaham.apps.evidence.models import Evidence, Revision, Upload
from kotaham.apps.evidence.services import store as keeping
from tests.apps.conftest import AsPerson
from tests.apps.evidence import benign, hostile
from tests.apps.evidence.making import ADD, files_in, filled, sent
from tests.cast import World

BEGIN = "/bukti/unggahan"


def begun(browser: Client, size: int, name: str = "Keputusan.pdf") -> dict[str, Any]:
    answer = browser.post(BEGIN, {"name": name, "size": size})
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def send(browser: Client, upload: str, offset: int, part: bytes, **headers: str) -> Any:
    return browser.post(
        f"{BEGIN}/{upload}",
        part,
        content_type="application/octet-stream",
        headers={"Upload-Offset": str(offset), **headers},
    )


def without_file(upload: str) -> dict[str, Any]:
    fields = filled(upload=upload)
    del fields["file"]
    return fields


def test_a_file_arrives_in_parts_and_becomes_evidence(world: World, as_: AsPerson, store: Path) -> None:
    browser, data = as_(world.ani), benign.pdf(40)
    upload = begun(browser, len(data))["id"]
    offset = 0
    for part in hostile.pieces(data, 10_000):
        answer = send(browser, upload, offset, part)
        offset = answer.json()["received"]
    assert offset == len(data)
    page = browser.post(ADD, without_file(upload), follow=True).content.decode()
    assert hashlib.sha256(data).hexdigest() in page
    assert [path.read_bytes() for path in files_in(store)] == [data], "nothing waits any more"
    assert Upload.objects.get().state == "finished"


def test_an_upload_goes_on_after_a_reload(world: World, as_: AsPerson) -> None:
    data = benign.pdf()
    upload = begun(as_(world.ani), len(data))["id"]
    send(as_(world.ani), upload, 0, data[:500])
    again = as_(world.ani)
    assert again.get(f"{BEGIN}/{upload}").json()["received"] == 500
    assert send(again, upload, 500, data[500:]).json()["received"] == len(data)
    assert again.post(ADD, without_file(upload)).status_code == 302


def test_a_part_that_does_not_follow_says_where_to_go_on(world: World, as_: AsPerson) -> None:
    upload = begun(as_(world.ani), 100)["id"]
    send(as_(world.ani), upload, 0, b"x" * 40)
    for offset in (0, 10, 60):
        answer = send(as_(world.ani), upload, offset, b"y" * 10)
        assert (answer.status_code, answer.json()["received"]) == (409, 40)


def test_a_part_changed_on_the_way_is_refused(world: World, as_: AsPerson) -> None:
    upload = begun(as_(world.ani), 100)["id"]
    right = hashlib.sha256(b"x" * 40).hexdigest()
    wrong = send(as_(world.ani), upload, 0, b"y" * 40, **{"Upload-Sha256": right})
    assert wrong.status_code == 422
    assert "berubah di perjalanan" in wrong.json()["problems"][0]["what"]
    assert send(as_(world.ani), upload, 0, b"x" * 40, **{"Upload-Sha256": right}).json()["sha256"] == right


@pytest.mark.parametrize(("offset", "size"), [(0, 101), (90, 11), (0, 0), (-1, 5)])
def test_a_part_beyond_what_was_announced_is_refused(world: World, as_: AsPerson, offset: int, size: int) -> None:
    upload = begun(as_(world.ani), 100)["id"]
    assert send(as_(world.ani), upload, offset, b"x" * size).status_code == 422


@pytest.mark.parametrize(
    ("name", "size", "status", "words"),
    [
        ("a.pdf", 51 * 2**20, 413, "melebihi batas 50 MB"),
        ("a.exe", 10, 422, "program, naskah, atau halaman web"),
        ("a.pdf", 0, 422, "kosong"),
        ("../a.pdf", 10, 422, "garis miring"),
    ],
)
def test_a_file_that_can_never_be_taken_is_refused_before_it_is_sent(
    world: World, as_: AsPerson, name: str, size: int, status: int, words: str
) -> None:
    answer = as_(world.ani).post(BEGIN, {"name": name, "size": size})
    assert answer.status_code == status
    assert words in answer.json()["problems"][0]["what"]
    assert not Upload.objects.exists()


def test_an_unfinished_upload_becomes_no_evidence(world: World, as_: AsPerson) -> None:
    upload = begun(as_(world.ani), 100)["id"]
    send(as_(world.ani), upload, 0, b"x" * 40)
    answer = as_(world.ani).post(ADD, without_file(upload))
    assert answer.status_code == 422
    assert "Unggahan belum lengkap: 40 dari 100 bita" in answer.content.decode()
    assert not Evidence.objects.exists()


def test_what_the_disk_lost_has_not_arrived(world: World, as_: AsPerson) -> None:
    upload = begun(as_(world.ani), 100)["id"]
    send(as_(world.ani), upload, 0, b"x" * 100)
    path = keeping.part_path(uuid.UUID(upload))
    path.write_bytes(b"x" * 30)
    assert as_(world.ani).get(f"{BEGIN}/{upload}").json()["received"] == 30
    path.unlink()
    assert as_(world.ani).get(f"{BEGIN}/{upload}").json()["received"] == 0


def test_what_a_kill_left_behind_the_acknowledged_bytes_is_cut_off(world: World, as_: AsPerson, store: Path) -> None:
    data = benign.pdf()
    upload = begun(as_(world.ani), len(data))["id"]
    send(as_(world.ani), upload, 0, data[:100])
    with keeping.part_path(uuid.UUID(upload)).open("ab") as file:
        file.write(b"half a part")
    send(as_(world.ani), upload, 100, data[100:])
    assert as_(world.ani).post(ADD, without_file(upload)).status_code == 302
    assert files_in(store)[0].read_bytes() == data


def test_the_upload_of_somebody_else_does_not_exist(world: World, as_: AsPerson) -> None:
    upload = begun(as_(world.ani), 100)["id"]
    assert as_(world.budi).get(f"{BEGIN}/{upload}").status_code == 404
    assert send(as_(world.budi), upload, 0, b"x").status_code == 404
    assert as_(world.budi).post(ADD, without_file(upload)).status_code == 404
    assert as_(world.budi).post(f"{BEGIN}/{upload}/batal").status_code == 404


def test_a_refused_upload_leaves_nothing(world: World, as_: AsPerson, store: Path) -> None:
    data = hostile.corpus()["pdf-script"][1]
    upload = begun(as_(world.ani), len(data))["id"]
    send(as_(world.ani), upload, 0, data)
    assert as_(world.ani).post(ADD, without_file(upload)).status_code == 422
    assert files_in(store) == []
    assert not Upload.objects.exists()


def test_after_a_missing_title_the_kept_file_is_named_and_another_may_take_its_place(
    world: World, as_: AsPerson, store: Path
) -> None:
    browser, data = as_(world.ani), benign.pdf()
    upload = begun(browser, len(data), "Surat tugas.pdf")["id"]
    send(browser, upload, 0, data)
    answer = browser.post(ADD, without_file(upload) | {"title": ""})
    page = answer.content.decode()
    assert (answer.status_code, "Berkas Surat tugas.pdf sudah sampai" in page, "Ganti berkas" in page) == (422,) + (
        True,
    ) * 2
    assert f'value="{upload}"' in page
    assert browser.post(ADD, without_file(upload) | {"file": sent("Lain.pdf")}).status_code == 302
    assert Revision.objects.get().name == "Lain.pdf"


def test_after_a_refused_file_another_must_be_chosen(world: World, as_: AsPerson) -> None:
    browser, data = as_(world.ani), b"MZ" + bytes(500)
    upload = begun(browser, len(data))["id"]
    send(browser, upload, 0, data)
    answer = browser.post(ADD, without_file(upload))
    page = answer.content.decode()
    assert (answer.status_code, upload in page) == (422, False)
    assert '<label class="form-label" for="id_file">Berkas</label>' in page


def test_a_whole_file_that_the_browser_forgets_is_asked_for_by_name(world: World, as_: AsPerson) -> None:
    page = as_(world.ani).post(ADD, filled(title="")).content.decode()
    assert "Pilih berkas Keputusan.pdf sekali lagi" in page


def test_giving_up_removes_the_parts(world: World, as_: AsPerson, store: Path) -> None:
    upload = begun(as_(world.ani), 100)["id"]
    send(as_(world.ani), upload, 0, b"x" * 40)
    assert as_(world.ani).post(f"{BEGIN}/{upload}/batal").status_code == 204
    assert files_in(store) == []


def test_finishing_twice_is_stale(world: World, as_: AsPerson) -> None:
    data = benign.pdf()
    upload = begun(as_(world.ani), len(data))["id"]
    send(as_(world.ani), upload, 0, data)
    assert as_(world.ani).post(ADD, without_file(upload)).status_code == 302
    assert as_(world.ani).post(ADD, without_file(upload)).status_code == 409
    assert send(as_(world.ani), upload, 0, data).status_code == 409
    assert Revision.objects.count() == 1


def test_too_many_open_uploads_are_refused(world: World, as_: AsPerson) -> None:
    for _ in range(20):
        begun(as_(world.ani), 100)
    answer = as_(world.ani).post(BEGIN, {"name": "a.pdf", "size": 5})
    assert answer.status_code == 422
    assert "20 unggahan" in answer.json()["problems"][0]["what"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cuts=st.lists(st.integers(1, 299), max_size=6), repeats=st.lists(st.integers(0, 300), max_size=4))
def test_whatever_is_sent_in_whatever_order_the_bytes_end_up_right(
    world: World, as_: AsPerson, cuts: list[int], repeats: list[int]
) -> None:
    data = bytes(range(250)) + b"z" * 50
    browser = as_(world.ani)
    upload = begun(browser, len(data), "a.txt")["id"]
    for cut in [*sorted(set(cuts)), len(data)]:
        for stray in repeats:
            if stray != (here := browser.get(f"{BEGIN}/{upload}").json()["received"]):
                assert send(browser, upload, stray, b"!").status_code in {409, 422}, here
        here = browser.get(f"{BEGIN}/{upload}").json()["received"]
        assert send(browser, upload, here, data[here:cut]).json()["received"] == cut
    assert keeping.part_path(uuid.UUID(upload)).read_bytes() == data
    browser.post(f"{BEGIN}/{upload}/batal")
