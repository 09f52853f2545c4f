"""Every page of the house with somebody who may see it, taken from the policy table, so that no page is forgotten.

A room adds nothing here for its usual pages: a route that is open by `GET` is visited, and one whose address names an
object is visited through the room's `tests/apps/<room>/specimens.py`. What is no page stands in NOT_PAGES.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from kotaham.apps.gate import checks
from kotaham.apps.gate.services import policy
from kotaham.core.policy import ANYONE
from tests.apps import matrix
from tests.cast import World

# Whose own office's rows are not theirs to change: nobody ends the role of an equal.
HELD_BY = {"accounts:end": "dinas"}
VIEWERS = ("ani", "eko", "dewi", "budi", *matrix.VIEWERS[1:])  # who is asked first

# Files, feeds, pieces of pages and answers for programs.
NOT_PAGES = {
    *("gate:health", "gate:mark", "openid_connect_login", "openid_connect_callback"),  # the latter: ways to a provider
    *("classes:code", "classes:letter", "classes:seat-letter"),
    *("exams:export", "exams:paper"),
    *("instruments:annex", "publication:annex-xlsx", "publication:annex-pdf", "publication:list-json"),
    *("scores:city-facts", "scores:facts", "scores:kit", "scores:rapor", "scores:record"),
    *("certificates:code", "certificates:issuer", "certificates:own-badge", "certificates:own-record"),
    "certificates:bundle",
    *("certificates:record", "certificates:status-list", "credits:api"),
    *("submissions:receipt-facts", "submissions:receipt-paper", "submissions:statement", "submissions:workbook-out"),
}
NOT_PAGES_ENDING = (
    "download",
    "file",
    "feed",
    "calendar",
    "preview",
    "part",
    "progress",
    "raw",
    "head",
    "key",
    "picture",
)

# Pages that open only after something else has happened; the tests of their rooms look at them.
NEEDS_MORE = {
    "targets:target": "asks in its address whose target",
    "targets:set": "asks in its address whose target",
    "evidence:use": "asks in its address what the evidence is for",
    "publication:object": "the result must have been announced to the city",
    "verification:sides": "the result must have been announced to the city",
    "mfa_deactivate_totp": "there must be an app to take away",
    "mfa_download_recovery_codes": "there must be codes",
    "mfa_view_recovery_codes": "there must be codes",
}


@dataclass(frozen=True)
class Stop:
    """One page: its route, who looks, and the office that holds what the page shows."""

    route: str
    viewer: str = ""
    holder: str = ""

    def __str__(self) -> str:
        """Name the page in a test's name and its picture."""
        return self.route.replace(":", "-")

    def path(self, world: World) -> str:
        """Return the address, making the object that it names."""
        made = matrix.specimens().get(self.route)
        return reverse(self.route, kwargs=made(world.office(self.holder)) if made and self.holder else {})


def stops() -> Iterator[Stop]:
    """Give one stop for every page."""
    made = matrix.specimens()
    for route in sorted(set(checks.routes())):
        rule = policy().doors.get(("GET", route))
        if (
            rule is None
            or route in NOT_PAGES
            or route in NEEDS_MORE
            or route.endswith(NOT_PAGES_ENDING)
            or route in matrix.marked("PERSONAL")
        ):
            continue
        named = takes_an_object(route)
        if named and route not in made:
            continue  # the matrix of roles and relations asks for the specimen
        if rule.reach((ANYONE,)) and not named:
            yield Stop(route)
        else:
            yield from _first(route, named)


def _first(route: str, named: bool) -> Iterator[Stop]:
    rule = policy().doors[("GET", route)]
    for viewer in VIEWERS:
        reach = rule.reach(matrix.columns_of(viewer))
        holders = [holder for holder in matrix.HOLDERS if matrix.carries(reach, viewer, holder)] if named else [""]
        if reach and holders:
            yield Stop(route, viewer, HELD_BY.get(route, holders[0]))
            return


def firsts(all_stops: Iterable[Stop]) -> Iterator[Stop]:
    """Give of many stops the first list or page of every room."""
    seen: set[str] = set()
    for stop in all_stops:
        room = stop.route.replace("_", ":").split(":")[0]
        if room not in seen and not stop.holder:
            seen.add(room)
            yield stop


def takes_an_object(route: str) -> bool:
    """Tell whether the address of a route has a part to fill in."""
    try:
        reverse(route)
    except NoReverseMatch:
        return True
    return False
