"""A lesson as it is published. What is being written is a Draft, outside the CMS."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, TitleFieldPanel
from wagtail.models import Page, PageManager
from wagtail.search import index

from knowledge.articles import saying, validity
from knowledge.articles.kinds import Kind
from knowledge.articles.questions import ArticleQuerySet
from knowledge.articles.topics import ArticleTopic, Topic
from knowledge.articles.validity import Validity
from people.ordering import swedish
from people.organisations.models import Organisation, Unit
from people.persons.models import Person, Viewer
from people.records import Keep, Records
from people.subgoals.marking import HasGoals

QUICK = ("problem", "what_we_did", "what_we_learned", "advice")
LONGER = ("result", "differently", "cost")
SECTIONS = (*QUICK, *LONGER)
FROM_THE_WRITER = ("organisation", "unit", "author", "audience")
WORDS_A_MINUTE = 200


ArticleManager = PageManager.from_queryset(ArticleQuerySet)


class ArticlePage(HasGoals, Page):
    class Language(models.TextChoices):
        SV = "sv", _("Svenska")
        EN = "en", _("Engelska")

    problem = models.TextField(_("Problemet"), blank=True)
    what_we_did = models.TextField(_("Vad vi gjorde"), blank=True)
    what_we_learned = models.TextField(_("Vad vi lärde oss"), blank=True)
    advice = models.TextField(_("Råd till andra"), blank=True)
    result = models.TextField(_("Resultat, gärna med siffror"), blank=True)
    differently = models.TextField(_("Vad vi skulle göra annorlunda"), blank=True)
    cost = models.TextField(_("Kostnad och tid"), blank=True)
    kind = models.CharField(_("Slag"), max_length=10, choices=Kind, default=Kind.LESSON)
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
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Skriven av"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    coauthors = models.ManyToManyField(
        settings.AUTH_USER_MODEL, verbose_name=_("Skriven med"), blank=True, related_name="+"
    )
    language = models.CharField(_("Språk"), max_length=2, choices=Language, default=Language.SV)
    audience = models.ForeignKey(
        "people.Audience",
        verbose_name=_("Vem får läsa"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    topics = ClusterTaggableManager(
        verbose_name=_("Ämnen"), through=ArticleTopic, blank=True, related_name="articles"
    )
    skills = models.ManyToManyField(
        "skills.Skill", verbose_name=_("Kompetenser"), blank=True, related_name="+"
    )
    related = models.ManyToManyField(
        "self", verbose_name=_("Hör ihop med"), symmetrical=False, blank=True, related_name="+"
    )
    validity = models.CharField(
        _("Giltighet"), max_length=10, choices=Validity, default=Validity.VALID
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("Kontrollerad av"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    confirmed_on = models.DateField(_("Kontrollerad"), null=True, blank=True)
    review_on = models.DateField(_("Kontrolleras igen"), null=True, blank=True)
    change_note = models.CharField(_("Vad som är ändrat"), max_length=200, blank=True)
    retracted_at = models.DateTimeField(_("Tillbakadragen"), null=True, blank=True)
    retracted_because = models.CharField(_("Skäl"), max_length=300, blank=True)
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("Hopslagen med"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="merged_from",
    )
    recommended = models.BooleanField(_("Rekommenderad"), default=False)
    recommended_at = models.DateTimeField(_("Rekommenderad den"), null=True, blank=True)

    records = Records(
        keep=Keep.PUBLISHED,
        public="problem what_we_did what_we_learned advice result differently cost kind "
        "organisation unit language topics skills related validity confirmed_on review_on "
        "change_note retracted_at retracted_because merged_into recommended recommended_at",
        internal="page_ptr audience",
        personal="author coauthors confirmed_by",
    )

    objects = ArticleManager()

    is_creatable = False
    parent_page_types = ["knowledge.OrganisationPage"]
    subpage_types: list[str] = []
    search_fields = [*Page.search_fields, index.SearchField("what_we_learned")]
    content_panels = [
        TitleFieldPanel("title"),
        *(FieldPanel(name) for name in SECTIONS),
        FieldPanel("topics"),
        InlinePanel("goal_marks", label=_("Mål")),
        FieldPanel("language"),
        MultiFieldPanel(
            [FieldPanel(name, read_only=True) for name in FROM_THE_WRITER],
            heading=_("Varifrån och för vem"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("validity", "confirmed_on", "review_on")],
            heading=_("Giltighet"),
        ),
        FieldPanel("recommended", read_only=True),
    ]

    class Meta:
        verbose_name = _("lärdom")
        verbose_name_plural = _("lärdomar")

    def get_absolute_url(self) -> str:
        return reverse("knowledge:article", args=[self.place, self.slug])

    @property
    def place(self) -> str:
        """The organisation's word in the address."""
        return str(self.url_path.split("/")[-3])

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        from knowledge.articles.views import show

        return show(request, pk=self.pk)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """What an editor sees beside the form, in the readers' own look."""
        from knowledge.articles.views import as_page

        return as_page(request, self)

    @property
    def standing(self) -> Validity:
        return validity.standing(self.validity, self.review_on, timezone.localdate())

    @property
    def sign(self) -> str:
        """The class of the dot beside the word."""
        return validity.SIGNS[self.standing]

    @property
    def said(self) -> str:
        """Whether it holds, who said so and when, in one sentence."""
        return saying.in_words(self)

    @property
    def minutes(self) -> int:
        """Reading time, at 200 words a minute, never under one."""
        words = sum(len(getattr(self, name).split()) for name in SECTIONS)
        return max(1, round(words / WORDS_A_MINUTE))

    @property
    def in_short(self) -> str:
        return self.what_we_learned or self.advice or self.problem or self.what_we_did

    @property
    def topic_list(self) -> list[Topic]:
        found = (mark.tag for mark in self.topic_marks.all())
        return sorted(found, key=lambda one: swedish(one.name))

    @property
    def writers(self) -> list[Person]:
        """Who wrote it, alone or with others, and who answers for it; each once."""
        people = (self.author, self.owner, *self.coauthors.all())
        return list({one.pk: one for one in people if one}.values())

    @property
    def is_open_to_change(self) -> bool:
        """Not when it is part of another, nor when an editor has put it away."""
        return self.merged_into_id is None and (self.live or self.retracted_at is not None)

    def is_by(self, person: Viewer) -> bool:
        """One of its writers, wherever they work now."""
        if person.pk is None:
            return False
        return person.pk in (self.author_id, self.owner_id) or person in self.coauthors.all()

    def is_cared_for_by(self, person: Viewer) -> bool:
        """One of its writers, as long as they work where it was written."""
        if not isinstance(person, Person):
            return False
        return self.organisation_id in person.belonging.organisations and self.is_by(person)
