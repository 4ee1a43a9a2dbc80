"""What a team makes public of a Friday: a page in the CMS that says nothing of who or when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, PageLogEntry, PageManager, PageQuerySet

from knowledge.articles.tree import OrganisationPage
from knowledge.retrospectives.own import teams_of
from people.audience import Audience, reached
from people.audit import hour_of, record
from people.organisations.models import Organisation, Team, Unit
from people.persons.models import Person, Viewer
from people.records import Keep, Records


def themes_in(text: str) -> list[str]:
    """One on each line; a theme may have commas."""
    return [name.strip() for name in text.splitlines() if name.strip()]


class OutcomeQuerySet(PageQuerySet):
    def visible_to(self, viewer: Viewer) -> OutcomeQuerySet:
        return self.filter(live=True, audience__in=reached(viewer))

    def with_frame(self) -> OutcomeQuerySet:
        return self.select_related("organisation", "unit", "audience")


class RetrospectivePage(Page):
    """Organisation, unit if the team wants, and month. No team, week, person or card."""

    themes = models.TextField(_("Teman"), blank=True)
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

    mark = models.CharField(max_length=64, blank=True, editable=False)  # see mark_of

    records = Records(
        keep=Keep.PUBLISHED,
        public="themes learned next_up organisation unit month",
        internal="page_ptr audience mark",
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
        return themes_in(self.themes)


@transaction.atomic
def put_out(
    *,
    team: Team,
    audience: Audience,
    month: date | None = None,
    with_unit: bool = False,
    **text: str,
) -> RetrospectivePage:
    """The log names neither the team nor the person, and no time says more than the hour."""
    place = OrganisationPage.objects.of(team.organisation)
    parent = Page.objects.select_for_update().get(pk=place.pk)
    page = RetrospectivePage(
        slug=find_available_slug(parent, slugify(text["title"])[:80] or "aterblick"),
        live=False,
        organisation=team.organisation,
        unit=team.unit if with_unit else None,
        month=(month or timezone.localdate()).replace(day=1),
        audience=audience,
        **text,
    )
    page.mark = mark_of(team.pk, page)
    parent.add_child(instance=page)
    page.save_revision().publish()
    record("outcome published", page)
    to_the_hour(page)
    return page


def to_the_hour(page: RetrospectivePage) -> None:
    """Beside a finer time, the last visit of a sign-in would tell who pressed the button."""
    hour = hour_of(timezone.now())
    for name in ("first_published_at", "last_published_at", "latest_revision_created_at"):
        Page.objects.filter(pk=page.pk, **{f"{name}__gt": hour}).update(**{name: hour})
    page.revisions.filter(created_at__gt=hour).update(created_at=hour)
    PageLogEntry.objects.filter(page=page.pk, timestamp__gt=hour).update(timestamp=hour)


def mark_of(team: int, page: RetrospectivePage) -> str:
    """Lets the team be known again with the installation's secret, and by nothing else."""
    return salted_hmac("outcome of team", f"{page.translation_key} {team}").hexdigest()


def is_own(page: RetrospectivePage, viewer: Viewer) -> bool:
    """Whether one of the viewer's teams wrote it."""
    marks = [mark_of(team, page) for team in teams_of(viewer)]
    return any(constant_time_compare(mark, page.mark) for mark in marks)


@transaction.atomic
def retract_outcome(*, page: RetrospectivePage, by: Person) -> None:
    """Any member of the team takes it back; who it was is written nowhere."""
    if not is_own(page, by):
        raise PermissionDenied("only the team that wrote it")
    page.unpublish()
    record("outcome retracted", page)
    to_the_hour(page)
