"""The rules that each source file keeps, and one planted breach for each of them."""

import statistics
from pathlib import Path

import pytest

from tests.architecture import rules

ROOT = Path(__file__).parents[2]

DOC = '"""Say something."""\n'
CORE, CLI = "kotaham/core/planted.py", "kotaham/cli/planted.py"
LONG_FUNCTION = DOC + "def f():\n" + "    pass\n" * 49
BREACHES = [
    (rules.reads_the_clock, CORE, "import datetime\nx = datetime.datetime.now()\n", "reads the clock (now)"),
    (rules.reads_the_clock, CORE, "from datetime import date\nx = date.today()\n", "reads the clock (today)"),
    (rules.reads_the_environment, CORE, "import os\nx = os.environ['HOME']\n", "reads the environment"),
    (rules.reads_the_environment, CORE, "from os import getenv\n", "reads the environment"),
    (
        rules.reads_the_environment,
        CORE,
        "from pathlib import Path\nx = Path.home()\n",
        "reads the environment",
    ),
    (rules.throws_dice, CORE, "import random\nx = random.random()\n", "without a seed"),
    (rules.throws_dice, CORE, "from random import choice\n", "without a seed"),
    (rules.throws_dice, CORE, "import numpy\nx = numpy.random.default_rng()\n", "without a seed"),
    (rules.uses_floats_for_verdicts, "kotaham/core/scoring/planted.py", "x = 0.1\n", "uses a float"),
    (rules.uses_floats_for_verdicts, "kotaham/core/numbers.py", "x = float('1')\n", "uses a float"),
    (rules.runs_text_as_code, CLI, "x = eval('1')\n", "calls eval()"),
    (rules.runs_text_as_code, CLI, "exec('1')\n", "calls exec()"),
    (rules.hides_imports, CLI, "def f():\n    import kotaham.core\n", "hides an import inside f()"),
    (rules.hides_imports, CLI, "def f():\n    from kotaham.core import x\n", "hides an import inside f()"),
    (rules.is_too_long, CLI, LONG_FUNCTION, "f() has 50 lines, at most 49"),
    (rules.is_too_long, CLI, "x = 1\n" * 401, "has 401 lines, at most 400"),
    (rules.has_a_vague_name, "kotaham/core/utils.py", DOC, "is called 'utils'"),
    (rules.has_a_vague_name, "kotaham/helpers/dates.py", DOC, "is called 'helpers'"),
    (rules.says_nothing_of_itself, CLI, "x = 1\n", "has no docstring"),
]
ALLOWED = [
    (rules.reads_the_clock, CLI, "import datetime\nx = datetime.date.today()\n"),
    (rules.reads_the_clock, CORE, "import datetime\nx = datetime.date(2021, 12, 10)\n"),
    (rules.reads_the_environment, CLI, "import os\nx = os.environ['HOME']\n"),
    (rules.throws_dice, CORE, "import random\ndef f(seed):\n    return random.Random(seed)\n"),
    (rules.uses_floats_for_verdicts, "kotaham/core/analysis/planted.py", "x = 0.1\n"),
    (
        rules.uses_floats_for_verdicts,
        "kotaham/core/facts.py",
        "from decimal import Decimal\nx = Decimal('0.1')\n",
    ),
    (rules.runs_text_as_code, CLI, "import re\nx = re.compile('a')\n"),
    (rules.hides_imports, CLI, "def f():\n    import json\n"),
    (rules.is_too_long, CLI, LONG_FUNCTION.removesuffix("    pass\n")),
    (rules.is_too_long, CLI, "x = 1\n" * 400),
    (rules.says_nothing_of_itself, "kotaham/cli/_private.py", "x = 1\n"),
]


def all_source() -> list[rules.Module]:
    """Return what the project is made of."""
    return rules.modules_below(ROOT / "src")


def checks() -> list[rules.Module]:
    """Return its tests."""
    return rules.modules_below(ROOT / "tests")


@pytest.mark.parametrize("rule", [*rules.EVERYWHERE, *rules.CORE_ONLY], ids=lambda rule: rule.__name__)
def test_no_source_file_breaks_the_rule(rule: rules.Rule) -> None:
    assert [breach for module in all_source() for breach in rule(module)] == []


@pytest.mark.parametrize("rule", [rules.runs_text_as_code, rules.is_too_long], ids=lambda rule: rule.__name__)
def test_no_test_file_breaks_the_rule(rule: rules.Rule) -> None:
    assert [breach for module in checks() for breach in rule(module)] == []


@pytest.mark.parametrize(("rule", "path", "text", "words"), BREACHES)
def test_a_planted_breach_is_seen(rule: rules.Rule, path: str, text: str, words: str) -> None:
    breaches = list(rule(rules.read_module(Path(path), text)))
    assert len(breaches) == 1
    assert words in breaches[0]
    assert breaches[0].startswith(f"{path}:")


@pytest.mark.parametrize(("rule", "path", "text"), ALLOWED)
def test_what_the_rule_allows_passes(rule: rules.Rule, path: str, text: str) -> None:
    assert list(rule(rules.read_module(Path(path), text))) == []


def test_every_rule_has_a_planted_breach() -> None:
    assert {rule for rule, *_ in BREACHES} == {*rules.EVERYWHERE, *rules.CORE_ONLY}


def test_the_source_tree_is_really_read() -> None:
    assert {module.path.parts[1] for module in all_source()} >= {"cli", "core", "report", "scale", "workbook"}
    assert len(checks()) > 1


def test_half_of_all_functions_have_ten_lines_or_fewer() -> None:
    lengths = [
        (f.end_lineno or f.lineno) - f.lineno + 1 for module in all_source() for f in rules.functions(module.tree)
    ]
    assert statistics.median(lengths) <= 10
