"""Counts what the attacks found, and says what chance would have given."""

from collections import Counter
from random import Random

from tests.forensic.attacks import ATTACKS
from tests.forensic.evidence import Evidence
from tests.forensic.reading import Guess

# At most so many hits: pure chance gives one a run, and more than this less than once in 1,000.
LIMITS = {5: 14, 10: 21, 20: 35}


def completed(guess: Guess, found: Evidence, chance: Random) -> Guess:
    """One person for each card: those that nothing was found about are dealt out by chance."""
    left = [person for person in found.people if person not in guess.values()]
    chance.shuffle(left)
    blank = [card for card in found.cards if card not in guess]
    dealt = [*left, *chance.choices(found.people, k=len(blank))]
    return {**guess, **dict(zip(blank, dealt, strict=False))}


def hits(guess: Guess, truth: dict[str, int]) -> int:
    return sum(truth[card] == person for card, person in guess.items())


def attacked(found: Evidence, truth: dict[str, int], seed: str) -> Counter[str]:
    """Hits by attack, each 0 to 30. What is dealt by chance follows the seed and the attack."""
    return Counter(
        {
            name: hits(completed(attack(found), found, Random(seed + name)), truth)
            for name, attack in ATTACKS.items()
        }
    )


def report(counted: Counter[str], runs: int, database: str) -> str:
    head = f"{'attack':24}{'hits':>6}{'by chance':>11}{'limit':>7}"
    lines = [f"{name:24}{counted[name]:>6}{runs:>11}{LIMITS[runs]:>7}" for name in ATTACKS]
    title = f"{database}: {runs} runs, {runs * 30} cards"
    return "\n".join(["", title, head, *lines, ""])
