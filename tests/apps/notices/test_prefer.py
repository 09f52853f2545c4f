"""Choose how to be told, and when not."""

from django.urls import reverse

from kotaham.apps.events.models import Event
from kotaham.apps.notices import services
from kotaham.apps.notices.models import Preference, QuietHours
from tests.apps.conftest import AsPerson
from tests.apps.notices.conftest import DAILY, FIRM
from tests.cast import World

URL = "/kotak-masuk/pengaturan"


def choices(**more: str) -> dict[str, str]:
    rest = {f"jenis-{name}": kind.channel for name, kind in services.known().items()}
    return {**rest, "quiet_starts": "", "quiet_ends": "", "quiet_zone": "", **more}


def test_ani_chooses_and_only_what_differs_is_kept(world: World, as_: AsPerson) -> None:
    answer = as_(world.ani).post(URL, choices(**{f"jenis-{DAILY}": "off"}), follow=True)
    assert "Pengaturan pemberitahuan disimpan." in answer.content.decode()
    assert [(row.kind, row.channel) for row in Preference.objects.filter(person=world.ani)] == [(DAILY, "off")]
    assert Event.objects.get(verb="notices.preferred").person == world.ani.pk
    as_(world.ani).post(URL, choices())
    assert not Preference.objects.exists()


def test_a_firm_kind_cannot_be_switched_off(world: World, as_: AsPerson) -> None:
    page = as_(world.ani).post(URL, choices(**{f"jenis-{FIRM}": "off"}))
    assert page.status_code == 422
    assert not Preference.objects.exists()


def test_quiet_hours_are_kept_and_taken_away(world: World, as_: AsPerson) -> None:
    ani = as_(world.ani)
    ani.post(URL, choices(quiet_starts="21:00", quiet_ends="06:00", quiet_zone="Asia/Jayapura"))
    hours = QuietHours.objects.get(person=world.ani)
    assert (str(hours), hours.zone) == ("21:00-06:00", "Asia/Jayapura")
    assert 'value="21:00"' in ani.get(URL).content.decode()
    ani.post(URL, choices())
    assert not QuietHours.objects.exists()


def test_half_of_the_quiet_hours_is_asked_for(world: World, as_: AsPerson) -> None:
    answer = as_(world.ani).post(URL, choices(quiet_starts="21:00"))
    assert answer.status_code == 422
    assert "Isi kedua jamnya, atau kosongkan keduanya." in answer.content.decode()


def test_everybody_has_their_own(world: World, as_: AsPerson) -> None:
    as_(world.ani).post(URL, choices(**{f"jenis-{DAILY}": "off"}))
    assert 'value="off" selected' not in as_(world.budi).get(URL).content.decode()
    assert reverse("notices:preferences") == URL
