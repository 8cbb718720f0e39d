import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('reporting', '0001_initial'),
        ('vault', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='harmanswer',
            name='key',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='vault.key'),
        ),
    ]
