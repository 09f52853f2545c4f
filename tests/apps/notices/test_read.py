"""The inbox: read, mark, count."""

from django.urls import reverse

from kotaham.apps.events.models import Event
from kotaham.apps.notices import queries
from kotaham.apps.notices.models import Notice
from tests.apps.conftest import AsPerson
from tests.apps.notices.conftest import QUIET, Tell
from tests.cast import World

INBOX = "/kotak-masuk"


def words_in_order(page: str, *words: str) -> bool:
    places = [page.index(word) for word in words]
    return places == sorted(places)


def test_ani_sees_her_own_and_the_unread_first(world: World, as_: AsPerson, tell: Tell) -> None:
    tell(words="Pertama")
    tell(words="Kedua")
    tell("budi", words="Milik Budi")
    Notice.objects.filter(words__id__startswith="Kedua").update(unread=False)
    page = as_(world.ani).get(INBOX).content.decode()
    assert words_in_order(page, "Pertama: isi", "Kedua: isi")
    assert "Milik Budi" not in page


def test_the_bar_of_every_page_counts_up_to_ninety_nine(world: World, as_: AsPerson, tell: Tell) -> None:
    tell()
    assert "Kotak masuk, 1 belum dibaca" in as_(world.ani).get(INBOX).content.decode()
    row = Notice.objects.get()
    Notice.objects.bulk_create(
        Notice(person=world.ani, kind=row.kind, words=row.words, values=row.values) for _ in range(150)
    )
    assert queries.unread_count(world.ani.pk) == 100
    assert "99+" in as_(world.ani).get(INBOX).content.decode()


def test_opening_one_marks_it_and_leads_on(world: World, as_: AsPerson, tell: Tell) -> None:
    tell(url=reverse("notices:preferences"))
    notice = Notice.objects.get()
    answer = as_(world.ani).post(reverse("notices:read", args=[notice.pk]), {"buka": "1"})
    assert answer["Location"] == reverse("notices:preferences")
    notice.refresh_from_db()
    assert not notice.unread
    assert notice.read_at is not None
    assert Event.objects.get(verb="notices.read").person == world.ani.pk


def test_marking_twice_changes_nothing_more(world: World, as_: AsPerson, tell: Tell) -> None:
    tell()
    ani, url = as_(world.ani), reverse("notices:read", args=[Notice.objects.get().pk])
    assert ani.post(url).status_code == ani.post(url).status_code == 302
    assert Event.objects.filter(verb="notices.read").count() == 1


def test_what_belongs_to_ani_does_not_exist_for_others_not_even_the_ministry(
    world: World, as_: AsPerson, tell: Tell
) -> None:
    tell()
    url = reverse("notices:read", args=[Notice.objects.get().pk])
    for person in (world.budi, world.citra, world.eko, world.made):
        assert as_(person).post(url).status_code == 404
    assert as_(world.ani).get(url).status_code == 405


def test_marking_all_stops_at_what_was_seen(world: World, as_: AsPerson, tell: Tell) -> None:
    tell()
    tell("budi")
    seen = Notice.objects.filter(person=world.ani).get().pk
    tell(words="Baru datang")
    as_(world.ani).post(reverse("notices:read-all"), {"sampai": str(max(seen, seen))})
    assert [row.words["id"] for row in Notice.objects.filter(person=world.ani, unread=True)] == ["Baru datang: {what}"]
    assert Notice.objects.get(person=world.budi).unread
    as_(world.ani).post(reverse("notices:read-all"), {"sampai": "x"})
    assert Notice.objects.filter(person=world.ani, unread=True).count() == 1


def test_filters_show_one_kind_or_only_what_is_new(world: World, as_: AsPerson, tell: Tell) -> None:
    tell(words="Harian")
    tell(words="Tenang", kind=QUIET)
    Notice.objects.filter(kind=QUIET).update(unread=False)
    ani = as_(world.ani)
    assert "Tenang: isi" not in ani.get(INBOX, {"tampilkan": "belum"}).content.decode()
    assert "Harian: isi" not in ani.get(INBOX, {"jenis": QUIET}).content.decode()
    assert "Harian: isi" in ani.get(INBOX, {"jenis": "tests.unknown"}).content.decode()


def test_an_empty_inbox_tells_what_to_do_meanwhile(world: World, as_: AsPerson) -> None:
    assert "Kotak masuk masih kosong" in as_(world.tono).get(INBOX).content.decode()


def test_nobody_reads_an_inbox_without_signing_in(client: object, world: World) -> None:
    assert client.get(INBOX).status_code == 302  # type: ignore[attr-defined]


def test_the_inbox_asks_few_questions(
    world: World, as_: AsPerson, tell: Tell, django_assert_max_num_queries: object
) -> None:
    for _ in range(60):
        tell()
    ani = as_(world.ani)
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        assert ani.get(INBOX).status_code == 200


def test_it_speaks_english_to_who_reads_english(world: World, as_: AsPerson, tell: Tell) -> None:
    tell()
    ani = as_(world.ani)
    ani.cookies["bahasa"] = "en"
    page = ani.get(INBOX).content.decode()
    assert "News for you" in page
    assert "Daily news" in page
