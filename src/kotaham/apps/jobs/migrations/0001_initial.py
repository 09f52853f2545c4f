"""Tables for the queue, its schedules and its workers."""

import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Schedule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, unique=True)),
                ("cron", models.CharField(max_length=80)),
                ("zone", models.CharField(max_length=40)),
                ("next_at", models.DateTimeField()),
                ("last_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, verbose_name="pekerjaan")),
                ("ids", models.JSONField(default=dict)),
                ("key", models.CharField(editable=False, max_length=200, null=True)),
                ("url", models.CharField(blank=True, max_length=300)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Menunggu"),
                            ("running", "Berjalan"),
                            ("done", "Selesai"),
                            ("failed", "Gagal"),
                            ("cancelled", "Dibatalkan"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="keadaan",
                    ),
                ),
                ("turn", models.PositiveIntegerField(default=1)),
                ("attempt", models.PositiveIntegerField(default=0)),
                ("lost", models.PositiveIntegerField(default=0)),
                ("next_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("worker", models.CharField(blank=True, max_length=64)),
                ("cancel_asked_at", models.DateTimeField(null=True)),
                ("done", models.PositiveBigIntegerField(default=0)),
                ("total", models.PositiveBigIntegerField(default=0)),
                ("words", models.JSONField(default=dict)),
                ("letter", models.JSONField(default=list)),
                ("trace", models.TextField(blank=True)),
                ("person", models.BigIntegerField(null=True)),
                ("appointment", models.BigIntegerField(null=True)),
                ("role", models.CharField(blank=True, max_length=32)),
                ("office", models.BigIntegerField(null=True)),
                ("system", models.CharField(blank=True, max_length=80)),
                ("lang", models.CharField(default="id", max_length=2)),
                ("request", models.CharField(blank=True, max_length=64)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("started_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "pekerjaan latar",
                "indexes": [
                    models.Index(fields=["state", "-id"], name="job_state"),
                    models.Index(fields=["name", "-id"], name="job_name"),
                    models.Index(fields=["person", "-id"], name="job_person"),
                    models.Index(condition=models.Q(("state", "waiting")), fields=["next_at"], name="job_due"),
                    models.Index(fields=["ended_at"], name="job_ended"),
                ],
                "constraints": [models.UniqueConstraint(fields=("name", "key"), name="job_key_once")],
            },
        ),
        migrations.CreateModel(
            name="Worker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=64, unique=True)),
                ("host", models.CharField(max_length=120)),
                ("pid", models.PositiveIntegerField()),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("beat_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("stopped_at", models.DateTimeField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["beat_at"], name="worker_beat")],
            },
        ),
    ]
