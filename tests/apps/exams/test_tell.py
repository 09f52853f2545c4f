"""What came of a final test is told to all when it closes, unless the test says at once; keys always wait."""

import re
from typing import Any

import pytest
from django.urls import reverse

from kotaham.apps.courses.models import Enrolment, Version
from kotaham.apps.exams import services
from kotaham.apps.exams.models import Attempt
from kotaham.apps.gate.services import Actor
from kotaham.apps.notices.models import Notice
from tests.apps.conftest import AsPerson
from tests.apps.exams.conftest import PASS, SECRET, a_version, asking
from tests.cast import World

DONE = re.compile(r'class="badge[^>]*>(?:<svg[^>]*>.*?</svg>)?\s*Selesai', re.DOTALL)


@pytest.fixture
def version(world: World) -> Version:
    return a_version(world.office("kanwil"), needs={"post": "passed"})


def handed_in(started: Any, nia: Actor, answer: str = "a", **changes: Any) -> Attempt:
    attempt = started([asking(1)], **(PASS | changes))
    services.save(attempt.pk, 1, answer, actor=nia)
    return services.submit(attempt.pk, actor=nia)


def standing() -> str:
    return Enrolment.objects.get().state


@pytest.mark.parametrize(("answer", "becomes"), [("a", "passed"), ("b", "failed")])
def test_nobody_learns_whether_they_passed_before_the_test_closes(
    started: Any, nia: Actor, joko: Actor, world: World, as_: AsPerson, answer: str, becomes: str
) -> None:
    attempt = handed_in(started, nia, answer)
    learner, page = as_(world.nia), f"/belajar/{Enrolment.objects.get().pk}"
    assert standing() == "finished"
    for address in (page, "/belajar", "/tes/saya", f"/percobaan/{attempt.pk}/hasil", "/"):
        said = learner.get(address).content.decode()
        assert "Lulus<" not in said, address
        assert "elum lulus" not in said, address
        assert "poin" not in said, address
    assert "sesudah tes ditutup" in learner.get(page).content.decode()
    services.close_exam(attempt.exam_id, actor=joko)
    services.count(attempt.exam_id, actor=joko)
    services.count(attempt.exam_id, actor=joko)
    assert standing() == becomes
    assert Notice.objects.filter(person=world.nia, kind="courses.result").count() == 1
    mine = learner.get("/tes/saya").content.decode()
    assert "dari 1 poin" in mine
    assert "Tes ini sudah ditutup." in mine


def test_a_test_that_tells_at_once_still_keeps_its_keys(started: Any, nia: Actor, world: World, as_: AsPerson) -> None:
    attempt = handed_in(started, nia, at_once=True)
    assert standing() == "passed"
    said = as_(world.nia).get(f"/percobaan/{attempt.pk}/hasil").content.decode()
    assert "1 dari 1 poin (100 persen)" in said
    assert SECRET not in said
    assert "Kunci dan umpan balik terlihat di sini sesudah tes ditutup" in said


def test_without_a_pass_mark_there_is_nothing_to_wait_for(started: Any, nia: Actor) -> None:
    handed_in(started, nia, pass_percent=None, pass_basis="")
    assert standing() == "passed"


def test_who_has_not_passed_is_told_so_and_led_to_the_next_attempt(
    started: Any, nia: Actor, world: World, as_: AsPerson
) -> None:
    first = handed_in(started, nia, "b", at_once=True, attempts=3)
    learner, page = as_(world.nia), f"/belajar/{Enrolment.objects.get().pk}"
    said = learner.get(page).content.decode()
    assert "Belum lulus, 2 percobaan lagi." in said
    assert f"/tes/saya#tes-{first.exam_id}" in said
    assert "Semua syarat terpenuhi" not in said
    assert "Selesai</span>" not in said
    assert "belum lulus, 2 percobaan lagi" in learner.get("/").content.decode()
    assert "Coba lagi" in learner.get("/tes/saya").content.decode()
    result = learner.get(f"/percobaan/{first.pk}/hasil").content.decode()
    for words in ("nilai lulus 60 persen", "ke-1 dari 3", "2 percobaan lagi"):
        assert words in result
    for answer in "ab":
        attempt = services.start(first.exam_id, actor=nia)
        services.save(attempt.pk, 1, answer, actor=nia)
        services.submit(attempt.pk, actor=nia)
        said = learner.get(page).content.decode()
        assert "1 dari 1 poin" in said, answer  # the one that counts, not the last
        assert "#tes-" not in said
        assert "belum lulus, " not in learner.get("/").content.decode()


