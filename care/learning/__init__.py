"""Whether the rules live on: who was taught each of them, and whether each was looked at again in time.

The rulebook shows it rule by rule, the numbers count it over all of them.
"""

from care.learning.policy import HandbookPolicy
from care.learning.reviews import Review, reviews
from care.learning.teaching import in_force, taught

__all__ = ["HandbookPolicy", "Review", "in_force", "reviews", "taught"]
