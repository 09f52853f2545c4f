"""Let a sealed version, and the text of one that a trial round judges by, never change: the database refuses it.

SQLite: REPLACE would delete without firing a trigger, so an insert in the place of such a version is refused too.
"""

# ruff: noqa: S608 - the statements are put together from words of this file alone

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLE = "instruments_version"
WORDS = "versi instrumen yang disegel atau dikunci tidak berubah / a sealed or locked version of an instrument stays"
NAMES = ("version_sealed_update", "version_sealed_delete", "version_sealed_insert")
TEXT = (
    "slug", "label", "title", "nature", "subject", "language", "content", "file_sha256", "content_sha256",
    "indicators", "unknowns", "mistakes",
)  # fmt: skip
SEAL = ("state", "sealed_at", "sealed_by_id")


def _changed(columns: tuple[str, ...], differs: str) -> str:
    return " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in columns)


def _broken(differs: str) -> str:
    """Write when a change takes something away that stays: text and lock of both, the seal of a sealed one."""
    kept = f"(OLD.locked OR OLD.state = 'sealed') AND ({_changed(('id', *TEXT), differs)})"
    return f"({kept}) OR (OLD.locked AND NOT NEW.locked) OR (OLD.state = 'sealed' AND ({_changed(SEAL, differs)}))"


SQLITE = (
    f"""CREATE TRIGGER version_sealed_update BEFORE UPDATE ON {TABLE}
WHEN {_broken("IS NOT")}
BEGIN SELECT RAISE(ABORT, '{WORDS}'); END""",
    f"""CREATE TRIGGER version_sealed_delete BEFORE DELETE ON {TABLE}
WHEN OLD.locked OR OLD.state = 'sealed'
BEGIN SELECT RAISE(ABORT, '{WORDS}'); END""",
    f"""CREATE TRIGGER version_sealed_insert BEFORE INSERT ON {TABLE}
WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE (locked OR state = 'sealed')
  AND (id = NEW.id OR (slug = NEW.slug AND label = NEW.label)))
BEGIN SELECT RAISE(ABORT, '{WORDS}'); END""",
)
POSTGRES = (
    f"""CREATE FUNCTION instruments_sealed_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    IF OLD.locked OR OLD.state = 'sealed' THEN
      RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN OLD;
  END IF;
  IF {_broken("IS DISTINCT FROM")} THEN
    RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$""",
    f"""CREATE TRIGGER version_sealed_update BEFORE UPDATE OR DELETE ON {TABLE}
FOR EACH ROW EXECUTE FUNCTION instruments_sealed_stays()""",
    f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER version_sealed_update",
    """CREATE FUNCTION instruments_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM instruments_version WHERE locked OR state = 'sealed') THEN
    RAISE EXCEPTION 'instruments_version' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NULL;
END $$""",
    f"""CREATE TRIGGER version_sealed_truncate BEFORE TRUNCATE ON {TABLE}
EXECUTE FUNCTION instruments_no_truncate()""",
    f"ALTER TABLE {TABLE} ENABLE ALWAYS TRIGGER version_sealed_truncate",
)


def creating(vendor: str) -> list[str]:
    """Return the statements that make the triggers."""
    return list(SQLITE if vendor == "sqlite" else POSTGRES)


def dropping(vendor: str) -> list[str]:
    """Return the statements that take the triggers away."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name in NAMES]
    return [
        f"DROP TRIGGER IF EXISTS version_sealed_update ON {TABLE}",
        f"DROP TRIGGER IF EXISTS version_sealed_truncate ON {TABLE}",
        "DROP FUNCTION IF EXISTS instruments_sealed_stays()",
        "DROP FUNCTION IF EXISTS instruments_no_truncate()",
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
    """Sealed and locked texts stay."""

    dependencies = (("instruments", "0001_initial"),)
    operations = (migrations.RunPython(forward, backward),)
