"""Make staged rows of a frame: checked by whole columns, placed in offices, known people found, all of it sealed."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import polars as pl
from django.utils import timezone

from kotaham.apps.gate.services import Actor, demand, search_key
from kotaham.apps.offices import queries as offices
from kotaham.apps.register import queries
from kotaham.apps.register.models import Batch, Member
from kotaham.apps.register.rules import strangers
from kotaham.apps.register.services.importing import letters
from kotaham.apps.register.services.keys import keyring
from kotaham.apps.register.services.sealed import EMAIL, NUMBER, PHONE, opened
from kotaham.core.identity.number import SHOWN, Status
from kotaham.core.identity.sealing import Keyring
from kotaham.core.policy import Reach
from kotaham.workbook.roster.checks import ROW, check

_TYPES: Final[Mapping[str, Any]] = {
    **dict.fromkeys(queries.STAGED, pl.String),
    **dict.fromkeys(("batch_id", ROW, "key", "office_id", "kanwil_id", "member_id", "member_version"), pl.Int64),
    **dict.fromkeys(queries.SEALED, pl.Binary),
}
STRANGER = "stranger"
_SEVERAL = -1  # in place of an office whose name others have, too
Texts = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Desk:
    """What every frame of a list is compared with."""

    batch: Batch
    actor: Actor
    reach: Reach
    today: date
    ring: Keyring
    named: Mapping[str, int]  # office by its name in small letters
    kanwil: Mapping[int, int | None]  # the Kanwil in whose area an office lies


def desk_of(batch: Batch, actor: Actor) -> Desk:
    """Prepare to read a list for whoever asked; rows may name the offices that they reach."""
    reach = demand(actor, "register.import-begin")
    today = timezone.localdate(batch.at)  # a restart on another day reads the same
    areas = dict(offices.areas().filter(offices.in_force(today)).values_list("province_code", "kanwil_id"))
    rows = offices.visible(offices.reachable(actor, reach), offices.Narrowing())
    named: dict[str, int] = {}
    kanwil: dict[int, int | None] = {}
    for pk, name, short, kind, province in rows.values_list("pk", "name", "short_name", "kind", "province_code"):
        kanwil[pk] = pk if kind == "kanwil" else areas.get(province)
        for word in {" ".join(text.split()).lower() for text in (name, short) if text}:
            named[word] = pk if named.get(word, pk) == pk else _SEVERAL
    return Desk(batch, actor, reach, today, keyring(), named, kanwil)


Held = Mapping[int, tuple[Member, bool]]  # row: whom its number belongs to already, whether they lie within reach


@dataclass(frozen=True)
class Checked:
    """A frame of which the rows are checked and placed."""

    rows: int  # as the file has them
    upto: int  # rows of the list to the end of this frame
    good: pl.DataFrame
    refused: pl.DataFrame


@dataclass(frozen=True)
class Made:
    """A frame to be written: columns of `Staged`, and of `Refusal`."""

    rows: int
    upto: int
    good: pl.DataFrame
    refused: pl.DataFrame


def checked(frame: pl.DataFrame, upto: int, desk: Desk) -> Checked:
    """Check the rows of a frame and find their offices; asks the database for nothing."""
    found = check(frame, desk.today)
    good, lost = _placed(found.good, desk)
    good = good.with_columns(
        pl.when(pl.col("status") == Status.OTHER).then(pl.lit("")).otherwise("number").alias("number")
    )
    index = _indexes(desk.ring, NUMBER, good["number"].to_list())
    good = good.with_columns(pl.Series("number_index", index, dtype=pl.Binary))
    return Checked(frame.height, upto, good, pl.concat([_refused(found.refused, desk), lost]))


def finished(frame: Checked, held: Held, desk: Desk) -> Made:
    """Seal the rows of a frame; asks the database for nothing."""
    good, refused = frame.good, frame.refused
    if not held:
        return Made(frame.rows, frame.upto, _fresh(good, desk), refused.sort(ROW))
    known, elsewhere = _known(good.filter(pl.col(ROW).is_in(list(held))), held, desk)
    fresh = _fresh(good.filter(~pl.col(ROW).is_in(list(held))), desk)
    others = _others(elsewhere, "number", letters.ELSEWHERE.code, desk)
    return Made(frame.rows, frame.upto, pl.concat([fresh, known]).sort(ROW), pl.concat([refused, others]).sort(ROW))


def known_in(frame: Checked, desk: Desk) -> Held:
    """Ask the database whom numbers belong to already."""
    rows, index, numbers = (frame.good[name].to_list() for name in (ROW, "number_index", "number"))
    if len(desk.ring.indexes(NUMBER, "")) == 1:
        asked = {row: [one] for row, one in zip(rows, index, strict=True) if one}
    else:  # while keys are being changed, a person may be found under an older one
        asked = {row: desk.ring.indexes(NUMBER, text) for row, text in zip(rows, numbers, strict=True) if text}
    people = queries.known(desk.actor, desk.reach, [one for indexes in asked.values() for one in indexes])
    if not people:
        return {}
    hits = ((row, next((people[one] for one in indexes if one in people), None)) for row, indexes in asked.items())
    return {row: hit for row, hit in hits if hit is not None}


def _placed(good: pl.DataFrame, desk: Desk) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Find the office that a row names; an empty cell names none, and a name that is not known is refused."""
    name = pl.col("office").str.to_lowercase()
    found = name.replace_strict(list(desk.named), list(desk.named.values()), default=None, return_dtype=pl.Int64)
    rows = good.with_columns(found.alias("office_id"))
    unknown = (pl.col("office") != "") & pl.col("office_id").is_null()
    several = (pl.col("office_id") == _SEVERAL).fill_null(value=False)
    refused = [
        _others(rows.filter(unknown)[ROW].to_list(), "office", letters.OFFICE.code, desk),
        _others(rows.filter(several)[ROW].to_list(), "office", letters.OFFICES.code, desk),
    ]
    return rows.filter(~unknown & ~several), pl.concat(refused)


