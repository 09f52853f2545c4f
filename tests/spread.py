"""How the tests are spread over processes: one by one, but the files that prepare much at once stay together.

The plugin's own groups write into a field of its items that pytest no longer reads, so they held nothing together.
"""

from typing import TYPE_CHECKING

from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

if TYPE_CHECKING:
    import pytest

WHOLE = frozenset(
    {
        "tests/apps/dashboard/test_demo_river.py",  # the demo is made once
        "tests/apps/evidence/test_inspect.py",  # both collections are looked into once
        "tests/apps/evidence/test_s3.py",  # one server
        "tests/apps/submissions/test_kills.py",  # one house
        "tests/architecture/test_wheel.py",  # one wheel
        "tests/browser/test_answers.py",  # one house
        "tests/cli/test_all_cities.py",  # both runs are made once
        "tests/cli/test_fictional_cities.py",
        "tests/config/test_settings_page.py",  # the sources are parsed once
        "tests/report/test_html.py",
        "tests/report/test_html_browser.py",  # one browser
        "tests/workbook/test_hostile_files.py",  # the collection is made once
    }
)


# What takes longest begins first, so that no process waits for it at the end.
FIRST = (
    "tests/browser/test_river.py",
    "tests/apps/test_river_machine.py",
    "tests/apps/submissions/test_kills.py",
    "tests/apps/evidence/test_kills.py",
    "tests/apps/scores/test_kills.py",
)


class Spread(LoadScopeScheduling):  # type: ignore[misc]
    """Hands out single tests, and some files whole."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return file if file in WHOLE else nodeid


def in_order(items: "list[pytest.Item]") -> None:
    """Put what takes longest first; the rest stays as it is."""
    items.sort(key=lambda item: not item.nodeid.startswith(FIRST))


def scheduler(config: "pytest.Config", log: object) -> Spread:
    """Return what hands out the tests; asked by the plugin where `-n` is given."""
    return Spread(config, log)
