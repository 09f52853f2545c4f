"""Tables of places to load."""

from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[..., Path]


@pytest.fixture
def table(tmp_path: Path) -> Write:
    """Give a way to write a CSV file: its lines, and its name."""

    def write(*lines: str, name: str = "wilayah.csv") -> Path:
        file = tmp_path / name
        file.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return file

    return write
