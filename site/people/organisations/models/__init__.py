"""Employers and how people belong to them."""

from people.organisations.models.employments import Employment, EmploymentQuerySet, Role
from people.organisations.models.structure import Authority, Organisation, Unit, UnitQuerySet
from people.organisations.models.teams import Team, TeamChange, TeamMembership

__all__ = [
    "Authority",
    "Employment",
    "EmploymentQuerySet",
    "Organisation",
    "Role",
    "Team",
    "TeamChange",
    "TeamMembership",
    "Unit",
    "UnitQuerySet",
]
