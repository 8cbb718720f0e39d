"""Who read a version in the room where it was made: for them nobody waits."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column."""

    dependencies = [("plans", "0001_initial")]

    operations = [migrations.AddField("version", "in_room", models.JSONField(default=list))]
