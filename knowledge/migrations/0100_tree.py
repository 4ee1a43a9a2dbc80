"""The knowledge index takes the place of Wagtail's welcome page as the root of the site."""

from django.db import migrations


def plant(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Locale = apps.get_model("wagtailcore", "Locale")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    KnowledgeIndex = apps.get_model("knowledge", "KnowledgeIndex")
    if KnowledgeIndex.objects.exists():
        return
    kind, _ = ContentType.objects.get_or_create(app_label="knowledge", model="knowledgeindex")
    locale = Locale.objects.order_by("pk").first() or Locale.objects.create(language_code="sv")
    welcome = Page.objects.filter(depth=2, content_type__model="page")
    taken = Page.objects.filter(depth=2).order_by("-path").first()
    number = int(taken.path[-4:], 36) + 1 if taken else 1
    index = KnowledgeIndex.objects.create(
        title="Kunskap",
        draft_title="Kunskap",
        slug="kunskap",
        path=f"0001{number:04d}",
        depth=2,
        numchild=0,
        url_path="/kunskap/",
        content_type=kind,
        locale=locale,
        live=True,
    )
    Site.objects.update_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page_id": index.pk}
    )
    welcome.delete()
    root = Page.objects.get(depth=1)
    root.numchild = Page.objects.filter(depth=2).count()
    root.save(update_fields=["numchild"])


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0002_initial"), ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes")]
    operations = [migrations.RunPython(plant, migrations.RunPython.noop)]
