"""Reads of the room: the inbox, how people want to be told, what e-mail has to do."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime

from django.contrib.auth import get_user_model
from django.db.models import Exists, F, OuterRef, QuerySet
from django.utils.translation import gettext as _

from kotaham.apps.gate.queries import Prepared
from kotaham.apps.gate.services import Actor
from kotaham.apps.notices.models import Digest, Feed, Notice, Preference, QuietHours
from kotaham.apps.notices.rules import feeds, own
from kotaham.core.policy import Reach

MANY = 99  # more unread notices than this are told as "99+"
DEFAULT_ZONE = "Asia/Jakarta"


def inbox(actor: Actor, *, unread: bool = False, kind: str = "") -> QuerySet[Notice]:
    """Return the notices of the actor, unread ones first, then the newest."""
    rows = Notice.objects.filter(own(actor, Reach.OWN)).order_by("-unread", "-id")
    rows = rows.filter(unread=True) if unread else rows
    return rows.filter(kind=kind) if kind else rows


def _unread(person: int) -> QuerySet[Notice]:
    return Notice.objects.filter(person_id=person, unread=True).order_by().only("pk")[: MANY + 1]


_unread_now = Prepared(_unread, 987_654_321)


def unread_count(person: int | None) -> int:
    """Return how many notices are unread, up to one more than `MANY`; the database stops counting there."""
    return 0 if person is None else len(_unread_now(person))


def unread(person: int | None, limit: int = 5) -> QuerySet[Notice]:
    """Return the newest unread notices of a person, for the page of their work."""
    return Notice.objects.filter(person_id__in=[person] if person else [], unread=True).order_by("-id")[:limit]


def channels(person: int) -> Mapping[str, str]:
    """Return what a person has chosen, by kind."""
    return dict(Preference.objects.filter(person_id=person).values_list("kind", "channel"))


def chosen(people: Collection[int], kind: str) -> Mapping[int, str]:
    """Return what each of several people has chosen for one kind."""
    rows = Preference.objects.filter(person_id__in=people, kind=kind)
    return dict(rows.values_list("person_id", "channel"))


def quiet_hours(people: Collection[int]) -> Mapping[int, QuietHours]:
    """Return the quiet hours of those who have any."""
    return {row.person_id: row for row in QuietHours.objects.filter(person_id__in=people)}


def active(people: Collection[int]) -> list[int]:
    """Return those who still have an account, in order."""
    rows = get_user_model()._default_manager.filter(pk__in=people, is_active=True)
    return list(rows.order_by("pk").values_list("pk", flat=True))


def zones(people: Collection[int]) -> dict[int, str]:
    """Return the time zone of each person: the one chosen, or that of the highest office they hold a role in."""
    rows = get_user_model()._default_manager.filter(pk__in=people)
    found = {pk: zone or "" for pk, zone in rows.values_list("pk", "zone")}
    lacking = [pk for pk, zone in found.items() if not zone]
    held = rows.filter(pk__in=lacking, appointments__office__place__isnull=False)
    rows = held.order_by("-appointments__office__rank")  # the highest office comes last, and stays
    found.update(rows.values_list("pk", "appointments__office__place__zone"))
    return {pk: zone or DEFAULT_ZONE for pk, zone in found.items()}


def outbox(now: datetime) -> QuerySet[Notice]:
    """Return what is to be mailed at once and whose time has come."""
    return Notice.objects.filter(
        mail=Notice.Mail.NOW, claimed_at=None, mailed_at=None, mail_at__isnull=False, mail_at__lte=now
    ).order_by("mail_at")


def unmailed(person: int, before: datetime) -> QuerySet[Notice]:
    """Return what the digest of a person tells: whatever e-mail owes them since before a moment."""
    rows = Notice.objects.filter(person_id=person, mailed_at=None, created_at__lt=before)
    return rows.exclude(mail=Notice.Mail.NONE).order_by("-urgent", "id")


def awaiting_digest(before: datetime, after: int = 0, limit: int = 500) -> list[int]:
    """Return people to whom e-mail owes something since before a moment, in order of their numbers, from one on."""
    rows = Notice.objects.filter(person_id__gt=after, mailed_at=None, created_at__lt=before)
    rows = rows.exclude(mail=Notice.Mail.NONE)
    return list(rows.order_by("person_id").values_list("person_id", flat=True).distinct()[:limit])


def without_digest(people: Iterable[int], day: date) -> list[int]:
    """Return those of several people who have not had the digest of a day."""
    wanted = list(people)
    had = set(Digest.objects.filter(person_id__in=wanted, day=day).values_list("person_id", flat=True))
    return [person for person in wanted if person not in had]


def feed_of(actor: Actor) -> Feed | None:
    """Return the open calendar feed of the actor."""
    return Feed.objects.filter(feeds(actor, Reach.OWN)).first()


def feed_by_hash(digest: str) -> Feed | None:
    """Return the open feed with the hash of a secret, when its person still has an account."""
    person = get_user_model()._default_manager.filter(pk=OuterRef("person_id"), is_active=True)
    rows = Feed.objects.filter(Exists(person), secret_hash=digest, revoked_at=None)
    return rows.select_related("person").annotate(language=F("person__language")).first()


def names(ids: Iterable[int]) -> dict[int, str]:
    """Return numbers of notices as people write them; the words are for the one who was told."""
    return {pk: _("pemberitahuan nomor %(number)s") % {"number": pk} for pk in ids}


def feed_names(ids: Iterable[int]) -> dict[int, str]:
    """Return numbers of calendar addresses as people write them."""
    return {pk: _("alamat kalender nomor %(number)s") % {"number": pk} for pk in ids}
