"""The tables of the room, gathered so that Django finds them."""

from mobility.applications.models import Application, Consent
from mobility.opportunities.models import Opportunity, OpportunityGoal, OpportunitySkill
from mobility.paths.models import CareerGoal, JobProfile, JobProfileSkill
from mobility.profiles.models import Profile, SkillClaim

__all__ = [
    "Application",
    "CareerGoal",
    "Consent",
    "JobProfile",
    "JobProfileSkill",
    "Opportunity",
    "OpportunityGoal",
    "OpportunitySkill",
    "Profile",
    "SkillClaim",
]
