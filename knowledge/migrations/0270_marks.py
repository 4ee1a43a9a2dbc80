import django.db.models.deletion
from django.db import migrations, models

# PostgreSQL's planner is to keep no examples of them; see 0221.
COLUMNS = ("spent", "moods", "mood_marks")


def without_examples(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for column in COLUMNS:
            schema_editor.execute(
                f"ALTER TABLE knowledge_marks ALTER COLUMN {column} SET STATISTICS 0"
            )


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge', '0261_outcome_proposals'),
    ]

    operations = [
        migrations.CreateModel(
            name='Marks',
            fields=[
                ('retrospective', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='marks', serialize=False, to='knowledge.retrospective')),
                ('spent', models.JSONField(default=list)),
                ('moods', models.JSONField(default=list)),
                ('mood_marks', models.JSONField(default=list)),
            ],
        ),
        migrations.RunPython(without_examples, migrations.RunPython.noop),
    ]
