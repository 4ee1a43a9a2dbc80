from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('knowledge', '0271_marks_moved'),
    ]

    operations = [
        migrations.RemoveField(model_name='retrospective', name=name)
        for name in ('mood_marks', 'moods', 'spent')
    ]
