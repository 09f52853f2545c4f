"""A learner reads modules; each place is acknowledged, nothing goes back, and the last module finishes the course."""

import pytest

from kotaham.apps.courses import services
from kotaham.apps.courses.models import Enrolment, Module, Progress, Version
from kotaham.apps.courses.views.ranges import asked_for
from kotaham.apps.events.models import Event
from kotaham.apps.evidence.models import Evidence, Revision
from kotaham.apps.gate.services import Actor
from kotaham.core.errors import Refused
from tests.apps.conftest import AsPerson
from tests.apps.courses.making import a_course
from tests.apps.evidence import benign
from tests.apps.evidence.making import piece_of
from tests.cast import World

SCRIPT = {"X-Requested-With": "belajar"}


def url(row: Enrolment, position: int = 1) -> str:
    return f"/belajar/{row.pk}/modul/{position}"


def test_the_first_module_begins_and_the_last_required_one_passes(own: Enrolment, nia: Actor) -> None:
    saved = services.save_progress(own.pk, 1, actor=nia, place=300)
    own.refresh_from_db()
    assert (saved.place, saved.done, own.state) == (300, False, "started")
    services.save_progress(own.pk, 1, actor=nia, done=True)
    own.refresh_from_db()
    assert (own.state, own.done) == ("passed", 1)
    verbs = set(Event.objects.filter(kind="courses.enrolment", subject=str(own.pk)).values_list("verb", flat=True))
    assert {"courses.started", "courses.module-done", "courses.passed"} <= verbs


def test_nothing_goes_back(own: Enrolment, nia: Actor) -> None:
    services.save_progress(own.pk, 1, actor=nia, place=800, done=True)
    saved = services.save_progress(own.pk, 1, actor=nia, place=100)
    assert (saved.place, saved.done) == (800, True)
    own.refresh_from_db()
    assert own.done == 1


def test_done_is_counted_once_however_often_it_is_sent(own: Enrolment, nia: Actor) -> None:
    for _ in range(3):
        services.save_progress(own.pk, 1, actor=nia, done=True)
    own.refresh_from_db()
    assert own.done == 1
    assert Event.objects.filter(verb="courses.module-done").count() == 1


def test_a_place_alone_makes_no_entry_in_the_record(own: Enrolment, nia: Actor) -> None:
    services.save_progress(own.pk, 1, actor=nia, place=1)
    before = Event.objects.count()
    services.save_progress(own.pk, 1, actor=nia, place=2)
    assert Event.objects.count() == before


def test_the_script_is_told_what_is_kept(own: Enrolment, world: World, as_: AsPerson) -> None:
    answer = as_(world.nia).post(f"{url(own)}/kemajuan", {"tempat": "420", "selesai": "0"}, headers=SCRIPT)
    assert answer.json() == {"place": 420, "done": False, "state": "started"}


def test_a_form_without_script_goes_on_to_the_next_module(own: Enrolment, world: World, as_: AsPerson) -> None:
    browser = as_(world.nia)
    answer = browser.post(f"{url(own)}/kemajuan", {"selesai": "1"})
    assert answer.headers["Location"] == url(own, 2)
    answer = browser.post(f"{url(own, 2)}/kemajuan", {"selesai": "1"})
    assert answer.headers["Location"] == f"/belajar/{own.pk}"


@pytest.mark.parametrize("place", ["", "-3", "1e9", "x", "9" * 30])
def test_a_place_that_is_no_number_is_the_beginning(place: str, own: Enrolment, world: World, as_: AsPerson) -> None:
    answer = as_(world.nia).post(f"{url(own)}/kemajuan", {"tempat": place}, headers=SCRIPT)
    assert answer.json()["place"] == 0


def test_the_page_resumes_where_the_other_device_was(own: Enrolment, nia: Actor, world: World, as_: AsPerson) -> None:
    services.save_progress(own.pk, 1, actor=nia, place=640)
    page = as_(world.nia).get(url(own)).content.decode()
    assert 'data-place="640"' in page
    assert "<em>rekaan</em>" in page
    assert "Simpan untuk dibaca tanpa sinyal" in page


