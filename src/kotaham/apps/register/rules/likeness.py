"""Who may be one person: a few signs, each with its weight, none of which decides alone.

Two rows with one number cannot be; the database keeps that. What remains are people with two numbers (a PPPK whose
number changed, a mistyped digit), or without any. The signs are looked for among few candidates, never among all pairs:

* the same e-mail address: 60; with the same name: 95
* the same name and the same date of birth, which the NIP of both tells: 90
* the same name in the same office, and no date of birth that speaks against it: 60
* a name that is nearly the same, the same date of birth, the same office: 75

Two dates of birth that differ speak against one person: only the same e-mail address is then still a sign. A score is
the strongest sign; what reaches LEAST goes to people, who decide. Nothing is ever merged by itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from kotaham.core.identity.number import LENGTH
from kotaham.core.language import Say

LEAST = 60
_NEAR = 0.85
_WORD, _NEAR_WORD = 3, 0.75  # shorter words are initials and titles; Sukarno and Soekarno are one name
_NUMBERS = re.compile(r"\d+")
_CROWD = 40  # so many rows that share a sign share it by chance: a mailbox of an office, a name with no birthday
REASONS = {
    "email": Say("Surel sama", "The same e-mail address"),
    "name-birth": Say("Nama dan tanggal lahir sama", "The same name and date of birth"),
    "name-office": Say("Nama sama di kantor yang sama", "The same name in the same office"),
    "near-name": Say(
        "Nama mirip, tanggal lahir dan kantor sama", "A similar name, the same date of birth and the same office"
    ),
}


@dataclass(frozen=True, slots=True)
class Seen:
    """What is compared of a row."""

    pk: int
    name: str  # its key
    birth: str = ""  # eight digits, or "" where the number tells none
    office: int | None = None
    email: bytes | None = None


def birth_of(status: str, number: str) -> str:
    """Return the date of birth that a NIP tells, as its eight digits.

    >>> birth_of("pns", "199003092015021007"), birth_of("tni", "12345678")
    ('19900309', '')
    """
    return number[:8] if status in {"pns", "pppk"} and len(number) == LENGTH else ""


def alike(one: Seen, other: Seen) -> tuple[int, list[str]]:
    """Return how likely two rows are one person, and why.

    >>> alike(Seen(1, "sari dewi", "19900309"), Seen(2, "sari dewi", "19900309"))
    (90, ['name-birth'])
    """
    known = bool(one.birth and other.birth)
    same_birth, other_birth = known and one.birth == other.birth, known and one.birth != other.birth
    same_name, same_office = one.name == other.name, one.office is not None and one.office == other.office
    found: dict[str, int] = {}
    if one.email is not None and one.email == other.email:
        found["email"] = 95 if same_name and not other_birth else 60
    if same_name and same_birth:
        found["name-birth"] = 90
    if same_name and same_office and not other_birth:
        found["name-office"] = 60
    if not same_name and same_birth and same_office and near_names(one.name, other.name):
        found["near-name"] = 75
    return max(found.values(), default=0), list(found)


def near_names(one: str, other: str) -> bool:
    """Tell whether two names are nearly the same, whatever the order of their words.

    >>> near_names("sari dewi lestari", "lestari sari dewi"), near_names("sari dewi", "budi santoso")
    (True, False)
    """
    first, second = (" ".join(sorted(name.split())) for name in (one, other))
    found = SequenceMatcher(None, first, second, autojunk=False)
    # The first two are never less than the third, and far quicker.
    return all(ratio() >= _NEAR for ratio in (found.real_quick_ratio, found.quick_ratio, found.ratio))


def strangers(one: str, other: str) -> bool:
    """Tell whether two names have nothing in common: not one word of theirs is nearly the same.

    >>> strangers("sukarno", "soekarno"), strangers("m. iqbal", "muhammad iqbal"), strangers("nia nuraini", "endang")
    (False, False, True)
    """
    first, second = ([word.strip(".,") for word in name.split()] for name in (one, other))
    pairs = ((a, b) for a in first for b in second if min(len(a), len(b)) >= _WORD)
    return not near_names(one, other) and not any(
        a == b or SequenceMatcher(None, a, b, autojunk=False).ratio() >= _NEAR_WORD for a, b in pairs
    )


def maybe_one(one: str, other: str) -> bool:
    """Tell whether two names of communities or businesses may be one: near each other, and with the same numbers.

    >>> maybe_one("karang taruna damai", "karang taruna damay"), maybe_one("karang taruna rw 5", "karang taruna rw 6")
    (True, False)
    """
    return sorted(_NUMBERS.findall(one)) == sorted(_NUMBERS.findall(other)) and near_names(one, other)


def likely(group: Sequence[Seen]) -> Iterator[tuple[int, int, int, list[str]]]:
    """Give the pairs of a group of candidates that are alike enough: both numbers in order, score, reasons."""
    if len(group) > _CROWD:
        return
    for one, other in combinations(sorted(group, key=lambda seen: seen.pk), 2):
        score, reasons = alike(one, other)
        if score >= LEAST:
            yield one.pk, other.pk, score, reasons
