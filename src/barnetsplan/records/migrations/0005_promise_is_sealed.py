from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('records', '0004_received'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='promise',
            name='text',
        ),
        migrations.AddField(
            model_name='promise',
            name='sealed_text',
            field=models.BinaryField(default=b''),
            preserve_default=False,
        ),
    ]
