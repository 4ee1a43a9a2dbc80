import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


COUNT_ALL = """
    INSERT INTO knowledge_recount (audience_id, asked_at)
    SELECT id, CURRENT_TIMESTAMP FROM people_audience
"""


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge', '0190_beginning'),
        ('people', '0008_subgoals'),
    ]

    operations = [
        # A table of Wagtail's; `tests/knowledge/test_tallies.py` sees that it is still used.
        migrations.RunSQL(
            "CREATE INDEX knowledge_newest ON wagtailcore_page (first_published_at DESC, path DESC)",
            "DROP INDEX knowledge_newest",
        ),
        migrations.CreateModel(
            name='Recount',
            fields=[
                ('audience', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='people.audience')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(choices=[('lesson', 'lesson'), ('topic', 'topic'), ('organisation', 'organisation'), ('subgoal', 'subgoal')], max_length=12)),
                ('key', models.BigIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('audience', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.audience')),
            ],
        ),
        migrations.DeleteModel(
            name='ArticleRead',
        ),
        migrations.AddConstraint(
            model_name='tally',
            constraint=models.UniqueConstraint(fields=('audience', 'what', 'key'), name='tally_once'),
        ),
        migrations.RunSQL(COUNT_ALL, migrations.RunSQL.noop),
    ]
