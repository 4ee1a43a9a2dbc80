"""Run with the bare settings: the tables, and one page as the site's first."""

import django
from django.core.management import call_command

TEXT = "\n\n".join(["Vi räknade en vecka i mars, och bytte ordning efter det samtalet. " * 8] * 6)


def make() -> None:
    django.setup()
    call_command("migrate", verbosity=0)
    from wagtail.models import Page, Site

    from config.benches.bare.models import BarePage

    top = Page.get_first_root_node()
    page = top.add_child(instance=BarePage(title="En sida", slug="en-sida", body=TEXT))
    Site.objects.update(root_page=page, is_default_site=True)
