"""Compare short answers as people mean them: without case, without accents, whatever the spaces and the apostrophes."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

LONGEST = 500  # letters of a short answer
_QUOTES = str.maketrans(
    dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u0060\u00b4"), "'") | dict.fromkeys(map(ord, "\u201c\u201d"), '"')
)
_NUMBER = re.compile(r"[+\-\u2212]?[0-9]{1,30}(?:[.,][0-9]{1,30})?\Z")


def folded(text: str) -> str:
    """Return a text as it is compared: case, accents, doubled spaces and a full stop at the end do not count.

    >>> folded("  Hak  Asasi Manusía. ")
    'hak asasi manusia'
    """
    plain = unicodedata.normalize("NFKD", text.translate(_QUOTES))
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign)).casefold()
    again = unicodedata.normalize("NFKD", bare)  # casefold may compose signs that fall apart once more
    bare = "".join(sign for sign in again if not unicodedata.combining(sign))
    return " ".join(bare.split()).rstrip(".").strip()


def number_of(text: str) -> Decimal | None:
    """Return the number that a text is, with a point or a comma before its decimals; None when it is none.

    >>> number_of("2,50"), number_of("1.000,5")
    (Decimal('2.50'), None)
    """
    found = text.strip()
    if not _NUMBER.match(found):
        return None
    try:
        return Decimal(found.replace(",", ".").replace("\u2212", "-"))
    except InvalidOperation:  # pragma: no cover - the pattern admits plain numbers only
        return None
