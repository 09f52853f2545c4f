"""Let a published version stay as it is: the database itself refuses to change its content or its modules."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

VERSION, MODULE = "courses_version", "courses_module"
REFUSAL = "versi yang diterbitkan tidak dapat diubah / a published version cannot be changed"
CONTENT = ("course_id", "number", "goal", "audience", "needs", "valid_months", "digest", "published_at")
NAMES = ("version_frozen", "version_hours_stay", "version_stays", "module_new", "module_frozen", "module_stays")
FUNCTIONS = ("courses_refuse", "courses_refuse_module")


def _differs(columns: tuple[str, ...], vendor: str) -> str:
    """Return the condition that any of some columns changes, empty values among them."""
    if vendor == "sqlite":
        return " OR ".join(f"OLD.{name} IS NOT NEW.{name}" for name in columns)
    return " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in columns)


def _version_rules(vendor: str) -> list[tuple[str, str, str]]:
    changes = _differs(CONTENT, vendor)
    hours = _differs(("hours", "hours_basis"), vendor)
    return [
        ("version_frozen", "UPDATE", f"OLD.state <> 'draft' AND ({changes} OR NEW.state = 'draft')"),
        ("version_hours_stay", "UPDATE", f"OLD.state <> 'draft' AND OLD.hours IS NOT NULL AND ({hours})"),
        ("version_stays", "DELETE", "OLD.state <> 'draft'"),
    ]


def creating(vendor: str) -> list[str]:
    """Return the statements that make the triggers."""
    return _on_sqlite() if vendor == "sqlite" else _on_postgresql()


def _on_sqlite() -> list[str]:
    abort = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    made = [
        f"CREATE TRIGGER {name} BEFORE {does} ON {VERSION} WHEN {when} {abort}"
        for name, does, when in _version_rules("sqlite")
    ]
    for name, does, row in (
        ("module_new", "INSERT", "NEW"),
        ("module_frozen", "UPDATE", "OLD"),
        ("module_stays", "DELETE", "OLD"),
    ):
        when = f"(SELECT state <> 'draft' FROM courses_version WHERE id = {row}.version_id)"  # noqa: S608 - our own words
        made.append(f"CREATE TRIGGER {name} BEFORE {does} ON {MODULE} WHEN {when} {abort}")
    return made


def _on_postgresql() -> list[str]:
    refuse = f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';"
    made = [
        f"CREATE FUNCTION courses_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {refuse} END $$",
        f"""CREATE FUNCTION courses_refuse_module() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE held bigint;
BEGIN
  IF TG_OP = 'INSERT' THEN held := NEW.version_id; ELSE held := OLD.version_id; END IF;
  IF EXISTS (SELECT 1 FROM {VERSION} WHERE id = held AND state <> 'draft') THEN {refuse} END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$""",  # noqa: S608 - our own words
    ]
    made += [
        f"CREATE TRIGGER {name} BEFORE {does} ON {VERSION} FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION courses_refuse()"
        for name, does, when in _version_rules("postgresql")
    ]
    for name, does in (("module_new", "INSERT"), ("module_frozen", "UPDATE"), ("module_stays", "DELETE")):
        made.append(
            f"CREATE TRIGGER {name} BEFORE {does} ON {MODULE} FOR EACH ROW EXECUTE FUNCTION courses_refuse_module()"
        )
    return made


def dropping(vendor: str) -> list[str]:
    """Return the statements that take the triggers away."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name in NAMES]
    gone = [f"DROP TRIGGER IF EXISTS {name} ON {VERSION if name.startswith('version') else MODULE}" for name in NAMES]
    return [*gone, *(f"DROP FUNCTION IF EXISTS {name}()" for name in FUNCTIONS)]


def forward(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers."""
    for statement in creating(editor.connection.vendor):
        editor.execute(statement, params=None)


def backward(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away."""
    for statement in dropping(editor.connection.vendor):
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """What is published stays."""

    dependencies = (("courses", "0001_initial"),)
    operations = (migrations.RunPython(forward, backward),)
