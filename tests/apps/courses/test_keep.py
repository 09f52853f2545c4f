"""A Kanwil makes a course, writes its draft, publishes it; from then on nothing of it changes."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.http import Http404

from kotaham.apps.courses import services
from kotaham.apps.courses.models import Course, Module, Programme, Version
from kotaham.apps.courses.services import CourseWish, ModuleWish, VersionWish
from kotaham.apps.events import queries as history
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, Forbidden, Stale
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.courses.making import a_course, published
from tests.cast import World


def draft_of(course: Course) -> Version:
    return Version.objects.get(course=course, state="draft")


def test_a_trainer_makes_a_course_by_the_pages(world: World, as_: AsPerson) -> None:
    browser = as_(world.joko)
    browser.post("/pelatihan/program", {"title": "Program rekaan"})
    page = browser.get("/pelatihan/baru").content.decode()
    assert "Program rekaan" in page
    programme = Programme.objects.get()
    form = {"programme": programme.pk, "title": "Dasar HAM", "code": "dasar-ham", "rights": "H1, H2"}
    refused = browser.post("/pelatihan/baru", form | {"code": "Loket HAM"}).content.decode()
    assert "Tulis kode tanpa spasi" in refused
    assert "slug" not in refused
    answer = browser.post("/pelatihan/baru", form, follow=True)
    course = Course.objects.get()
    assert "Dasar HAM" in answer.content.decode()
    assert (course.rights, course.office_id) == (["H1", "H2"], world.office("kanwil").pk)
    assert Event.objects.filter(verb="courses.added").count() == 1


def test_a_draft_is_written_and_published(joko: Actor, world: World, as_: AsPerson) -> None:
    version = draft_of(a_course(joko))
    browser = as_(world.joko)
    page = browser.get(f"/pelatihan/versi/{version.pk}/terbitkan").content.decode()
    assert "Menyelesaikan semua modul wajib" in page
    assert "belum ditetapkan; masih dapat ditetapkan sekali sesudah terbit" in page
    browser.post(f"/pelatihan/versi/{version.pk}/terbitkan", {"edition": version.edition})
    version.refresh_from_db()
    assert version.state == "published"
    assert version.digest == services.digest_of(version)
    assert len(version.digest) == 64


def test_before_publishing_one_is_told_what_is_asked_for_and_missing(joko: Actor, world: World, as_: AsPerson) -> None:
    course = a_course(joko, modules=True, pre=True, post="passed", attendance=1)
    said = as_(world.joko).get(f"/pelatihan/versi/{draft_of(course).pk}/terbitkan").content.decode()
    for words in ("Yang disyaratkan dan belum ada", "Siapkan tes awal", "Siapkan tes akhir", "Sesi disiapkan sesudah"):
        assert words in said
    assert "belum dapat diterbitkan" not in said


def test_everything_that_is_wrong_is_told_at_once(joko: Actor) -> None:
    version = draft_of(a_course(joko))
    services.change_version(version.pk, VersionWish(), actor=joko, edition=version.edition)
    services.add_module(version.pk, ModuleWish("text", "Kosong"), actor=joko)
    codes = [problem.code for problem in services.problems_of(Version.objects.get(pk=version.pk))]
    assert codes == ["courses.words-missing", "courses.no-needs", "courses.module-empty"]


def test_a_draft_that_another_has_changed_is_not_published(joko: Actor) -> None:
    version = draft_of(a_course(joko))
    with pytest.raises(Stale):
        services.publish(version.pk, actor=joko, edition=version.edition - 1)


def test_a_second_click_publishes_nothing(joko: Actor) -> None:
    version = published(joko)
    with pytest.raises(Refused) as refused:
        services.publish(version.pk, actor=joko, edition=version.edition)
    assert refused.value.codes == ("lifecycle.not-from-here",)
    assert Event.objects.filter(verb="courses.published").count() == 1


def test_what_is_published_cannot_be_changed_by_a_service(joko: Actor, version: Version) -> None:
    module = Module.objects.filter(version=version)[0]
    for change in (
        lambda: services.change_version(version.pk, VersionWish("lain"), actor=joko, edition=9),
        lambda: services.add_module(version.pk, ModuleWish("text", "Baru", "isi"), actor=joko),
        lambda: services.remove_module(module.pk, actor=joko),
    ):
        with pytest.raises(Refused) as refused:
            change()
        assert refused.value.codes == ("courses.version-frozen",)


@pytest.mark.parametrize("does", ["goal", "digest", "needs", "module", "new", "gone", "version", "back"])
def test_what_is_published_cannot_be_changed_past_the_services(does: str, version: Version) -> None:
    rows, modules = Version.objects.filter(pk=version.pk), Module.objects.filter(version=version)
    tries: dict[str, Any] = {
        "goal": lambda: rows.update(goal="lain"),
        "digest": lambda: rows.update(digest=""),
        "needs": lambda: rows.update(needs={}),
        "back": lambda: rows.update(state="draft"),
        "module": lambda: modules.update(text="lain"),
        "new": lambda: Module.objects.create(version=version, position=9, kind="text", title="Lain"),
        "gone": modules.delete,
        "version": lambda: Version.objects.filter(pk=version.pk)._raw_delete("default"),
    }
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        tries[does]()


def test_the_next_version_begins_as_a_copy_and_there_is_one_draft(joko: Actor, version: Version) -> None:
    made = services.next_version(version.course_id, actor=joko)
    assert (made.number, made.state, made.needs) == (2, "draft", version.needs)
    assert [row.title for row in made.modules.order_by("position")] == ["Bab satu", "Tambahan"]
    with pytest.raises(Refused) as refused:
        services.next_version(version.course_id, actor=joko)
    assert refused.value.codes == ("courses.draft-exists",)


def test_modules_move_and_go(joko: Actor) -> None:
    version = draft_of(a_course(joko))
    last = Module.objects.get(version=version, position=2)
    services.move_module(last.pk, -1, actor=joko)
    assert [row.title for row in version.modules.order_by("position")] == ["Tambahan", "Bab satu"]
    services.remove_module(last.pk, actor=joko)
    assert [(row.title, row.position) for row in version.modules.all()] == [("Bab satu", 1)]


def test_the_size_that_is_stated_is_that_of_the_pack(joko: Actor) -> None:
    version = draft_of(a_course(joko))
    module = Module.objects.get(version=version, position=1)
    pack = services.pack_of(module, "Pelatihan dasar", "https://kotaham.example/belajar/1/modul/1")
    assert len(pack) <= module.size <= len(pack) + 2_000
    assert b"<em>rekaan</em>" in pack


def test_hours_need_a_basis_and_are_set_once(joko: Actor, version: Version, world: World, actor: ActorOf) -> None:
    intan = actor(world.intan)
    with pytest.raises(Refused) as refused:
        services.set_hours(version.pk, Decimal(0), " ", actor=intan)
    assert refused.value.codes == ("courses.hours-wrong", "courses.hours-without-basis")
    services.set_hours(version.pk, Decimal("2.5"), "Keputusan rekaan 7/2026", actor=intan)
    (told,) = history.told([history.history("courses.version", version.pk)[0]])
    assert ("Menjadi", "2,5") in told.details
    with pytest.raises(Refused) as again:
        services.set_hours(version.pk, Decimal(4), "Keputusan lain", actor=intan)
    assert again.value.codes == ("courses.hours-set",)
    with pytest.raises(DatabaseError, match="cannot be changed"), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(hours=9)


def test_a_trainer_sets_no_hours(joko: Actor, version: Version) -> None:
    with pytest.raises(Forbidden):
        services.set_hours(version.pk, Decimal(3), "Keputusan", actor=joko)


def test_unset_hours_are_said_to_be_unset(world: World, version: Version, as_: AsPerson) -> None:
    page = as_(world.joko).get(f"/pelatihan/versi/{version.pk}").content.decode()
    assert "belum ditetapkan" in page


def test_an_onlooker_reads_and_a_stranger_finds_no_draft(joko: Actor, world: World, as_: AsPerson) -> None:
    course = a_course(joko)
    version = draft_of(course)
    assert as_(world.intan).get(f"/pelatihan/versi/{version.pk}").status_code == 200
    assert as_(world.intan).get(f"/pelatihan/versi/{version.pk}/ubah").status_code == 403
    assert as_(world.ani).get(f"/pelatihan/versi/{version.pk}").status_code == 404
    assert as_(world.seno).get(f"/pelatihan/{course.pk}").status_code == 404


def test_what_is_published_is_seen_by_the_officers_of_everywhere(version: Version, world: World, as_: AsPerson) -> None:
    assert as_(world.citra).get(f"/pelatihan/{version.course_id}").status_code == 200
    assert "dasar-ham" in as_(world.citra).get("/pelatihan").content.decode()
    assert as_(world.citra).get(f"/pelatihan/{version.course_id}/ubah").status_code == 403


def test_a_version_let_go_takes_nobody_new(joko: Actor, version: Version, nia: Actor) -> None:
    services.retire(version.pk, actor=joko, reason="Diganti versi baru")
    with pytest.raises(Http404):
        services.join(version.pk, actor=nia)


def test_two_courses_do_not_share_a_code(joko: Actor) -> None:
    course = a_course(joko)
    with pytest.raises(Refused) as refused:
        services.add_course(CourseWish(course.programme_id, "dasar-ham", "Lain"), actor=joko)
    assert refused.value.codes == ("courses.code-taken",)
