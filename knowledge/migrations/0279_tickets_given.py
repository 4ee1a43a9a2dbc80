from django.db import migrations, models


def without_examples(apps, schema_editor):
    """PostgreSQL's planner is to keep no examples of it; see 0221."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE knowledge_marks ALTER COLUMN given SET STATISTICS 0")


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge', '0274_outcome_month'),
    ]

    operations = [
        migrations.AddField(
            model_name='marks',
            name='given',
            field=models.JSONField(default=list),
        ),
        migrations.RunPython(without_examples, migrations.RunPython.noop),
    ]
