"""How meetings were, counted and joined to nobody."""

import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    """A count, and the mark that somebody has answered."""

    dependencies = [
        ("meetings", "0003_calling"),
    ]

    operations = [
        migrations.AddField(
            model_name="invitee",
            name="told_how",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="HowItWas",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("month", models.CharField(max_length=7)),
                ("who", models.CharField(choices=[("child", "child"), ("guardian", "guardian"), ("professional", "professional")], max_length=12)),
                ("question", models.CharField(max_length=40)),
                ("answer", models.CharField(choices=[("yes", "yes"), ("partly", "partly"), ("no", "no")], max_length=6)),
                ("number", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("month", "who", "question", "answer"), name="meetings_counted_once")],
            },
        ),
    ]
