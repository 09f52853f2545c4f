"""A register of made-up people: names of syllables, numbers that keep the real rules and belong to nobody known.

The number of a person says which: the birthday and the sequence are counted up, so that no two are the same. What is
personal lies sealed under the keys of the installation, as the import would have sealed it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl
from django.db import transaction
from django.utils import timezone
from training_rows import draw, skewed, top, write

from kotaham.apps.accounts.models import Appointment, Person
from kotaham.apps.offices import queries as offices
from kotaham.apps.offices.models import RANKS, Office
from kotaham.apps.register.models import Member, NameWord, Posting
from kotaham.apps.register.services.keys import keyring
from kotaham.core.identity.number import SHOWN

PIECE = 50_000
UNITS = ("Dinas Kesehatan", "Dinas Pendidikan", "Dinas Sosial", "Inspektorat")
HEADS = ("ba", "ci", "da", "fe", "ga", "hu", "ja", "ke", "la", "mi", "na", "pu", "ra", "se", "ta", "wi", "ya", "zu")
TAILS = ("di", "ka", "lan", "mar", "ni", "ran", "sa", "ti", "wan", "yu", "ndra", "ksi", "rto", "lia", "mba", "sno")
FIRST_DAY, DAYS = date(1966, 1, 1), 12_000
SINCE = date(2024, 1, 1)
KINDS = {"pns": 700, "pppk": 200, "tni": 30, "polri": 30, "other": 40}  # of a thousand
AGENCY, POST = "Pemerintah Daerah Rekaan", "Analis Rekaan"
MADE_FOR = "@latihan.example"
OFFICERS = (
    "ministry_admin", "auditor", "kanwil_head", "kanwil_trainer", "province_coordinator", "city_coordinator",
    "unit_officer",
)  # fmt: skip


def _words(heads: Sequence[str], middles: Sequence[str]) -> pl.Series:
    """Return made-up words, two or three syllables each."""
    return pl.Series([(a + b + c).capitalize() for a in heads for b in middles for c in TAILS])


FIRST, LAST = _words(HEADS, ("",)), _words(HEADS, HEADS)


@dataclass(frozen=True)
class Ground:
    """The offices in which people serve, and the Kanwil of each."""

    offices: Sequence[int]
    kanwil: Mapping[int, int]
    names: Mapping[int, str]

    @property
    def frame(self) -> pl.DataFrame:
        """Office and Kanwil by their place in the list."""
        return pl.DataFrame(
            {
                "place": pl.Series(range(len(self.offices)), dtype=pl.UInt64),
                "office_id": list(self.offices),
                "kanwil_id": [self.kanwil[pk] for pk in self.offices],
            }
        )


def ground() -> Ground:
    """Open units in every city that lies in the area of a Kanwil, unless they are there; return where people serve."""
    served = offices.areas().filter(offices.in_force(timezone.localdate()))
    areas = dict(served.values_list("province_code", "kanwil_id"))
    cities = [one for one in Office.objects.filter(kind="city").order_by("pk") if one.province_code in areas]
    if not Office.objects.filter(kind="unit", name__startswith=UNITS[0]).exists():
        Office.objects.bulk_create(_unit(city, name) for city in cities for name in UNITS)
    rows = Office.objects.filter(kind="unit", parent__in=cities).order_by("pk")
    found = list(rows.values_list("pk", "province_code", "name"))
    return Ground(
        [pk for pk, _code, _name in found], {pk: areas[code] for pk, code, _name in found},
        {pk: name for pk, _code, name in found},
    )  # fmt: skip


def _unit(city: Office, name: str) -> Office:
    return Office(
        kind="unit", name=f"{name} {city.name.split(maxsplit=1)[-1]}", parent=city, place_id=city.place_id,
        place_code=city.place_code, province_code=city.province_code, city_code=city.city_code, rank=RANKS["unit"],
        valid_from=SINCE,
    )  # fmt: skip


def officers(land: Ground) -> dict[str, int]:
    """Seat one person for each role that looks at the pages; return them by role."""
    unit = Office.objects.select_related("parent__parent").get(pk=land.offices[0])
    city, (ministry,) = unit.parent, Office.objects.filter(kind="ministry")
    assert city is not None
    seats = {
        "ministry": ministry.pk, "auditor": ministry.pk, "kanwil": land.kanwil[unit.pk],
        "province": city.parent_id, "city": city.pk, "unit": unit.pk,
    }  # fmt: skip
    found = {}
    for role in OFFICERS:
        name = f"Petugas {role}"
        person = Person.objects.create(email=f"{role}{MADE_FOR}", name=name, name_key=name.lower(), password="!")
        seat = seats[role.partition("_")[0]]
        Appointment.objects.create(person=person, role=role, office_id=seat, starts=SINCE, basis="SK rekaan")
        found[role] = person.pk
    return found


def described(first: int, count: int) -> pl.DataFrame:
    """Make people by their numbers from `first` on, in plain words: what a list of an office says of them."""
    i = pl.col("i")
    rows = pl.DataFrame({"i": pl.Series(range(first, first + count), dtype=pl.UInt64)}).with_columns(
        (pl.lit(FIRST_DAY) + pl.duration(days=(i % DAYS).cast(pl.Int64))).alias("born"),
        draw(i, 1, 1000).alias("kind"), skewed(i, 2, len(FIRST)).alias("one"), skewed(i, 3, len(LAST)).alias("two"),
        draw(i, 4, len(LAST)).alias("three"), draw(i, 5, 3).alias("short"),
        (1 + draw(i, 6, 2)).cast(pl.String).alias("digit"),
    )  # fmt: skip
    kinds = pl.Series([word for word, share in KINDS.items() for _one in range(share)])
    picked = {"status": (kinds, "kind"), "one": (FIRST, "one"), "two": (LAST, "two"), "three": (LAST, "three")}
    rows = rows.with_columns(words.gather(rows[place]).alias(name) for name, (words, place) in picked.items())
    name = pl.when(pl.col("short") == 0).then(pl.concat_str("one", "two", separator=" "))
    whole = name.otherwise(pl.concat_str("one", "two", "three", separator=" "))
    return rows.with_columns(whole.alias("name"), number())


def number() -> pl.Expr:
    """A number by the rules of core.identity.number; soldiers and police officers have eight digits."""
    i, status, born = pl.col("i"), pl.col("status"), pl.col("born")
    year = pl.min_horizontal(born.dt.year() + 22 + draw(pl.col("i"), 7, 9).cast(pl.Int32), pl.lit(2025)).cast(pl.String)
    month = (1 + draw(i, 8, 12)).cast(pl.String).str.zfill(2)
    middle = pl.when(status == "pns").then(month).otherwise(pl.lit("21"))
    last = (1 + i // DAYS).cast(pl.String).str.zfill(3)
    civil = pl.concat_str(born.dt.strftime("%Y%m%d"), year, middle, "digit", last)
    short = (10_000_000 + i).cast(pl.String)
    return (
        pl.when(status.is_in(["pns", "pppk"])).then(civil).when(status == "other").then(pl.lit("")).otherwise(short)
    ).alias("number")  # fmt: skip


def fill(land: Ground, people: int) -> None:
    """Write the register in pieces, each in one transaction."""
    accounts, members, words = top(Person), top(Member), top(NameWord)
    takers = takers_of(people)
    for first in range(0, people, PIECE):
        count = min(PIECE, people - first)
        rows = placed(described(first, count), land)
        rows = rows.with_columns((members + 1 + pl.col("i")).cast(pl.Int64).alias("id"))
        with transaction.atomic():
            if first < takers:
                rows = rows.with_columns(_account(accounts, takers))
                write(Person, _persons(rows.filter(pl.col("account_id").is_not_null())))
            write(Member, _sealed(rows))
            write(Posting, _postings(rows))
            named = _named(rows, words)
            write(NameWord, named)
            words += named.height


def takers_of(people: int) -> int:
    """Return how many people have an account: a few thousand sit tests at once."""
    return min(people // 5, 4000)


def placed(rows: pl.DataFrame, land: Ground) -> pl.DataFrame:
    place = draw(pl.col("i"), 9, len(land.offices)).alias("place")
    return rows.with_columns(place).join(land.frame, on="place", how="left", maintain_order="left")


def _account(base: int, takers: int) -> pl.Expr:
    i = pl.col("i")
    return pl.when(i < takers).then((base + 1 + i).cast(pl.Int64)).otherwise(None).alias("account_id")


def _persons(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(
        pl.col("account_id").alias("id"),
        pl.format(f"peserta{{}}{MADE_FOR}", "i").alias("email"),
        "name",
        pl.col("name").str.to_lowercase().alias("name_key"),
        pl.lit("!").alias("password"),
    )


def _sealed(rows: pl.DataFrame) -> pl.DataFrame:
    """Seal what is personal, whole columns at once."""
    ring, refs = keyring(), [_ref(i) for i in rows["i"]]
    texts = {
        "number": rows["number"].to_list(),
        "email": [f"peserta{i}{MADE_FOR}" for i in rows["i"]],
        "phone": [f"0811{i:08}" if i % 3 else "" for i in rows["i"]],
    }
    columns = {f"{name}_sealed": list(ring.seal_all(refs, name, found)) for name, found in texts.items()}
    columns |= {f"{name}_index": list(ring.index_all(name, texts[name])) for name in ("number", "email")}
    secret = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.Binary))
    empty = {name: pl.Series([not text for text in found]) for name, found in texts.items()}
    kept = [pl.when(empty[name.partition("_")[0]]).then(None).otherwise(pl.col(name)).alias(name) for name in columns]
    return pl.concat([rows, secret.with_columns(kept)], how="horizontal").select(
        "id", "status", "name", pl.col("name").str.to_lowercase().alias("name_key"), *columns,
        pl.Series("ref", [ref.hex() for ref in refs]), pl.col("number").str.tail(SHOWN).alias("number_tail"),
        pl.when(pl.col("status").is_in(["pns", "pppk"])).then("digit").otherwise(pl.lit("")).alias("sex"),
        pl.lit(ring.newest).alias("key"), "office_id", "kanwil_id", pl.lit(AGENCY).alias("agency"),
        pl.lit(POST).alias("post"),
        "account_id" if "account_id" in rows.columns else pl.lit(None, pl.Int64).alias("account_id"),
    )  # fmt: skip


def _ref(i: int) -> bytes:
    """Return the UUID (version 8) of a person: made up from the number, and told apart from drawn ones by it."""
    return b"\x6b\x6f\x74\x61\x68\x61\x80\x00\x80\x00" + i.to_bytes(6, "big")


def _postings(rows: pl.DataFrame) -> pl.DataFrame:
    at = [pl.col("id").alias("member_id"), "office_id", "kanwil_id", pl.lit(AGENCY).alias("agency")]
    return rows.select("id", *at, pl.lit(SINCE.isoformat()).alias("starts"))


def _named(rows: pl.DataFrame, before: int) -> pl.DataFrame:
    words = rows.select(
        pl.col("name").str.to_lowercase().str.split(" ").list.unique(maintain_order=True).alias("word"),
        pl.col("id").alias("member_id"), "kanwil_id", "office_id",
    ).explode("word")  # fmt: skip
    return words.with_row_index("id", before + 1)


def listed(land: Ground, first: int, count: int) -> Iterator[pl.DataFrame]:
    """Give the people from `first` on as a list that an office hands in, in pieces."""
    names = pl.Series([land.names[pk] for pk in land.offices])
    for start in range(first, first + count, PIECE):
        rows = placed(described(start, min(PIECE, first + count - start)), land)
        yield rows.select(
            pl.col("name").alias("Nama"),
            pl.col("status").replace({"other": "umum"}).str.to_uppercase().alias("Status"),
            pl.col("number").alias("NIP"),
            names.gather(rows["place"]).alias("Unit Kerja"),
            pl.lit(POST).alias("Jabatan"),
            pl.format(f"impor{{}}{MADE_FOR}", "i").alias("Surel"),
        )
