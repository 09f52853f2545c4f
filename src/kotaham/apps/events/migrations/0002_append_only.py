"""Let the tables of the record only grow: the database itself refuses every change, deletion, gap and fork.

PostgreSQL: the triggers fire ALWAYS, also in a session that calls itself a replica. SQLite: REPLACE would delete without
firing a trigger, so an insert is refused when its number is not the next one.
"""

# ruff: noqa: S608 - the statements are put together from words of this file alone

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFUSAL = "riwayat hanya bertambah: tidak dapat diubah atau dihapus / the record only grows: no change, no deletion"
NOT_NEXT = "riwayat hanya bertambah di ujungnya / the record grows at its end only"
TABLES = ("events_event", "events_head")
NAMES = {
    "events_event": ("event_no_update", "event_no_delete", "event_no_truncate", "event_next_only"),
    "events_head": ("head_no_update", "head_no_delete", "head_no_truncate", "head_next_only"),
}

SQLITE_REFUSE = """CREATE TRIGGER {name} BEFORE {what} ON {table}
BEGIN SELECT RAISE(ABORT, '{words}'); END"""
SQLITE_EVENT_NEXT = f"""CREATE TRIGGER event_next_only BEFORE INSERT ON events_event
WHEN NEW.seq IS NOT (SELECT COALESCE(MAX(seq), 0) + 1 FROM events_event)
  OR NEW.prev IS NOT COALESCE((SELECT digest FROM events_event ORDER BY seq DESC LIMIT 1), '{"0" * 64}')
BEGIN SELECT RAISE(ABORT, '{NOT_NEXT}'); END"""
SQLITE_HEAD_NEXT = f"""CREATE TRIGGER head_next_only BEFORE INSERT ON events_head
WHEN EXISTS (SELECT 1 FROM events_head WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, '{NOT_NEXT}'); END"""

POSTGRES_REFUSE = f"""CREATE FUNCTION events_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""
POSTGRES_NEXT = f"""CREATE FUNCTION events_next_only() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE newest events_event%ROWTYPE;
BEGIN
  SELECT * INTO newest FROM events_event ORDER BY seq DESC LIMIT 1;
  IF NEW.seq IS DISTINCT FROM COALESCE(newest.seq, 0) + 1
    OR NEW.prev IS DISTINCT FROM COALESCE(newest.digest, repeat('0', 64)) THEN
    RAISE EXCEPTION '{NOT_NEXT}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$"""


def creating(vendor: str) -> list[str]:
    """Return the statements that make the triggers."""
    if vendor == "sqlite":
        pairs = [
            (table, name, what)
            for table in TABLES
            for name, what in zip(NAMES[table], ("UPDATE", "DELETE"), strict=False)
        ]
        plain = [SQLITE_REFUSE.format(name=name, what=what, table=table, words=REFUSAL) for table, name, what in pairs]
        return [*plain, SQLITE_EVENT_NEXT, SQLITE_HEAD_NEXT]
    made = [POSTGRES_REFUSE, POSTGRES_NEXT]
    for table in TABLES:
        for name, what in zip(NAMES[table], ("UPDATE", "DELETE", "TRUNCATE"), strict=False):
            made.append(f"CREATE TRIGGER {name} BEFORE {what} ON {table} EXECUTE FUNCTION events_refuse()")
            made.append(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
    made.append(
        "CREATE TRIGGER event_next_only BEFORE INSERT ON events_event FOR EACH ROW EXECUTE FUNCTION events_next_only()"
    )
    made.append("ALTER TABLE events_event ENABLE ALWAYS TRIGGER event_next_only")
    return made


def dropping(vendor: str) -> list[str]:
    """Return the statements that take the triggers away."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for table in TABLES for name in NAMES[table]]
    gone = [f"DROP TRIGGER IF EXISTS {name} ON {table}" for table in TABLES for name in NAMES[table]]
    return [*gone, "DROP FUNCTION IF EXISTS events_refuse()", "DROP FUNCTION IF EXISTS events_next_only()"]


def forward(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers."""
    for statement in creating(editor.connection.vendor):
        editor.execute(statement, params=None)


def backward(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away."""
    for statement in dropping(editor.connection.vendor):
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """The tables only grow."""

    dependencies = (("events", "0001_initial"),)
    operations = (migrations.RunPython(forward, backward),)
