"""Search the register by words of names: a page of a million people without counting or sorting whoever bears them."""

from collections.abc import Iterable, Sequence
from typing import Any, Literal, overload

from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.functions import Concat, StrIndex

from kotaham.apps.gate.queries import Sliced
from kotaham.apps.gate.services import Actor, search_key
from kotaham.apps.register.models import Entity, Member, NameWord
from kotaham.apps.register.queries.entities import entity_rows
from kotaham.apps.register.queries.members import COUNTED
from kotaham.apps.register.rules import members, near, of_kanwil
from kotaham.core.policy import Reach

MOST_WORDS = 4
RARE = 1_000  # names with a word; of fewer nobody asks whether another word makes them fewer still
COMMON = 5_000  # names with a word; more are not gathered
MANY = 50_000  # two words that so many bear are borne together by many
AT_HAND = 1_000  # names that are read before anything is asked of the words
LAST = "\U0010ffff"


@overload
def search(actor: Actor, reach: Reach, text: Literal[""]) -> QuerySet[Member]: ...
@overload
def search(actor: Actor, reach: Reach, text: str) -> Sliced[Member]: ...
def search(actor: Actor, reach: Reach, text: str) -> Sliced[Member]:
    """Return the members within reach whose names hold all words of a text, each from its beginning.

    Whose name begins with the first word comes first, then by name. Those lie together along the names, and often fill
    the page. Else whom a rare word finds, or two common ones together, is gathered and put in order; of common words
    the page is looked for along the names. Left to itself, PostgreSQL walks along all names from A on, though those
    that begin with the word may all lie far behind, or sorts everybody who bears a common one.
    """
    typed = list(dict.fromkeys(search_key(text).split()))[:MOST_WORDS]
    rows = Member.objects.filter(members(actor, reach), state__in=COUNTED)
    if not typed:
        return rows.select_related("office", "kanwil").order_by("name_key", "pk")
    words = NameWord.objects.filter(Q() if reach is Reach.ALL else near(actor, reach)).order_by()
    return _Found(rows, words, typed, in_a_row=reach is not Reach.BELOW or of_kanwil(actor))


def named_like(actor: Actor, reach: Reach, text: str) -> QuerySet[Member]:
    """Return who is named so, for a glance of a few lines: one question, however common the words are.

    The longest word, as a rule the rarest, is looked up among the words; of whom it finds no more than `COMMON` are
    looked at. Whoever wants all of them goes to the list, which finds them exactly.
    """
    typed = sorted(dict.fromkeys(search_key(text).split()[:MOST_WORDS]), key=len, reverse=True)
    rows = Member.objects.filter(members(actor, reach), state__in=COUNTED).select_related("office")
    if not typed:
        return rows.none()
    words = NameWord.objects.filter(Q() if reach is Reach.ALL else near(actor, reach))
    bearers = words.filter(word__gte=typed[0], word__lt=typed[0] + LAST).order_by("word", "member")
    first = search_key(text).split()[0]
    begins = Case(When(name_key__gte=first, name_key__lt=first + LAST, then=0), default=1)
    return _named(rows, typed).filter(pk__in=bearers.values("member_id")[:COMMON]).order_by(begins, "name_key", "pk")


def entities_like(actor: Actor, reach: Reach, text: str) -> QuerySet[Entity]:
    """Return the active communities and businesses within reach whose names hold all words of a text.

    Those merged into others are among them: their names lead to what stands for them.
    """
    rows = entity_rows(actor, reach).filter(active=True)
    for word in search_key(text).split()[:MOST_WORDS]:
        rows = rows.filter(name_key__contains=word)
    return rows


