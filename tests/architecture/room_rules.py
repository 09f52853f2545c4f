"""The rules between and inside the rooms, as far as they can be read off the source."""

import ast
from collections.abc import Iterator

from tests.architecture.rules import Module, Rule, at

MEETING_PLACES = {"services", "queries"}
RAW_SQL = {"cursor", "raw", "RunSQL", "RawSQL", "extra"}
TRANSLATORS = {"_", "gettext", "gettext_lazy", "ngettext", "pgettext"}


def room_of(module: Module) -> str:
    """Return the room a module stands in, or an empty string."""
    parts = module.path.parts
    return parts[2] if parts[:2] == ("kotaham", "apps") and len(parts) > 3 else ""


def drawer_of(module: Module) -> str:
    """Return the drawer of a module: the folder or file right below its room."""
    return module.path.parts[3].removesuffix(".py") if room_of(module) else ""


def _imported(tree: ast.Module) -> Iterator[tuple[ast.AST, list[str]]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node, [*node.module.split("."), alias.name]) for alias in node.names)


def goes_past_the_door(module: Module) -> Iterator[str]:
    """Rooms meet only at each other's services and queries."""
    own = room_of(module)
    for node, parts in _imported(module.tree) if own else ():
        if parts[:2] == ["kotaham", "apps"] and len(parts) > 3 and parts[2] != own and parts[3] not in MEETING_PLACES:
            yield at(module, node, f"reaches into {parts[2]}.{parts[3]}; rooms meet at services and queries")


def writes_raw_sql(module: Module) -> Iterator[str]:
    """Raw SQL lies in queries (and in migrations), where both databases are looked after."""
    if not room_of(module) or drawer_of(module) in {"queries", "migrations"}:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in RAW_SQL:
            yield at(module, node, f"writes raw SQL ({node.func.attr}); move it to queries")


def hides_work(module: Module) -> Iterator[str]:
    """Nothing happens behind the back: no signals, no work in save() or delete()."""
    if not room_of(module):
        return
    for node, parts in _imported(module.tree):
        if "signals" in parts or parts[:2] == ["django", "dispatch"]:
            yield at(module, node, "uses a signal; call the service")
    for node in ast.walk(module.tree) if drawer_of(module) == "models" else ():
        if isinstance(node, ast.FunctionDef) and node.name in {"save", "delete"}:
            yield at(module, node, f"works in {node.name}(); write a service")


def translates_what_is_put_together(module: Module) -> Iterator[str]:
    """What is translated is one sentence with places to fill, known before the program runs."""
    for node in ast.walk(module.tree):
        is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in TRANSLATORS
        if is_call and node.args and not isinstance(node.args[0], ast.Constant):  # type: ignore[attr-defined]
            yield at(module, node, "translates something put together; use one sentence with places to fill")


def has_a_nameless_migration(module: Module) -> Iterator[str]:
    """A migration tells its story in its name."""
    if drawer_of(module) == "migrations" and "_auto_" in module.path.name:
        yield f"{module.path}:1 has a name made by a machine; say what it does"


ROOMS: tuple[Rule, ...] = (
    goes_past_the_door,
    writes_raw_sql,
    hides_work,
    translates_what_is_put_together,
    has_a_nameless_migration,
)
