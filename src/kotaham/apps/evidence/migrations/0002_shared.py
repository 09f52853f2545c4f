"""A province may let its cities use a piece of evidence: a rule of the province proves for all of them."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("evidence", "0001_initial"),
        ("offices", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="evidence",
            name="shared",
            field=models.BooleanField(default=False, verbose_name="boleh dipakai kabupaten/kota"),
        ),
        migrations.AddIndex(
            model_name="evidence",
            index=models.Index(condition=models.Q(("shared", True)), fields=["holder", "-id"], name="evidence_shared"),
        ),
    ]
