from django.db import migrations


def storage(kind):
    """PostgreSQL lays long texts in a table beside, under numbers that rise. A card that is not
    the one being written keeps its number there, and the numbers would tell who was early."""

    def say(apps, schema_editor):
        if schema_editor.connection.vendor != "postgresql":
            return
        for column in ("column", "text", "lock"):
            schema_editor.execute(
                f'ALTER TABLE knowledge_slot ALTER COLUMN "{column}" SET STORAGE {kind}'
            )

    return say


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge', '0241_live_boards'),
    ]

    operations = [migrations.RunPython(storage("MAIN"), storage("EXTENDED"))]
