"""What everybody should find on every page: no barriers, no faults, nothing out of sight."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error

SIZES = ({"width": 360, "height": 800}, {"width": 1280, "height": 900})
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALL = {"runOnly": TAGS, "resultTypes": ["violations"]}
# The dark differs in nothing but its colours, and these are the rules that look at colours.
OF_COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"], "resultTypes": ["violations"]}
AXE = Axe().axe_script


def look(page):
    """On a phone and at a desk, light and dark; afterwards the page is as it was."""
    before = page.viewport_size
    for size in SIZES:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme="dark")
        assert barriers(page, OF_COLOURS) == [], f"{page.url} in the dark, {size['width']} px"
        page.emulate_media(color_scheme="light")
        assert barriers(page, ALL) == [], f"{page.url} {size['width']} px"
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{page.url} is {wide} px too wide"
    assert page.faults == [], page.url
    page.set_viewport_size(before)
    return page


def barriers(page, rules):
    """Of the page that is there to stay: a click's may come while axe reads the one before."""
    try:
        found = violations(page, rules)
    except Error:
        page.wait_for_load_state()
        found = violations(page, rules)
    return [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]


def violations(page, rules):
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE)
    return page.evaluate("rules => axe.run(rules)", rules)["violations"]
