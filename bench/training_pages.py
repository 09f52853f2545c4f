"""Pages of the training wing, asked through the whole stack of the real settings, without a network between."""

import random
from collections.abc import Iterator, Sequence

from django.test import Client
from training_courses import ALL_AT_ONCE, year
from training_limits import Book, clocked
from training_people import MADE_FOR, OFFICERS

from kotaham.apps.accounts.models import Person
from kotaham.apps.certificates.models import Certificate
from kotaham.apps.classes.models import Session
from kotaham.apps.courses.models import Enrolment, Version
from kotaham.apps.exams.models import Attempt, Exam
from kotaham.apps.register.models import Member
from kotaham.apps.register.services.sealed import opened

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LOOKERS = ("ministry_admin", "kanwil_head", "city_coordinator")
BOARD_MS, SEARCH_MS, CHECK_MS = 300, 100, 100
PAGE_MS = {"sqlite": 500, "postgresql": 300}
REFUSED = {302, 400, 403, 404}  # not open to who asks
TIMES = 40


def client_of(email: str) -> Client:
    """Return a browser that somebody is signed in with."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(Person.objects.get(email=f"{email}{MADE_FOR}"), backend=BACKEND)
    return client


def asked(client: Client, url: str) -> float:
    """Ask one address; return the milliseconds, or fail when it is not shown."""
    codes: list[int] = []

    def ask() -> None:
        answer = client.get(url)
        codes.append(answer.status_code)
        b"".join(answer.streaming_content) if answer.streaming else answer.content

    ms = clocked(ask)
    if codes != [200]:
        raise SystemExit(f"{url}: {codes}")
    return ms


def board(book: Book) -> None:
    """Ask the board as who sees all, and as one Kanwil: every group and measure, and each Kanwil."""
    kanwil = Member.objects.exclude(kanwil=None).order_by("pk").values_list("kanwil_id", flat=True)[0]
    wishes = [
        f"/capaian?tahun={year()}{more}"
        for more in ("", "&ukuran=certified", "&ukuran=attendances", "&kelompok=public", f"&kanwil={kanwil}",
                     f"&kanwil={kanwil}&hal=2", f"&kanwil={kanwil}&ukuran=passed")
    ]  # fmt: skip
    for role in LOOKERS[:2]:
        client = client_of(role)
        for url in wishes[:1]:
            asked(client, url)
        found = [asked(client, url) for url in wishes for _ in range(TIMES // 4)]
        book.times(f"quota board as {role}", found, BOARD_MS)


def search(book: Book) -> None:
    """Look for people by name (rare and common words, whole and begun) and by number, as each who may."""
    dice = random.Random(1)
    for role in LOOKERS:
        client = client_of(role)
        asked(client, "/peserta?q=zzz")
        people = _people(dice, role)
        named = [asked(client, f"/peserta?q={words}") for one in people for words in _words(dice, one.name)]
        book.times(f"search by name as {role}", named, SEARCH_MS)
        numbered = [asked(client, f"/peserta?q={opened(one, 'number')}") for one in people if one.number_index]
        book.times(f"search by number as {role}", numbered, SEARCH_MS)


def _people(dice: random.Random, role: str) -> Sequence[Member]:
    """Return people drawn from all; half of them from where somebody looks."""
    last = Member.objects.order_by("-pk").values_list("pk", flat=True)[0]
    drawn = [dice.randint(1, last) for _ in range(TIMES)]
    near = Member.objects.all()
    if role == "kanwil_head":
        near = near.filter(kanwil__in=_offices(role))
    if role == "city_coordinator":
        near = near.filter(office__parent__in=_offices(role))
    own = near.order_by("pk")[: 20 * TIMES : 20]
    return [*Member.objects.filter(pk__in=drawn), *own]


def _offices(role: str) -> Sequence[int]:
    person = Person.objects.get(email=f"{role}{MADE_FOR}")
    return list(person.appointments.values_list("office_id", flat=True))


def _words(dice: random.Random, name: str) -> Iterator[str]:
    """Give what people type of a name: all of it, the beginnings of two words, one word."""
    words = name.split()
    yield "+".join(words)
    yield "+".join(word[: dice.randint(3, 5)] for word in words[:2])
    yield words[dice.randrange(len(words))]


def verify(book: Book) -> None:
    """Look at the public page of certificates, as anybody may."""
    dice, client = random.Random(2), Client(SERVER_NAME="127.0.0.1")
    last = Certificate.objects.order_by("-pk").values_list("pk", flat=True)[0]
    drawn = [dice.randint(1, last) for _ in range(5 * TIMES)]
    tokens = list(Certificate.objects.filter(pk__in=drawn).values_list("token", flat=True))
    asked(client, f"/sertifikat/{tokens[0]}")
    book.times("verification page", [asked(client, f"/sertifikat/{token}") for token in tokens], CHECK_MS)


def pages(book: Book, vendor: str) -> None:
    """Ask every list and page of the wing as everybody who may; of five times the longest counts."""
    limit, slowest = PAGE_MS[vendor], []
    for role in OFFICERS:
        client = client_of(role)
        slowest += _times(client, role, _of_offices())
    slowest += _times(client_of("peserta0"), "learner", _of_learners())
    for ms, name in sorted(slowest, reverse=True)[:12]:
        print(f"{ms:8.1f} ms  {name}")
    ms, name = max(slowest)
    book.most(f"slowest of {len(slowest)} pages ({name})", ms, limit, "ms")


def _times(client: Client, role: str, urls: Iterator[str]) -> list[tuple[float, str]]:
    open_ = [url for url in urls if client.get(url).status_code not in REFUSED]
    return [(max(asked(client, url) for _ in range(5)), f"{role} {url}") for url in open_]


def _of_offices() -> Iterator[str]:
    version = Version.objects.exclude(course__code=ALL_AT_ONCE).order_by("pk")[0]
    member = Member.objects.exclude(number_index=None).order_by("pk")[0]
    enrolment = Enrolment.objects.filter(version=version).order_by("pk")[0]
    session, exam = Session.objects.order_by("pk")[0], Exam.objects.filter(version=version).order_by("pk")[0]
    sheet = Certificate.objects.order_by("pk")[0]
    yield from ("/", "/peserta", "/peserta?hal=50", "/peserta/kembar", "/peserta/permintaan", "/peserta/impor")
    yield from (f"/peserta/{member.ref}{part}" for part in ("", "/pembaca"))
    yield from ("/pelatihan", f"/pelatihan/{version.course_id}", f"/pelatihan/versi/{version.pk}")
    yield from (f"/pelatihan/versi/{version.pk}/peserta{part}" for part in ("", "?keadaan=passed", "?hal=50"))
    yield f"/pelatihan/keikutsertaan/{enrolment.pk}"
    yield from ("/sesi", "/sesi?hal=20", f"/sesi/{session.pk}", f"/sesi/{session.pk}/peserta")
    yield from ("/soal", "/tes", f"/tes/{exam.pk}", f"/tes/{exam.pk}/statistik", f"/tes/{exam.pk}/peserta")
    yield from ("/sertifikat", "/sertifikat?hal=50", f"/sertifikat/nomor/{sheet.pk}", "/sertifikat/penerbitan")
    yield from ("/sertifikat/templat", "/sertifikat/terbitkan", f"/sertifikat/terbitkan/{version.pk}")
    yield from ("/jp", "/jp?hal=50", f"/jp/peserta/{member.ref}", "/jp/pengakuan")
    yield from (f"/capaian?tahun={year()}", "/capaian/orang", "/capaian/pemeriksaan")


def _of_learners() -> Iterator[str]:
    person = Person.objects.get(email=f"peserta0{MADE_FOR}")
    attempt = Attempt.objects.filter(member__account=person).order_by("pk")[0]
    yield from ("/", "/peserta/saya", "/belajar", "/belajar/katalog", "/sesi-saya", "/tes/saya")
    yield from (f"/percobaan/{attempt.pk}/hasil", "/sertifikat/saya", "/jp/saya", "/jp/saya/pdf")
