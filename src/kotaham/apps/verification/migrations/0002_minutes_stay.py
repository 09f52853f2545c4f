"""Let examination reports stay as they were made: only the signed paper may be added, once; none is deleted."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "verification_minutes"
REFUSAL = (
    "berita acara tidak dapat diubah atau dihapus, buat edisi baru / an examination report cannot be changed or "
    "deleted, make a new edition"
)
NAMES = ("minutes_no_update", "minutes_no_delete", "minutes_no_truncate")
COLUMNS = (
    "id", "submission_id", "stage", "edition", "number", "place", "day", "signatories", "told", "sha256", "made_by_id",
    "made_at",
)  # fmt: skip


def creating(vendor: str) -> list[str]:
    """Return the statements that make the triggers."""
    if vendor == "sqlite":
        differs = " OR ".join(f"NEW.{name} IS NOT OLD.{name}" for name in COLUMNS)
        changed, refuse = f"OLD.signed IS NOT NULL OR {differs}", f"RAISE(ABORT, '{REFUSAL}')"
        return [
            f"CREATE TRIGGER {NAMES[0]} BEFORE UPDATE ON {TABLE} WHEN {changed} BEGIN SELECT {refuse}; END",
            f"CREATE TRIGGER {NAMES[1]} BEFORE DELETE ON {TABLE} BEGIN SELECT {refuse}; END",
        ]
    differs = " OR ".join(f"NEW.{name} IS DISTINCT FROM OLD.{name}" for name in COLUMNS)
    changed = f"OLD.signed IS NOT NULL OR {differs}"
    when = {NAMES[0]: f"BEFORE UPDATE ON {TABLE} FOR EACH ROW WHEN ({changed})"}
    when |= {NAMES[1]: f"BEFORE DELETE ON {TABLE}", NAMES[2]: f"BEFORE TRUNCATE ON {TABLE}"}
    made = [
        f"""CREATE FUNCTION verification_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""
    ]
    for name, where in when.items():
        made.append(f"CREATE TRIGGER {name} {where} EXECUTE FUNCTION verification_refuse()")
        made.append(f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER {name}")
    return made


def dropping(vendor: str) -> list[str]:
    """Return the statements that take the triggers away."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name in NAMES]
    gone = [f"DROP TRIGGER IF EXISTS {name} ON {TABLE}" for name in NAMES]
    return [*gone, "DROP FUNCTION IF EXISTS verification_refuse()"]


def forward(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers."""
    for statement in creating(editor.connection.vendor):
        editor.execute(statement, params=None)


def backward(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away."""
    for statement in dropping(editor.connection.vendor):
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """Examination reports only come."""

    dependencies = (("verification", "0001_initial"),)
    operations = (migrations.RunPython(forward, backward),)
