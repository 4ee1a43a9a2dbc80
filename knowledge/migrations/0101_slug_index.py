"""An address is looked up by its last word; Wagtail has no index there."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0100_tree")]
    operations = [
        migrations.RunSQL(
            "CREATE INDEX IF NOT EXISTS knowledge_page_slug ON wagtailcore_page (slug)",
            "DROP INDEX IF EXISTS knowledge_page_slug",
        )
    ]
