"""What other rooms ask of the room: tell people, remind them, fill their calendar; and what its own pages do."""

from kotaham.apps.notices.services import ical, ladder
from kotaham.apps.notices.services.feeds import (
    Day,
    calendar_sources,
    days_of,
    feed_of_secret,
    open_feed,
    revoke_feed,
)
from kotaham.apps.notices.services.kinds import NoticeKind, UnknownKind, kind_titles, known, register
from kotaham.apps.notices.services.mailing import queue_digests, send_digest, send_notice, send_outbox, site
from kotaham.apps.notices.services.preferring import Hours, prefer
from kotaham.apps.notices.services.reading import mark_all_read, mark_read
from kotaham.apps.notices.services.settling import settle
from kotaham.apps.notices.services.telling import about, notify, told, words_of

__all__ = [
    "Day",
    "Hours",
    "NoticeKind",
    "UnknownKind",
    "about",
    "calendar_sources",
    "days_of",
    "feed_of_secret",
    "ical",
    "kind_titles",
    "known",
    "ladder",
    "mark_all_read",
    "mark_read",
    "notify",
    "open_feed",
    "prefer",
    "queue_digests",
    "register",
    "revoke_feed",
    "send_digest",
    "send_notice",
    "send_outbox",
    "settle",
    "site",
    "told",
    "words_of",
]
