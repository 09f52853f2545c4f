"""Who takes which course, sits its tests and comes to its sessions: 3 attendances and 20 answers for each person.

Of ten people eight take a course, two of them a second one; one was only invited, one does nothing. A class is what
people of one Kanwil do together: three sessions, a first test before them and a final one after.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl
from django.db import transaction
from training_courses import ASKED, FORMS, LETTERS, PASS, VERSIONS, Taught, days, first_day
from training_people import PIECE, Ground, described, placed
from training_rows import draw, write

from kotaham.apps.classes.models import Attendance, Seat, Session
from kotaham.apps.courses.models import Enrolment
from kotaham.apps.exams.models import Attempt, Response

CLASS, MEETINGS, APART = 250, 3, 2  # people, sessions, days between them
MODES = ("webinar", "onsite", "hybrid", "elearning", "latsar", "talkshow")
STAGES = 2
MOMENT = "%Y-%m-%d %H:%M:%S"


@dataclass
class Classes:
    """The classes so far: their numbers in the order in which they were opened, and how many belong to each."""

    numbers: dict[tuple[int, int, int], int] = field(default_factory=dict)
    ranks: Counter[tuple[int, int]] = field(default_factory=Counter)
    sizes: Counter[int] = field(default_factory=Counter)

    def seated(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Return rows with the number of the class of each."""
        keys = list(zip(rows["kanwil_id"], rows["course"], strict=True))
        numbers = []
        for key in keys:
            group = (*key, self.ranks[key] // CLASS)
            self.ranks[key] += 1
            number = self.numbers.setdefault(group, len(self.numbers))
            self.sizes[number] += 1
            numbers.append(number)
        return rows.with_columns(pl.Series("class", numbers, dtype=pl.UInt64))


def fill(land: Ground, taught: Sequence[Taught], people: int, members: int) -> None:
    """Write all that people have done; `members` is the number before that of the first person."""
    classes, enrolled, active = Classes(), 0, 0
    for first in range(0, people, PIECE):
        count = min(PIECE, people - first)
        rows = _joined(placed(described(first, count), land), members).with_row_index("e", enrolled)
        enrolled += rows.height
        busy = classes.seated(rows.filter(~pl.col("invited"))).with_row_index("a", active)
        active += busy.height
        busy = _dated(_known(busy, taught))
        with transaction.atomic():
            answers = _answers(busy)
            earned = answers.group_by("attempt_id").agg(pl.col("right").sum().cast(pl.Int64).alias("points"))
            attempts = _attempts(busy).join(earned.rename({"attempt_id": "id"}), on="id", maintain_order="left")
            write(Enrolment, _enrolments(rows.filter(pl.col("invited")), busy, attempts, taught))
            _write_presence(busy)
            write(Attempt, _columns_of_attempts(attempts))
            write(Response, _columns_of_answers(answers))
    _write_sessions(classes, taught)


def _joined(rows: pl.DataFrame, members: int) -> pl.DataFrame:
    """Say which courses people take, by their places in the catalogue."""
    i = pl.col("i")
    first = draw(i, 20, VERSIONS).cast(pl.Int64)
    second = (first + 1 + draw(i, 21, VERSIONS - 1).cast(pl.Int64)) % VERSIONS
    said = rows.select(
        "i", (members + 1 + i).cast(pl.Int64).alias("member_id"), "office_id", "kanwil_id",
        pl.when(pl.col("status") == "other").then(pl.lit("public")).otherwise(pl.lit("apparatus")).alias("group"),
        (i % 10 == 4).alias("invited"), first.alias("course"),
    )  # fmt: skip
    once = said.filter((i % 5 != 4) | pl.col("invited"))
    twice = said.filter(i % 5 == 0).with_columns(second.alias("course"))
    return pl.concat([once, twice]).sort("i", "course")


def _known(rows: pl.DataFrame, taught: Sequence[Taught]) -> pl.DataFrame:
    """Join the numbers of versions, tests and forms."""
    found = [
        {
            "course": place, "version_id": one.version,
            **{f"exam{at}": one.exams[at] for at in range(STAGES)},
            **{f"form{at}{form}": one.forms[at][form] for at in range(STAGES) for form in range(FORMS)},
        }
        for place, one in enumerate(taught)
    ]  # fmt: skip
    return rows.join(pl.DataFrame(found), on="course", maintain_order="left")


def _dated(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.with_columns(begins().alias("begins"))


def begins() -> pl.Expr:
    """The day on which a class begins."""
    return pl.lit(first_day()) + pl.duration(days=draw(pl.col("class"), 22, days()).cast(pl.Int64))


def at(day: pl.Expr, *, after: int = 0, hour: int = 2) -> pl.Expr:
    """A moment as text: so many days after a day, at an hour of universal time."""
    return (day.cast(pl.Datetime) + pl.duration(days=after, hours=hour)).dt.strftime(MOMENT)


def _answers(rows: pl.DataFrame) -> pl.DataFrame:
    """Twenty answers of each: ten before and ten after, of which more are right."""
    each = pl.DataFrame({"place": pl.Series(range(STAGES * ASKED), dtype=pl.UInt64)})
    wide = rows.select("a", "begins").join(each, how="cross", maintain_order="left_right")
    stage, place, who = pl.col("place") // ASKED, pl.col("place") % ASKED, pl.col("a").cast(pl.UInt64)
    able = 350 + 5 * draw(who, 30, 100) + 150 * stage
    right = draw(who * STAGES * ASKED + pl.col("place"), 31, 1000) < able
    form = who % FORMS
    letter = (form * ASKED + place + pl.when(right).then(0).otherwise(1)) % len(LETTERS)
    told = pl.Series([f'"{one}"' for one in LETTERS])
    wide = wide.select(
        (pl.col("a").cast(pl.Int64) * STAGES * ASKED + pl.col("place").cast(pl.Int64) + 1).alias("id"),
        (pl.col("a").cast(pl.Int64) * STAGES + stage.cast(pl.Int64) + 1).alias("attempt_id"),
        (place + 1).cast(pl.Int64).alias("position"), right.alias("right"), letter.cast(pl.UInt32).alias("letter"),
        at(pl.when(stage == 0).then(pl.col("begins").dt.offset_by("-1d")).otherwise(_end())).alias("saved_at"),
    )  # fmt: skip
    return wide.with_columns(told.gather(wide["letter"]).alias("value"))


def _end() -> pl.Expr:
    """The day of the final test, after the last session."""
    return pl.col("begins").dt.offset_by(f"{(MEETINGS - 1) * APART + 1}d")


def _columns_of_answers(rows: pl.DataFrame) -> pl.DataFrame:
    sequence = pl.col("position") * 60_000
    return rows.select(
        "id", "attempt_id", "position", "value", sequence.alias("sequence"), "saved_at",
        pl.col("right").cast(pl.Int64).alias("points"),
    )  # fmt: skip


def _attempts(rows: pl.DataFrame) -> pl.DataFrame:
    """Two attempts of each, the first test and the final one."""
    who = pl.col("a").cast(pl.UInt64)
    parts = []
    for stage in range(STAGES):
        day = pl.col("begins").dt.offset_by("-1d") if stage == 0 else _end()
        form = pl.when(who % FORMS == 0).then(pl.col(f"form{stage}0")).otherwise(pl.col(f"form{stage}1"))
        parts.append(
            rows.select(
                "e", (pl.col("a").cast(pl.Int64) * STAGES + stage + 1).alias("id"), pl.lit(stage).alias("stage"),
                pl.col(f"exam{stage}").alias("exam_id"), form.alias("form_id"), "member_id", "office_id", "kanwil_id",
                at(day).alias("started_at"), at(day, hour=5).alias("ends_at"), at(day, hour=3).alias("ended_at"),
            )
        )  # fmt: skip
    return pl.concat(parts).sort("id")


def _columns_of_attempts(rows: pl.DataFrame) -> pl.DataFrame:
    passed = pl.when(pl.col("stage") == 1).then(_enough())
    return rows.drop("e", "stage").with_columns(
        pl.lit(1).alias("number"), pl.lit("handed-in").alias("state"), pl.lit(ASKED).alias("most"),
        rows.select(passed.otherwise(None).alias("passed")).to_series(),
    )  # fmt: skip


def _enough() -> pl.Expr:
    return pl.col("points") * 100 >= PASS * ASKED


def _enrolments(
    invited: pl.DataFrame, busy: pl.DataFrame, attempts: pl.DataFrame, taught: Sequence[Taught]
) -> pl.DataFrame:
    """Whom an office invited and who never came; who took a course, and whether they passed."""
    final = attempts.filter(pl.col("stage") == 1).select("e", _enough().alias("passed"))
    day, end = pl.col("begins"), at(_end(), hour=3)
    done = busy.join(final, on="e", maintain_order="left").select(
        "e", "version_id", "member_id", "office_id", "kanwil_id", "group",
        pl.when("passed").then(pl.lit("passed")).otherwise(pl.lit("failed")).alias("state"),
        pl.when(pl.col("i") % 10 < 6).then(pl.lit("bulk")).otherwise(pl.lit("self")).alias("how"),
        at(day, after=-14).alias("at"), at(day, after=-1).alias("started_at"), end.alias("finished_at"),
        pl.when("passed").then(end).otherwise(None).alias("passed_at"), end.alias("since"),
    )  # fmt: skip
    asked = _known(invited, taught).with_columns(pl.col("i").alias("class"))
    none = pl.lit(None, pl.String)
    only = _dated(asked).select(
        "e", "version_id", "member_id", "office_id", "kanwil_id", "group", pl.lit("invited").alias("state"),
        pl.lit("invited").alias("how"), at(day, after=-14).alias("at"), none.alias("started_at"),
        none.alias("finished_at"), none.alias("passed_at"), at(day, after=-14).alias("since"),
    )  # fmt: skip
    whole = pl.concat([done, only]).sort("e")
    return whole.with_columns((pl.col("e").cast(pl.Int64) + 1).alias("id")).drop("e")


def _write_presence(rows: pl.DataFrame) -> None:
    """Write a seat and an attendance for each of the three sessions."""
    meetings = pl.DataFrame({"k": pl.Series(range(MEETINGS), dtype=pl.Int64)})
    wide = rows.join(meetings, how="cross", maintain_order="left_right")
    day = pl.col("begins").cast(pl.Datetime) + pl.duration(days=pl.col("k") * APART)
    shared = wide.select(
        (pl.col("a").cast(pl.Int64) * MEETINGS + pl.col("k") + 1).alias("id"), _session().alias("session_id"),
        "member_id", "office_id", "kanwil_id", "group", day.dt.date().dt.strftime("%Y-%m-%d").alias("day"),
        (day + pl.duration(hours=2, minutes=5)).dt.strftime(MOMENT).alias("at"),
        at(pl.col("begins"), after=-10).alias("asked"),
        pl.when(pl.col("i") % 4 == 0).then(pl.lit("list")).otherwise(pl.lit("code")).alias("method"),
    )  # fmt: skip
    seat = shared.drop("day", "method", "at").rename({"asked": "at"})
    write(Seat, seat.with_columns(pl.lit("seated").alias("state")))
    write(Attendance, shared.drop("asked"))


def _session() -> pl.Expr:
    return pl.col("class").cast(pl.Int64) * MEETINGS + pl.col("k") + 1


def _write_sessions(classes: Classes, taught: Sequence[Taught]) -> None:
    """Write the sessions with how many were there."""
    told = [
        {"class": number, "office_id": kanwil, "version_id": taught[course].version, "present": classes.sizes[number]}
        for (kanwil, course, _cohort), number in classes.numbers.items()
    ]
    meetings = pl.DataFrame({"k": pl.Series(range(MEETINGS), dtype=pl.Int64)})
    rows = pl.DataFrame(told).with_columns(pl.col("class").cast(pl.UInt64)).join(meetings, how="cross")
    start = begins().cast(pl.Datetime) + pl.duration(days=pl.col("k") * APART, hours=2)
    modes = pl.Series(MODES).gather((rows["class"] % len(MODES)).cast(pl.UInt32)).alias("mode")
    columns = rows.with_columns(
        _session().alias("id"), start.dt.strftime(MOMENT).alias("starts"),
        (start + pl.duration(hours=3)).dt.strftime(MOMENT).alias("ends"),
        pl.format("Sesi rekaan {}-{}", "class", pl.col("k") + 1).alias("title"), pl.lit("Asia/Jakarta").alias("zone"),
        pl.lit("held").alias("state"), pl.lit("Aula rekaan").alias("place"), pl.col("present").alias("seated"),
        pl.format("rekaan-{}-{}", "class", "k").alias("secret"), start.dt.strftime(MOMENT).alias("since"), modes,
    )  # fmt: skip
    with transaction.atomic():
        write(Session, columns)
