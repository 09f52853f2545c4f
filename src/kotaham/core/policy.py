"""The policy table: which role may open which door, and how far it may reach. Closed unless a cell opens it.

A row is a *rule* ("offices.rename"); its doors are pairs of HTTP method and route; its cells say for each role how far
the rule reaches: nothing, what the own office holds, what lies below it too, or everything. The views ask this table,
the services ask it again, and the tests are generated from it.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property

from kotaham.core.errors import Kind, Problem, Refused, Where
from kotaham.core.language import Say

ANYONE = "anon"  # nobody is signed in
PERSON = "person"  # whoever is signed in, for their own things
SYSTEM = "system"  # work in the background
ROLES: Mapping[str, Say] = {
    "ministry_admin": Say("Admin kementerian", "Ministry admin"),
    "instrument_editor": Say("Penyusun instrumen", "Instrument editor"),
    "assessor": Say("Penilai pusat", "Assessor"),
    "decision_maker": Say("Pengambil keputusan", "Decision maker"),
    "kanwil_head": Say("Kepala Kanwil", "Head of regional office"),
    "kanwil_verifier": Say("Penelaah Kanwil", "Regional verifier"),
    "kanwil_trainer": Say("Pelatih Kanwil", "Regional trainer"),
    "province_coordinator": Say("Koordinator provinsi", "Province coordinator"),
    "city_coordinator": Say("Koordinator kabupaten/kota", "City coordinator"),
    "unit_officer": Say("Petugas perangkat daerah", "Unit officer"),
    "policy_reviewer": Say("Penelaah kebijakan", "Policy reviewer"),
    "auditor": Say("Auditor", "Auditor"),
    "learner": Say("Peserta belajar", "Learner"),
}
COLUMNS = (ANYONE, PERSON, SYSTEM, *ROLES)
METHODS = ("GET", "POST")
ASK = "ASK"  # how the table writes a POST that only reads: what is asked for must not stand in an address
_HEAD = ("rule", "doors", "subject", "personal", "title_id", "title_en")

HEADING = Kind(
    "policy.heading",
    Say("Kolom tabel kebijakan bukan {wanted}.", "The columns of the policy table are not {wanted}."),
    Say("Perbaiki baris pertama.", "Correct the first line."),
)
CELL = Kind(
    "policy.cell",
    Say(
        "Isi {column} pada aturan {rule} adalah \u201c{found}\u201d.", "{column} of rule {rule} is \u201c{found}\u201d."
    ),
    Say("Pakai {wanted}, atau kosongkan.", "Use {wanted}, or leave it empty."),
)
DOOR = Kind(
    "policy.door",
    Say(
        "Pintu \u201c{found}\u201d pada aturan {rule} tidak dikenal.",
        "The door \u201c{found}\u201d of rule {rule} is not known.",
    ),
    Say(
        "Tulis metode GET, POST, atau ASK (POST yang hanya membaca), spasi, lalu nama rute, misalnya GET offices:list.",
        "Write GET, POST, or ASK (a POST that only reads), a space, then the name of the route, "
        "for example GET offices:list.",
    ),
)
TWICE = Kind(
    "policy.twice",
    Say("{what} tertulis dua kali dalam tabel kebijakan.", "{what} stands twice in the policy table."),
    Say("Sisakan satu saja.", "Keep only one."),
)
WRITES = Kind(
    "policy.auditor-writes",
    Say("Aturan {rule} membolehkan auditor mengubah data.", "Rule {rule} lets an auditor change data."),
    Say("Kosongkan kolom auditor.", "Empty the auditor column."),
    Say("Auditor membaca semua dan tidak menulis apa pun.", "An auditor reads everything and writes nothing."),
)


class Reach(IntEnum):
    """How far a rule carries: nothing, what the own office holds, what lies below it too, everything."""

    NONE = 0
    OWN = 1
    BELOW = 2
    ALL = 3


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table."""

    name: str
    doors: tuple[tuple[str, str], ...]
    subject: str
    personal: bool
    title: Say
    cells: Mapping[str, Reach]
    asks: frozenset[str] = frozenset()  # routes at which a POST only reads

    @property
    def writes(self) -> bool:
        """Whether one of its doors changes something."""
        return any(method != "GET" and route not in self.asks for method, route in self.doors)

    def reach(self, columns: Iterable[str]) -> Reach:
        """Return the widest reach among the columns that apply to somebody."""
        return max((self.cells.get(column, Reach.NONE) for column in columns), default=Reach.NONE)


