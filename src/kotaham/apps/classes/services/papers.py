"""Papers of a session: the invitation, the request for release, and the entry for a calendar."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, vText

from kotaham.apps.classes import queries
from kotaham.apps.classes.models import Seat, Session
from kotaham.apps.classes.services import letters
from kotaham.apps.classes.services.telling import ZONES
from kotaham.apps.notices.services import site
from kotaham.core.dates import day
from kotaham.core.errors import Refused
from kotaham.core.language import Lang
from kotaham.report.invitation import Invitation, Release, invitation_pdf, release_pdf


def address(route: str, *args: object) -> str:
    """Return the full address of a page."""
    return site().rstrip("/") + reverse(route, args=args)


def when(session: Session, lang: Lang) -> str:
    """Tell in words when a session is, by the clock of its place."""
    starts, ends = (one.astimezone(ZoneInfo(session.zone)) for one in (session.starts, session.ends))
    zone = ZONES.get(session.zone, "")
    clock = "%H:%M" if lang == "en" else "%H.%M"
    if starts.date() == ends.date():
        return f"{day(starts.date(), lang)}, {starts.strftime(clock)}–{ends.strftime(clock)} {zone}".strip()
    first, last = (f"{day(one.date(), lang)}, {one.strftime(clock)}" for one in (starts, ends))
    return f"{first} – {last} {zone}".strip()


def where(session: Session) -> str:
    """Tell where a session is, as anybody may read it: of a link only by whom it leads, such as `zoom.us`."""
    host = urlsplit(session.link).hostname or "" if session.link else ""
    online = _("daring lewat %(host)s") % {"host": host} if host else ""
    return ", ".join(filter(None, (session.place, online)))


def letter(session: Session, lang: Lang, to: str = "", answer: str = "") -> bytes:
    """Print the invitation; the office has written its own number, or there is no letter.

    `answer` is the address at which it is answered without an account.
    """
    if not session.letter.strip():
        raise Refused(letters.NO_LETTER())
    talks = [(one.name, one.title, one.topic) for one in queries.speakers(session.pk)]
    return invitation_pdf(
        Invitation(
            session.office.name, session.letter, session.title, session.get_mode_display(), when(session, lang),
            session.place, session.link, session.about, to, talks,
            answer or address("classes:mine-detail", session.pk), lang,
            day(session.letter_day, lang) if session.letter_day else "", bool(answer),
        )
    )  # fmt: skip


def release_letter(seat: Seat, token: str, name: str, lang: Lang) -> bytes:
    """Print the request to a supervisor, with the link by which they answer."""
    session = seat.session
    link = address("classes:release", token)
    where = ", ".join(filter(None, (session.place, session.link)))
    asked = day(timezone.localdate(timezone=ZoneInfo(session.zone)), lang)
    return release_pdf(
        Release(
            seat.supervisor, name, session.title, session.office.name, when(session, lang), where, link, lang, asked
        )
    )


def calendar(session: Session, now: datetime) -> bytes:
    """Return a session as an entry for a calendar (RFC 5545), with reminders a day and an hour before."""
    entry = Event()
    entry.add("uid", f"sesi-{session.pk}@{site().partition('//')[2].strip('/') or 'kotaham'}")
    entry.add("dtstamp", now)
    entry.add("dtstart", session.starts)
    entry.add("dtend", session.ends)
    entry.add("summary", session.title)
    entry.add("sequence", session.revision)
    entry.add("status", "CANCELLED" if session.state == Session.State.CANCELLED else "CONFIRMED")
    entry.add("url", address("classes:mine-detail", session.pk))
    entry["location"] = vText(", ".join(filter(None, (session.place, session.link))))
    if session.about:
        entry.add("description", session.about)
    for before in (timedelta(days=1), timedelta(hours=1)):
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", session.title)
        alarm.add("trigger", -before)
        entry.add_component(alarm)
    book = Calendar()
    book.add("prodid", "-//KotaHAM//KotaHAM//ID")
    book.add("version", "2.0")
    book.add("method", "PUBLISH")
    book.add_component(entry)
    return bytes(book.to_ical())
