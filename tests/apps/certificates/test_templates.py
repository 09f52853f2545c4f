"""Templates: made, changed while unused, and frozen by the first use."""

from typing import Any

import pytest
from django.db import Error, transaction
from django.http import Http404

from kotaham.apps.certificates import queries, services
from kotaham.apps.certificates.models import Certificate, Template
from kotaham.apps.certificates.services import Words
from kotaham.apps.courses.models import Version
from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor, Forbidden, Stale
from kotaham.core.errors import Refused
from tests.apps.certificates.making import WORDS, a_template, issued, learners
from tests.apps.conftest import ActorOf, AsPerson
from tests.cast import World

pytestmark = pytest.mark.django_db


def words(**changes: Any) -> Words:
    return Words(**{field: getattr(WORDS, field) for field in Words.__slots__} | changes)


def test_the_head_of_a_kanwil_makes_a_template(intan: Actor) -> None:
    row = a_template(intan)
    assert (row.office_id, row.number, row.used) == (intan.office, 1, False)
    assert Event.objects.filter(verb="certificates.template-made", subject=str(row.pk)).exists()


def test_everything_that_is_wrong_is_told_at_once(intan: Actor) -> None:
    wrong = words(title=" ", text="kepada {orang} dan {nama!r}", numbering="9{nomor}", place="x" * 121)
    with pytest.raises(Refused) as refused:
        services.make_template("Umum", wrong, actor=intan)
    assert list(refused.value.codes) == [
        "certificates.words-missing", "certificates.words-long", "certificates.place-unknown",
        "certificates.place-unknown", "certificates.number-not-alone",
    ]  # fmt: skip
    assert "Tidak ada tempat {orang} dalam Kalimat." in refused.value.text("id")
    assert "The pattern of numbers must hold {nomor} once." in refused.value.text("en")


@pytest.mark.parametrize("pattern", ["{nomor", "{}", "{nomor}{nomor}", "{tahun}", "{nomor.real}", "{nomor:>90}"])
def test_a_pattern_that_could_repeat_a_number_is_refused(pattern: str, intan: Actor) -> None:
    with pytest.raises(Refused):
        services.make_template("Umum", words(numbering=pattern), actor=intan)


def test_the_same_name_twice_in_an_office_is_refused(intan: Actor) -> None:
    a_template(intan)
    with pytest.raises(Refused, match="sudah ada di kantor Anda"):
        a_template(intan)


def test_an_unused_template_changes_in_place(intan: Actor) -> None:
    row = a_template(intan)
    made = services.edit_template(row.pk, words(title="Piagam"), actor=intan)
    assert made.pk == row.pk
    assert Template.objects.get().title == "Piagam"


def test_an_edit_of_a_used_template_is_its_next_version_and_changes_no_certificate(
    intan: Actor, version: Version, world: World
) -> None:
    row = a_template(intan)
    learners(version, world.office("dinas"), 1)
    issued(intan, version, row)
    before = Certificate.objects.get()
    made = services.edit_template(row.pk, words(title="Piagam", signatory="Orang Baru"), actor=intan)
    after = Certificate.objects.get()
    assert (made.number, made.used) == (2, False)
    assert after.fields == before.fields
    assert after.fields["title"] == "Sertifikat"
    assert services.paper(after) == services.paper(before)
    assert list(queries.usable(intan)) == [made]


def test_an_edit_of_an_older_version_is_stale(intan: Actor, version: Version, world: World) -> None:
    row = a_template(intan)
    learners(version, world.office("dinas"), 1)
    issued(intan, version, row)
    services.edit_template(row.pk, words(title="Piagam"), actor=intan)
    with pytest.raises(Stale):
        services.edit_template(row.pk, words(title="Lain"), actor=intan)


def test_the_database_refuses_to_change_or_delete_what_was_used(intan: Actor, version: Version, world: World) -> None:
    row = a_template(intan)
    learners(version, world.office("dinas"), 1)
    issued(intan, version, row)
    rows = Template.objects.filter(pk=row.pk)
    with pytest.raises(Error, match=r"tidak dapat diubah"), transaction.atomic():
        rows.update(title="x")
    with pytest.raises(Error, match=r"tidak dapat diubah"), transaction.atomic():
        rows._raw_delete("default")


def test_without_a_use_the_database_lets_a_template_change(intan: Actor) -> None:
    """The control: the trigger looks at the use, not at everything."""
    row = a_template(intan)
    assert Template.objects.filter(pk=row.pk).update(title="x") == 1


def test_others_may_not(world: World, actor: ActorOf, intan: Actor) -> None:
    row = a_template(intan)
    with pytest.raises(Forbidden):
        services.make_template("Lain", WORDS, actor=actor(world.ani))
    with pytest.raises(Http404):
        services.edit_template(row.pk, words(title="x"), actor=actor(world.seno))
    with pytest.raises(Forbidden):
        services.edit_template(row.pk, words(title="x"), actor=actor(world.made))


def test_the_pages_walk(world: World, as_: AsPerson) -> None:
    browser = as_(world.intan)
    assert "Belum ada templat" in browser.get("/sertifikat/templat").content.decode()
    sent = {field: getattr(WORDS, field) for field in Words.__slots__}
    answer = browser.post("/sertifikat/templat/baru", sent | {"name": "Umum"}, follow=True)
    assert "Templat dibuat." in answer.content.decode()
    row = Template.objects.get()
    assert browser.post("/sertifikat/templat/baru", sent | {"name": "Umum"}).status_code == 422
    answer = browser.post(f"/sertifikat/templat/{row.pk}/ubah", sent | {"title": "Piagam"}, follow=True)
    assert "Tersimpan sebagai Umum v1." in answer.content.decode()
    assert as_(world.seno).get(f"/sertifikat/templat/{row.pk}").status_code == 404
    assert as_(world.ani).get("/sertifikat/templat").status_code == 403
    assert browser.put("/sertifikat/templat").status_code == 405
