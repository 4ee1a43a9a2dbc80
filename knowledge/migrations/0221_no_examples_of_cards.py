from django.db import migrations

# PostgreSQL's planner keeps examples of what columns hold, for as long as it likes. Of what lies
# on a board without names it is to keep none: an example taken while people write tells what was
# there early, and outlives the full stop.
COLUMNS = {
    "knowledge_slot": ("key", "column", "text", "lock"),
    "knowledge_card": ("text",),
    "knowledge_retrospective": ("spent",),
}


def examples(number):
    def say(apps, schema_editor):
        if schema_editor.connection.vendor != "postgresql":
            return
        for table, columns in COLUMNS.items():
            for column in columns:
                schema_editor.execute(
                    f'ALTER TABLE {table} ALTER COLUMN "{column}" SET STATISTICS {number}'
                )

    return say


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge', '0220_related'),
    ]

    operations = [migrations.RunPython(examples(0), examples(-1))]