def _refused(rows: pl.DataFrame, desk: Desk) -> pl.DataFrame:
    """Return what the checks refused, with the one figure that their letters name."""
    found = pl.col("found").fill_null("")
    values = pl.concat_str(pl.lit('{"found":"'), found, pl.lit('","most":"'), found, pl.lit('"}'))
    told = rows.with_columns(pl.lit(desk.batch.pk, pl.Int64).alias("batch_id"), values.alias("values"))
    return told.select(
        pl.col(name).cast(pl.Int64 if name in {"batch_id", ROW} else pl.String) for name in queries.REFUSED
    )


def _others(rows: Sequence[int], column: str, code: str, desk: Desk) -> pl.DataFrame:
    told = {"batch_id": desk.batch.pk, "column": column, "code": code, "values": "{}"}
    numbers = pl.DataFrame({ROW: pl.Series(rows, dtype=pl.Int64)})
    return numbers.with_columns(pl.lit(value).alias(name) for name, value in told.items()).select(
        pl.col(name).cast(pl.Int64 if name in {"batch_id", ROW} else pl.String) for name in queries.REFUSED
    )


def _fresh(rows: pl.DataFrame, desk: Desk) -> pl.DataFrame:
    """Return people whom nobody knows yet, each sealed under a new `ref`."""
    refs = _refs(rows.height)
    texts = {name: rows[name].to_list() for name in (NUMBER, EMAIL, PHONE)}
    office = pl.col("office_id").fill_null(desk.batch.office_id)
    made = rows.with_columns(
        office,
        office.replace_strict(list(desk.kanwil), list(desk.kanwil.values()), default=None, return_dtype=pl.Int64)
        .alias("kanwil_id"),
        pl.Series("name_key", _keys(rows["name"]), dtype=pl.String),
        pl.Series("ref", [ref.hex() for ref in refs], dtype=pl.String),
        *(pl.Series(f"{name}_sealed", _sealed(desk.ring, refs, name, texts[name]), dtype=pl.Binary) for name in texts),
        pl.Series("email_index", _indexes(desk.ring, EMAIL, texts[EMAIL]), dtype=pl.Binary),
        pl.col("number").str.tail(SHOWN).alias("number_tail"),
        pl.lit(desk.ring.newest).alias("key"),
        pl.lit(desk.batch.pk).alias("batch_id"),
        pl.lit(None).alias("member_id"),
        pl.lit(None).alias("member_version"),
        pl.lit("created").alias("change"),
    )  # fmt: skip
    return made.select(pl.col(name).cast(_TYPES[name]) for name in queries.STAGED)


def _refs(count: int) -> list[bytes]:
    """Return as many random UUIDs (version 4) as bytes."""
    raw = bytearray(os.urandom(16 * count))
    for at in range(0, len(raw), 16):
        raw[at + 6] = raw[at + 6] & 0x0F | 0x40
        raw[at + 8] = raw[at + 8] & 0x3F | 0x80
    return [bytes(raw[at : at + 16]) for at in range(0, len(raw), 16)]


