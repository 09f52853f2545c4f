"""What pages say dates, numbers, roles and icons with; the shapes of the look stand in templates/cotton."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime, format_timedelta
from babel.numbers import format_decimal
from django import template
from django.conf import settings
from django.http import QueryDict
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from kotaham.apps.gate.services import Actor, menu, opens
from kotaham.core.policy import ROLES

register = template.Library()
Number = int | float | Decimal | Fraction

ZONES: Mapping[str, str] = {
    "Asia/Jakarta": "WIB",
    "Asia/Pontianak": "WIB",
    "Asia/Makassar": "WITA",
    "Asia/Jayapura": "WIT",
}
RAMP: Mapping[int, tuple[int, ...]] = {1: (5,), 2: (2, 5), 3: (1, 3, 5), 4: (1, 2, 4, 5), 5: (1, 2, 3, 4, 5)}
DAYS_OF_YEAR = 366  # farther away a day is told in months and years
_SIZES = ("B", "kB", "MB", "GB", "TB")


def _english() -> bool:
    return (get_language() or "id").startswith("en")


def _locale() -> str:
    return "en_GB" if _english() else "id_ID"


@register.filter
def tanggal(value: date | datetime | None, zone: str = "") -> str:
    """Tell a day as `21 November 2026`, a moment as `21 November 2026, 10.15 WIB` in the zone of the place."""
    if value is None or value == "":
        return ""
    if not isinstance(value, datetime):
        return format_date(value, "d MMMM y", locale=_locale())
    place = ZoneInfo(zone) if zone else timezone.get_current_timezone()
    local = value.astimezone(place)
    clock = "HH:mm" if _english() else "HH.mm"
    name = ZONES.get(str(place)) or local.tzname() or ""
    return f"{format_datetime(local, f'd MMMM y, {clock}', locale=_locale())} {name}"


@register.filter
def hari(value: date | datetime | None, zone: str = "") -> str:
    """Tell only the day of a moment."""
    if isinstance(value, datetime):
        value = value.astimezone(ZoneInfo(zone) if zone else timezone.get_current_timezone()).date()
    return tanggal(value)


@register.filter
def jam(value: datetime | None, zone: str = "") -> str:
    """Tell only the time of a moment: `14.03 WIB`, in the zone of the place."""
    return tanggal(value, zone).rpartition(", ")[2] if isinstance(value, datetime) else ""


@register.filter
def berapa_lama(value: date | datetime | None, zone: str = "") -> str:
    """Tell how far a day or a moment is from now: `3 hari lagi`, `2 jam yang lalu`; a day that is today says so.

    Days are whole days by the calendar of the place, and are not rounded to weeks or months within a year, so that
    two pages never tell two numbers of one deadline.
    """
    if value is None or value == "":
        return ""
    if isinstance(value, datetime):
        return format_timedelta(value - timezone.now(), add_direction=True, locale=_locale())
    days = (value - timezone.localdate(timezone=ZoneInfo(zone) if zone else None)).days
    if abs(days) > DAYS_OF_YEAR:
        return format_timedelta(timedelta(days), granularity="day", add_direction=True, locale=_locale())
    if days > 0:
        return ngettext("%(days)d hari lagi", "%(days)d hari lagi", days) % {"days": days}
    if days < 0:
        return ngettext("%(days)d hari yang lalu", "%(days)d hari yang lalu", -days) % {"days": -days}
    return _("hari ini")


@register.filter
def angka(value: Number | str | None, decimals: int | None = None) -> str:
    """Tell a number as `1.234,5`; what is not known is a dash, never a zero."""
    if value is None or value == "":
        return "–"
    if type(value) is int and decimals is None:
        return _whole(value, _locale())
    number = Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else Decimal(value)
    if decimals is None:
        return format_decimal(number, locale=_locale(), decimal_quantization=False)
    return format_decimal(number, format=f"#,##0.{'0' * int(decimals)}".rstrip("."), locale=_locale())


@register.filter
def jamak(value: object) -> int:
    """Return 1 for what is told as one, else 2: for `blocktranslate count` of a number that is words already."""
    return 1 if str(value) == "1" else 2


@lru_cache(maxsize=4096)
def _whole(value: int, locale: str) -> str:
    """Tell a whole number; pages are full of small ones."""
    return format_decimal(value, locale=locale)


@register.filter
def ukuran(value: int | None) -> str:
    """Tell the size of a file in the unit that keeps it short: `1,2 MB`."""
    if value is None:
        return "–"
    size, step = Decimal(value), 0
    while size >= 1000 and step < len(_SIZES) - 1:
        size, step = size / 1000, step + 1
    return f"{angka(round(size, 0 if step < 2 else 1).normalize() + 0)} {_SIZES[step]}"


@register.filter
def peran(role: str | None) -> str:
    """Tell a role in the language of the reader."""
    title = ROLES.get(role or "")
    if title is None:
        return _("tanpa peran")
    return title.en if _english() else title.id


@register.filter
def inisial(name: str | None) -> str:
    """Return the first letters of at most two words of a name, for the round sign of a person."""
    words = [word for word in (name or "").split() if word[0].isalnum()]
    return "".join(word[0] for word in words[:2]).upper() or "?"


@register.filter
def samarkan(text: str | None) -> str:
    """Mask words or an address: the first letter of each word remains."""
    name, at, domain = (text or "").partition("@")
    return " ".join(f"{word[0]}{'•' * min(max(len(word) - 1, 2), 6)}" for word in name.split()) + at + domain


@register.simple_tag
def ikon(name: str, label: str = "") -> SafeString:
    """Draw an icon of the sheet; without a label it is only an ornament."""
    sheet = static("dist/icons.svg")
    if not label:
        return _ornament(sheet, name)
    return format_html(
        '<svg class="icon" role="img" aria-label="{}"><use href="{}#{}"></use></svg>', label, sheet, name
    )


@lru_cache(maxsize=512)
def _ornament(sheet: str, name: str) -> SafeString:
    """Draw once what every page shows dozens of times."""
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', sheet, name)


@register.simple_tag(takes_context=True)
def pager_link(context: template.Context, name: str, number: int, step: int) -> str:
    """Return the address of a neighbouring page, keeping every filter of this one."""
    request = context.get("request")
    query = request.GET.copy() if request is not None else QueryDict(mutable=True)
    query[name] = str(number + step)
    return f"?{query.urlencode()}"


@register.simple_block_tag
def kept(content: str) -> SafeString:
    """Keep a rendered block under a name (`{% kept as page_title %}`), to show it more than once or not at all."""
    return SafeString(content.strip())


@register.simple_tag
def demo() -> bool:
    """Tell whether this house shows invented data."""
    return bool(settings.DEMO)


@register.filter(name="opens")
def door_opens(url: str, actor: Actor) -> bool:
    """Tell whether an address may be opened by the reader, so that a page links to no closed door."""
    return opens(actor, url)


@register.simple_tag
def doorstep() -> Sequence[Any]:
    """Return the pages that need no account."""
    return menu.doorstep()


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder: its words, its bounds in words, its place on the ramp of colours, whether it is reached."""

    word: str
    bounds: str
    shade: int
    current: bool


@register.simple_tag
def rungs(steps: Sequence[Any], current: Any = None) -> list[Rung]:
    """Prepare the steps of a ladder, lowest first: pairs (word, bounds), or words; `current` is the number from 1."""
    pairs = [(step, "") if isinstance(step, str) else (step[0], step[1]) for step in steps]
    ramp = RAMP.get(len(pairs)) or tuple(1 + round(4 * i / (len(pairs) - 1)) for i in range(len(pairs)))
    reached = int(current) if current not in (None, "", False) else 0
    return [
        Rung(str(word), str(bounds), shade, number == reached)
        for number, ((word, bounds), shade) in enumerate(zip(pairs, ramp, strict=True), start=1)
    ]


@register.simple_tag
def share(value: Number | str | None, low: Number | str = 0, high: Number | str = 100) -> str:
    """Return how far a value lies between two bounds, as the percentage of an SVG length (a point, in any language)."""
    first, last = Fraction(str(low)), Fraction(str(high))
    if value is None or value == "" or first == last:
        return "0%"
    part = (Fraction(str(value)) - first) / (last - first)
    return f"{float(min(max(part, Fraction(0)), Fraction(1)) * 100):.2f}%"
