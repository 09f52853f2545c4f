"""Let a frozen decision, its rows and its amendments never change: the database itself refuses it.

SQLite: REPLACE would delete without firing a trigger, so an insert in the place of a frozen decision is refused too.
"""

# ruff: noqa: S608 - the statements are put together from words of this file alone

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

DECISION = "publication_decision"
PARTS = ("publication_row", "publication_amendment")
WORDS = "keputusan yang sudah ditetapkan tidak berubah / a decision that is frozen stays"
NAMES = {
    DECISION: "decision_stays",
    "publication_row": "decision_row_stays",
    "publication_amendment": "amendment_stays",
}


def _frozen(side: str) -> str:
    return f"EXISTS (SELECT 1 FROM {DECISION} WHERE id = {side}.decision_id AND state = 'frozen')"


def _sqlite() -> list[str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
    made = [
        f"CREATE TRIGGER decision_stays_{what.lower()} BEFORE {what} ON {DECISION} WHEN OLD.state = 'frozen' {refuse}"
        for what in ("UPDATE", "DELETE")
    ]
    made.append(
        f"CREATE TRIGGER decision_stays_insert BEFORE INSERT ON {DECISION} WHEN EXISTS "
        f"(SELECT 1 FROM {DECISION} WHERE id = NEW.id AND state = 'frozen') {refuse}"
    )
    for table in PARTS:
        for what, sides in (("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",)), ("INSERT", ("NEW",))):
            when = " OR ".join(_frozen(side) for side in sides)
            made.append(f"CREATE TRIGGER {NAMES[table]}_{what.lower()} BEFORE {what} ON {table} WHEN {when} {refuse}")
    return made


RAISE = f"RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'integrity_constraint_violation'"
POSTGRES = (
    f"""CREATE FUNCTION publication_decision_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'frozen' THEN {RAISE}; END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$""",
    f"""CREATE FUNCTION publication_part_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    IF {_frozen("OLD")} THEN {RAISE}; END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF {_frozen("NEW")} THEN {RAISE}; END IF;
  RETURN NEW;
END $$""",
    f"""CREATE FUNCTION publication_no_truncate() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM {DECISION} WHERE state = 'frozen') THEN {RAISE}; END IF;
  RETURN NULL;
END $$""",
)


def _postgres() -> list[str]:
    made = list(POSTGRES)
    for table, name in NAMES.items():
        what = "UPDATE OR DELETE" if table == DECISION else "INSERT OR UPDATE OR DELETE"
        call = "publication_decision_stays" if table == DECISION else "publication_part_stays"
        made += [
            f"CREATE TRIGGER {name} BEFORE {what} ON {table} FOR EACH ROW EXECUTE FUNCTION {call}()",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
            f"CREATE TRIGGER {name}_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION publication_no_truncate()",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}_truncate",
        ]
    return made


def creating(vendor: str) -> list[str]:
    """Return the statements that make the triggers."""
    return _sqlite() if vendor == "sqlite" else _postgres()


def dropping(vendor: str) -> list[str]:
    """Return the statements that take the triggers away."""
    if vendor == "sqlite":
        return [
            f"DROP TRIGGER IF EXISTS {name}_{what}"
            for name in NAMES.values()
            for what in ("update", "delete", "insert")
        ]
    gone = [
        f"DROP TRIGGER IF EXISTS {name}{end} ON {table}" for table, name in NAMES.items() for end in ("", "_truncate")
    ]
    functions = ("publication_decision_stays", "publication_part_stays", "publication_no_truncate")
    return [*gone, *[f"DROP FUNCTION IF EXISTS {name}()" for name in functions]]


def forward(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers."""
    for statement in creating(editor.connection.vendor):
        editor.execute(statement, params=None)


def backward(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away."""
    for statement in dropping(editor.connection.vendor):
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """What is decided stays."""

    dependencies = (("publication", "0001_initial"),)
    operations = (migrations.RunPython(forward, backward),)
