"""Receipts: who sees them, the paper that is always the same, the public check by code."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from kotaham.apps.submissions import services
from kotaham.apps.submissions.models import Receipt
from tests.apps.conftest import AsPerson
from tests.apps.river import GOOD, River, filled
from tests.cast import World


@pytest.fixture
def receipt(river: River) -> Receipt:
    """Give the receipt of what Ani sent."""
    filled(river)
    return services.send(river.cities["damai"], actor=river.actor("ani"))


def url(receipt: Receipt, name: str = "receipt") -> str:
    return reverse(f"submissions:{name}", args=[receipt.submission_id, receipt.number])


def public(receipt: Receipt) -> str:
    return reverse("submissions:receipt-check", args=[receipt.token])


def upload(receipt: Receipt, data: bytes, name: str = "berkas") -> str:
    answer = Client().post(public(receipt), {"file": SimpleUploadedFile(name, data)})
    return answer.content.decode()


def test_ani_sees_it_with_its_digest(world: World, receipt: Receipt, as_: AsPerson) -> None:
    page = as_(world.ani).get(url(receipt)).content.decode()
    assert str(receipt) in page
    assert receipt.digest in page
    assert public(receipt) in page
    newest = reverse("submissions:receipt", args=[receipt.submission_id, 0])
    assert str(receipt) in as_(world.ani).get(newest).content.decode()


def test_others_see_it_by_right_only(world: World, receipt: Receipt, as_: AsPerson) -> None:
    for name, status in (("dewi", 200), ("kartika", 200), ("made", 200), ("citra", 404), ("budi", 403)):
        for door in ("receipt", "receipt-paper", "receipt-facts"):
            if status != 200 or door != "receipt-paper":
                assert as_(world.people[name]).get(url(receipt, door)).status_code == status, (name, door)
    missing = reverse("submissions:receipt", args=[receipt.submission_id, 7])
    assert as_(world.ani).get(missing).status_code == 404


@pytest.mark.slow
def test_the_paper_is_the_same_file_whenever_it_is_printed(world: World, receipt: Receipt, as_: AsPerson) -> None:
    ani = as_(world.ani)
    first = ani.get(url(receipt, "receipt-paper"))
    assert first.content.startswith(b"%PDF")
    assert first["Content-Security-Policy"] == "sandbox; default-src 'none'"
    type(world.ani).objects.filter(pk=world.ani.pk).update(name="Nama Baru")
    receipt.submission.round.title = "Judul baru"
    receipt.submission.round.save()
    assert ani.get(url(receipt, "receipt-paper")).content == first.content


def test_the_facts_are_the_bytes_of_the_digest(world: World, receipt: Receipt, as_: AsPerson) -> None:
    data = as_(world.ani).get(url(receipt, "receipt-facts")).content
    assert services.check_receipt(receipt, data) == "same"
    told = json.loads(data)
    assert told["format"] == "kotaham-facts/1"
    assert told["subjects"][0]["answers"]["RK-1"] == GOOD["RK-1"]


def test_anybody_with_the_code_sees_five_things_and_no_answer(world: World, receipt: Receipt) -> None:
    answer = Client().get(public(receipt))
    page = answer.content.decode()
    assert answer.status_code == 200
    for told in ("Kota Damai", "Putaran rekaan 2025", str(receipt), receipt.digest, "WIB"):
        assert told in page
    for hidden in ("96,5", "96.5", "Ani Andayani", "RK-1", "KENARI"):
        assert hidden not in page


def test_a_wrong_code_does_not_exist(world: World, receipt: Receipt) -> None:
    wrong = reverse("submissions:receipt-check", args=[receipt.token[:-1] + "x"])
    assert Client().get(wrong).status_code == 404


def test_the_facts_file_is_recognised_also_written_otherwise(world: World, receipt: Receipt) -> None:
    assert "Sama persis" in upload(receipt, receipt.facts.encode())
    pretty = json.dumps(json.loads(receipt.facts), indent=2, ensure_ascii=True).encode()
    assert "Isinya sama" in upload(receipt, pretty)


def test_one_digit_changed_is_told(world: World, receipt: Receipt) -> None:
    assert "Berbeda" in upload(receipt, receipt.facts.replace("96.5", "96.6").encode())


@pytest.mark.slow
def test_the_paper_is_recognised_and_a_changed_one_is_not(world: World, receipt: Receipt, as_: AsPerson) -> None:
    paper = as_(world.ani).get(url(receipt, "receipt-paper")).content
    assert "Sama persis" in upload(receipt, paper)
    assert "Berbeda" in upload(receipt, paper + b"\n")
    assert "Berbeda" in upload(receipt, paper.replace(b"/Type", b"/type", 1))


@pytest.mark.parametrize("data", [b"", b"\x00\xff", b"[" * 100_000, b"9" * 5000, b"{}", b"null"])
def test_whatever_somebody_uploads_is_only_different(world: World, receipt: Receipt, data: bytes) -> None:
    assert "Berbeda" in upload(receipt, data)


def test_too_large_a_file_is_not_looked_at(world: World, receipt: Receipt) -> None:
    page = upload(receipt, b"x" * (5 * 2**20 + 1))
    assert "paling besar 5 MB" in page


def test_one_address_does_not_keep_the_server_busy(world: World, receipt: Receipt) -> None:
    pages = [upload(receipt, b"x") for _ in range(21)]
    assert "Terlalu banyak berkas" not in pages[19]
    assert "Terlalu banyak berkas" in pages[20]
