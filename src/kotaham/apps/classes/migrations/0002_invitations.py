"""Let a seat remember its invitation: when, and where the person served on that day."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F

OFFICE: dict[str, Any] = {
    "db_index": False, "null": True, "on_delete": django.db.models.deletion.PROTECT, "related_name": "+",
    "to": "offices.office",
}  # fmt: skip


def forward(apps: Any, _editor: Any) -> None:
    """Let those who are only invited keep the time at which their row was made, which was the invitation.

    Of a seat that was taken or given up since, nothing in its row says that it began with an invitation: it stays
    unknown, and does not count as one.
    """
    seats = apps.get_model("classes", "Seat").objects.filter(state="invited", invited_at=None)
    seats.update(invited_at=F("at"), invited_office=F("office"), invited_kanwil=F("kanwil"))


class Migration(migrations.Migration):
    """Invitations are remembered."""

    dependencies = (("classes", "0001_initial"), ("offices", "0001_initial"))
    operations = (
        migrations.AddField("seat", "invited_at", models.DateTimeField(null=True)),
        migrations.AddField("seat", "invited_office", models.ForeignKey(**OFFICE)),
        migrations.AddField("seat", "invited_kanwil", models.ForeignKey(**OFFICE)),
        migrations.RunPython(forward, migrations.RunPython.noop),
    )
