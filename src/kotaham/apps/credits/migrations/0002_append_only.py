"""Let lines of the ledger only come: no edit but the person they belong to (two people may turn out to be one)."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "credits_line"
SAYS = "baris JP tidak dapat diubah atau dihapus / a line of learning hours cannot be changed or deleted"
FROZEN = (
    *("year", "hours", "kind", "course_id", "certificate_id", "claim_id", "title", "number", "organiser", "began"),
    *("ended", "reverses_id", "reason", "at", "by_id"),
)


def _changed(vendor: str) -> str:
    differs = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
    return " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in FROZEN)


def creating(vendor: str) -> list[str]:
    """Return the statements that make the triggers."""
    if vendor == "sqlite":
        return [
            (
                f"CREATE TRIGGER line_no_update BEFORE UPDATE ON {TABLE} WHEN {_changed(vendor)} "
                f"BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"
            ),
            f"CREATE TRIGGER line_no_delete BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{SAYS}'); END",
        ]
    made = [
        f"""CREATE FUNCTION credits_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        (
            f"CREATE TRIGGER line_no_update BEFORE UPDATE ON {TABLE} FOR EACH ROW WHEN ({_changed(vendor)}) "
            "EXECUTE FUNCTION credits_refuse()"
        ),
        f"CREATE TRIGGER line_no_delete BEFORE DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION credits_refuse()",
        f"CREATE TRIGGER line_no_truncate BEFORE TRUNCATE ON {TABLE} EXECUTE FUNCTION credits_refuse()",
    ]
    names = ("line_no_update", "line_no_delete", "line_no_truncate")
    return made + [f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER {name}" for name in names]


def dropping(vendor: str) -> list[str]:
    """Return the statements that take the triggers away."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name in ("line_no_update", "line_no_delete")]
    names = ("line_no_update", "line_no_delete", "line_no_truncate")
    return [f"DROP TRIGGER IF EXISTS {name} ON {TABLE}" for name in names] + [
        "DROP FUNCTION IF EXISTS credits_refuse()"
    ]


def forward(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers."""
    for statement in creating(editor.connection.vendor):
        editor.execute(statement, params=None)


def backward(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away."""
    for statement in dropping(editor.connection.vendor):
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """The ledger only grows."""

    dependencies = (("credits", "0001_initial"),)
    operations = (migrations.RunPython(forward, backward),)
