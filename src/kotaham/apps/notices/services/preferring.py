"""Keep how a person wants to be told: the channel for each kind, and quiet hours."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time

from kotaham.apps.events import services as events
from kotaham.apps.gate.services import Actor, demand
from kotaham.apps.notices.models import Channel, Preference, QuietHours
from kotaham.apps.notices.services.feeds import person_of
from kotaham.apps.notices.services.kinds import kind_of, known
from kotaham.core.errors import Kind, Refused
from kotaham.core.language import Say

FIRM = Kind(
    "notices.firm",
    Say(
        "Pemberitahuan \u201c{kind}\u201d tidak dapat dimatikan.",
        "The notice \u201c{kind}\u201d cannot be switched off.",
    ),
    Say("Pilih \u201cKotak masuk saja\u201d.", "Choose \u201cInbox only\u201d."),
    Say("Isinya menyangkut akun atau hak Anda.", "It concerns your account or your rights."),
)


@dataclass(frozen=True, slots=True)
class Hours:
    """Quiet hours as somebody wishes them."""

    starts: time
    ends: time
    zone: str = ""


def prefer(channels: Mapping[str, str], hours: Hours | None, *, actor: Actor) -> None:
    """Keep the channel of each kind given, and the quiet hours; None takes them away."""
    demand(actor, "notices.prefer")
    firm = [kind_of(name) for name, channel in channels.items() if channel == Channel.OFF and kind_of(name).firm]
    if firm:
        raise Refused([FIRM(kind=kind.title) for kind in firm])
    person = person_of(actor)
    with events.work(actor) as log:
        for name, channel in channels.items():
            _keep(person, name, Channel(channel))
        _keep_hours(person, hours)
        log.record("notices.preferred", ("accounts.person", person), data={"kinds": sorted(channels)})


def _keep(person: int, name: str, channel: Channel) -> None:
    mine = Preference.objects.filter(person_id=person, kind=name)
    if channel == known()[name].channel:
        mine.delete()  # the default needs no row, and follows when the default changes
    else:
        Preference.objects.update_or_create(person_id=person, kind=name, defaults={"channel": channel})


def _keep_hours(person: int, hours: Hours | None) -> None:
    if hours is None or hours.starts == hours.ends:
        QuietHours.objects.filter(person_id=person).delete()
        return
    fields = {"starts": hours.starts, "ends": hours.ends, "zone": hours.zone}
    QuietHours.objects.update_or_create(person_id=person, defaults=fields)
