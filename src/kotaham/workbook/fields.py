"""The names of a table's columns for an instrument: `CODE`, `CODE.pembilang`, `CODE.ITEM`, `CODE.bukti`, ...

The names are the same in both languages, so that a table can be read whatever the language of its readers.
"""

from dataclasses import dataclass, field
from hashlib import sha256

from kotaham.core.instrument.kinds import Checklist, Choice, Direct, Document, Option, Ratio
from kotaham.core.instrument.model import Bonus, Indicator, Instrument

CODE, NAME, PROVINCE = "kode", "nama", "provinsi"
SUBJECT_WORDS = {"kode": CODE, "code": CODE, "nama": NAME, "name": NAME, "provinsi": PROVINCE, "province": PROVINCE}
NUMERATOR, DENOMINATOR = "pembilang", "penyebut"
FROM, UNTIL = "mulai", "sampai"
REASON = "alasan"
NOT_APPLICABLE, MISSING, EVIDENCE = "tidak_berlaku", "kosong", "bukti"
ANNEX = (NOT_APPLICABLE, MISSING, EVIDENCE)
BONUS = "bonus"
_PARTS = {NUMERATOR, DENOMINATOR, FROM, UNTIL, REASON, *ANNEX, "butir"}
_TAKEN = {*SUBJECT_WORDS, BONUS, "indikator"}
LABEL_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Field:
    """One column that holds (a part of) a value: its name, its indicator, and which part it is."""

    name: str
    indicator: Indicator = field(compare=False)  # the name alone tells fields apart
    part: str = ""
    item: str = ""


def base_name(indicator: Indicator) -> str:
    """Return the name of the indicator's columns; a code that is also a word of the header gets a prefix."""
    return f"indikator.{indicator.code}" if indicator.code.casefold() in _TAKEN else indicator.code


def item_part(code: str) -> str:
    """Return the part name of a checklist item; an item called `bukti` is not the column for evidence."""
    return f"butir.{code}" if code.casefold() in _PARTS else code


def value_fields(indicator: Indicator) -> tuple[Field, ...]:
    """Return the columns that together hold the value of an indicator."""
    base, scoring = base_name(indicator), indicator.scoring
    match scoring:
        case Ratio():
            parts = [(NUMERATOR, ""), (DENOMINATOR, "")]
        case Checklist(items=items):
            parts = [(item_part(item.code), item.code) for item in items]
        case Document():
            parts = [("", ""), (FROM, ""), (UNTIL, "")]
        case Direct():
            parts = [("", ""), (REASON, "")]
        case _:
            parts = [("", "")]
    return tuple(Field(f"{base}.{part}" if part else base, indicator, part, item) for part, item in parts)


def annex_names(indicator: Indicator) -> dict[str, str]:
    """Return the columns beside the value: reasons and evidence."""
    base = base_name(indicator)
    return {part: f"{base}.{part}" for part in ANNEX}


def bonus_names(instrument: Instrument) -> dict[str, str]:
    """Return the column of each bonus item, by item code."""
    items = instrument.bonus.items if isinstance(instrument.bonus, Bonus) else ()
    return {item.code: f"{BONUS}.{item.code}" for item in items}


def all_names(instrument: Instrument) -> tuple[str, ...]:
    """Return every column name that a table for this instrument can have, subject columns first."""
    names = [CODE, NAME, PROVINCE]
    for indicator in instrument.known_indicators:
        names += [field.name for field in value_fields(indicator)]
        names += annex_names(indicator).values()
    return (*names, *bonus_names(instrument).values())


def option_label(option: Option) -> str:
    """Return the text that a drop-down shows for an option: its code and (the beginning of) its title."""
    title = " ".join(option.title.split())
    short = title if len(title) <= LABEL_LENGTH else f"{title[: LABEL_LENGTH - 1]}…"
    return f"{option.code} – {short}"


def shape_sha256(instrument: Instrument) -> str:
    """Return a digest of everything a form asks for; the same in both languages, other when a column changes."""
    lines = [instrument.id, instrument.version, *all_names(instrument)]
    for indicator in instrument.known_indicators:
        options = indicator.scoring.options if isinstance(indicator.scoring, Choice) else ()
        lines.append(" ".join([indicator.code, indicator.scoring.kind, *(option.code for option in options)]))
    return sha256("\n".join(lines).encode()).hexdigest()
