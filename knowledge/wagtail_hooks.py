"""What the few editors of the installation see in the CMS."""

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from django.urls.resolvers import URLResolver
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

UNUSED = {"images", "documents", "help"}


@hooks.register("construct_main_menu")
def hide_what_is_not_used(request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name not in UNUSED]


@hooks.register("register_admin_urls")
def own_pages() -> list[URLResolver]:
    return [path("", include("knowledge.editing.urls"))]


@hooks.register("register_admin_menu_item")
def topics() -> MenuItem:
    return MenuItem(_("Ämnen"), reverse("editing_topics"), icon_name="tag", order=300)


@hooks.register("register_reports_menu_item")
def content() -> MenuItem:
    label = _("Lärdomar att se över")
    return MenuItem(label, reverse("editing_content"), icon_name="doc-full", order=100)
