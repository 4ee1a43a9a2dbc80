"""What a team makes public of a Friday: a page in the CMS that says nothing of who or when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, PageManager, PageQuerySet

from knowledge.articles.readers import audience_for
from knowledge.articles.tree import OrganisationPage
from knowledge.retrospectives.models import Retrospective
from knowledge.retrospectives.opening import must_belong
from people.audience import reached
from people.audit import record
from people.organisations.models import Organisation, Unit
from people.persons.models import Person, Viewer
from people.records import Keep, Records


class OutcomeQuerySet(PageQuerySet):
    def visible_to(self, viewer: Viewer) -> OutcomeQuerySet:
        return self.filter(live=True, audience__in=reached(viewer))

    def with_frame(self) -> OutcomeQuerySet:
        return self.select_related("organisation", "unit", "audience")


class RetrospectivePage(Page):
    """Organisation, unit if the team wants, and month. No team, week, person or card."""

    themes = models.CharField(_("Teman"), max_length=500, blank=True)
    learned = models.TextField(_("Vad vi lärde oss"))
    next_up = models.TextField(_("Vad vi gör nu"), blank=True)
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("Organisation"), on_delete=models.PROTECT, related_name="+"
    )
    unit = models.ForeignKey(
        Unit,
        verbose_name=_("Enhet"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    month = models.DateField(_("Månad"))
    audience = models.ForeignKey(
        "people.Audience",
        verbose_name=_("Vem får läsa"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    records = Records(
        keep=Keep.PUBLISHED,
        public="themes learned next_up organisation unit month",
        internal="page_ptr audience",
    )

    objects = PageManager.from_queryset(OutcomeQuerySet)()

    parent_page_types = ["knowledge.OrganisationPage"]
    subpage_types: list[str] = []
    content_panels = [
        TitleFieldPanel("title"),
        *(FieldPanel(name) for name in ("themes", "learned", "next_up", "audience")),
    ]

    class Meta:
        verbose_name = _("återblick")
        verbose_name_plural = _("återblickar")

    def get_absolute_url(self) -> str:
        return reverse("knowledge:outcome", args=[self.pk])

    def get_url(self, request: HttpRequest | None = None, current_site: Any = None) -> str:
        return self.get_absolute_url()

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        from knowledge.retrospectives.views.outcome import outcome

        return outcome(request, self.pk)

    @property
    def theme_list(self) -> list[str]:
        return [name.strip() for name in self.themes.split(",") if name.strip()]


@transaction.atomic
def publish_outcome(
    *, board: Retrospective, by: Person, audience: str, with_unit: bool = False, **text: str
) -> RetrospectivePage:
    """Put the team's own words out as a page. The log names neither the team nor the person."""
    must_belong(by, board.team_id)
    organisation = board.team.organisation
    place = OrganisationPage.objects.of(organisation)
    parent = Page.objects.select_for_update().get(pk=place.pk)
    page = RetrospectivePage(
        slug=find_available_slug(parent, slugify(text["title"])[:80] or "aterblick"),
        live=False,
        organisation=organisation,
        unit=board.team.unit if with_unit else None,
        month=date(timezone.localdate().year, timezone.localdate().month, 1),
        audience=audience_for(by, audience),
        **text,
    )
    parent.add_child(instance=page)
    page.save_revision().publish()
    record("outcome published", page)
    return page
