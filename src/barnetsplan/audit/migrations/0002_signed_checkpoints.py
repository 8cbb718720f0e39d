"""Checkpoints carry a signature and the name of the key."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Those from before stay unsigned; the first signed one covers them."""

    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="checkpoint", name="signed_by", field=models.CharField(default="", max_length=40)
        ),
        migrations.AddField(model_name="checkpoint", name="signature", field=models.BinaryField(default=bytes)),
    ]
