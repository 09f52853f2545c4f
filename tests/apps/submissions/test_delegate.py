"""Share indicators out to the units, take them back, remind who has not answered."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from kotaham.apps.events.models import Event
from kotaham.apps.notices.models import Notice
from kotaham.apps.offices.models import Office
from kotaham.apps.submissions import services
from kotaham.apps.submissions.models import Answer
from tests.apps.conftest import AsPerson
from tests.apps.river import River, filled, in_state, open_round, set_days
from tests.cast import World


@pytest.fixture
def fresh(world: World) -> River:
    return open_round(world)


def share(browser: Any, river: River, codes: list[str], unit: object, **data: Any) -> Any:
    url = f"/laporan/{river.cities['damai']}/bagikan"
    return browser.post(url, {"kode": codes, "unit": unit, **data})


def test_the_coordinator_gives_several_indicators_at_once(world: World, fresh: River, as_: AsPerson) -> None:
    due = timezone.localdate() + timedelta(days=9)
    unit = world.office("dinas").pk
    assert share(as_(world.ani), fresh, ["RK-1", "RK-2"], unit, due=due.isoformat()).status_code == 302
    held = [(one.unit_id, one.due) for one in fresh.answers()]
    assert held[:2] == [(unit, due)] * 2
    assert held[2:] == [(None, None)] * 4
    notice = Notice.objects.get(person=world.budi)
    assert notice.words["id"].startswith("{n} indikator dibagikan")
    assert Event.objects.filter(verb="submissions.delegated").count() == 2


def test_the_unit_then_sees_them_in_its_list(world: World, fresh: River, as_: AsPerson) -> None:
    browser = as_(world.budi)
    assert "Belum ada indikator untuk kantor Anda" in browser.get("/indikator-saya").content.decode()
    share(as_(world.ani), fresh, ["RK-1"], world.office("dinas").pk)
    page = browser.get("/indikator-saya").content.decode()
    assert "Cakupan imunisasi dasar" in page
    assert "Rumah aman" not in page


def test_a_proposal_is_shown_with_its_reason_and_not_applied(world: World, fresh: River, as_: AsPerson) -> None:
    page = as_(world.ani).get(f"/laporan/{fresh.cities['damai']}/bagikan").content.decode()
    assert "karena instrumen menyebut “Dinas Kesehatan”" in page
    assert not Answer.objects.filter(unit__isnull=False).exists()


def test_ticked_proposals_go_each_to_their_unit(world: World, fresh: River, as_: AsPerson) -> None:
    codes = ["RK-1", "RK-2", "RK-4", "RK-5", "RK-6"]
    browser = as_(world.ani)
    assert share(browser, fresh, codes, "usulan").status_code == 302
    page = browser.get(f"/laporan/{fresh.cities['damai']}/bagikan").content.decode()
    assert "4 indikator dibagikan." in page
    assert "1 indikator yang dicentang tidak ada usulannya" in page
    units = [one.unit_id for one in fresh.answers()]
    health, social = world.office("dinas").pk, world.office("dinas_social").pk
    assert units == [health, health, None, social, social, None], "RK-6 has no proposal and stays"


def test_only_units_of_the_city_are_taken(world: World, fresh: River) -> None:
    with pytest.raises(Exception, match="bukan perangkat daerah Kota Damai"):
        services.delegate(
            fresh.cities["damai"], ["RK-1"], actor=fresh.actor("ani"), unit=world.office("dinas_rukun").pk
        )


def test_a_day_in_the_past_or_after_the_deadline_is_refused(world: World, fresh: River) -> None:
    today, unit = timezone.localdate(), world.office("dinas").pk
    set_days(fresh, submit=today + timedelta(days=5))
    for due, words in ((today - timedelta(days=1), "sudah lewat"), (today + timedelta(days=6), "melewati batas")):
        with pytest.raises(Exception, match=words):
            services.delegate(fresh.cities["damai"], ["RK-1"], actor=fresh.actor("ani"), unit=unit, due=due)


def test_a_day_after_the_deadline_comes_back_at_its_field_with_all_that_was_typed(
    world: World, fresh: River, as_: AsPerson
) -> None:
    due, unit = timezone.localdate() + timedelta(days=6), world.office("dinas").pk
    set_days(fresh, submit=due - timedelta(days=1))
    again = share(as_(world.ani), fresh, ["RK-2"], unit, due=due)
    assert again.status_code == 422
    assert "melewati batas" in str(again.context["form"].errors["due"])
    page = again.content.decode()
    assert page.index('class="summary"') < page.index('name="due"'), "what is wrong stands on top"
    assert f'value="{due.isoformat()}"' in page
    assert f'<option value="{unit}" selected>' in page
    assert 'value="RK-2" id="kode-2" checked' in page


def test_the_same_again_changes_nothing_and_is_no_fault(world: World, fresh: River, as_: AsPerson) -> None:
    browser, unit = as_(world.ani), world.office("dinas").pk
    share(browser, fresh, ["RK-1"], unit)
    told = Notice.objects.filter(kind="submissions.delegated").count()
    assert share(browser, fresh, ["RK-1"], unit).status_code == 302
    assert Notice.objects.filter(kind="submissions.delegated").count() == told
    assert fresh.answer("damai", "RK-1").unit_id == unit


def test_taking_nothing_back_is_told_on_the_page(world: World, fresh: River, as_: AsPerson) -> None:
    page = as_(world.ani).post(f"/laporan/{fresh.cities['damai']}/tarik-bagian", follow=True).content.decode()
    assert "Centang dahulu indikator yang ditarik kembali." in page


def test_the_first_step_of_a_new_report_is_to_share_it_out(world: World, fresh: River, as_: AsPerson) -> None:
    url, browser = fresh.submission("damai").get_absolute_url(), as_(world.ani)
    rows = Answer.objects.filter(submission_id=fresh.cities["damai"])
    rows.update(unit=None)
    assert "Periksa dan kirim" not in browser.get(url).content.decode()
    rows.update(unit=world.office("dinas"))
    assert "Periksa dan kirim" in browser.get(url).content.decode()


def test_nothing_ticked_is_told(world: World, fresh: River, as_: AsPerson) -> None:
    response = share(as_(world.ani), fresh, [], world.office("dinas").pk)
    assert response.status_code == 422
    assert "Belum ada indikator yang dipilih" in response.content.decode()


def test_taking_back_keeps_what_was_answered(world: World, river: River, as_: AsPerson) -> None:
    filled(river)
    url = f"/laporan/{river.cities['damai']}/tarik-bagian"
    assert as_(world.ani).post(url, {"kode": ["RK-1"]}).status_code == 302
    answer = river.answer("damai", "RK-1")
    assert answer.unit_id is None
    assert answer.value == {"number": "96.5"}
    assert as_(world.budi).get(answer.get_absolute_url()).status_code == 404
    assert as_(world.ani).post(url, {"kode": ["RK-1"]}).status_code == 409


def test_an_onlooker_cannot_share_out_and_a_stranger_finds_nothing(world: World, fresh: River, as_: AsPerson) -> None:
    unit = world.office("dinas").pk
    assert share(as_(world.dewi), fresh, ["RK-1"], unit).status_code == 403
    assert share(as_(world.budi), fresh, ["RK-1"], unit).status_code == 403
    assert share(as_(world.citra), fresh, ["RK-1"], unit).status_code == 404


def test_nothing_is_shared_out_after_sending(world: World, fresh: River, as_: AsPerson) -> None:
    in_state(fresh, "damai", "sent")
    assert share(as_(world.ani), fresh, ["RK-1"], world.office("dinas").pk).status_code == 400


def test_a_unit_is_reminded_once_a_day(world: World, river: River, as_: AsPerson) -> None:
    url = f"/laporan/{river.cities['damai']}/ingatkan/{world.office('dinas').pk}"
    assert as_(world.ani).post(url).status_code == 302
    assert Notice.objects.filter(person=world.budi, kind="submissions.nudged").count() == 1
    again = as_(world.ani).post(url)
    assert again.status_code == 400
    assert "sudah diingatkan hari ini" in again.content.decode()
    assert Notice.objects.filter(person=world.budi, kind="submissions.nudged").count() == 1


def test_a_unit_with_nothing_left_is_not_reminded(world: World, river: River) -> None:
    filled(river)
    with pytest.raises(Exception, match="Tidak ada yang menunggu"):
        services.remind(river.cities["damai"], world.office("dinas").pk, actor=river.actor("ani"))


def test_a_unit_without_an_account_is_shown_with_the_way_to_invite(world: World, river: River, as_: AsPerson) -> None:
    bare = Office.objects.create(
        kind="unit", name="Dinas Baru Kota Damai", parent=world.office("damai"), place=world.place("damai"),
        place_code="99.71", province_code="99", city_code="99.71", rank=4, valid_from=world.office("dinas").valid_from,
    )  # fmt: skip
    page = as_(world.ani).get(f"/laporan/{river.cities['damai']}").content.decode()
    assert "Dinas Baru Kota Damai" in page
    assert "belum punya akun" in page
    assert f"/undangan/baru?kantor={bare.pk}" in page


def test_what_nobody_holds_comes_first(world: World, river: River, as_: AsPerson) -> None:
    page = as_(world.ani).get(f"/laporan/{river.cities['damai']}").content.decode()
    assert page.index("Rencana aksi daerah") < page.index("Cakupan imunisasi dasar")
    only = as_(world.ani).get(f"/laporan/{river.cities['damai']}?keadaan=unshared").content.decode()
    assert "Cakupan imunisasi dasar" not in only
