"""A learner is told what comes next, on the page of the course and on the page of their work."""

from typing import Any

import pytest

from kotaham.apps.classes import services as classes
from kotaham.apps.courses.models import Enrolment
from kotaham.apps.courses.services import Link
from kotaham.apps.courses.views.steps import next_of
from kotaham.apps.gate.services import Actor, menu
from kotaham.core.language import Say
from tests.apps.classes.making import opened
from tests.apps.conftest import AsPerson
from tests.cast import World


def need(kind: str, *, met: bool = False, waits: bool = False) -> dict[str, Any]:
    return {"kind": kind, "met": met, "waits": waits}


def link(kind: str, *, ready: bool = True, note: str = "", again: int = 0) -> Link:
    return Link(kind, Say("x", "x"), f"/{kind}", note, ready, again)


@pytest.mark.no_database
@pytest.mark.parametrize(
    ("state", "needs", "links", "words", "url"),
    [
        ("enrolled", [need("pre"), need("post")], [link("pre"), link("post")], "kerjakan tes awal", "/pre"),
        ("started", [need("pre"), need("post")], [link("post")], "kerjakan tes akhir", "/post"),
        ("started", [need("pre")], [], "Tes awal belum dibuka", ""),
        ("started", [need("attendance")], [], "Belum ada sesi yang dibuka", ""),
        ("started", [need("attendance")], [link("attendance", ready=False, note="besok")], "Sesi Anda: besok", ""),
        ("started", [need("attendance")], [link("attendance")], "ikuti sesinya", "/attendance"),
        ("finished", [need("post", waits=True)], [link("post", ready=False)], "sesudah tes ditutup", ""),
        ("passed", [need("post", met=True)], [], "begitu sertifikatnya terbit", ""),
        ("passed", [need("post", met=True)], [link("certificate")], "sudah terbit", "/certificate"),
        ("finished", [need("post")], [link("post", ready=False, again=2)], "Belum lulus, 2 percobaan lagi.", "/post"),
        ("finished", [need("post")], [link("post", ready=False)], "tidak dapat diulang sekarang", ""),
        ("finished", [need("post", met=True)], [], "begitu sertifikatnya terbit", ""),
        ("failed", [need("post")], [], "percobaan tes sudah habis", ""),
        ("waived", [need("post")], [], "tempat lain sudah diakui", ""),
    ],
)
def test_the_next_step_is_the_first_that_can_be_done(
    state: str, needs: list[dict[str, Any]], links: list[Link], words: str, url: str
) -> None:
    found = next_of(Enrolment(state=state), needs, links, [])
    assert words in found.words
    assert (found.url, bool(found.button)) == (url, bool(url))


def test_the_pages_say_what_comes_next(
    own: Enrolment, joko: Actor, nia: Actor, world: World, as_: AsPerson, django_assert_max_num_queries: Any
) -> None:
    session = opened(joko, version=own.version_id, hours=30)
    learner = as_(world.nia)
    assert "Berikutnya: modul 1" in learner.get(f"/belajar/{own.pk}").content.decode()
    with django_assert_max_num_queries(20):
        home = learner.get("/").content.decode()
    assert own.version.course.title in home
    assert "dari" in home
    classes.register_own(session.pk, actor=nia)
    assert "Buka pelatihannya" in learner.get(f"/sesi-saya/{session.pk}").content.decode()
    holder = as_(world.joko).get(f"/pelatihan/versi/{own.version_id}").content.decode()
    assert f"/sertifikat/terbitkan/{own.version_id}" in holder
    assert f"/sesi/baru?versi={own.version_id}" in holder
    reader = as_(world.made).get(f"/pelatihan/versi/{own.version_id}").content.decode()
    assert "Langkah berikutnya" not in reader


def test_the_pages_of_a_learner_stand_under_the_entry_of_a_learner(joko: Actor) -> None:
    for route, entry in (
        ("courses:learn", "/belajar"), ("courses:module", "/belajar"), ("courses:version", "/pelatihan"),
        ("courses:module-edit", "/pelatihan"), ("exams:answer", "/tes/saya"), ("exams:question", "/soal"),
        ("exams:create", "/tes"), ("classes:mine-detail", "/sesi-saya"), ("certificates:issue", "/sertifikat"),
    ):  # fmt: skip
        assert [one["url"] for one in menu.shown(joko, route) if one["current"]] == [entry], route


def test_an_invitation_is_accepted_first(own: Enrolment, world: World, as_: AsPerson) -> None:
    Enrolment.objects.filter(pk=own.pk).update(state="invited")
    page = as_(world.nia).get(f"/belajar/{own.pk}").content.decode()
    assert "Terima undangan" in page
