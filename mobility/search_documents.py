"""What the room lets search find."""

from mobility.opportunities.found import OPPORTUNITY
from search.documents import register

register(OPPORTUNITY)