def test_the_course_page_prints_the_rule_beside_the_progress(own: Enrolment, world: World, as_: AsPerson) -> None:
    page = as_(world.nia).get(f"/belajar/{own.pk}").content.decode()
    assert "Menyelesaikan semua modul wajib" in page
    assert "0 dari 1" in page
    assert "JP belum ditetapkan" in page


def test_nobody_reads_or_moves_the_progress_of_another(own: Enrolment, world: World, as_: AsPerson) -> None:
    for who in (world.budi, world.joko, world.eko, world.made):
        assert as_(who).get(f"/belajar/{own.pk}").status_code == 404
        assert as_(who).post(f"{url(own)}/kemajuan", {"selesai": "1"}).status_code == 404
    assert not Progress.objects.exists()


def test_who_has_left_saves_no_more(own: Enrolment, nia: Actor, world: World, as_: AsPerson) -> None:
    services.give_up(own.pk, actor=nia, reason="Pindah tugas")
    assert as_(world.nia).post(f"{url(own)}/kemajuan", {"selesai": "1"}).status_code == 400
    assert as_(world.nia).get("/belajar").status_code == 200


def test_leaving_wants_a_reason(own: Enrolment, world: World, as_: AsPerson) -> None:
    answer = as_(world.nia).post(f"/belajar/{own.pk}/keluar", {"reason": ""})
    assert answer.status_code == 422
    assert "Alasannya belum ditulis." in answer.content.decode()


def test_the_pack_is_one_file_that_asks_the_network_for_nothing(own: Enrolment, world: World, as_: AsPerson) -> None:
    answer = as_(world.nia).get(f"{url(own)}/paket")
    text = answer.content.decode()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "default-src &#x27;none&#x27;" in text or "default-src 'none'" in text
    assert "<script" not in text
    assert 'src="http' not in text
    assert "link rel" not in text


def test_writing_never_becomes_markup(joko: Actor, world: World, as_: AsPerson) -> None:
    course = a_course(joko)
    version = Version.objects.get(course=course)
    Module.objects.filter(version=version, position=1).update(
        text="<script>alert(1)</script> [klik](javascript:alert(1)) ![x](https://jahat.example/a.png)"
    )
    page = as_(world.joko).get(f"/pelatihan/versi/{version.pk}/modul/1").content.decode()
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert "<img" not in page.split('class="lesson"')[1].split("</div>")[0]


@pytest.fixture
def filed(joko: Actor, nia: Actor, world: World) -> tuple[Enrolment, Evidence]:
    """Give an enrolment in a course whose first module shows a file."""
    version = Version.objects.get(course=a_course(joko))
    piece = piece_of(world.office("kanwil"), data=b"0123456789")
    module = Module.objects.get(version=version, position=1)
    wish = services.ModuleWish("file", "Lembar kerja", "Baca dulu.", file=piece.pk)
    services.change_module(module.pk, wish, actor=joko, edition=Version.objects.get(pk=version.pk).edition)
    version.refresh_from_db()
    services.publish(version.pk, actor=joko, edition=version.edition)
    return services.join(version.pk, actor=nia), piece


def body(answer: object) -> bytes:
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def test_a_learner_opens_the_file_of_a_module_and_no_other_evidence(
    filed: tuple[Enrolment, Evidence], world: World, as_: AsPerson
) -> None:
    row, piece = filed
    browser = as_(world.nia)
    answer = browser.get(f"{url(row)}/berkas")
    assert body(answer) == b"0123456789"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert browser.get(f"/bukti/{piece.pk}").status_code in {403, 404}


def test_a_player_is_given_the_part_that_it_asks_for(
    filed: tuple[Enrolment, Evidence], world: World, as_: AsPerson
) -> None:
    answer = as_(world.nia).get(f"{url(filed[0])}/berkas", HTTP_RANGE="bytes=3-5")
    assert (answer.status_code, body(answer)) == (206, b"345")
    assert answer.headers["Content-Range"] == "bytes 3-5/10"


