"""Let a list of a million people cost fewer writes: no index twice, and references looked at once a statement.

PostgreSQL looks at every reference of every row by itself, when the transaction ends, while the chain of the record is
held. A list brings the same two thousand offices a million times. Here a trigger looks at each of them once a statement
instead, under the same lock, and says the same when one is not there; whoever deletes what is referred to is refused as
before. SQLite looks at each row as it is written, which costs it little, and keeps its own way.
"""

# ruff: noqa: S608 - the statements are put together from words of this file alone

from collections.abc import Iterator
from typing import Any, Final

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REFERENCES: Final = {
    "register_member": {"office_id": "offices_office", "kanwil_id": "offices_office", "batch_id": "register_batch"},
    "register_posting": {"office_id": "offices_office", "kanwil_id": "offices_office"},
    "register_staged": {"batch_id": "register_batch"},
}
MISSING: Final = (
    "RAISE EXCEPTION '% % is not in %', {column}, {value}, {there} USING ERRCODE = 'foreign_key_violation';"
)
# The arguments of a trigger: column, table, column, table and so on; of the last one: table, column.
IN_SETS: Final = f"""CREATE FUNCTION register_refers() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE missing bigint;
BEGIN
  FOR at IN 0 .. TG_NARGS - 2 BY 2 LOOP
    EXECUTE format(
      'SELECT v FROM (SELECT DISTINCT %1$I AS v FROM added WHERE %1$I IS NOT NULL) AS given
       WHERE NOT EXISTS (SELECT FROM %2$I r WHERE r.id = v FOR KEY SHARE) LIMIT 1',
      TG_ARGV[at], TG_ARGV[at + 1]) INTO missing;
    IF missing IS NOT NULL THEN
      {MISSING.format(column="TG_ARGV[at]", value="missing", there="TG_ARGV[at + 1]")}
    END IF;
  END LOOP;
  RETURN NULL;
END $$"""
BY_ROW: Final = f"""CREATE FUNCTION register_refers_now() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE wanted bigint; found bigint;
BEGIN
  EXECUTE format('SELECT ($1).%I', TG_ARGV[0]) INTO wanted USING NEW;
  EXECUTE format('SELECT id FROM %I WHERE id = $1 FOR KEY SHARE', TG_ARGV[1]) INTO found USING wanted;
  IF wanted IS NOT NULL AND found IS NULL THEN
    {MISSING.format(column="TG_ARGV[0]", value="wanted", there="TG_ARGV[1]")}
  END IF;
  RETURN NULL;
END $$"""
GOING: Final = """CREATE FUNCTION register_referred() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE held boolean;
BEGIN
  EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE %I = $1)', TG_ARGV[0], TG_ARGV[1]) INTO held USING OLD.id;
  IF held THEN
    RAISE EXCEPTION '% % is still in % of %', TG_TABLE_NAME, OLD.id, TG_ARGV[1], TG_ARGV[0]
      USING ERRCODE = 'foreign_key_violation';
  END IF;
  RETURN NULL;
END $$"""
FUNCTIONS: Final = ("register_refers", "register_refers_now", "register_referred")


def forward(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Put triggers in the place of the foreign keys that are looked at row by row."""
    if editor.connection.vendor != "postgresql":
        return
    _settle(editor)
    for statement in (IN_SETS, BY_ROW, GOING, *_dropping(editor), *_creating()):
        editor.execute(statement, params=None)


def backward(apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Put the foreign keys back; PostgreSQL looks at all rows."""
    if editor.connection.vendor != "postgresql":
        return
    for name in FUNCTIONS:
        editor.execute(f"DROP FUNCTION {name}() CASCADE", params=None)
    for table, columns in REFERENCES.items():
        model = apps.get_model("register", table.removeprefix("register_"))
        for field in (one for one in model._meta.concrete_fields if one.column in columns):
            editor.execute(editor._create_fk_sql(model, field, "_fk_%(to_table)s_%(to_column)s"))  # type: ignore[attr-defined]


def _settle(editor: BaseDatabaseSchemaEditor) -> None:
    """Let what waits for the end of the transaction happen now: a table with checks that wait is not altered."""
    editor.execute("SET CONSTRAINTS ALL IMMEDIATE", params=None)
    editor.execute("SET CONSTRAINTS ALL DEFERRED", params=None)


def _dropping(editor: BaseDatabaseSchemaEditor) -> Iterator[str]:
    with editor.connection.cursor() as cursor:
        for table, columns in REFERENCES.items():
            found = editor.connection.introspection.get_constraints(cursor, table)
            for name, about in found.items():
                if about["foreign_key"] and about["columns"][0] in columns:
                    yield f'ALTER TABLE {table} DROP CONSTRAINT "{name}"'


def _creating() -> Iterator[str]:
    for table, columns in REFERENCES.items():
        given = ", ".join(f"'{column}', '{there}'" for column, there in columns.items())
        yield (
            f"CREATE TRIGGER {table}_refers AFTER INSERT ON {table} REFERENCING NEW TABLE AS added "
            f"FOR EACH STATEMENT EXECUTE FUNCTION register_refers({given})"
        )
        for column, there in columns.items():
            yield (
                f"CREATE TRIGGER {table}_{column}_refers AFTER UPDATE OF {column} ON {table} FOR EACH ROW "
                f"WHEN (NEW.{column} IS DISTINCT FROM OLD.{column}) "
                f"EXECUTE FUNCTION register_refers_now('{column}', '{there}')"
            )
            yield (
                f"CREATE TRIGGER {table}_{column}_held AFTER DELETE ON {there} FOR EACH ROW "
                f"EXECUTE FUNCTION register_referred('{table}', '{column}')"
            )


class Migration(migrations.Migration):
    """No index twice; references of whole lists looked at once a statement."""

    dependencies = (("register", "0002_lists_and_requests"),)
    operations = (
        migrations.AlterField(
            model_name="staged",
            name="batch",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="staged",
                to="register.batch",
            ),
        ),
        migrations.AlterField(
            model_name="refusal",
            name="batch",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="refusals",
                to="register.batch",
            ),
        ),
        migrations.AlterField(
            model_name="before",
            name="batch",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="befores",
                to="register.batch",
            ),
        ),
        migrations.AlterField(
            model_name="nameword",
            name="member",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="words",
                to="register.member",
            ),
        ),
        migrations.RunPython(forward, backward),
    )
