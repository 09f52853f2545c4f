"""Evidence proves subjects of other rooms, at a place in it, and the history of its use stays."""

import pytest
from django.http import Http404

from kotaham.apps.events.models import Event
from kotaham.apps.evidence import queries, services
from kotaham.apps.evidence.models import Evidence, Use
from kotaham.apps.evidence.services import Pinpoint, Subject
from kotaham.apps.gate.services import Forbidden, Stale
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.evidence.making import KIND, added, page_of, piece_of, sent
from tests.cast import World

Subjects = dict[str, Subject]


def test_evidence_is_used_at_a_place_and_shows_where(world: World, as_: AsPerson, subjects: Subjects) -> None:
    made = piece_of(world.office("damai"))
    subjects["7"] = Subject("Indikator 7", "", world.office("damai").pk)
    fields = {"kind": KIND, "subject": "7", "page": 3, "paragraph": "Pasal 4", "quote": "dibentuk gugus tugas"}
    page = as_(world.ani).post(f"/bukti/{made.pk}/pakai", fields, follow=True).content.decode()
    assert "Bukti dipakai untuk: Indikator 7" in page
    for words in ("halaman 3", "Pasal 4", "dibentuk gugus tugas"):
        assert words in page
    assert Event.objects.get(verb="evidence.used").data == '{"kind":"tests.thing","subject":"7"}'
    assert [use.page for use in queries.uses_of(KIND, 7)] == [3]
    assert Evidence.objects.get().uses == 1


def test_the_form_names_what_is_to_be_proved(world: World, as_: AsPerson, subjects: Subjects) -> None:
    made = piece_of(world.office("damai"))
    subjects["7"] = Subject("Indikator 7", "", None)
    assert "Pakai bukti untuk Indikator 7" in page_of(as_(world.ani), f"/bukti/{made.pk}/pakai?jenis={KIND}&untuk=7")


def test_a_subject_that_no_room_knows_does_not_exist(world: World, as_: AsPerson) -> None:
    made = piece_of(world.office("damai"))
    assert as_(world.ani).get(f"/bukti/{made.pk}/pakai?jenis=x.y&untuk=7").status_code == 404
    assert as_(world.ani).post(f"/bukti/{made.pk}/pakai", {"kind": "x.y", "subject": "7"}).status_code == 404


def test_one_subject_takes_several_pieces_and_one_piece_serves_several_subjects(
    world: World, actor: ActorOf, subjects: Subjects
) -> None:
    one, two = piece_of(world.office("damai")), piece_of(world.office("damai"), data=b"dua\n")
    for key in ("1", "2"):
        subjects[key] = Subject(f"Indikator {key}", "", None)
    for made, key in ((one, "1"), (two, "1"), (one, "2")):
        services.use(actor=actor(world.ani), evidence=made.pk, subject=(KIND, key))
    assert [use.evidence for use in queries.uses_of(KIND, "1")] == [one, two]
    one.refresh_from_db()
    assert one.uses == 2


def test_the_same_place_is_used_once(world: World, actor: ActorOf, subjects: Subjects) -> None:
    made = piece_of(world.office("damai"))
    subjects["1"] = Subject("Indikator 1", "", None)
    services.use(actor=actor(world.ani), evidence=made.pk, subject=(KIND, "1"), pinpoint=Pinpoint(2))
    with pytest.raises(Stale):
        services.use(actor=actor(world.ani), evidence=made.pk, subject=(KIND, "1"), pinpoint=Pinpoint(2))
    services.use(actor=actor(world.ani), evidence=made.pk, subject=(KIND, "1"), pinpoint=Pinpoint(3))
    assert Evidence.objects.get().uses == 2


def test_a_use_is_let_go_once_and_stays_in_the_history(
    world: World, as_: AsPerson, actor: ActorOf, subjects: Subjects
) -> None:
    made = piece_of(world.office("damai"))
    subjects["1"] = Subject("Indikator 1", "", world.office("damai").pk)
    use = services.use(actor=actor(world.ani), evidence=made.pk, subject=(KIND, "1"))
    address = f"/bukti/{made.pk}/pakai/{use.pk}/lepas"
    assert as_(world.citra).post(address).status_code == 404
    assert as_(world.made).post(address).status_code == 403
    assert as_(world.ani).get(address).status_code == 405
    page = as_(world.ani).post(address, follow=True).content.decode()
    assert "Dihentikan" in page
    assert "Indikator 1" in page
    assert as_(world.ani).post(address).status_code == 409
    assert list(queries.uses_of(KIND, "1")) == []
    assert Evidence.objects.get().uses == 0
    assert Event.objects.filter(verb="evidence.released").count() == 1


