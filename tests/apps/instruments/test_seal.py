"""Four eyes: offered by one, looked at by another, sealed for good; what is unknown keeps it open."""

import pytest
from django.urls import reverse

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Forbidden, Stale
from kotaham.apps.instruments import services
from kotaham.apps.instruments.models import Version
from kotaham.apps.notices.models import Notice
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.instruments.conftest import Make, fresh
from tests.cast import World

pytestmark = pytest.mark.django_db


def offered(draft: Version, world: World, actor: ActorOf) -> Version:
    return services.offer(draft.pk, actor=actor(world.people["fajar"]))


def test_a_second_person_seals_what_was_offered(draft: Version, world: World, actor: ActorOf) -> None:
    review = offered(draft, world, actor)
    hadi = actor(world.people["hadi"])
    assert Notice.objects.filter(person=world.people["hadi"], kind="instruments.offered").count() == 1
    done = services.seal(draft.pk, actor=hadi, reason="Sesuai naskah", sha256=review.file_sha256)
    assert (done.state, done.content, done.sealed_by_id) == ("sealed", draft.content, world.people["hadi"].pk)
    assert services.seal_line(done) == f"2027 sha256:{done.file_sha256}"
    assert Event.objects.filter(verb="instruments.sealed").get().why == "Sesuai naskah"
    assert Notice.objects.filter(person=world.people["fajar"], kind="instruments.moved").count() == 1


def test_who_wrote_or_offered_it_does_not_seal_it(draft: Version, world: World, actor: ActorOf) -> None:
    review, fajar = offered(draft, world, actor), actor(world.people["fajar"])
    with pytest.raises(Forbidden, match="empat mata"):
        services.seal(draft.pk, actor=fajar, reason="Cepat", sha256=review.file_sha256)
    assert "seal" not in [move.verb for move in services.moves_of(review, fajar)]
    assert "seal" in [move.verb for move in services.moves_of(review, actor(world.people["hadi"]))]


def test_what_is_unknown_is_listed_and_nothing_is_sealed(
    shelves: dict[str, Version], draft_of: Make, world: World, actor: ActorOf
) -> None:
    draft = draft_of(shelves["permenkumham-25-2013@2013"], "2013.1")
    review = offered(draft, world, actor)
    with pytest.raises(Refused) as refused:
        services.seal(draft.pk, actor=actor(world.people["hadi"]), reason="x", sha256=review.file_sha256)
    assert refused.value.codes[0] == "instruments.unknown-left"
    assert "85 hal belum diketahui" in refused.value.problems[0].text()
    assert len(refused.value.problems) > 50
    assert fresh(draft).state == "review"


def test_another_text_than_the_one_looked_at_is_not_sealed(draft: Version, world: World, actor: ActorOf) -> None:
    offered(draft, world, actor)
    with pytest.raises(Stale):
        services.seal(draft.pk, actor=actor(world.people["hadi"]), reason="x", sha256="0" * 64)


def test_an_open_comment_keeps_it_open(draft: Version, world: World, actor: ActorOf) -> None:
    made = services.comment(draft.pk, actor=actor(world.people["gita"]), text="Mengapa 70?", place="HDP-H1")
    review, hadi, fajar = offered(draft, world, actor), actor(world.people["hadi"]), actor(world.people["fajar"])
    with pytest.raises(Refused, match="1 tanggapan yang belum diselesaikan"):
        services.seal(draft.pk, actor=hadi, reason="x", sha256=review.file_sha256)
    services.settle(draft.pk, made.pk, actor=fajar, how="Sumber ditulis")
    with pytest.raises(Stale):
        services.settle(draft.pk, made.pk, actor=fajar, how="Sekali lagi")
    assert services.seal(draft.pk, actor=hadi, reason="x", sha256=review.file_sha256).state == "sealed"


def test_a_comment_names_a_place_that_exists(draft: Version, world: World, actor: ActorOf) -> None:
    with pytest.raises(Refused, match="TIDAK-ADA tidak ada pada rancangan"):
        services.comment(draft.pk, actor=actor(world.people["gita"]), text="?", place="TIDAK-ADA")


def test_under_review_nothing_changes_until_it_is_sent_back(draft: Version, world: World, actor: ActorOf) -> None:
    review, fajar = offered(draft, world, actor), actor(world.people["fajar"])
    with pytest.raises(Refused, match="tidak dapat diubah lagi"):
        services.move_indicator(draft.pk, "HDP-S1", 1, actor=fajar, edition=review.edition)
    back = services.send_back(draft.pk, actor=actor(world.people["hadi"]), reason="Perjelas petunjuk")
    services.move_indicator(draft.pk, "HDP-S1", 1, actor=fajar, edition=back.edition)
    assert Event.objects.filter(verb="instruments.sent-back").get().why == "Perjelas petunjuk"


def test_the_second_click_is_stale(draft: Version, world: World, actor: ActorOf) -> None:
    offered(draft, world, actor)
    with pytest.raises(Stale):
        offered(draft, world, actor)


def test_from_another_state_the_letter_says_what_is_possible(draft: Version, world: World, actor: ActorOf) -> None:
    with pytest.raises(Refused, match="tidak mungkin dari keadaan"):
        services.seal(draft.pk, actor=actor(world.people["hadi"]), reason="x", sha256=draft.file_sha256)


def test_a_draft_with_mistakes_is_not_offered(draft: Version, world: World, actor: ActorOf) -> None:
    fajar = actor(world.people["fajar"])
    text = draft.content.replace("{from: 90, below: 95, points: 8}", "{from: 90, to: 95, points: 8}", 1)
    kept = services.rewrite(draft.pk, text, actor=fajar, edition=draft.edition)
    assert kept.mistakes == 1
    with pytest.raises(Refused, match="tumpang tindih"):
        services.offer(draft.pk, actor=fajar)


def test_a_dropped_draft_stays_readable(draft: Version, world: World, actor: ActorOf, as_: AsPerson) -> None:
    services.drop(draft.pk, actor=actor(world.people["fajar"]), reason="Diganti")
    assert as_(world.people["fajar"]).get(draft.get_absolute_url()).status_code == 200


def test_the_page_seals_with_the_digest_it_showed(draft: Version, world: World, actor: ActorOf, as_: AsPerson) -> None:
    review, hadi = offered(draft, world, actor), as_(world.people["hadi"])
    page = hadi.get(draft.get_absolute_url())
    assert review.file_sha256 in page.content.decode()
    url = reverse("instruments:seal", args=[draft.pk])
    assert hadi.post(url, {"seal-reason": "", "sha256": review.file_sha256}).status_code == 422
    assert hadi.post(url, {"seal-reason": "Cocok", "sha256": review.file_sha256}).status_code == 302
    assert hadi.post(url, {"seal-reason": "Cocok", "sha256": review.file_sha256}).status_code == 409
    assert hadi.get(url).status_code == 405
    assert f"2027 sha256:{review.file_sha256}" in hadi.get(draft.get_absolute_url()).content.decode()


def test_a_sealed_version_is_open_to_everybody_with_a_role(
    draft: Version, world: World, actor: ActorOf, as_: AsPerson
) -> None:
    review = offered(draft, world, actor)
    assert as_(world.people["nia"]).get(draft.get_absolute_url()).status_code == 404
    services.seal(draft.pk, actor=actor(world.people["hadi"]), reason="x", sha256=review.file_sha256)
    assert as_(world.people["nia"]).get(draft.get_absolute_url()).status_code == 200
    assert as_(world.people["tono"]).get(draft.get_absolute_url()).status_code == 403
