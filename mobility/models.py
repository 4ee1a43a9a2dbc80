"""The tables of the room, gathered so that Django finds them."""

from mobility.opportunities.models import Opportunity, OpportunitySkill
from mobility.profiles.models import Profile, SkillClaim

__all__ = ["Opportunity", "OpportunitySkill", "Profile", "SkillClaim"]
