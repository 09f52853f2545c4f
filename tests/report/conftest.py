"""Printed reports that many tests look at and none changes."""

from pathlib import Path

import pytest

from kotaham.report.pdf import write_rapor
from tests.report.print_sample import partial_origins, run


@pytest.fixture(scope="session")
def rapor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report card of one city, of a run in which rows were refused."""
    path = tmp_path_factory.mktemp("rapor") / "satu.pdf"
    write_rapor(path, run(6, origins=partial_origins(8, 6)), 0)
    return path
