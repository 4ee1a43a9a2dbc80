"""Where dots lie in the picture of those who tried: a known case, and what always holds."""

from itertools import combinations
from math import dist

import pytest

from knowledge.trials import sizes
from knowledge.trials.picture import MOST_DOTS, Seen, drawn
from people.organisations.models import Organisation

HOME = Seen(0, "Granby kommun", "home")


def others(number, **places):
    return [Seen(n, f"Ort {n}", "holds", n % 4, **places) for n in range(1, number + 1)]


@pytest.mark.parametrize("number", [1, 2, 5, 12, 25, 40, 200])
def test_no_dot_covers_another_or_leaves_the_picture(number):
    picture = drawn(HOME, others(number))
    assert len(picture.dots) == min(number, MOST_DOTS)
    for one, other in combinations([picture.home, *picture.dots], 2):
        assert dist((one.x, one.y), (other.x, other.y)) > one.r + other.r
    for dot in picture.dots:
        left, top, right, bottom = dot.box
        assert left >= 0 and right <= picture.width
        assert top >= picture.top and bottom <= picture.top + picture.height


def test_a_map_has_north_up_and_the_same_scale_both_ways():
    south, north, east = (55.6, 13.0), (67.9, 20.2), (57.6, 18.3)
    seen = [Seen(n, "x", "holds", 1, *at) for n, at in enumerate((south, north, east))]
    picture = drawn(HOME, seen, (south, north, east, (59.3, 18.1)))
    malmo, kiruna, visby = ((dot.x, dot.y) for dot in picture.dots)
    assert picture.is_map and kiruna[1] < visby[1] < malmo[1] and malmo[0] < visby[0] < kiruna[0]
    # 12.3 degrees north; 7.2 east, which are cos(61.75°) = 0.4733 as wide
    across, along = kiruna[0] - malmo[0], malmo[1] - kiruna[1]
    assert across / along == pytest.approx(7.2 * 0.4733 / 12.3, rel=0.01)


def test_without_a_place_for_everybody_it_is_no_map():
    seen = [*others(2, latitude=60.0, longitude=15.0), Seen(3, "Utan plats", "holds")]
    assert not drawn(HOME, seen, ((59.0, 14.0),) * 9).is_map


@pytest.mark.parametrize(
    ("kind", "inhabitants", "employees", "said"),
    [
        ("municipality", 14_999, 5, "högst 14 999 invånare"),
        ("municipality", 15_000, None, "15 000–49 999 invånare"),
        ("municipality", 200_000, None, "minst 200 000 invånare"),
        ("region", 285_200, None, "200 000–399 999 invånare"),
        ("agency", None, 49, "högst 49 anställda"),
        ("company", 9, 1000, "minst 1 000 anställda"),
        ("municipality", None, 5, ""),
    ],
)
def test_classes_of_size(kind, inhabitants, employees, said):
    one = Organisation(kind=kind, inhabitants=inhabitants, employees=employees)
    assert sizes.label(one).replace("\u00a0", " ") == said
