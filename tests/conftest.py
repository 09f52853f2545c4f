"""Settings of the whole test suite."""

import os

import pytest
from hypothesis import HealthCheck, settings

# Shared machines are slow at times: a deadline would judge the neighbour, not the code. In CI the same
# examples come every time, so that a red run can be repeated.
settings.register_profile("default", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("ci", settings.get_profile("default"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


@pytest.fixture(scope="session", autouse=True)
def delete_output_dir() -> None:
    """Keep the pictures of pages; the browser plugin would empty test-results at the start of every run."""
