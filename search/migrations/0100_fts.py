from django.db import migrations


def prepare(apps, schema_editor):
    from search import engines

    engines.current().prepare()


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]

    operations = [migrations.RunPython(prepare, migrations.RunPython.noop)]
