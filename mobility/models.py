"""The tables of the room, gathered so that Django finds them."""

from mobility.profiles.models import Profile, SkillClaim

__all__ = ["Profile", "SkillClaim"]
