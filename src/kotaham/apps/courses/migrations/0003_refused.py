"""Remember when somebody refused an invitation to a course."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A refusal has its time."""

    dependencies = (("courses", "0002_published_stays"),)
    operations = (migrations.AddField("enrolment", "refused_at", models.DateTimeField(null=True)),)