def card(learner: Any) -> tuple[str, str]:
    """Return the badge of the only course card of a learner, and the whole card."""
    said = learner.get("/belajar").content.decode()
    found = re.search(r'<ul class="course-cards">(.*?)</ul>', said, re.DOTALL)
    assert found
    badge = re.search(r'<span class="badge[^>]*>(?:<svg.*?</svg>)?\s*([^<]+?)\s*</span>', found[1], re.DOTALL)
    return badge[1] if badge else "", found[1]


def test_the_card_of_a_course_says_what_came_of_the_final_test(
    started: Any, nia: Actor, world: World, as_: AsPerson
) -> None:
    first = handed_in(started, nia, "b", at_once=True, attempts=3)
    learner, link = as_(world.nia), f'href="/tes/saya#tes-{first.exam_id}"'
    badge, said = card(learner)
    assert (badge, "sisa 2 percobaan" in said, "Coba lagi" in said, link in said) == ("Belum lulus", True, True, True)
    second = services.start(first.exam_id, actor=nia)
    badge, said = card(learner)
    assert (badge, "sedang berjalan" in said, f'href="/percobaan/{second.pk}"' in said) == ("Belum lulus", True, True)
    services.submit(second.pk, actor=nia)
    assert "sisa 1 percobaan" in card(learner)[1]
    services.submit(services.start(first.exam_id, actor=nia).pk, actor=nia)
    badge, said = card(learner)
    assert (badge, "percobaan tes sudah habis" in said, "Coba lagi" in said) == ("Belum lulus", True, False)


def test_their_office_and_its_organiser_read_of_them_what_their_card_says(
    started: Any, nia: Actor, joko: Actor, world: World, as_: AsPerson
) -> None:
    first = handed_in(started, nia, "b", at_once=True, attempts=2)
    row = Enrolment.objects.get()
    office = as_(world.joko)
    pages = (reverse("courses:people", args=[row.version_id]), reverse("courses:person", args=[row.pk]))
    for page in pages:
        said = office.get(page).content.decode()
        assert "sisa 1 percobaan" in said, page
        assert ("Belum lulus" in said, DONE.search(said)) == (True, None), page
    services.submit(services.start(first.exam_id, actor=nia).pk, actor=nia)
    for page in pages:
        assert "percobaan tes sudah habis" in office.get(page).content.decode(), page


def test_the_card_tells_a_test_that_closed_before_all_attempts_were_made(
    started: Any, nia: Actor, joko: Actor, world: World, as_: AsPerson
) -> None:
    attempt = handed_in(started, nia, "b", attempts=3)
    learner = as_(world.nia)
    badge, said = card(learner)
    assert (badge, "hasil terlihat sesudah tes ditutup" in said, "elum lulus" in said) == ("Selesai", True, False)
    services.close_exam(attempt.exam_id, actor=joko)
    services.count(attempt.exam_id, actor=joko)
    badge, said = card(learner)
    assert (badge, "tidak dapat diulang sekarang" in said, "/tes/saya#" in said) == ("Belum lulus", True, False)


def test_the_card_of_who_passed_offers_no_other_attempt(started: Any, nia: Actor, world: World, as_: AsPerson) -> None:
    handed_in(started, nia, "a", at_once=True, attempts=3)
    badge, said = card(as_(world.nia))
    assert (badge, "percobaan" in said) == ("Lulus", False)


def test_a_first_test_speaks_of_no_mark(started: Any, nia: Actor, world: World, as_: AsPerson) -> None:
    attempt = handed_in(started, nia, stage="pre", at_once=True, pass_percent=None, pass_basis="")
    said = as_(world.nia).get(f"/percobaan/{attempt.pk}/hasil").content.decode()
    assert "1 dari 1 poin (100 persen)" in said
    assert "Kelulusan" not in said
