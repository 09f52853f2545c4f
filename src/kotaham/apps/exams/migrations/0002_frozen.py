"""Let stay what was used: questions on a form, forms, ended attempts and their answers; the database itself refuses."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

# name: (table, what, when it is refused, why)
USED = "(OLD.used AND (OLD.code <> NEW.code OR OLD.kind <> NEW.kind OR OLD.points <> NEW.points OR {differs}))"
ENDED = "(OLD.state <> 'running' AND (NEW.state <> OLD.state OR {differs}))"
RULES: dict[str, tuple[str, str, str, str]] = {
    "question_used_stays": (
        "exams_question", "UPDATE", USED, "soal yang sudah dipakai tidak dapat diubah / a used question stays",
    ),
    "question_used_no_delete": (
        "exams_question", "DELETE", "(OLD.used)", "soal yang sudah dipakai tidak dapat dihapus / a used question stays",
    ),
    "form_no_update": ("exams_form", "UPDATE", "", "paket soal tidak dapat diubah / a form cannot be changed"),
    "form_no_delete": ("exams_form", "DELETE", "", "paket soal tidak dapat dihapus / a form cannot be deleted"),
    "attempt_ended_stays": (
        "exams_attempt", "UPDATE", ENDED, "hasil percobaan tidak dapat diubah / the result of an attempt stays",
    ),
    "response_marked_stays": (
        "exams_response", "UPDATE", "(OLD.points IS NOT NULL)",
        "jawaban yang sudah dinilai tidak dapat diubah / a marked answer stays",
    ),
}  # fmt: skip
COLUMNS = {
    "question_used_stays": ("body", "key", "feedback"),
    "attempt_ended_stays": ("points", "most", "passed", "ended_at", "started_at", "exam_id", "form_id"),
}


def creating(vendor: str) -> list[str]:
    """Return the statements that make the triggers."""
    unlike = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
    made = []
    for name, (table, does, condition, why) in RULES.items():
        differs = " OR ".join(f'OLD."{one}" {unlike} NEW."{one}"' for one in COLUMNS.get(name, ()))
        when = f"WHEN {condition.format(differs=differs)} " if condition else ""
        if vendor == "sqlite":
            made.append(
                f"CREATE TRIGGER {name} BEFORE {does} ON {table} FOR EACH ROW {when}BEGIN SELECT RAISE(ABORT, '{why}'); END"
            )
            continue
        made.append(
            f"""CREATE FUNCTION exams_{name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{why}' USING ERRCODE = 'integrity_constraint_violation'; END $$"""
        )
        made.append(
            f"CREATE TRIGGER {name} BEFORE {does} ON {table} FOR EACH ROW {when}EXECUTE FUNCTION exams_{name}()"
        )
    return made


def dropping(vendor: str) -> list[str]:
    """Return the statements that take the triggers away."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name in RULES]
    gone = [f"DROP TRIGGER IF EXISTS {name} ON {table}" for name, (table, *_rest) in RULES.items()]
    return [*gone, *(f"DROP FUNCTION IF EXISTS exams_{name}()" for name in RULES)]


def forward(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers."""
    for statement in creating(editor.connection.vendor):
        editor.execute(statement, params=None)


def backward(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away."""
    for statement in dropping(editor.connection.vendor):
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """What was used stays."""

    dependencies = (("exams", "0001_initial"),)
    operations = (migrations.RunPython(forward, backward),)
