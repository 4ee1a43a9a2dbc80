"""Person: whoever signs in."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import AnonymousUser, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.ordering import by_name
from people.persons.names import clean_email, clean_name, mixes_scripts
from people.records import Keep, Records

if TYPE_CHECKING:
    from people.belonging import Belonging
    from people.organisations.models import Employment, Organisation


class PersonQuerySet(models.QuerySet["Person"]):
    def active(self) -> PersonQuerySet:
        return self.filter(is_active=True)

    def employed_at(self, organisation: Organisation) -> PersonQuerySet:
        from people.organisations.models import Employment

        now = Employment.objects.current().filter(unit__organisation=organisation)
        return self.filter(employments__in=now).distinct()

    def named(self, asked: str) -> PersonQuerySet:
        """Whose name or address has each of the words; by name."""
        found = self
        for word in asked.split()[:4]:
            near = models.Q(name__icontains=word) | models.Q(name__icontains=word.capitalize())
            found = found.filter(near | models.Q(email__istartswith=word))
        return found.order_by(by_name(), "pk")

    def visible_to(self, viewer: Viewer) -> PersonQuerySet:
        """Colleagues at connected employers; protected identities only inside their own unit."""
        from people.belonging import belonging

        mine = belonging(viewer)
        if not mine.connected:
            return self.filter(pk=viewer.pk) if viewer.pk else self.none()
        seen = models.Q(protected_identity=False) | models.Q(pk=viewer.pk)
        if mine.own_units:
            from people.organisations.models import Employment

            beside = Employment.objects.current().filter(unit__in=mine.own_units)
            seen |= models.Q(pk__in=beside.values("person"))
        return self.active().filter(seen)


class PersonManager(BaseUserManager.from_queryset(PersonQuerySet)):  # type: ignore[misc]
    def create_user(
        self, email: str, password: str | None = None, *, name: str = "", **extra: Any
    ) -> Person:
        """A person with a work e-mail; without a password only an invitation lets them in."""
        person: Person = self.model(email=clean_email(email), name=clean_name(name), **extra)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> Person:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)

    def get_by_natural_key(self, username: str | None) -> Person:
        return self.get(email=clean_email(username or ""))


class Person(AbstractBaseUser, PermissionsMixin):
    class Language(models.TextChoices):
        SV = "sv", "Svenska"
        EN = "en", "English"

    email = models.EmailField(_("E-post i arbetet"), unique=True, max_length=254)
    name = models.CharField(_("Namn"), max_length=200)
    language = models.CharField(_("Språk"), max_length=2, choices=Language, default=Language.SV)
    protected_identity = models.BooleanField(_("Skyddad identitet"), default=False)
    is_active = models.BooleanField(_("Har konto"), default=True)
    is_staff = models.BooleanField(_("Får öppna redaktörernas verktyg"), default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    away_until = models.DateField(_("Borta till och med"), null=True, blank=True)
    stand_in = models.ForeignKey(
        "self",
        verbose_name=_("Vem kan man fråga i stället?"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    takes_questions = models.BooleanField(
        _("Jag svarar på korta frågor om det jag skrev hos en tidigare arbetsgivare"), default=False
    )

    records = Records(
        keep=Keep.EMPLOYMENT,
        personal="email name language last_login created_at away_until stand_in takes_questions",
        sensitive="protected_identity",
        internal="id password is_active is_staff is_superuser groups user_permissions",
    )

    objects: PersonManager = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("medarbetare")
        verbose_name_plural = _("medarbetare")
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_once")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.email, self.name = clean_email(self.email), clean_name(self.name)

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.first_name

    @property
    def first_name(self) -> str:
        """What a greeting uses; Wagtail's lists read it too."""
        return self.name.split(" ")[0] if self.name else self.email

    @property
    def last_name(self) -> str:
        return self.name.partition(" ")[2]

    @property
    def initials(self) -> str:
        parts = self.name.split()
        return "".join(part[0] for part in (parts[:1] + parts[1:][-1:])).upper()

    @property
    def mixes_scripts(self) -> bool:
        """Worth a look by whoever tends the organisation: the name may imitate another."""
        return mixes_scripts(self.name)

    @property
    def is_away(self) -> bool:
        return self.away_until is not None and self.away_until >= timezone.localdate()

    @cached_property
    def belonging(self) -> Belonging:
        """Where the person belongs right now; read once for each request."""
        from people.belonging import Belonging

        return Belonging.of(self)

    @property
    def current_employments(self) -> list[Employment]:
        return self.belonging.employments

    @property
    def employment(self) -> Employment | None:
        """The one with the largest share, when there are two."""
        return max(self.current_employments, key=lambda one: one.share, default=None)

    @property
    def organisation(self) -> Organisation | None:
        return self.employment.unit.organisation if self.employment else None

    def has_role(self, kind: str, organisation: Organisation | int | None = None) -> bool:
        at = getattr(organisation, "pk", organisation)
        where = self.belonging.where(kind)
        return at in where if at is not None else bool(where)


Viewer = Person | AnonymousUser
