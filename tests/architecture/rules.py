"""Read source files as syntax trees and tell where a rule of the house is broken."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LONGEST_FUNCTION = 49
LONGEST_MODULE = 400
VAGUE_NAMES = {"util", "utils", "helper", "helpers", "common", "misc", "manager", "managers"}
CLOCK = {"now", "utcnow", "today", "localtime", "gmtime", "perf_counter", "monotonic"}
ENVIRONMENT = {
    "environ",
    "environb",
    "getenv",
    "getenvb",
    "putenv",
    "getcwd",
    "getlogin",
    "urandom",
    "cpu_count",
}
PLACE_ON_DISK = {"cwd", "home", "expanduser"}
CHANCE = {"default_rng", "Random", "RandomState", "SeedSequence"}
DYNAMIC_CODE = {"eval", "exec", "compile", "__import__"}
EXACT_ROOMS = {"scoring", "numbers.py", "facts.py", "record.py"}


@dataclass(frozen=True)
class Module:
    """One source file: its path below the root, its text and its tree."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def in_core(self) -> bool:
        """Tell whether the file belongs to the pure house."""
        return self.path.parts[:2] == ("kotaham", "core")


Rule = Callable[[Module], Iterator[str]]


@cache
def modules_below(root: Path) -> list[Module]:
    """Read every Python file below `root`, once and only for the tests that want them: it takes seconds."""
    files = [path for path in sorted(root.rglob("*.py")) if "_build" not in path.parts]
    return [read_module(path.relative_to(root), path.read_text(encoding="utf-8")) for path in files]


def read_module(path: Path, text: str) -> Module:
    """Parse one file."""
    return Module(path, text, ast.parse(text))


def at(module: Module, node: ast.AST, what: str) -> str:
    """Write one breach as `file:line what`."""
    return f"{module.path}:{getattr(node, 'lineno', 1)} {what}"


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Go through all functions and methods."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def named(node: ast.AST, owner: str) -> str:
    """Give `x` for `owner.x` in an expression, or an empty string."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == owner:
        return node.attr
    return ""


def imported_from(node: ast.AST, owner: str) -> set[str]:
    """Give the names of `from owner import ...`."""
    if isinstance(node, ast.ImportFrom) and node.module == owner:
        return {alias.name for alias in node.names}
    return set()


def called(node: ast.AST) -> str:
    """Give `f` for a call `f(...)`, or an empty string."""
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def reads_the_clock(module: Module) -> Iterator[str]:
    """Core receives today's date as an argument."""
    for node in ast.walk(module.tree) if module.in_core else ():
        if isinstance(node, ast.Attribute) and node.attr in CLOCK:
            yield at(module, node, f"reads the clock ({node.attr}); pass the date as an argument")


def reads_the_environment(module: Module) -> Iterator[str]:
    """Core receives settings and paths as arguments."""
    for node in ast.walk(module.tree) if module.in_core else ():
        is_path = isinstance(node, ast.Attribute) and node.attr in PLACE_ON_DISK
        if is_path or named(node, "os") in ENVIRONMENT or imported_from(node, "os") & ENVIRONMENT:
            yield at(module, node, "reads the environment; pass the value as an argument")


def throws_dice(module: Module) -> Iterator[str]:
    """Core receives the random seed as an argument."""
    for node in ast.walk(module.tree) if module.in_core else ():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            unseeded = node.func.attr in CHANCE and not node.args and not node.keywords
            if unseeded or (named(node.func, "random") and node.func.attr not in CHANCE):
                yield at(module, node, "draws by chance without a seed; pass the seed as an argument")
        if imported_from(node, "random") - {"Random"} or imported_from(node, "uuid") & {"uuid1", "uuid4"}:
            yield at(module, node, "draws by chance without a seed; pass the seed as an argument")


def uses_floats_for_verdicts(module: Module) -> Iterator[str]:
    """Verdicts are exact: no float literal and no float() on the way to a score."""
    is_exact = module.in_core and module.path.parts[2] in EXACT_ROOMS
    for node in ast.walk(module.tree) if is_exact else ():
        if called(node) == "float" or (isinstance(node, ast.Constant) and isinstance(node.value, float)):
            yield at(module, node, "uses a float; verdicts need int, Fraction or Decimal")


def runs_text_as_code(module: Module) -> Iterator[str]:
    """Text never becomes code."""
    for node in ast.walk(module.tree):
        if called(node) in DYNAMIC_CODE:
            yield at(module, node, f"calls {called(node)}(); text never becomes code")


def hides_imports(module: Module) -> Iterator[str]:
    """Imports of our own modules stand at the top, where the contracts and the reader see them."""
    for function in functions(module.tree):
        for node in ast.walk(function):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if any(name.split(".")[0] == "kotaham" for name in names):
                yield at(module, node, f"hides an import inside {function.name}(); move it to the top")


def is_too_long(module: Module) -> Iterator[str]:
    """A function is read in one breath, a module in one sitting."""
    for function in functions(module.tree):
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > LONGEST_FUNCTION:
            yield at(module, function, f"{function.name}() has {lines} lines, at most {LONGEST_FUNCTION}")
    lines = module.text.count("\n")
    if lines > LONGEST_MODULE:
        yield f"{module.path}:1 has {lines} lines, at most {LONGEST_MODULE}; split it by subject"


def has_a_vague_name(module: Module) -> Iterator[str]:
    """A module is named by its subject."""
    for name in {*module.path.with_suffix("").parts} & VAGUE_NAMES:
        yield f"{module.path}:1 is called '{name}'; name it by its subject"


def says_nothing_of_itself(module: Module) -> Iterator[str]:
    """Every public module opens with a docstring."""
    name = module.path.stem
    is_public = name == "__init__" or not name.startswith("_")
    if "migrations" in module.path.parts and name != "__init__":
        return  # made by a machine; its name says what it does
    if is_public and not (ast.get_docstring(module.tree) or "").strip():
        yield f"{module.path}:1 has no docstring; say in one line what the module is for"


EVERYWHERE: tuple[Rule, ...] = (
    runs_text_as_code,
    hides_imports,
    is_too_long,
    has_a_vague_name,
    says_nothing_of_itself,
)
CORE_ONLY: tuple[Rule, ...] = (reads_the_clock, reads_the_environment, throws_dice, uses_floats_for_verdicts)
