from django.db import migrations

COLUMNS = ("spent", "moods", "mood_marks")


def move(apps, schema_editor):
    boards = apps.get_model("knowledge", "Retrospective").objects.exclude(step="closed")
    apps.get_model("knowledge", "Marks").objects.bulk_create(
        apps.get_model("knowledge", "Marks")(
            retrospective_id=board.pk, **{name: getattr(board, name) for name in COLUMNS}
        )
        for board in boards.iterator()
    )


def move_back(apps, schema_editor):
    for marks in apps.get_model("knowledge", "Marks").objects.iterator():
        apps.get_model("knowledge", "Retrospective").objects.filter(
            pk=marks.retrospective_id
        ).update(**{name: getattr(marks, name) for name in COLUMNS})


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge', '0270_marks'),
    ]

    operations = [migrations.RunPython(move, move_back)]
