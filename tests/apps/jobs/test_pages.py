"""The progress page of whoever asked, and the page of the operators."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from kotaham.apps.gate.services import system
from kotaham.apps.jobs import services
from kotaham.apps.jobs.models import Job, Worker
from kotaham.apps.jobs.services import care
from kotaham.core.language import Say
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.jobs.conftest import Register
from tests.cast import World

pytestmark = pytest.mark.django_db
LIST = "/pekerjaan-latar"


@pytest.fixture
def job(world: World, actor: ActorOf, register: Register) -> Job:
    """Give work that Ani asked for."""
    register("probe.note", title=Say("Menghitung kenari", "Count the canaries"))(lambda run: None)
    return services.enqueue("probe.note", actor=actor(world.ani), url="/kenari")


def page_of(job: Job) -> str:
    return f"{LIST}/{job.pk}"


def test_ani_sees_her_work_wait_and_the_page_asks_again_by_itself(job: Job, world: World, as_: AsPerson) -> None:
    html = as_(world.ani).get(page_of(job)).content.decode()
    assert "Menghitung kenari" in html
    assert "Menunggu giliran dalam antrean" in html
    assert f'hx-get="{page_of(job)}" hx-trigger="every 2s"' in html
    assert "Batalkan pekerjaan" in html
    assert "Muat ulang untuk melihat kemajuannya" in html


def test_htmx_gets_only_the_part_that_changes(job: Job, world: World, as_: AsPerson) -> None:
    html = as_(world.ani).get(page_of(job), headers={"HX-Request": "true"}).content.decode()
    assert html.lstrip().startswith('<section id="kemajuan"')
    assert "<html" not in html


def test_running_work_shows_how_far_it_is_in_the_language_of_the_reader(job: Job, world: World, as_: AsPerson) -> None:
    words = {"id": "menghitung sangkar", "en": "counting cages"}
    Job.objects.filter(pk=job.pk).update(
        state="running", done=3, total=12, words=words, started_at=timezone.now(), attempt=1
    )
    client = as_(world.ani)
    html = client.get(page_of(job)).content.decode()
    assert 'value="3" max="12"' in html
    assert "menghitung sangkar" in html
    client.cookies["bahasa"] = "en"
    english = client.get(page_of(job)).content.decode()
    assert "counting cages" in english
    assert "Count the canaries" in english


def test_done_work_links_to_its_result_and_asks_no_more(job: Job, world: World, as_: AsPerson) -> None:
    services.work_off()
    html = as_(world.ani).get(page_of(job)).content.decode()
    assert 'href="/kenari"' in html
    assert "every 2s" not in html
    assert "Batalkan pekerjaan" not in html


def test_failed_work_shows_its_letter_and_the_trace_to_operators_only(
    world: World, actor: ActorOf, as_: AsPerson, register: Register
) -> None:
    @register("probe.fail", retries=0)
    def fail(run: services.Run) -> None:
        raise OSError

    job = services.enqueue("probe.fail", actor=actor(world.ani))
    services.work_off()
    ani = as_(world.ani).get(page_of(job)).content.decode()
    eko = as_(world.eko).get(page_of(job)).content.decode()
    assert "Pekerjaan terhenti oleh kesalahan program (OSError) dan tidak dicoba lagi." in ani
    assert "jobs.given-up" in ani
    assert "builtins.OSError" not in ani
    assert "Ulangi pekerjaan" not in ani
    assert "builtins.OSError" in eko
    assert "Ulangi pekerjaan" in eko


@pytest.mark.parametrize(("who", "status"), [("ani", 200), ("eko", 200), ("made", 200), ("budi", 404), ("citra", 404)])
def test_only_whoever_asked_the_ministry_and_the_auditor_see_it(
    job: Job, world: World, as_: AsPerson, who: str, status: int
) -> None:
    assert as_(world.people[who]).get(page_of(job)).status_code == status


def test_nobody_sees_anything_without_signing_in(job: Job) -> None:
    for path in (LIST, page_of(job)):
        response = Client().get(path)
        assert response.status_code == 302
        assert "next=" in response["Location"]


def test_ani_cancels_on_the_page(job: Job, world: World, as_: AsPerson) -> None:
    response = as_(world.ani).post(f"{page_of(job)}/batal", follow=True)
    assert "Pekerjaan dibatalkan." in response.content.decode()
    job.refresh_from_db()
    assert job.state == "cancelled"


def test_the_second_click_gets_a_letter_with_409(job: Job, world: World, as_: AsPerson) -> None:
    client = as_(world.ani)
    client.post(f"{page_of(job)}/batal")
    again = client.post(f"{page_of(job)}/batal")
    assert again.status_code == 409
    assert "Pekerjaan ini sudah berubah sejak halaman ini dibuka." in again.content.decode()


def test_the_auditor_reads_and_does_not_cancel(job: Job, world: World, as_: AsPerson) -> None:
    client = as_(world.made)
    assert "Batalkan pekerjaan" not in client.get(page_of(job)).content.decode()
    response = client.post(f"{page_of(job)}/batal")
    assert response.status_code == 403
    assert "jobs.cancel" in response.content.decode()


@pytest.mark.parametrize("verb", ["batal", "ulang"])
def test_a_verb_is_posted(job: Job, world: World, as_: AsPerson, verb: str) -> None:
    assert as_(world.eko).get(f"{page_of(job)}/{verb}").status_code == 405


@pytest.mark.parametrize("path", [LIST, f"{LIST}/1"])
def test_a_page_is_read(world: World, as_: AsPerson, path: str) -> None:
    assert as_(world.eko).post(path).status_code == 405


def test_eko_runs_failed_work_again_on_the_page(job: Job, world: World, as_: AsPerson) -> None:
    Job.objects.filter(pk=job.pk).update(state="failed")
    response = as_(world.eko).post(f"{page_of(job)}/ulang", follow=True)
    assert "Pekerjaan masuk antrean lagi." in response.content.decode()


def test_ani_does_not_run_failed_work_again(job: Job, world: World, as_: AsPerson) -> None:
    Job.objects.filter(pk=job.pk).update(state="failed")
    assert as_(world.ani).post(f"{page_of(job)}/ulang").status_code == 403


def test_the_list_is_for_the_ministry_and_the_auditor(world: World, as_: AsPerson) -> None:
    seen = {key: as_(person).get(LIST).status_code for key, person in world.people.items()}
    assert {key for key, status in seen.items() if status == 200} == {"eko", "made"}
    assert set(seen.values()) == {200, 403}


def test_the_list_is_filtered_by_state_and_task(world: World, as_: AsPerson, register: Register) -> None:
    for name in ("probe.merpati", "probe.kenari"):
        register(name, title=Say(f"Judul {name}", f"Title {name}"))(lambda run: None)
        services.enqueue(name, actor=system("tests"))
    Job.objects.filter(name="probe.kenari").update(state="failed", letter=[])
    client = as_(world.eko)

    def shown(query: str) -> set[str]:
        html = client.get(f"{LIST}?{query}").content.decode()
        return {name for name in ("probe.merpati", "probe.kenari") if f", {name}<" in html}

    assert shown("") == {"probe.merpati", "probe.kenari"}
    assert shown("keadaan=failed") == {"probe.kenari"}
    assert shown("nama=probe.merpati") == {"probe.merpati"}
    assert shown("keadaan=failed&nama=probe.merpati") == set()
    assert shown("keadaan=%27nonsense&nama=zzz") == {"probe.merpati", "probe.kenari"}


def test_an_empty_queue_says_what_will_come(world: World, as_: AsPerson) -> None:
    assert "Antrean masih kosong" in as_(world.eko).get(LIST).content.decode()


def test_the_list_warns_when_work_waits_and_no_worker_lives(job: Job, world: World, as_: AsPerson) -> None:
    client = as_(world.eko)
    Job.objects.update(next_at=timezone.now() - timedelta(minutes=10))
    assert "Pekerjaan latar menunggu, dan tidak ada pekerja yang berjalan" in client.get(LIST).content.decode()
    services.sign_on()
    html = client.get(LIST).content.decode()
    assert "1 pekerja mengerjakan antrean" in html
    assert "10 menit yang lalu" in html


def test_the_list_shows_workers_and_schedules(world: World, as_: AsPerson) -> None:
    care.tick(timezone.now())
    Worker.objects.create(name="w1", host="mesin-lama", pid=4, beat_at=timezone.now() - timedelta(hours=1))
    html = as_(world.eko).get(LIST).content.decode()
    assert "mesin-lama" in html
    assert "Hilang" in html
    assert "Menyegel catatan peristiwa" in html


def test_the_list_names_nobody(job: Job, world: World, as_: AsPerson) -> None:
    html = as_(world.eko).get(LIST).content.decode()
    assert "Koordinator kabupaten/kota" in html
    assert world.ani.name not in html
    assert world.ani.email not in html


def test_a_long_list_costs_no_more_queries_than_a_short_one(
    world: World, as_: AsPerson, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    Job.objects.bulk_create(Job(name="jobs.prune", state="done", system="tests") for _ in range(120))
    client = as_(world.eko)
    with django_assert_max_num_queries(15):
        html = client.get(LIST).content.decode()
    assert html.count("jobs.prune<") == 50
    assert "hal=2" in html