def test_a_use_points_to_the_revision_of_its_day(world: World, actor: ActorOf, subjects: Subjects) -> None:
    made = added(actor(world.ani))
    subjects["1"] = Subject("Indikator 1", "", None)
    services.use(actor=actor(world.ani), evidence=made.pk, subject=(KIND, "1"))
    source = services.Source(name="b.txt", file=sent("b.txt", b"baru\n"))
    services.revise(actor=actor(world.ani), evidence=made.pk, version=1, source=source)
    assert queries.uses_of(KIND, "1")[0].revision.number == 1


@pytest.mark.parametrize(
    ("fields", "words"),
    [({"latest": 0}, "belum atau tidak lagi dapat dipakai"), ({"state": "withdrawn"}, "tidak lagi dapat dipakai")],
)
def test_evidence_that_is_not_ready_is_refused(
    world: World, actor: ActorOf, subjects: Subjects, fields: dict[str, object], words: str
) -> None:
    made = piece_of(world.office("damai"), **fields)
    subjects["1"] = Subject("Indikator 1", "", None)
    with pytest.raises(Refused, match=words):
        services.use(actor=actor(world.ani), evidence=made.pk, subject=(KIND, "1"))


def test_a_page_beyond_the_file_is_refused(world: World, actor: ActorOf, subjects: Subjects) -> None:
    made = added(actor(world.ani))
    subjects["1"] = Subject("Indikator 1", "", None)
    with pytest.raises(Refused, match="hanya 1 halaman"):
        services.use(actor=actor(world.ani), evidence=made.pk, subject=(KIND, "1"), pinpoint=Pinpoint(2))


def test_a_closed_subject_takes_and_loses_nothing(world: World, actor: ActorOf, subjects: Subjects) -> None:
    made = piece_of(world.office("damai"))
    subjects["frozen-1"] = Subject("Putusan", "", None)
    with pytest.raises(Refused, match="Putusan sudah dikunci"):
        services.use(actor=actor(world.ani), evidence=made.pk, subject=(KIND, "frozen-1"))
    assert not Use.objects.exists()


def test_who_may_only_look_may_not_use(world: World, actor: ActorOf, subjects: Subjects) -> None:
    made = piece_of(world.office("damai"))
    subjects["1"] = Subject("Indikator 1", "", None)
    with pytest.raises(Forbidden):
        services.use(actor=actor(world.made), evidence=made.pk, subject=(KIND, "1"))
    with pytest.raises(Http404):
        services.use(actor=actor(world.citra), evidence=made.pk, subject=(KIND, "1"))


def test_subjects_of_other_offices_are_counted_but_not_named(
    world: World, as_: AsPerson, actor: ActorOf, subjects: Subjects
) -> None:
    made = piece_of(world.office("damai"))
    subjects["1"] = Subject("Rahasia-kanwil", "", world.office("kanwil").pk)
    services.use(actor=actor(world.dewi), evidence=made.pk, subject=(KIND, "1"))
    page = page_of(as_(world.ani), f"/bukti/{made.pk}")
    assert "Rahasia-kanwil" not in page
    assert "Juga dipakai di 1 tempat milik kantor lain" in page
    assert "Rahasia-kanwil" in page_of(as_(world.dewi), f"/bukti/{made.pk}")


def test_the_page_offers_to_end_a_use_to_those_who_may(
    world: World, as_: AsPerson, actor: ActorOf, subjects: Subjects
) -> None:
    made = piece_of(world.office("damai"))
    subjects["1"] = Subject("Indikator 1", "", world.office("damai").pk)
    use = services.use(actor=actor(world.ani), evidence=made.pk, subject=(KIND, "1"))
    address = f"/bukti/{made.pk}/pakai/{use.pk}/lepas"
    page = as_(world.ani).get(f"/bukti/{made.pk}").content.decode()
    assert f'action="{address}"' in page
    assert "Cabut pemakaian untuk Indikator 1" in page
    assert address not in as_(world.made).get(f"/bukti/{made.pk}").content.decode()
    services.release(actor=actor(world.ani), evidence=made.pk, use=use.pk)
    assert address not in as_(world.ani).get(f"/bukti/{made.pk}").content.decode()


def test_the_page_offers_no_end_to_a_use_of_what_is_closed(
    world: World, as_: AsPerson, actor: ActorOf, subjects: Subjects, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = piece_of(world.office("damai"))
    subjects["1"] = Subject("Indikator 1", "", world.office("damai").pk)
    use = services.use(actor=actor(world.ani), evidence=made.pk, subject=(KIND, "1"))
    monkeypatch.setattr("kotaham.apps.evidence.services.frozen_among", set)
    assert f"/pakai/{use.pk}/lepas" not in as_(world.ani).get(f"/bukti/{made.pk}").content.decode()
