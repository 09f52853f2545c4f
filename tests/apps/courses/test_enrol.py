"""People are enrolled: by number, by choosing, by themselves; once, and where they served on that day."""

from datetime import date

import pytest

from kotaham.apps.courses import services
from kotaham.apps.courses.models import Enrolment, Version
from kotaham.apps.events import services as events
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, Forbidden, Stale
from kotaham.apps.notices.models import Notice
from kotaham.apps.register.models import Member, Posting
from kotaham.apps.register.services import Happened
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.courses.making import member, nip, published
from tests.cast import World


def states(version: Version) -> dict[int, str]:
    return dict(Enrolment.objects.filter(version=version).values_list("member_id", "state"))


def test_a_unit_pastes_numbers_and_is_told_row_by_row(
    world: World, version: Version, actor: ActorOf, counted: list[Happened]
) -> None:
    near = member(world.office("dinas"), number=nip(1))
    member(world.office("seberang"), number=nip(2))
    text = f"{nip(1)[:8]} {nip(1)[8:14]} 1 001\n{nip(9)}\n\n{nip(2)}\n'{nip(1)}\n"
    rows, pasted = services.enrol_numbers(version.pk, text, actor=actor(world.budi))
    assert [row.member_id for row in rows] == [near.pk]
    told = [(problem.where.row, problem.code) for problem in pasted.problems]
    assert told == [(2, "courses.number-unknown"), (4, "courses.number-beyond"), (5, "courses.number-again")]
    assert not any(nip(9) in problem.text() or nip(2) in problem.text() for problem in pasted.problems)
    assert [(one.measure, one.member, one.office, one.group) for one in counted] == [
        ("invited", near.pk, world.office("dinas").pk, "apparatus")
    ]


def test_a_number_that_somebody_had_before_finds_them(world: World, version: Version, actor: ActorOf) -> None:
    near = member(world.office("dinas"), number=nip(1))
    near.old_numbers.create(sealed=b"x", index=bytes(near.number_index or b""), tail="001", reason="pindah")
    Member.objects.filter(pk=near.pk).update(number_index=None)
    rows, pasted = services.enrol_numbers(version.pk, nip(1), actor=actor(world.budi))
    assert ([row.member_id for row in rows], pasted.problems) == ([near.pk], [])


def test_the_page_names_rows_and_never_numbers(world: World, version: Version, as_: AsPerson) -> None:
    member(world.office("dinas"), number=nip(1))
    answer = as_(world.budi).post(
        f"/pelatihan/versi/{version.pk}/daftarkan", {"numbers": f"{nip(1)}\n{nip(5)}", "how": "bulk"}
    )
    page = answer.content.decode()
    assert "1 orang didaftarkan." in page
    assert "baris 2" in page
    assert nip(5) not in page


def test_the_same_list_twice_changes_nothing(world: World, version: Version, actor: ActorOf, sari: Member) -> None:
    ani = actor(world.ani)
    assert len(services.enrol_members(version.pk, [sari.pk], actor=ani)) == 1
    assert services.enrol_members(version.pk, [sari.pk], actor=ani) == []
    assert Event.objects.filter(verb="courses.enrolled").count() == 1


def test_who_is_beyond_reach_is_left_out_of_a_choice(world: World, version: Version, actor: ActorOf) -> None:
    far = member(world.office("seberang"))
    assert services.enrol_members(version.pk, [far.pk], actor=actor(world.ani)) == []


def test_a_learner_enrols_nobody_else(world: World, version: Version, nia: Actor, sari: Member) -> None:
    with pytest.raises(Forbidden):
        services.enrol_members(version.pk, [sari.pk], actor=nia)


def test_an_enrolment_keeps_where_somebody_served_on_that_day(
    world: World, version: Version, actor: ActorOf, sari: Member
) -> None:
    (row,) = services.enrol_members(version.pk, [sari.pk], actor=actor(world.ani))
    Posting.objects.filter(member=sari).update(ends=date(2020, 1, 2))
    Posting.objects.create(member=sari, office=world.office("seberang"), starts=date(2020, 1, 2))
    row.refresh_from_db()
    assert (row.office_id, row.kanwil_id) == (world.office("dinas").pk, world.office("kanwil").pk)


