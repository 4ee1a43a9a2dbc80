"""Where published things stand in the CMS: one index, and one subtree for each organisation."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.coreutils import find_available_slug
from wagtail.models import Locale, Page, PageManager, Site

from people.organisations.models import Organisation
from people.records import Keep, Records

TAKEN = {
    *("skriv", "amne", "mina", "feed", "efterlysningar", "ordlista", "sok"),
    *("filer", "fragor", "prova", "kontroll", "mal", "hylla", "innan-du-borjar"),
}


class KnowledgeIndexManager(PageManager):
    def root(self) -> KnowledgeIndex:
        """The one index; locked, so that two first pages of a kind are not made at once."""
        found: KnowledgeIndex | None = self.select_for_update().first()
        return found or self._make()

    def _make(self) -> KnowledgeIndex:
        """In an emptied database, where the migration's tree and language are gone."""
        if not Locale.objects.exists():
            Locale.objects.create(language_code="sv")
        index: KnowledgeIndex = self.model(title="Kunskap", slug="kunskap")
        top = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
        index.slug = find_available_slug(top, "kunskap")
        top.add_child(instance=index)
        Site.objects.update_or_create(
            is_default_site=True, defaults={"hostname": "localhost", "root_page": index}
        )
        return index


class KnowledgeIndex(Page):
    is_creatable = False
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["knowledge.OrganisationPage"]

    records = Records(keep=Keep.PUBLISHED, internal="page_ptr")

    objects: KnowledgeIndexManager = KnowledgeIndexManager()

    class Meta:
        verbose_name = _("kunskapens förstasida")
        verbose_name_plural = _("kunskapens förstasidor")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        from knowledge.articles.views import index

        return index(request)


class OrganisationPageManager(PageManager):
    def of(self, organisation: Organisation) -> OrganisationPage:
        """Where the organisation's published things stand; made at the first need."""
        found: OrganisationPage | None = self.filter(organisation=organisation).first()
        return found or self._make(organisation)

    @transaction.atomic
    def _make(self, organisation: Organisation) -> OrganisationPage:
        index = KnowledgeIndex.objects.root()
        found: OrganisationPage | None = self.filter(organisation=organisation).first()
        if found:
            return found
        slug = f"{organisation.slug}-1" if organisation.slug in TAKEN else organisation.slug
        page: OrganisationPage = self.model(
            title=organisation.name,
            slug=find_available_slug(index, slug),
            organisation=organisation,
        )
        index.add_child(instance=page)
        return page


class OrganisationPage(Page):
    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="+")

    is_creatable = False
    parent_page_types = ["knowledge.KnowledgeIndex"]

    records = Records(keep=Keep.PUBLISHED, public="organisation", internal="page_ptr")

    objects: OrganisationPageManager = OrganisationPageManager()

    class Meta:
        verbose_name = _("organisationens sida")
        verbose_name_plural = _("organisationernas sidor")

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        from knowledge.articles.views import organisation

        return organisation(request, self)