@dataclass(frozen=True)
class Policy:
    """The whole table."""

    rules: Mapping[str, Rule]

    @cached_property
    def doors(self) -> Mapping[tuple[str, str], Rule]:
        """Every door (method, route) with the rule that guards it."""
        return {door: rule for rule in self.rules.values() for door in rule.doors}

    @cached_property
    def routes(self) -> frozenset[str]:
        """The routes that have a door at all."""
        return frozenset(route for _method, route in self.doors)

    def methods(self, route: str) -> tuple[str, ...]:
        """Return the methods that have a door at a route."""
        return tuple(method for method in METHODS if (method, route) in self.doors)


def read_policy(tables: Sequence[tuple[str, str]]) -> Policy:
    """Read the tables of all rooms, given as (name of the file, text); refuse with all their problems at once."""
    problems: list[Problem] = []
    rules: dict[str, Rule] = {}
    doors: set[tuple[str, str]] = set()
    for source, text in tables:
        for where, row in _rows(source, text, problems):
            rule = _rule(row, where, problems)
            taken = [f"{method} {route}" for method, route in rule.doors if (method, route) in doors]
            taken += [rule.name] if rule.name in rules else []
            problems += [TWICE(where, what=what) for what in taken]
            rules[rule.name] = rule
            doors.update(rule.doors)
    if problems:
        raise Refused(problems)
    return Policy(rules)


def _rows(source: str, text: str, problems: list[Problem]) -> Iterable[tuple[Where, dict[str, str]]]:
    reader = csv.DictReader(io.StringIO(text))
    wanted = (*_HEAD, *COLUMNS)
    if tuple(reader.fieldnames or ()) != wanted:
        problems.append(HEADING(Where(source, 1), wanted=",".join(wanted)))
        return
    for row in reader:
        yield Where(source, reader.line_num), {name: (row.get(name) or "").strip() for name in wanted}


def _rule(row: dict[str, str], where: Where, problems: list[Problem]) -> Rule:
    name = row["rule"]
    found = [_door(text.strip(), name, where, problems) for text in row["doors"].split(";") if text.strip()]
    doors = tuple((METHODS[-1] if method == ASK else method, route) for method, route in found)
    asks = frozenset(route for method, route in found if method == ASK)
    cells = {column: _cell(row[column], column, name, where, problems) for column in COLUMNS}
    if row["personal"] not in {"", "yes"}:
        problems.append(CELL(where, column="personal", rule=name, found=row["personal"], wanted="yes"))
    rule = Rule(name, doors, row["subject"], bool(row["personal"]), Say(row["title_id"], row["title_en"]), cells, asks)
    if rule.writes and cells["auditor"]:
        problems.append(WRITES(where, rule=name))
    return rule


def _cell(text: str, column: str, rule: str, where: Where, problems: list[Problem]) -> Reach:
    words = {"": Reach.NONE, "own": Reach.OWN, "below": Reach.BELOW, "all": Reach.ALL}
    if text not in words:
        problems.append(CELL(where, column=column, rule=rule, found=text, wanted="own, below, all"))
    return words.get(text, Reach.NONE)


def _door(text: str, rule: str, where: Where, problems: list[Problem]) -> tuple[str, str]:
    method, _space, route = text.partition(" ")
    if method not in {*METHODS, ASK} or not route or " " in route:
        problems.append(DOOR(where, found=text, rule=rule))
    return method, route
