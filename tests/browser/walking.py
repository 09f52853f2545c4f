"""What every page must hold in a browser: axe finds nothing, the keyboard reaches everything, nothing is cut off."""

import os
import re
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

SCREENS = Path(__file__).parents[2] / "test-results/screens"
PICTURES = bool(os.environ.get("KOTAHAM_PICTURES"))
WIDTHS = {360: 740, 1280: 860}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = {"type": "rule", "values": ["color-contrast"]}
# Axe stays in a page once it is there: bringing it takes as long as asking it for the contrast.
_HAS_AXE = "() => 'axe' in window"
_ASK_AXE = """async ([part, rules]) =>
  (await axe.run(part, {runOnly: rules, resultTypes: ['violations'], preload: false})).violations.flatMap((each) =>
  each.nodes.map((node) => `${each.id}: ${node.html.slice(0, 160)} (${each.help})`))"""

# The elements one can tab to, in the order of the document; closed <details> keep theirs to themselves.
_REACHABLE = """(part) => [...document.querySelector(part).querySelectorAll(
  'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex="-1"])')]
  .filter((e) => !e.disabled && e.checkVisibility({visibilityProperty: true}) && e.tabIndex >= 0)
  .filter((e) => { const group = e.type === 'radio' && [...(e.form ?? document).querySelectorAll(`[name="${e.name}"]`)];
    return !group || e === (group.find((one) => one.checked) ?? group[0]); })
  .map((e, number) => (e.dataset.walk = number, e.outerHTML.slice(0, 120)))"""
# Write down every element that gets the focus: asking after each key would take longer than the walk.
_LISTEN = """(part) => { if (part !== 'body') { const e = document.querySelector(part); e.tabIndex = -1; e.focus(); }
  window.walked = []; document.addEventListener('focusin', (event) => { const e = event.target;
  const s = getComputedStyle(e); window.walked.push({number: e.dataset.walk ?? null, html: e.outerHTML.slice(0, 120),
    ring: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2}); }); }"""
_WALKED = "() => window.walked"
# When every change of colour that is on its way has ended; and, two frames later, when it has been painted.
_STILL = """async () => { await Promise.allSettled(document.getAnimations()
  .filter((one) => one.effect.getComputedTiming().endTime < Infinity).map((one) => one.finished)); }"""
_PAINTED = """async () => { const frame = () => new Promise((done) => requestAnimationFrame(done));
  await frame(); await frame(); }"""
_OVERFLOW = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""


def violations(page: Page) -> list[str]:
    """Return what axe finds, one line each, with the element."""
    return _found(page, "html", RULES)


def pale(page: Page, part: str = "body") -> list[str]:
    """Return the words that do not stand out from their ground; quicker than asking for everything again."""
    return _found(page, part, CONTRAST)


def _found(page: Page, part: str, rules: object) -> list[str]:
    """Ask axe; on a busy machine words may still wear the colour of a moment ago, so what is found is asked again."""
    page.evaluate(_STILL)
    if not page.evaluate(_HAS_AXE):
        page.evaluate(AXE_SCRIPT)
    if not page.evaluate(_ASK_AXE, [part, rules]):
        return []
    page.evaluate(_PAINTED)
    page.evaluate(_STILL)
    told: list[str] = page.evaluate(_ASK_AXE, [part, rules])
    return told


def picture(page: Page, name: str) -> None:
    """Keep the whole page as a picture, where somebody wants pictures: they take a tenth of the walks."""
    if PICTURES:
        SCREENS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENS / f"{name}.png", full_page=True)


def overflow(page: Page) -> int:
    """Return how many pixels the page is wider than the window; asked again when it stands still in a new width."""
    if page.evaluate(_OVERFLOW) <= 0:
        return 0
    page.evaluate(_PAINTED)
    page.evaluate(_STILL)  # what slides away from the old width has not gone yet when the machine is busy
    return int(page.evaluate(_OVERFLOW))


def keyboard(page: Page, part: str = "body", most: int = 60) -> list[str]:
    """Walk through a part of the page with the Tab key; tell what cannot be reached, jumps back, or shows no ring."""
    wanted: list[str] = page.evaluate(_REACHABLE, part)
    seen: list[int] = []
    wrong: list[str] = []
    page.evaluate(_LISTEN, part)
    for _step in range(min(len(wanted), most) + sum(_inner_stops(html) for html in wanted)):
        page.keyboard.press("Tab")
    for where in page.evaluate(_WALKED):
        number = -1 if where["number"] is None else int(where["number"])
        if number in seen and number != seen[-1]:
            break  # once around
        seen += [number] if number >= 0 else []
        wrong += [] if where["ring"] or number < 0 else [f"no ring: {where['html']}"]
    missed = [wanted[number] for number in range(min(len(wanted), most)) if number not in seen]
    wrong += [f"not reached: {html}" for html in missed]
    return wrong if seen == sorted(seen) else [*wrong, f"jumps about: {seen}"]


def _inner_stops(html: str) -> int:
    """Return how many stops a field has of its own: day, month, year, hour, minute, half of the day, the calendar."""
    if 'type="datetime-local"' in html:
        return 9
    return 6 if re.search(r'type="(date|time|month|week)"', html) else 0