@pytest.mark.parametrize(
    ("header", "part"),
    [("", None), ("bytes=0-", (0, 9)), ("bytes=-4", (6, 9)), ("bytes=5-99", (5, 9)), ("bytes=10-", None),
     ("bytes=5-3", None), ("bytes=-", None), ("bytes=1-2,4-5", None), ("lines=1-2", None)],
)  # fmt: skip
def test_a_range_is_read_or_the_whole_is_sent(header: str, part: tuple[int, int] | None) -> None:
    assert asked_for(header, 10) == part


def test_a_film_is_shown_with_captions_and_transcript_or_not_published(
    joko: Actor, nia: Actor, world: World, as_: AsPerson
) -> None:
    version = Version.objects.get(course=a_course(joko))
    module = Module.objects.get(version=version, position=1)
    film = piece_of(world.office("kanwil"), media="mp4", data=benign.film())
    captions = piece_of(world.office("kanwil"), media="vtt", data=b"WEBVTT\n")
    for piece in (film, captions):
        Revision.objects.filter(evidence=piece).update(media=piece.media)

    def changed(**fields: int) -> None:
        wish = services.ModuleWish("video", "Film", "Transkrip rekaan.", **fields)  # type: ignore[arg-type]
        services.change_module(module.pk, wish, actor=joko, edition=Version.objects.get(pk=version.pk).edition)

    with pytest.raises(Refused) as refused:
        changed(file=captions.pk, captions=film.pk)
    assert refused.value.codes == ("courses.not-a-film", "courses.not-captions")
    changed(file=film.pk)
    found = Version.objects.select_related("course").get(pk=version.pk)
    assert [problem.code for problem in services.problems_of(found)] == ["courses.no-captions"]
    changed(file=film.pk, captions=captions.pk)
    services.publish(version.pk, actor=joko, edition=Version.objects.get(pk=version.pk).edition)
    row = services.join(version.pk, actor=nia)
    answer = as_(world.nia).get(url(row))
    page = answer.content.decode()
    assert "<video" in page
    assert 'kind="captions"' in page
    assert "Transkrip rekaan." in page
    assert "media-src 'self'" in answer.headers["Content-Security-Policy"]
    assert as_(world.nia).get(f"{url(row)}/berkas").headers["Content-Type"] == "video/mp4"
    assert as_(world.nia).get(f"{url(row)}/berkas?takarir").headers["Content-Type"].startswith("text/vtt")
    assert "Video atau berkas besarnya" in as_(world.nia).get(f"{url(row)}/paket").content.decode()


def test_the_pack_holds_the_file(filed: tuple[Enrolment, Evidence], world: World, as_: AsPerson) -> None:
    text = as_(world.nia).get(f"{url(filed[0])}/paket").content.decode()
    assert "data:text/plain" in text
    assert "MDEyMzQ1Njc4OQ==" in text


def test_an_invitation_is_accepted(version: Version, nia: Actor, world: World, own: Enrolment, as_: AsPerson) -> None:
    Enrolment.objects.filter(pk=own.pk).update(state="invited")
    assert "Anda diundang" in as_(world.nia).get(f"/belajar/{own.pk}").content.decode()
    as_(world.nia).post(f"/belajar/{own.pk}/terima")
    own.refresh_from_db()
    assert own.state == "enrolled"
    assert as_(world.nia).post(f"/belajar/{own.pk}/terima").status_code == 400


def test_the_catalogue_offers_what_is_published_and_the_own_page_lists_it(
    version: Version, nia: Actor, world: World, as_: AsPerson
) -> None:
    browser = as_(world.nia)
    assert "Pelatihan dasar-ham" in browser.get("/belajar/katalog").content.decode()
    assert "Anda belum mengikuti pelatihan" in browser.get("/belajar").content.decode()
    browser.post(f"/belajar/ikuti/{version.pk}")
    page = browser.get("/belajar").content.decode()
    assert "Pelatihan dasar-ham" in page
    assert "0 dari 2 modul" in page
