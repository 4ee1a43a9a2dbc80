from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("knowledge", "0230_cadence"),
    ]

    operations = [
        migrations.AddField(
            model_name="retrospective",
            name="format",
            field=models.CharField(
                choices=[
                    ("week", "Gick bra / Gick snett / Lärde oss"),
                    ("doing", "Börja / Sluta / Fortsätt"),
                    ("moods", "Arg / Ledsen / Glad"),
                    ("own", "Egna kolumner"),
                ],
                default="week",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="retrospective",
            name="own_columns",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="retrospective",
            name="moods",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="retrospective",
            name="mood_marks",
            field=models.JSONField(default=list),
        ),
        migrations.AlterField(
            model_name="retrospective",
            name="step",
            field=models.CharField(
                choices=[
                    ("follow", "Följ upp"),
                    ("write", "Skriv"),
                    ("group", "Samla"),
                    ("vote", "Rösta"),
                    ("talk", "Prata"),
                    ("closed", "Punkt"),
                ],
                default="write",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="card",
            name="votes",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="card",
            name="is_hidden",
            field=models.BooleanField(default=False),
        ),
        migrations.AlterField(
            model_name="card",
            name="column",
            field=models.CharField(max_length=10),
        ),
    ]
