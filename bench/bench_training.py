"""The training wing at real size: 1,000,000 people, 3,000,000 attendances and 20,000,000 answers, against its limits.

    .venv/bin/python bench/bench_training.py                        # PostgreSQL of its own, fsync on
    .venv/bin/python bench/bench_training.py --sqlite               # 100,000 people
    KOTAHAM_DATA=FOLDER .venv/bin/python bench/bench_training.py --only board search

Parts: board, search, verify, pages, save, certificates, papers, import (which adds its people to those there, so it
comes last). `--people` is the size, `--rows` how many the import brings (as many as there are people, unless told),
`--rate` and `--seconds` how answers are saved. Uses the database of DATABASE_URL where one is given. With KOTAHAM_DATA
folder and database stay, and what is filled is used again. KOTAHAM_BENCH is the part of the full size. A fill below a
tenth of the full size holds no limit: it shows that the benchmark works. Ends with 1 when a limit is missed.
"""

import argparse
import importlib
import logging
import os
import sys
from typing import Any

from training_ground import has_postgres, standing
from training_limits import Book

PARTS = ("board", "search", "verify", "pages", "save", "certificates", "papers", "import")
FULL = {"postgresql": 1_000_000, "sqlite": 100_000}
ON_SQLITE = {"pages", "papers", "verify", "import"}  # what the limits of SQLite speak of


def wanted() -> argparse.Namespace:
    share = float(os.environ.get("KOTAHAM_BENCH", "1"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sqlite", action="store_true")
    parser.add_argument("--people", type=int)
    parser.add_argument("--rows", type=int)
    parser.add_argument("--only", nargs="+", choices=(*PARTS, "fill"), default=[])
    parser.add_argument("--rate", type=float, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    asked = parser.parse_args()
    url = os.environ.get("DATABASE_URL", "")
    asked.vendor = "sqlite" if asked.sqlite or url.startswith("sqlite") or not (url or has_postgres()) else "postgresql"
    full = int(FULL[asked.vendor] * share)
    asked.people = (asked.people or full) // 10 * 10
    asked.rows = asked.rows or asked.people
    return asked


def measure(asked: argparse.Namespace) -> int:
    """Fill, then measure part by part."""
    found: dict[str, Any] = {
        name: importlib.import_module(f"training{name}") for name in ("", "_pages", "_issuing", "_saving", "_import")
    }
    found[""].fill(asked.people)
    book = Book(holds=asked.people >= FULL[asked.vendor] // 10)
    acts = {
        "board": lambda: found["_pages"].board(book),
        "search": lambda: found["_pages"].search(book),
        "verify": lambda: found["_pages"].verify(book),
        "pages": lambda: found["_pages"].pages(book, asked.vendor),
        "save": lambda: found["_saving"].measure(book, asked.rate, asked.seconds),
        "certificates": lambda: found["_issuing"].records(book),
        "papers": lambda: found["_issuing"].sheets(book),
        "import": lambda: found["_import"].measure(book, asked.rows),
    }
    for name in PARTS:
        if name in asked.only or (not asked.only and (asked.vendor != "sqlite" or name in ON_SQLITE)):
            acts[name]()
    return book.close()


def main() -> None:
    asked = wanted()
    with standing(sqlite=asked.vendor == "sqlite"):
        os.environ["DJANGO_SETTINGS_MODULE"] = "kotaham.config.settings"
        logging.disable(logging.WARNING)  # pages that are not open to somebody are asked for, too
        django = importlib.import_module("django")
        django.setup()
        connection = importlib.import_module("django.db").connection
        connection.settings_dict["OPTIONS"].pop("pool", None)
        missed = measure(asked)
        connection.close()
    sys.exit(missed)


if __name__ == "__main__":
    main()
