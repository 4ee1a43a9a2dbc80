"""Search in the editors' menu."""

from django.urls import include, path, reverse
from django.urls.resolvers import URLResolver
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem


@hooks.register("register_admin_urls")
def own_pages() -> list[URLResolver]:
    return [path("sokning/", include("search.editing_urls"))]


@hooks.register("register_admin_menu_item")
def searching() -> SubmenuMenuItem:
    pages = Menu(
        items=[
            MenuItem(_("Utvalda träffar"), reverse("editing_promotions"), icon_name="pick"),
            MenuItem(_("Synonymer"), reverse("editing_synonyms"), icon_name="list-ul"),
            MenuItem(_("Sökningar utan träff"), reverse("editing_unanswered"), icon_name="search"),
        ]
    )
    return SubmenuMenuItem(_("Sökningen"), pages, icon_name="search", order=310)
