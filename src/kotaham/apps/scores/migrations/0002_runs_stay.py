"""Let a run that is done, and its results, never change: the database refuses it.

Results are written while their run waits, in the transaction that ends it. SQLite: REPLACE would delete without firing
a trigger; it cannot, because nothing may be inserted for a run that does not wait, or in the place of one that is done.
"""

# ruff: noqa: S608 - the statements are put together from words of this file alone

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

WORDS = "perhitungan yang selesai tidak berubah / a run that is done stays as it is"
NAMES = (
    "run_done_update",
    "run_done_delete",
    "run_done_insert",
    "result_no_update",
    "result_no_delete",
    "result_in_time",
)
RUN, RESULT = "scores_run", "scores_result"
REFUSE = f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"

SQLITE = (
    f"CREATE TRIGGER run_done_update BEFORE UPDATE ON {RUN} WHEN OLD.state = 'done' {REFUSE}",
    f"CREATE TRIGGER run_done_delete BEFORE DELETE ON {RUN} WHEN OLD.state = 'done' {REFUSE}",
    f"""CREATE TRIGGER run_done_insert BEFORE INSERT ON {RUN}
WHEN EXISTS (SELECT 1 FROM {RUN} WHERE id = NEW.id AND state = 'done') {REFUSE}""",
    f"CREATE TRIGGER result_no_update BEFORE UPDATE ON {RESULT} {REFUSE}",
    f"CREATE TRIGGER result_no_delete BEFORE DELETE ON {RESULT} {REFUSE}",
    f"""CREATE TRIGGER result_in_time BEFORE INSERT ON {RESULT}
WHEN NOT EXISTS (SELECT 1 FROM {RUN} WHERE id = NEW.run_id AND state = 'waiting')
  OR EXISTS (SELECT 1 FROM {RESULT} WHERE id = NEW.id) {REFUSE}""",
)
POSTGRES = (
    f"""CREATE FUNCTION scores_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    f"""CREATE FUNCTION scores_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM {RUN} WHERE id = NEW.run_id AND state = 'waiting') THEN
    RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$""",
    f"""CREATE TRIGGER run_done_update BEFORE UPDATE OR DELETE ON {RUN}
FOR EACH ROW WHEN (OLD.state = 'done') EXECUTE FUNCTION scores_refuse()""",
    f"""CREATE TRIGGER result_no_update BEFORE UPDATE OR DELETE OR TRUNCATE ON {RESULT}
EXECUTE FUNCTION scores_refuse()""",
    f"CREATE TRIGGER result_in_time BEFORE INSERT ON {RESULT} FOR EACH ROW EXECUTE FUNCTION scores_in_time()",
    f"ALTER TABLE {RUN} ENABLE ALWAYS TRIGGER run_done_update",
    f"ALTER TABLE {RESULT} ENABLE ALWAYS TRIGGER result_no_update",
    f"ALTER TABLE {RESULT} ENABLE ALWAYS TRIGGER result_in_time",
)


def creating(vendor: str) -> list[str]:
    """Return the statements that make the triggers."""
    return list(SQLITE if vendor == "sqlite" else POSTGRES)


def dropping(vendor: str) -> list[str]:
    """Return the statements that take the triggers away."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name in NAMES]
    return [
        f"DROP TRIGGER IF EXISTS run_done_update ON {RUN}",
        f"DROP TRIGGER IF EXISTS result_no_update ON {RESULT}",
        f"DROP TRIGGER IF EXISTS result_in_time ON {RESULT}",
        "DROP FUNCTION IF EXISTS scores_refuse()",
        "DROP FUNCTION IF EXISTS scores_in_time()",
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
    """Runs and results stay."""

    dependencies = (("scores", "0001_initial"),)
    operations = (migrations.RunPython(forward, backward),)