class _Found:
    """Whom words find, in order; every slice is the same, whichever way it is looked for."""

    def __init__(
        self, rows: QuerySet[Member], words: QuerySet[NameWord], typed: Sequence[str], *, in_a_row: bool
    ) -> None:
        """Take everybody within reach, their words, what was typed, and whether one index holds all names in a row."""
        self._words, self._typed, self._in_a_row = words, typed, in_a_row
        self._rows = rows.order_by("name_key", "pk")

    def __getitem__(self, cut: slice) -> Sequence[Member]:
        """Return the rows from `start` up to `stop`."""
        at_hand = self._at_hand(cut) if self._in_a_row else []
        if len(at_hand) == cut.stop - cut.start:
            return _shown(at_hand)
        few = _few(self._words, sorted(self._typed, key=len, reverse=True))
        return _shown(self._along(cut) if few is None else self._gathered(few)[cut])

    def _at_hand(self, cut: slice) -> Sequence[int]:
        """Return the slice as far as it is found among the first whose names begin with the first word."""
        if len(self._typed) == 1:
            return _of_block(self._rows, self._typed[0], cut)
        rest = [f" {word}" for word in self._typed[1:]]
        names = _block(self._rows, self._typed[0], slice(0, AT_HAND))
        return [pk for pk, name in names if all(word in f" {name}" for word in rest)][cut]

    def _gathered(self, few: Any) -> "QuerySet[Member, int]":
        """Put those whom a rare word finds in order."""
        first = Case(When(self._begins, then=0), default=1)
        return _numbers(_named(self._rows, self._typed).filter(pk__in=few).order_by(first, "name_key", "pk"))

    def _along(self, cut: slice) -> Sequence[int]:
        """Look along the names; whom names begin with is counted only behind the last of them."""
        rows = _named(self._rows, self._typed[1:])
        found = _of_block(rows, self._typed[0], cut)
        if len(found) == cut.stop - cut.start:
            return found
        ahead = cut.start + len(found) if found or not cut.start else rows.filter(self._begins).order_by().count()
        others = _numbers(_named(self._rows, self._typed).exclude(self._begins))
        return [*found, *others[max(cut.start - ahead, 0) : cut.stop - ahead]]

    @property
    def _begins(self) -> Q:
        return Q(name_key__gte=self._typed[0], name_key__lt=self._typed[0] + LAST)


def _block(rows: QuerySet[Member], first: str, cut: slice) -> list[tuple[int, str]]:
    """Return a slice of those whose names begin with a word, which lie together.

    Their end is not asked of the database: PostgreSQL believes that few begin so, and would sort whoever does.
    """
    names = list(rows.filter(name_key__gte=first).values_list("pk", "name_key")[cut])
    return [(pk, name) for pk, name in names if name.startswith(first)]


def _of_block(rows: QuerySet[Member], first: str, cut: slice) -> list[int]:
    return [pk for pk, _name in _block(rows, first, cut)]


def _few(words: QuerySet[NameWord], typed: Sequence[str]) -> QuerySet[NameWord, Any] | list[int] | None:
    """Return the members with a word that few bear, or those with two words together, when they are few.

    Two lists of members that the index gives are cut with each other, without a look at the people: of a join
    PostgreSQL expects a hundredth of what comes, and takes a way that is slow for so many.
    """
    found = [words.filter(word__gte=word, word__lt=word + LAST).values("member_id") for word in typed]
    (least, rows), *others = sorted(((_up_to(COMMON, rows), rows) for rows in found), key=lambda one: one[0])
    if least <= (min(RARE, COMMON) if others else COMMON):
        return rows[:COMMON]
    if not others or (least > COMMON and all(_up_to(MANY, rows) > MANY for rows in found)):
        return None
    both = [row["member_id"] for row in rows.intersection(others[0][1])[: COMMON + 1]]
    return both if len(both) <= COMMON else None


def _up_to(count: int, rows: QuerySet[NameWord, Any]) -> int:
    """Count rows, but no further than to one more."""
    return rows[: count + 1].count()


def _named(rows: QuerySet[Member], typed: Iterable[str]) -> QuerySet[Member]:
    """Narrow to names with all words; asked so that PostgreSQL expects many, and goes along the names."""
    for number, word in enumerate(typed):
        at = f"at_{number}"
        rows = rows.alias(**{at: StrIndex(Concat(Value(" "), F("name_key")), Value(f" {word}"))})
        rows = rows.filter(**{f"{at}__gt": 0})
    return rows


def _numbers(rows: QuerySet[Member]) -> "QuerySet[Member, int]":
    return rows.values_list("pk", flat=True)


def _shown(numbers: Iterable[int]) -> list[Member]:
    """Return the rows of a page; what belongs to them is looked up for these alone."""
    wanted = list(numbers)
    found = Member.objects.select_related("office", "kanwil").in_bulk(wanted)
    return [found[pk] for pk in wanted if pk in found]
