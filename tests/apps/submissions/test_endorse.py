"""Endorsements: in their order, by role or by signed paper, bound to the answers as they are."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kotaham.apps.events import queries as events
from kotaham.apps.evidence.models import Evidence, Revision, Use
from kotaham.apps.gate.services import Forbidden, Stale
from kotaham.apps.notices.models import Notice
from kotaham.apps.submissions import services
from kotaham.apps.submissions.models import Endorsement
from kotaham.apps.submissions.queries import sending as reads
from kotaham.apps.submissions.rules.endorsing import PROVINCE, SEKDA, UNIT_HEAD, Mark
from kotaham.apps.submissions.services.standing import standings
from kotaham.apps.submissions.views.shown import status_of
from kotaham.core.errors import Refused
from tests.apps.conftest import AsPerson
from tests.apps.laid import laid
from tests.apps.river import GOOD, River, filled, open_round
from tests.cast import World

KINDS = [UNIT_HEAD, SEKDA, PROVINCE]


@pytest.fixture
def river(world: World) -> River:
    """Give a round that asks for all three endorsements; Damai is filled in and put up for them."""
    return laid("endorse.river", lambda: _river(world))


def _river(world: World) -> River:
    river = open_round(world, delegated=True, endorsements=KINDS)
    filled(river)
    services.propose(river.cities["damai"], actor=river.actor("ani"))
    return river


def url(river: River, name: str, *args: Any) -> str:
    return reverse(f"submissions:{name}", args=[river.cities["damai"], *args])


def digest(river: River, unit: int | None = None) -> str:
    return reads.digests(river.cities["damai"], [unit])[unit]


def unit(river: River, name: str = "dinas") -> int:
    return int(river.world.office(name).pk)


def paper(river: River, office: str = "damai", media: str = "pdf") -> Evidence:
    """Put a signed paper among the evidence of an office."""
    now = timezone.now()
    piece = Evidence.objects.create(
        holder=river.world.office(office),
        title="Surat bertanda tangan",
        kind="file",
        media=media,
        latest=1,
        created_at=now,
    )
    Revision.objects.create(
        evidence=piece, number=1, state="ready", name="surat.pdf", size=9, sha256="cd" * 32, media=media, key="x/y",
        created_at=now,
    )  # fmt: skip
    return piece


def by_units(river: River) -> None:
    for who, office in (("budi", "dinas"), ("yuda", "dinas_social")):
        mark = Mark(UNIT_HEAD, unit(river, office))
        services.endorse(river.cities["damai"], mark, actor=river.actor(who), digest=digest(river, mark.unit))


def by_sekda(river: River) -> None:
    services.endorse(
        river.cities["damai"], Mark(SEKDA), actor=river.actor("ani"), digest=digest(river),
        signatory="Sari, Sekretaris Daerah", evidence=paper(river).pk,
    )  # fmt: skip


def by_province(river: River) -> None:
    services.endorse(river.cities["damai"], Mark(PROVINCE), actor=river.actor("kartika"), digest=digest(river))


def press(browser: Client, river: River, kind: str, of: int | None = None, **data: Any) -> Any:
    key = f"{kind}-{of or 0}"
    sent = {"bagian": of or "", "cara": "layar", f"{key}-digest": digest(river, of)}
    return browser.post(url(river, "endorse", kind), sent | {f"{key}-{name}": told for name, told in data.items()})


def test_the_whole_way_in_its_order(world: World, river: River) -> None:
    assert [one.state for one in standings(river.submission())] == ["open", "open", "waits", "waits"]
    by_units(river)
    assert [one.state for one in standings(river.submission())] == ["given", "given", "open", "waits"]
    by_sekda(river)
    by_province(river)
    assert [one.state for one in standings(river.submission())] == ["given"] * 4
    assert status_of(river.submission())["state"] == "Sudah disahkan, tinggal dikirim"
    receipt = services.send(river.cities["damai"], actor=river.actor("ani"))
    assert [row[2] for row in receipt.words["endorsements"]] == [
        "Budi Budiman", "Yuda Yulianto", "Sari, Sekretaris Daerah", "Kartika Kusuma",
    ]  # fmt: skip


def test_budi_endorses_what_his_unit_answered_on_the_screen(world: World, river: River, as_: AsPerson) -> None:
    budi = as_(world.budi)
    page = budi.get(url(river, "endorsements")).content.decode()
    assert "Kepala Dinas Kesehatan" in page
    assert "Sekretaris Daerah" not in page, "a unit sees only its own"
    assert press(budi, river, UNIT_HEAD, unit(river)).status_code == 302
    row = Endorsement.objects.get()
    assert (row.unit_id, row.by, row.signatory, row.evidence) == (unit(river), world.budi, "Budi Budiman", None)
    assert row.digest == digest(river, unit(river))


def test_budi_does_not_endorse_for_another_unit_nor_for_the_secretary(
    world: World, river: River, as_: AsPerson
) -> None:
    budi = as_(world.budi)
    assert press(budi, river, UNIT_HEAD, unit(river, "dinas_social")).status_code == 403
    by_units(river)
    assert press(budi, river, SEKDA).status_code == 403
    assert Endorsement.objects.filter(kind=SEKDA).count() == 0


def test_the_secretary_waits_for_the_units(world: World, river: River) -> None:
    with pytest.raises(Refused, match="menunggu Kepala Dinas Kesehatan"):
        by_sekda(river)


def test_ani_brings_the_signed_paper_and_it_stays_evidence(world: World, river: River, as_: AsPerson) -> None:
    by_units(river)
    piece = paper(river)
    answer = press(as_(world.ani), river, SEKDA, cara="surat", signatory="Sari, Sekda", evidence=piece.pk)
    assert answer.status_code == 403, "on the screen nobody is the secretary"
    key = f"{SEKDA}-0"
    data = {"bagian": "", "cara": "surat", f"{key}-digest": digest(river), f"{key}-signatory": "Sari, Sekda"}
    ani = as_(world.ani)
    lacking = ani.post(url(river, "endorse", SEKDA), data)
    assert lacking.status_code == 422
    assert "bukan PDF yang siap dipakai" in lacking.content.decode()
    assert ani.post(url(river, "endorse", SEKDA), data | {f"{key}-evidence": piece.pk}).status_code == 302
    row = Endorsement.objects.get(kind=SEKDA)
    assert (row.evidence, row.signatory) == (piece.pk, "Sari, Sekda")
    assert Use.objects.get(evidence=piece).subject == str(row.pk)


def test_a_paper_without_a_name_or_that_is_no_pdf_is_refused(world: World, river: River) -> None:
    by_units(river)
    ani, pk = river.actor("ani"), river.cities["damai"]
    with pytest.raises(Refused, match="Nama dan jabatan penanda tangan masih kosong"):
        services.endorse(pk, Mark(SEKDA), actor=ani, digest=digest(river), evidence=paper(river).pk)
    piece = paper(river, media="png")
    with pytest.raises(Refused, match="bukan PDF"):
        services.endorse(pk, Mark(SEKDA), actor=ani, digest=digest(river), signatory="Sari", evidence=piece.pk)


def test_foreign_evidence_is_no_paper(world: World, river: River) -> None:
    by_units(river)
    from_elsewhere = paper(river, "seberang")
    with pytest.raises(Exception, match=r"^$|404|No"):
        services.endorse(
            river.cities["damai"], Mark(SEKDA), actor=river.actor("ani"), digest=digest(river), signatory="Sari",
            evidence=from_elsewhere.pk,
        )  # fmt: skip
    assert not Endorsement.objects.filter(kind=SEKDA).exists()


def test_what_was_looked_at_is_what_is_endorsed(world: World, river: River) -> None:
    with pytest.raises(Stale):
        services.endorse(
            river.cities["damai"], Mark(UNIT_HEAD, unit(river)), actor=river.actor("budi"), digest="00" * 32
        )


def test_a_second_click_is_told(world: World, river: River, as_: AsPerson) -> None:
    budi = as_(world.budi)
    assert press(budi, river, UNIT_HEAD, unit(river)).status_code == 302
    assert press(budi, river, UNIT_HEAD, unit(river)).status_code == 409
    assert Endorsement.objects.count() == 1


def test_a_changed_answer_ends_what_was_said_of_it_and_all_are_told(world: World, river: River) -> None:
    by_units(river)
    by_sekda(river)
    pk, ani = river.cities["damai"], river.actor("ani")
    services.unlock(pk, actor=ani, reason="Angka RK-1 keliru.")
    assert Endorsement.objects.filter(void_at=None).count() == 3, "opening alone ends nothing"
    Notice.objects.all().delete()
    answer = services.reopen(pk, "RK-1", actor=ani, version=river.answer("damai", "RK-1").version, reason="Keliru.")
    services.save_answer(pk, "RK-1", services.Said({"number": "97"}), actor=ani, version=answer.version)
    left = Endorsement.objects.filter(void_at=None)
    assert [(row.kind, row.unit_id) for row in left] == [(UNIT_HEAD, unit(river, "dinas_social"))]
    told = Notice.objects.filter(kind="submissions.endorsement-voided")
    assert {notice.person for notice in told} == {world.budi}, "Ani did it herself"
    verbs = [event.verb for event in events.history("submissions.submission", pk)]
    assert verbs.count("submissions.endorsement-voided") == 2
    services.propose(pk, actor=ani)
    assert [one.state for one in standings(river.submission())] == ["void", "given", "waits", "waits"]


def test_saving_the_same_again_ends_nothing(world: World, river: River) -> None:
    by_units(river)
    pk, ani = river.cities["damai"], river.actor("ani")
    services.unlock(pk, actor=ani, reason="Catatan ditambah.")
    answer = services.reopen(pk, "RK-1", actor=ani, version=river.answer("damai", "RK-1").version, reason="Catatan.")
    services.save_answer(pk, "RK-1", services.Said(GOOD["RK-1"], "Catatan"), actor=ani, version=answer.version)
    assert Endorsement.objects.filter(void_at=None).count() == 2


def test_without_all_of_them_nothing_is_sent(world: World, river: River, as_: AsPerson) -> None:
    by_units(river)
    answer = as_(world.ani).post(url(river, "send"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Pengesahan yang belum ada atau tidak berlaku lagi" in page
    assert "Sekretaris Daerah Kota Damai" in page
    assert river.submission().state == "endorsing"
    assert status_of(river.submission())["state"] == "Menunggu pengesahan"


def test_while_endorsements_lack_the_pages_lead_to_them_and_say_why_answers_are_locked(
    world: World, river: River, as_: AsPerson
) -> None:
    check = as_(world.ani).get(url(river, "check")).content.decode()
    assert "Lihat pengesahan yang belum ada" in check
    assert 'id="kirim"' not in check
    page = as_(world.budi).get(river.answer("damai", "RK-1").get_absolute_url()).content.decode()
    assert "RK-1 terkunci selama laporan menunggu pengesahan" in page
    assert "koordinator kabupaten/kota membuka laporan kembali" in page
    by_units(river)
    by_sekda(river)
    by_province(river)
    assert 'id="kirim"' in as_(world.ani).get(url(river, "check")).content.decode()


def test_evidence_taken_away_meanwhile_ends_the_endorsement_at_the_latest_when_sending(
    world: World, river: River
) -> None:
    by_units(river)
    by_sekda(river)
    by_province(river)
    answer = river.answer("damai", "RK-1")
    piece = paper(river)
    held = Revision.objects.get(evidence=piece)
    told = {"subject": str(answer.pk), "title": "RK-1", "created_at": timezone.now()}
    Use.objects.create(evidence=piece, revision=held, kind="submissions.answer", **told)
    with pytest.raises(Refused, match="Pengesahan yang belum ada atau tidak berlaku lagi"):
        services.send(river.cities["damai"], actor=river.actor("ani"))


def test_before_it_is_proposed_nobody_endorses_and_nothing_is_sent(world: World) -> None:
    river = open_round(world, delegated=True, endorsements=KINDS)
    filled(river)
    with pytest.raises(Refused, match="belum dapat disahkan"):
        by_units(river)
    with pytest.raises(Refused, match="belum diajukan untuk disahkan"):
        services.send(river.cities["damai"], actor=river.actor("ani"))


def test_a_round_without_endorsements_is_sent_at_once(world: World, as_: AsPerson) -> None:
    river = open_round(world)
    filled(river)
    answer = as_(world.ani).post(url(river, "propose"))
    assert answer.status_code == 400
    assert "Putaran ini tidak meminta pengesahan." in answer.content.decode()


def test_who_may_endorse_is_told(world: World) -> None:
    river = open_round(world, delegated=True, endorsements=KINDS)
    filled(river)
    services.propose(river.cities["damai"], actor=river.actor("ani"))
    told = Notice.objects.filter(kind="submissions.to-endorse").values_list("person__name", flat=True)
    assert set(told) == {world.budi.name, world.yuda.name}
    by_units(river)
    by_sekda(river)
    assert Notice.objects.filter(kind="submissions.to-endorse", person=world.kartika).count() == 1


def test_strangers_see_nothing_and_onlookers_press_nothing(world: World, river: River, as_: AsPerson) -> None:
    assert as_(world.citra).get(url(river, "endorsements")).status_code == 404
    assert as_(world.dewi).get(url(river, "endorsements")).status_code == 200
    assert press(as_(world.dewi), river, UNIT_HEAD, unit(river)).status_code == 403
    assert press(as_(world.citra), river, UNIT_HEAD, unit(river)).status_code == 404
    with pytest.raises(Forbidden):
        services.endorse(river.cities["damai"], Mark(PROVINCE), actor=river.actor("dewi"), digest=digest(river))


def test_opening_again_wants_a_reason(world: World, river: River, as_: AsPerson) -> None:
    ani = as_(world.ani)
    assert ani.post(url(river, "unlock"), {"unlock-reason": " "}).status_code == 422
    assert river.submission().state == "endorsing"
    assert ani.post(url(river, "unlock"), {"unlock-reason": "Angka keliru."}).status_code == 302
    assert river.submission().state == "filling"
    assert ani.post(url(river, "unlock"), {"unlock-reason": "Angka keliru."}).status_code == 409


@pytest.mark.slow
def test_the_statement_to_sign_is_a_pdf_of_the_digest(world: World, river: River, as_: AsPerson) -> None:
    ani = as_(world.ani)
    answer = ani.get(url(river, "statement", SEKDA), {"nomor": "7/SETDA/{X}", "tempat": "Damai, 1 Mei"})
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Disposition"].startswith("attachment")
    again = ani.get(url(river, "statement", SEKDA), {"nomor": "7/SETDA/{X}", "tempat": "Damai, 1 Mei"})
    assert again.content == answer.content
    of_unit = url(river, "statement", UNIT_HEAD)
    assert as_(world.budi).get(of_unit, {"bagian": unit(river)}).status_code == 200
    assert as_(world.budi).get(of_unit, {"bagian": unit(river, "dinas_social")}).status_code == 403
    assert ani.get(url(river, "statement", "lurah")).status_code == 400
