"""Write a calendar as RFC 5545 asks for it: whole days, escaped, folded at 75 octets, ended by CR LF."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta

from kotaham.apps.notices.services.feeds import Day
from kotaham.core.language import Lang, Say

NAME = Say("KotaHAM: tenggat saya", "KotaHAM: my due dates")
FOLD = 75  # octets in a line, without its end


def calendar(days: Iterable[Day], *, now: datetime, lang: Lang, site: str) -> bytes:
    """Return the file of a calendar."""
    return b"".join(_folded(line) + b"\r\n" for line in _lines(days, now.astimezone(UTC), lang, site))


def _lines(days: Iterable[Day], now: datetime, lang: Lang, site: str) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//KotaHAM//KotaHAM//ID", "CALSCALE:GREGORIAN")
    yield from ("METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(NAME.text(lang))}", "REFRESH-INTERVAL;VALUE=DURATION:PT6H")
    for day in days:
        yield "BEGIN:VEVENT"
        yield f"UID:{escaped(day.uid)}"
        yield f"DTSTAMP:{now:%Y%m%dT%H%M%SZ}"
        yield f"DTSTART;VALUE=DATE:{day.on:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{day.on + timedelta(days=1):%Y%m%d}"
        yield f"SUMMARY:{escaped(day.title.id if lang == 'id' else day.title.en)}"
        yield f"URL:{site}{day.url}"
        yield from ("TRANSP:TRANSPARENT", "END:VEVENT")
    yield "END:VCALENDAR"


def escaped(text: str) -> str:
    """Return a text as the value of a property: four signs escaped, no control characters."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "".join(c for c in lines.replace("\n", "\\n") if c.isprintable() or c == " ")


def _folded(line: str) -> bytes:
    """Break a line after 75 octets, never inside a character; what follows starts with a space."""
    parts: list[bytes] = []
    piece = b""
    for sign in line:
        octets = sign.encode()
        if len(piece) + len(octets) > FOLD:
            parts.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*parts, piece])