def test_a_hundred_people_cost_no_more_queries_than_two(
    world: World, version: Version, joko: Actor, django_assert_max_num_queries: object
) -> None:
    people = [member(world.office("dinas"), f"Orang {n}").pk for n in range(100)]
    with django_assert_max_num_queries(20), events.work(joko) as log:  # type: ignore[operator]
        rows = services.enrol(version, people, actor=joko, how="bulk", log=log)
    assert len(rows) == 100


def test_an_office_invites_and_who_refuses_was_counted_all_the_same(
    world: World, version: Version, as_: AsPerson, counted: list[Happened]
) -> None:
    member(world.office("dinas"), number=nip(1), account=world.nia)
    budi, nia, address = as_(world.budi), as_(world.nia), f"/pelatihan/versi/{version.pk}/daftarkan"
    for words in ("1 orang diundang.", "0 orang diundang. 1 sudah terdaftar atau diundang."):
        page = budi.post(address, {"numbers": nip(1), "how": "invited"}, follow=True).content.decode()
        assert words in page
    assert Notice.objects.get(person=world.nia).kind == "courses.invited"
    row = Enrolment.objects.get()
    assert (row.state, row.how) == ("invited", "invited")
    assert f'href="/belajar/{row.pk}"' in nia.get("/").content.decode()
    page = nia.get(f"/belajar/{row.pk}").content.decode()
    assert ("Terima undangan" in page, "Tolak undangan" in page, "Keluar dari pelatihan" in page) == (True, True, False)
    assert "Undangan ditolak." in nia.post(f"/belajar/{row.pk}/tolak", follow=True).content.decode()
    assert nia.post(f"/belajar/{row.pk}/tolak").status_code == 400
    row.refresh_from_db()
    assert (row.state, row.reason, row.refused_at is None) == ("withdrawn", "", False)
    assert Event.objects.filter(verb="courses.refused", subject=str(row.pk)).count() == 1
    assert [(one.measure, one.sign) for one in counted] == [("invited", 1)]
    budi.post(f"/pelatihan/versi/{version.pk}/pilih", {"orang": [row.member_id], "how": "invited"})
    assert sorted(Enrolment.objects.values_list("state", flat=True)) == ["invited", "withdrawn"]


def test_who_is_invited_is_reckoned_once_they_accept(
    world: World, joko: Actor, nia: Actor, proofs: dict[str, dict[int, int]]
) -> None:
    asked = published(joko, attendance=1)
    person = Member.objects.get(account=world.nia)
    (row,) = services.enrol_members(asked.pk, [person.pk], actor=joko, how="invited")
    proofs["attendance"][row.pk] = 1
    assert services.accept(row.pk, actor=nia).state == "enrolled"
    assert states(asked) == {person.pk: "passed"}


def test_a_way_that_there_is_not_enrols_nobody(world: World, version: Version, as_: AsPerson, sari: Member) -> None:
    member(world.office("dinas"), number=nip(1))
    answer = as_(world.budi).post(f"/pelatihan/versi/{version.pk}/daftarkan", {"numbers": nip(1), "how": "session"})
    choice = as_(world.budi).post(f"/pelatihan/versi/{version.pk}/pilih", {"orang": [sari.pk], "how": "session"})
    assert (answer.status_code, choice.status_code, states(version)) == (422, 422, {})


def test_who_has_an_account_is_told(world: World, version: Version, actor: ActorOf) -> None:
    joined = member(world.office("dinas"), account=world.nia)
    services.enrol_members(version.pk, [joined.pk], actor=actor(world.budi))
    assert Notice.objects.filter(person=world.nia, kind="courses.enrolled").count() == 1


def test_a_learner_joins_and_joins_once(version: Version, nia: Actor, counted: list[Happened]) -> None:
    first, second = services.join(version.pk, actor=nia), services.join(version.pk, actor=nia)
    assert first.pk == second.pk
    assert first.how == "self"
    assert counted == []


def test_who_is_not_in_the_register_is_told_what_to_do(version: Version, world: World, actor: ActorOf) -> None:
    with pytest.raises(Refused) as refused:
        services.join(version.pk, actor=actor(world.nia))
    assert "petugas perangkat daerah" in refused.value.text()


