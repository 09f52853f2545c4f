"""Let receipts stay as they were made: the database itself refuses to change or delete one."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "submissions_receipt"
REFUSAL = "tanda terima tidak dapat diubah atau dihapus / a receipt cannot be changed or deleted"
NAMES = ("receipt_no_update", "receipt_no_delete", "receipt_no_truncate")
DOES = ("UPDATE", "DELETE", "TRUNCATE")


def creating(vendor: str) -> list[str]:
    """Return the statements that make the triggers."""
    pairs = list(zip(NAMES, DOES, strict=True))
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {name} BEFORE {does} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            for name, does in pairs[:2]
        ]
    made = [
        f"""CREATE FUNCTION submissions_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""
    ]
    for name, does in pairs:
        made.append(f"CREATE TRIGGER {name} BEFORE {does} ON {TABLE} EXECUTE FUNCTION submissions_refuse()")
        made.append(f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER {name}")
    return made


def dropping(vendor: str) -> list[str]:
    """Return the statements that take the triggers away."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name in NAMES]
    gone = [f"DROP TRIGGER IF EXISTS {name} ON {TABLE}" for name in NAMES]
    return [*gone, "DROP FUNCTION IF EXISTS submissions_refuse()"]


def forward(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers."""
    for statement in creating(editor.connection.vendor):
        editor.execute(statement, params=None)


def backward(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away."""
    for statement in dropping(editor.connection.vendor):
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Receipts only come."""

    dependencies = (("submissions", "0001_initial"),)
    operations = (migrations.RunPython(forward, backward),)
