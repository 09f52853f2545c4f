"""Who hears of what happens in courses."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.urls import reverse

from kotaham.apps.courses.models import Enrolment, Version
from kotaham.apps.gate.services import Actor
from kotaham.apps.notices import services as notices
from kotaham.apps.notices.services import NoticeKind
from kotaham.core.language import Say

ENROLLED = "courses.enrolled"
INVITED = "courses.invited"
RESULT = "courses.result"
KINDS = (
    NoticeKind(ENROLLED, Say("Didaftarkan ke pelatihan", "Enrolled in a course"), "mail"),
    NoticeKind(INVITED, Say("Undangan pelatihan", "Invitations to courses"), "mail"),
    NoticeKind(RESULT, Say("Hasil tes akhir", "The result of the final test")),
)
RESULTS: Mapping[str, Say] = {
    "passed": Say("Anda lulus: {title}.", "You passed: {title}."),
    "failed": Say("Anda belum lulus: {title}.", "You have not passed: {title}."),
}
TITLE = Say("Anda didaftarkan ke pelatihan: {title}.", "You were enrolled in a course: {title}.")
ASKED = Say(
    "Anda diundang mengikuti pelatihan: {title}. Terima atau tolak undangannya di Pelatihan saya.",
    "You are invited to take a course: {title}. Accept or refuse the invitation under My courses.",
)


def tell_enrolled(version: Version, people: Iterable[int], actor: Actor) -> None:
    """Tell people that somebody else enrolled them."""
    _tell(version, people, actor, ENROLLED, TITLE)


def tell_invited(version: Version, people: Iterable[int], actor: Actor) -> None:
    """Tell people that somebody else invited them, and that they may say no."""
    _tell(version, people, actor, INVITED, ASKED)


def _tell(version: Version, people: Iterable[int], actor: Actor, kind: str, title: Say) -> None:
    notices.notify(
        sorted(set(people) - {actor.person}),
        kind,
        title,
        values={"title": version.course.title},
        url=reverse("courses:mine"),
        subject=("courses.version", version.pk),
    )


def tell_result(rows: Sequence[Enrolment], goal: str) -> None:
    """Tell learners what came of the final test, where the course asks for it to be passed."""
    if goal not in RESULTS:
        return
    tested = Enrolment.objects.filter(pk__in=[row.pk for row in rows], version__needs__post="passed")
    people: dict[tuple[int, str], list[int]] = defaultdict(list)
    columns = ("version", "version__course__title", "member__account")
    for version, title, account in tested.filter(member__account__isnull=False).values_list(*columns):
        people[version, title].append(account)
    for (version, title), accounts in people.items():
        words, url = RESULTS[goal], reverse("courses:mine")
        notices.notify(accounts, RESULT, words, values={"title": title}, url=url, subject=("courses.version", version))