def test_nobody_is_enrolled_in_a_draft(joko: Actor, version: Version, sari: Member) -> None:
    draft = services.next_version(version.course_id, actor=joko)
    with pytest.raises(Refused) as refused:
        services.enrol_members(draft.pk, [sari.pk], actor=joko)
    assert refused.value.codes == ("courses.not-published",)


def test_people_are_withdrawn_with_a_reason_and_may_come_again(
    world: World, version: Version, actor: ActorOf, sari: Member
) -> None:
    ani = actor(world.ani)
    (row,) = services.enrol_members(version.pk, [sari.pk], actor=ani)
    with pytest.raises(Refused) as refused:
        services.withdraw(row.pk, actor=ani, reason=" ")
    assert refused.value.codes == ("courses.no-reason",)
    services.withdraw(row.pk, actor=ani, reason="Tugas belajar")
    with pytest.raises(Refused):
        services.withdraw(row.pk, actor=ani, reason="Lagi")
    assert len(services.enrol_members(version.pk, [sari.pk], actor=ani)) == 1


def test_a_move_that_another_made_first_is_stale(world: World, version: Version, actor: ActorOf, sari: Member) -> None:
    ani = actor(world.ani)
    (row,) = services.enrol_members(version.pk, [sari.pk], actor=ani)
    Enrolment.objects.filter(pk=row.pk).update(state="withdrawn")
    with pytest.raises(Stale), events.work(ani) as log:
        services.mark(row, "withdraw", log=log, reason="x")


def test_a_trainer_recognises_other_learning_with_its_proof(
    world: World, version: Version, joko: Actor, actor: ActorOf, sari: Member
) -> None:
    (row,) = services.enrol_members(version.pk, [sari.pk], actor=joko)
    with pytest.raises(Forbidden):
        services.waive(row.pk, actor=actor(world.ani), reason="Sudah", proof="S-1")
    with pytest.raises(Refused) as refused:
        services.waive(row.pk, actor=joko, reason="Sudah belajar", proof="")
    assert refused.value.codes == ("courses.no-proof",)
    services.waive(row.pk, actor=joko, reason="Sudah belajar", proof="Sertifikat rekaan S-1")
    row.refresh_from_db()
    assert (row.state, row.proof) == ("waived", "Sertifikat rekaan S-1")


def test_reading_the_list_is_recorded_for_each_person(
    world: World, version: Version, joko: Actor, as_: AsPerson, sari: Member
) -> None:
    services.enrol_members(version.pk, [sari.pk], actor=joko)
    page = as_(world.ani).get(f"/pelatihan/versi/{version.pk}/peserta").content.decode()
    assert "Sari Contoh" in page
    assert Event.objects.filter(verb="register.read", subject=str(sari.pk)).count() == 1
    assert "Sari Contoh" not in as_(world.citra).get(f"/pelatihan/versi/{version.pk}/peserta").content.decode()


def test_the_page_of_one_enrolment_tells_what_is_missing(
    world: World, version: Version, joko: Actor, as_: AsPerson, sari: Member
) -> None:
    (row,) = services.enrol_members(version.pk, [sari.pk], actor=joko)
    page = as_(world.joko).get(f"/pelatihan/keikutsertaan/{row.pk}").content.decode()
    assert "Menyelesaikan semua modul wajib" in page
    assert "0 dari 1" in page
    answer = as_(world.joko).post(f"/pelatihan/keikutsertaan/{row.pk}/akui", {"reason": "x"})
    assert answer.status_code == 422
    assert "Bukti pembelajarannya belum disebut." in answer.content.decode()


def test_people_are_chosen_from_the_own_unit(world: World, version: Version, as_: AsPerson, sari: Member) -> None:
    browser = as_(world.budi)
    page = browser.get(f"/pelatihan/versi/{version.pk}/pilih").content.decode()
    assert "Sari Contoh" in page
    browser.post(f"/pelatihan/versi/{version.pk}/pilih", {"orang": [sari.pk], "how": "bulk"})
    assert states(version) == {sari.pk: "enrolled"}
