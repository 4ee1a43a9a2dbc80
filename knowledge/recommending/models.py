"""An organisation's editors review its lessons: a task in Wagtail's workflow."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models, transaction
from django.db.models import BigIntegerField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Task, TaskState, Workflow, WorkflowTask

from knowledge.articles.models import ArticlePage
from people.audience import Audience
from people.organisations.models import Employment, Role
from people.persons.models import Person
from people.records import Keep, Records
from people.working_days import working_days_after

NAME = "Rekommendation"
WORKING_DAYS = 3
READ_BY_ALL_THERE = (
    Audience.Kind.ORGANISATION,
    Audience.Kind.ORGANISATIONS,
    Audience.Kind.CONNECTED,
    Audience.Kind.EVERYONE,
)


def in_three_working_days() -> date:
    return working_days_after(timezone.localdate(), WORKING_DAYS)


class ReviewState(TaskState):
    """One review of one version."""

    due_on = models.DateField(_("Svar senast"), default=in_three_working_days)
    escalated_at = models.DateTimeField(null=True, blank=True)

    records = Records(keep=Keep.PUBLISHED, internal="taskstate_ptr due_on escalated_at")

    class Meta:
        verbose_name = _("granskning av en lärdom")
        verbose_name_plural = _("granskningar av lärdomar")

    @classmethod
    def waiting(cls) -> QuerySet[ReviewState]:
        """With `lesson`, the id of what is to be reviewed."""
        lesson = Cast("workflow_state__object_id", BigIntegerField())
        found: QuerySet[ReviewState] = cls.objects.filter(status=cls.STATUS_IN_PROGRESS)
        return found.annotate(lesson=lesson)

    @classmethod
    def latest_of(cls, article: ArticlePage) -> ReviewState | None:
        of_article = cls.objects.filter(workflow_state__object_id=str(article.pk))
        beside = of_article.select_related("workflow_state", "finished_by", "revision")
        found: ReviewState | None = beside.order_by("-pk").first()
        return found


class EditorReview(Task):
    """The editors of the lesson's own organisation, and after the due date its administrators."""

    task_state_class = ReviewState

    records = Records(keep=Keep.INSTALLATION, internal="task_ptr")

    class Meta:
        verbose_name = _("redaktörernas granskning")
        verbose_name_plural = _("redaktörernas granskningar")

    @classmethod
    @transaction.atomic
    def workflow(cls) -> Workflow:
        """The one workflow; made at the first need."""
        task = cls.objects.filter(active=True).order_by("pk").first() or cls.objects.create(
            name=NAME
        )
        found = Workflow.objects.filter(workflow_tasks__task=task, active=True).first()
        if found is None:
            found = Workflow.objects.create(name=NAME)
            WorkflowTask.objects.create(workflow=found, task=task, sort_order=0)
        return found

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """Reviews are done on the lesson's own page."""
        return []

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> QuerySet[TaskState]:
        if not isinstance(user, Person):
            return TaskState.objects.none()
        lessons = to_review(user).order_by().values("pk")
        mine = ReviewState.waiting().filter(lesson__in=lessons, task=self)
        return TaskState.objects.filter(pk__in=mine.values("pk"))


def reviewers(article: ArticlePage, kind: str) -> list[Person]:
    """Editors or administrators who work there, but no lesson is reviewed by its writers."""
    here = Employment.objects.current().filter(unit__organisation=article.organisation_id)
    roles = Role.objects.filter(organisation=article.organisation_id, kind=kind)
    found = Person.objects.active().filter(
        pk__in=roles.filter(person__in=here.values("person")).values("person")
    )
    writers = {article.author_id, article.owner_id, *(one.pk for one in article.coauthors.all())}
    return list(found.exclude(pk__in=[pk for pk in writers if pk]).order_by("pk"))


def may_review(article: ArticlePage, person: Person, state: ReviewState) -> bool:
    if article.is_cared_for_by(person) or article.author_id == person.pk:
        return False
    if person.has_role(Role.Kind.EDITOR, article.organisation_id):
        return True
    late = state.escalated_at is not None
    return late and person.has_role(Role.Kind.ADMINISTRATOR, article.organisation_id)


def to_review(person: Person) -> Any:
    """The lessons that wait for the person's review."""
    roles = person.belonging.roles
    edits = [one.organisation_id for one in roles if one.kind == Role.Kind.EDITOR]
    tends = [one.organisation_id for one in roles if one.kind == Role.Kind.ADMINISTRATOR]
    if not edits and not tends:
        return ArticlePage.objects.none()
    waiting = ReviewState.waiting()
    late = waiting.filter(escalated_at__isnull=False)
    mine = Q(organisation__in=edits, pk__in=waiting.values("lesson"))
    mine |= Q(organisation__in=tends, pk__in=late.values("lesson"))
    others = ~Q(author=person) & ~Q(owner=person)
    seen = ArticlePage.objects.published().visible_to(person)
    return seen.filter(mine, others).exclude(coauthors=person)
