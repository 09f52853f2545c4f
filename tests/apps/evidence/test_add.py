"""Evidence is taken in: a file or an address, looked into, hashed, and held by the office of whoever adds it."""

import hashlib
import uuid
from pathlib import Path

import pytest
from django.utils import translation

from kotaham.apps.events.models import Event
from kotaham.apps.evidence.inspection import launch
from kotaham.apps.evidence.models import Evidence, Revision
from kotaham.apps.jobs.models import Job
from tests.apps.conftest import AsPerson
from tests.apps.evidence import benign, hostile
from tests.apps.evidence.making import ADD, files_in, filled, page_of, sent
from tests.cast import World


def test_a_unit_officer_adds_a_file_and_reads_its_receipt(world: World, as_: AsPerson, store: Path) -> None:
    answer = as_(world.budi).post(ADD, filled(expires="2027-01-31"), follow=True)
    page = answer.content.decode()
    assert "Bukti diterima dan disimpan" in page
    assert hashlib.sha256(benign.pdf()).hexdigest() in page
    evidence = Evidence.objects.get()
    assert (evidence.holder, evidence.kind, evidence.media, evidence.latest) == (
        world.office("dinas"),
        "file",
        "pdf",
        1,
    )
    revision = Revision.objects.get()
    assert (revision.state, revision.pages, revision.by) == ("ready", 1, world.budi)
    assert [path.read_bytes() for path in files_in(store)] == [benign.pdf()]


def test_adding_writes_who_did_what(world: World, as_: AsPerson) -> None:
    as_(world.budi).post(ADD, filled())
    events = list(Event.objects.filter(kind="evidence.evidence").order_by("seq"))
    assert [event.verb for event in events] == ["evidence.added", "evidence.received"]
    assert {event.person for event in events} == {world.budi.pk}
    assert {event.holder for event in events} == {world.office("dinas").pk}


def test_an_auditor_and_a_learner_may_not_add(world: World, as_: AsPerson) -> None:
    for person in (world.made, world.nia, world.hadi):
        assert as_(person).get(ADD).status_code == 403
        assert as_(person).post(ADD, filled()).status_code == 403
    assert not Evidence.objects.exists()


def test_the_form_tells_the_limits_before_a_file_is_chosen(world: World, as_: AsPerson) -> None:
    page = page_of(as_(world.ani), ADD)
    assert "paling besar 50 MB" in page
    assert 'accept=".pdf,' in page
    assert 'data-limit="52428800"' in page


@pytest.mark.parametrize("name", ["pdf-script", "docx-macros", "png-huge-canvas", "windows-program", "bomb-flat"])
def test_a_hostile_file_is_refused_on_the_form_and_nothing_is_kept(
    world: World, as_: AsPerson, store: Path, name: str
) -> None:
    given, data, _ = hostile.corpus()[name]
    answer = as_(world.ani).post(ADD, filled(file=sent(given, data)))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Berkas ini" in page
    assert "Keputusan gugus tugas" in page, "what was typed stays"
    assert not Evidence.objects.exists()
    assert files_in(store) == []
    refused = Event.objects.get(verb="evidence.refused")
    assert refused.data.startswith('{"codes":["evidence.')


@pytest.mark.parametrize(
    ("name", "data", "status", "words"),
    [
        ("kosong.pdf", b"", 422, "Berkas ini kosong"),
        ("film.mov", b"x", 422, "tambahkan tautannya sebagai bukti"),
        ("besar.pdf", b"x" * (51 * 2**20), 413, "melebihi batas 50 MB"),
    ],
)
def test_what_name_and_size_forbid_is_refused_at_once(
    world: World, as_: AsPerson, name: str, data: bytes, status: int, words: str
) -> None:
    answer = as_(world.ani).post(ADD, filled(file=sent(name, data)))
    assert answer.status_code == status
    assert words in answer.content.decode()


def test_without_a_file_the_form_asks_for_one(world: World, as_: AsPerson) -> None:
    fields = filled()
    del fields["file"]
    answer = as_(world.ani).post(ADD, fields)
    assert answer.status_code == 422
    assert "Belum ada berkas yang dipilih" in answer.content.decode()


def test_a_period_that_ends_before_it_begins_is_refused_at_its_field(world: World, as_: AsPerson) -> None:
    answer = as_(world.ani).post(ADD, filled(effective_from="2026-05-01", expires="2026-04-30"))
    assert answer.status_code == 422
    assert "Tanggal akhir mendahului" in answer.content.decode()


def test_the_second_click_writes_nothing_and_says_so(world: World, as_: AsPerson, store: Path) -> None:
    ticket = str(uuid.uuid4())
    first = as_(world.ani).post(ADD, filled(ticket=ticket))
    second = as_(world.ani).post(ADD, filled(ticket=ticket))
    assert (first.status_code, second.status_code) == (302, 409)
    assert "sudah berubah" in second.content.decode()
    assert Evidence.objects.count() == 1
    assert len(files_in(store)) == 1


def test_other_methods_are_refused(world: World, as_: AsPerson) -> None:
    assert as_(world.ani).put(ADD).status_code == 405
    assert as_(world.ani).delete(ADD).status_code == 405


def test_a_file_that_a_busy_machine_cannot_look_into_waits_and_is_inspected_later(
    world: World, as_: AsPerson, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_args: object, **_options: object) -> None:
        raise launch.Busy

    monkeypatch.setattr(launch, "inspect", busy)
    page = as_(world.ani).post(ADD, filled(), follow=True).content.decode()
    assert "sedang diperiksa" in page
    assert (Evidence.objects.get().latest, Revision.objects.get().state) == (0, "inspecting")
    assert Job.objects.get(name="evidence.inspect").ids == {"revision": Revision.objects.get().pk}


def test_an_address_becomes_evidence_and_is_never_opened(world: World, as_: AsPerson) -> None:
    fields = {"title": "Laman data", "ticket": str(uuid.uuid4()), "url": "https://damai.go.id/data"}
    page = as_(world.ani).post("/bukti/tautan-baru", fields, follow=True).content.decode()
    assert 'href="https://damai.go.id/data"' in page
    assert "noopener noreferrer nofollow" in page
    assert Revision.objects.get().url == "https://damai.go.id/data"


def test_a_dangerous_address_is_refused_with_words(world: World, as_: AsPerson) -> None:
    fields = {"title": "x", "ticket": str(uuid.uuid4()), "url": "javascript:alert(1)"}
    answer = as_(world.ani).post("/bukti/tautan-baru", fields)
    assert answer.status_code == 422
    assert "tidak diawali https://" in answer.content.decode()


def test_a_refusal_speaks_the_language_of_the_reader(world: World, as_: AsPerson) -> None:
    browser = as_(world.ani)
    browser.cookies["bahasa"] = "en"
    world.ani.language = "en"
    world.ani.save()
    with translation.override("en"):
        answer = browser.post(ADD, filled(file=sent("film.mov", b"x")), headers={"accept-language": "en"})
    assert "add the link as evidence" in answer.content.decode()


def test_the_name_of_somebody_else_s_file_never_becomes_a_path(world: World, as_: AsPerson, store: Path) -> None:
    as_(world.ani).post(ADD, filled(file=sent("..keputusan & lampiran.pdf")))
    assert all("keputusan" not in str(path.relative_to(store)) for path in files_in(store))
