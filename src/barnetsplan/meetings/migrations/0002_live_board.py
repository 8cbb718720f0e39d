"""Lines that know their version, where the meeting is, who speaks for the child, and the pulse of every meeting."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def _pulses(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Every meeting that was called before has one too."""
    pulse = apps.get_model("meetings", "Pulse")
    called = apps.get_model("meetings", "Meeting").objects.values_list("pk", "invitation")
    pulse.objects.bulk_create(pulse(meeting_id=meeting, invitation=invitation) for meeting, invitation in called)


class Migration(migrations.Migration):
    """What meeting mode needs to know."""

    dependencies = [("meetings", "0001_initial"), ("organisations", "0001_initial")]

    operations = [
        migrations.AddField("boardline", "replaces", models.UUIDField(null=True)),
        migrations.AddField("boardline", "version", models.PositiveIntegerField(default=1)),
        migrations.AddField("meeting", "part", models.CharField(blank=True, max_length=30)),
        migrations.AddField("meeting", "part_since", models.DateTimeField(null=True)),
        migrations.AddField(
            "meeting",
            "spoke_for_child",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="organisations.party",
            ),
        ),
        migrations.CreateModel(
            name="Pulse",
            fields=[
                (
                    "meeting",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="pulse",
                        serialize=False,
                        to="meetings.meeting",
                    ),
                ),
                ("invitation", models.UUIDField(db_index=True)),
                ("number", models.PositiveIntegerField(default=1)),
            ],
        ),
        migrations.RunPython(_pulses, migrations.RunPython.noop),
    ]