def _keys(names: pl.Series) -> list[str]:
    """Fold names for searching; plain ones, nearly all, as a column."""
    plain = names.str.to_lowercase().to_list()
    strange = (names.str.len_bytes() != names.str.len_chars()).arg_true().to_list()
    for at in strange:
        plain[at] = search_key(names[at])[:320]
    return plain


def _sealed(ring: Keyring, refs: Sequence[bytes], name: str, texts: Sequence[str]) -> list[bytes | None]:
    at = [place for place, text in enumerate(texts) if text]
    found: list[bytes | None] = [None] * len(texts)
    sealed = ring.seal_all((refs[place] for place in at), name, (texts[place] for place in at))
    for place, value in zip(at, sealed, strict=True):
        found[place] = value
    return found


def _indexes(ring: Keyring, name: str, texts: Iterable[str]) -> list[bytes | None]:
    return [ring.index(name, text) if text else None for text in texts]


def _known(rows: pl.DataFrame, held: Held, desk: Desk) -> tuple[pl.DataFrame, Sequence[int]]:
    """Return what becomes of people who are known, and the rows of those who lie out of reach."""
    made, elsewhere = [], []
    for row in rows.iter_rows(named=True):
        member, near = held[row[ROW]]
        if near:
            made.append(_changed(row, member, desk))
        else:
            elsewhere.append(row[ROW])
    frame = pl.DataFrame(made, schema=dict(_TYPES), orient="row") if made else pl.DataFrame(schema=dict(_TYPES))
    return frame.select(queries.STAGED), elsewhere


def _changed(row: Mapping[str, Any], member: Member, desk: Desk) -> dict[str, Any]:
    """Return the columns of a person as the row wants them: an empty cell keeps what is there."""
    office = row["office_id"] or member.office_id
    kanwil = desk.kanwil.get(row["office_id"]) if row["office_id"] else member.kanwil_id
    plain = {
        "status": row["status"],
        "name": row["name"],
        "name_key": search_key(row["name"]),
        "sex": row["sex"] or member.sex,
        "office_id": office,
        "kanwil_id": kanwil,
        "agency": row["agency"] or member.agency,
        "post": row["post"] or member.post,
    }
    secret = _secret(row, member, desk.ring)
    changes = any(getattr(member, name) != value for name, value in plain.items()) or _differs(row, member, secret)
    return {
        **plain,
        **secret,
        "batch_id": desk.batch.pk,
        ROW: row[ROW],
        "ref": member.ref.hex,
        "member_id": member.pk,
        "member_version": member.version,
        "change": _change(plain, member, changes=changes),
    }


def _change(plain: Mapping[str, Any], member: Member, *, changes: bool) -> str:
    if plain["name"] != member.name and strangers(plain["name_key"], member.name_key):
        return STRANGER  # refused when the whole list is read, and the second of two rows with it
    return "updated" if changes else "unchanged"


def _secret(row: Mapping[str, Any], member: Member, ring: Keyring) -> dict[str, Any]:
    """Return the sealed columns; what is there stays as it is, unless its key has been followed by a newer one."""
    kept = {name: _bytes(getattr(member, name)) for name in queries.SEALED}
    found: dict[str, Any] = {**kept, "number_tail": member.number_tail, "key": ring.newest}
    for name in (NUMBER, EMAIL, PHONE):
        given = row[name] if name != NUMBER else ""
        if not given and member.key == ring.newest:
            continue
        text = given or opened(member, name)
        found[f"{name}_sealed"] = ring.seal(member.ref.bytes, name, text) if text else None
        if name != PHONE:
            found[f"{name}_index"] = ring.index(name, text) if text else None
    return found


def _differs(row: Mapping[str, Any], member: Member, secret: Mapping[str, Any]) -> bool:
    """Tell whether the row brings another address or telephone; under an older key only the plain texts compare."""
    given = [name for name in (EMAIL, PHONE) if row[name]]
    if secret["key"] == member.key:
        return any(secret[f"{name}_sealed"] != _bytes(getattr(member, f"{name}_sealed")) for name in given)
    return any(row[name] != opened(member, name) for name in given)


def _bytes(value: Any) -> bytes | None:
    return bytes(value) if value is not None else None
