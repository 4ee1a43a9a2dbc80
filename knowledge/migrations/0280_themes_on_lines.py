from django.db import migrations, models
from django.db.models import F, Value
from django.db.models.functions import Replace

COMMA, LINE = Value(", "), Value("\n")


def on_lines(apps, schema_editor):
    for name in ("OutcomeProposal", "RetrospectivePage"):
        rows = apps.get_model("knowledge", name).objects
        rows.update(themes=Replace(F("themes"), COMMA, LINE))


def on_one_line(apps, schema_editor):
    for name in ("OutcomeProposal", "RetrospectivePage"):
        rows = apps.get_model("knowledge", name).objects
        rows.update(themes=Replace(F("themes"), LINE, COMMA))


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0279_tickets_given")]

    operations = [
        migrations.AlterField(
            model_name="outcomeproposal",
            name="themes",
            field=models.TextField(blank=True, verbose_name="Teman"),
        ),
        migrations.AlterField(
            model_name="retrospectivepage",
            name="themes",
            field=models.TextField(blank=True, verbose_name="Teman"),
        ),
        migrations.RunPython(on_lines, on_one_line),
    ]
