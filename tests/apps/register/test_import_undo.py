"""An import is undone as one: what it changed goes back, whom it added goes; what moved on since stays and is told."""

from kotaham.apps.courses.models import Enrolment
from kotaham.apps.gate.services import Actor
from kotaham.apps.jobs.services import work_off
from kotaham.apps.register import services
from kotaham.apps.register.models import Batch, Before, Member, NameWord, Posting
from kotaham.apps.register.services import importing
from tests.apps.conftest import AsPerson
from tests.apps.courses.making import raw_enrolment
from tests.apps.register.conftest import AddPerson, Import, line, nip, troubles
from tests.cast import World

DINAS = "Dinas Kesehatan Kota Damai KENARI-9971A"
COLUMNS = ("name", "name_key", "status", "sex", "post", "agency", "office_id", "kanwil_id", "number_tail", "key")


def undo(batch: Batch, actor: Actor) -> Batch:
    importing.ask_undo(batch.pk, "Berkas keliru", actor=actor, version=batch.version)
    work_off()
    batch.refresh_from_db()
    assert troubles() == []
    return batch


def state_of(member: Member) -> tuple[object, ...]:
    row = Member.objects.get(pk=member.pk)
    sealed = [services.opened(row, name) for name in ("number", "email", "phone")]
    postings = Posting.objects.filter(member=member).order_by("pk").values_list("office_id", "starts", "ends")
    words = NameWord.objects.filter(member=member).order_by("word").values_list("word", "office_id", "kanwil_id")
    return (*(getattr(row, name) for name in COLUMNS), *sealed, tuple(postings), tuple(words))


def test_everything_is_as_before(world: World, ani: Actor, person: AddPerson, bring_in: Import) -> None:
    member = person(1, "Sari Dewi", office="dinas_social", email="sari@contoh.id")
    before = state_of(member)
    batch = bring_in(
        line(1, "Sari Dewi Baru", DINAS, post="Analis", email="baru@contoh.id", phone="081234567"), line(2)
    )
    assert state_of(member) != before
    undone = undo(batch, ani)
    assert (undone.state, undone.kept) == ("undone", 0)
    assert state_of(member) == before
    assert list(Member.objects.all()) == [member]
    assert not Before.objects.exists()


def test_who_changed_since_stays_and_is_told(
    world: World, as_: AsPerson, ani: Actor, person: AddPerson, bring_in: Import
) -> None:
    known = person(1, "Sari Dewi")
    batch = bring_in(line(1, "Sari Baru"), line(2, "Orang Dua"), line(3, "Orang Tiga"))
    added = Member.objects.get(name="Orang Dua")
    services.change(known.ref, services.Wish(name="Sari Lain", status="pns", number=nip(1)), actor=ani, version=2)
    services.leave(added.ref, "Pensiun", actor=ani, version=1)
    undone = undo(batch, ani)
    assert undone.kept == 2
    known.refresh_from_db()
    assert known.name == "Sari Lain"
    assert not Member.objects.filter(name="Orang Tiga").exists()
    page = as_(world.ani).get(f"/peserta/impor/{batch.pk}").content.decode()
    assert "2 orang dibiarkan" in page
    assert f">P-{known.pk}<" in page
    assert f">P-{added.pk}<" in page


def test_who_is_used_elsewhere_stays(world: World, ani: Actor, bring_in: Import) -> None:
    batch = bring_in(line(1), line(2))
    member = Member.objects.order_by("pk")[0]
    Member.objects.filter(pk=member.pk).update(account=world.nia)
    undone = undo(batch, ani)
    assert undone.kept == 1
    assert list(Member.objects.all()) == [member]


def test_who_takes_part_in_a_course_stays(world: World, ani: Actor, bring_in: Import) -> None:
    batch = bring_in(line(1, "Orang Satu"), line(2, "Orang Dua"))
    raw_enrolment(world.office("dinas"))
    Enrolment.objects.update(member=Member.objects.get(name="Orang Satu"))
    assert undo(batch, ani).kept == 1
    assert set(Member.objects.filter(batch=batch).values_list("name", flat=True)) == {"Orang Satu"}


def test_a_reason_is_needed_and_a_second_click_is_stale(world: World, as_: AsPerson, bring_in: Import) -> None:
    batch = bring_in(line(1))
    address = f"/peserta/impor/{batch.pk}/kembalikan"
    assert as_(world.made).get(address).status_code == 403
    assert as_(world.ani).post(address, {"reason": " ", "version": batch.version}).status_code == 422
    assert as_(world.ani).post(address, {"reason": "Keliru", "version": batch.version}).status_code == 302
    assert as_(world.ani).post(address, {"reason": "Keliru", "version": batch.version}).status_code == 409


def test_an_undone_file_may_be_taken_in_again(ani: Actor, bring_in: Import) -> None:
    undo(bring_in(line(1)), ani)
    assert bring_in(line(1)).created == 1
