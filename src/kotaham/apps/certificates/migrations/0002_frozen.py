"""Let templates that were used, and certificates, stay as they were made: the database itself refuses to change them."""

from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TEMPLATE, CERTIFICATE = "certificates_template", "certificates_certificate"
TEMPLATE_SAYS = "templat yang sudah dipakai tidak dapat diubah / a template that was used cannot be changed"
CERTIFICATE_SAYS = "sertifikat tidak dapat diubah atau dihapus / a certificate cannot be changed or deleted"
FROZEN = (
    *("token", "number", "enrolment_id", "version_id", "issue_id", "template_id", "fields", "record_sha256"),
    *("signature", "key", "status_index", "day", "issued_at", "hours", "office_id", "kanwil_id", "expires_on"),
    *("renews_id", '"group"'),
)


def _differs(vendor: str, column: str) -> str:
    return f"OLD.{column} {'IS NOT' if vendor == 'sqlite' else 'IS DISTINCT FROM'} NEW.{column}"


def _changed(vendor: str) -> str:
    """Return the condition that a certificate loses what it was: a frozen column, its first digest, its end."""
    kept = " OR ".join(_differs(vendor, column) for column in FROZEN)
    digest = f"(OLD.pdf_sha256 <> '' AND {_differs(vendor, 'pdf_sha256')})"
    end = f"(OLD.state <> 'valid' AND ({_differs(vendor, 'state')} OR {_differs(vendor, 'ended_reason')}))"
    return f"{kept} OR {digest} OR {end}"


def _rules(vendor: str) -> list[tuple[str, str, str, str, str]]:
    """Return (name, table, what, when, says) of every trigger."""
    used = "OLD.used = 1" if vendor == "sqlite" else "OLD.used"
    return [
        ("template_no_update", TEMPLATE, "UPDATE", used, TEMPLATE_SAYS),
        ("template_no_delete", TEMPLATE, "DELETE", used, TEMPLATE_SAYS),
        ("certificate_no_update", CERTIFICATE, "UPDATE", _changed(vendor), CERTIFICATE_SAYS),
        ("certificate_no_delete", CERTIFICATE, "DELETE", "", CERTIFICATE_SAYS),
    ]


def creating(vendor: str) -> list[str]:
    """Return the statements that make the triggers."""
    if vendor == "sqlite":
        return [
            f"CREATE TRIGGER {name} BEFORE {does} ON {table} {f'WHEN {when} ' if when else ''}"
            f"BEGIN SELECT RAISE(ABORT, '{says}'); END"
            for name, table, does, when, says in _rules(vendor)
        ]
    made = [
        """CREATE FUNCTION certificates_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$"""
    ]
    for name, table, does, when, says in _rules(vendor):
        condition = f" WHEN ({when})" if when else ""
        made.append(
            f"CREATE TRIGGER {name} BEFORE {does} ON {table} FOR EACH ROW{condition} "
            f"EXECUTE FUNCTION certificates_refuse('{says}')"
        )
        made.append(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
    made.append(
        f"CREATE TRIGGER certificate_no_truncate BEFORE TRUNCATE ON {CERTIFICATE} "
        f"EXECUTE FUNCTION certificates_refuse('{CERTIFICATE_SAYS}')"
    )
    made.append(f"ALTER TABLE {CERTIFICATE} ENABLE ALWAYS TRIGGER certificate_no_truncate")
    return made


def dropping(vendor: str) -> list[str]:
    """Return the statements that take the triggers away."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {name}" for name, *_rest in _rules(vendor)]
    gone = [f"DROP TRIGGER IF EXISTS {name} ON {table}" for name, table, *_rest in _rules(vendor)]
    gone.append(f"DROP TRIGGER IF EXISTS certificate_no_truncate ON {CERTIFICATE}")
    return [*gone, "DROP FUNCTION IF EXISTS certificates_refuse()"]


def forward(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the triggers."""
    for statement in creating(editor.connection.vendor):
        editor.execute(statement, params=None)


def backward(_apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away."""
    for statement in dropping(editor.connection.vendor):
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """What was issued stays."""

    dependencies = (("certificates", "0001_initial"),)
    operations = (migrations.RunPython(forward, backward),)
