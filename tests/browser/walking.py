"""What every page must hold in a browser: axe finds nothing, the keyboard reaches everything, nothing is cut off."""

import re
from pathlib import Path
from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCREENS = Path(__file__).parents[2] / "test-results/screens"
WIDTHS = {360: 740, 1280: 860}
AXE = Axe()
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}

# The elements one can tab to, in the order of the document; closed <details> keep theirs to themselves.
_REACHABLE = """() => [...document.querySelectorAll(
  'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]:not([tabindex="-1"])')]
  .filter((e) => !e.disabled && e.checkVisibility({visibilityProperty: true}) && e.tabIndex >= 0)
  .filter((e) => { const group = e.type === 'radio' && [...(e.form ?? document).querySelectorAll(`[name="${e.name}"]`)];
    return !group || e === (group.find((one) => one.checked) ?? group[0]); })
  .map((e, number) => (e.dataset.walk = number, e.outerHTML.slice(0, 120)))"""
_WHERE = """() => { const e = document.activeElement; const s = getComputedStyle(e);
  return {number: e.dataset.walk ?? null, html: e.outerHTML.slice(0, 120),
    ring: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2}; }"""
# Two frames later, and when every change of colour that is on its way has ended.
_PAINTED = """async () => { const frame = () => new Promise((done) => requestAnimationFrame(done)); await frame();
  await Promise.allSettled(document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime < Infinity)
    .map((one) => one.finished)); await frame(); }"""
_OVERFLOW = """() => document.documentElement.scrollWidth - document.documentElement.clientWidth"""


def violations(page: Page) -> list[str]:
    """Return what axe finds, one line each, with the element."""
    return _told(AXE.run(page, options=RULES).response)


def pale(page: Page) -> list[str]:
    """Return the words that do not stand out from their ground; quicker than asking for everything again.

    On a busy machine words may still wear the colour of a moment ago: what is found is looked at once more.
    """
    return _pale(page) and _pale(page)


def _pale(page: Page) -> list[str]:
    page.evaluate(_PAINTED)
    return _told(AXE.run(page, options={**RULES, "runOnly": {"type": "rule", "values": ["color-contrast"]}}).response)


def _told(found: dict[str, Any]) -> list[str]:
    return [
        f"{each['id']}: {node['html'][:160]} ({each['help']})" for each in found["violations"] for node in each["nodes"]
    ]


def picture(page: Page, name: str) -> None:
    """Keep the whole page as a picture."""
    SCREENS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENS / f"{name}.png", full_page=True)


def darken(page: Page) -> None:
    """Turn the page dark, and wait until it has been painted so."""
    _paint(page, "dark")


def lighten(page: Page) -> None:
    """Turn the page light again."""
    _paint(page, "light")


def _paint(page: Page, scheme: Literal["dark", "light"]) -> None:
    page.emulate_media(color_scheme=scheme)
    page.evaluate(_PAINTED)


def overflow(page: Page) -> int:
    """Return how many pixels the page is wider than the window."""
    return int(page.evaluate(_OVERFLOW))


def keyboard(page: Page, most: int = 60) -> list[str]:
    """Walk through the page with the Tab key; tell what cannot be reached, jumps back, or shows no ring."""
    wanted: list[str] = page.evaluate(_REACHABLE)
    seen: list[int] = []
    wrong: list[str] = []
    for _step in range(min(len(wanted), most) + 4 * sum(_has_inner_stops(html) for html in wanted)):
        page.keyboard.press("Tab")
        where = page.evaluate(_WHERE)
        number = -1 if where["number"] is None else int(where["number"])
        if number in seen and number != seen[-1]:
            break  # once around
        seen += [number] if number >= 0 else []
        wrong += [] if where["ring"] or number < 0 else [f"no ring: {where['html']}"]
    missed = [wanted[number] for number in range(min(len(wanted), most)) if number not in seen]
    wrong += [f"not reached: {html}" for html in missed]
    return wrong if seen == sorted(seen) else [*wrong, f"jumps about: {seen}"]


def _has_inner_stops(html: str) -> bool:
    """Tell whether a field has stops of its own: day, month, year, hour, minute and the calendar."""
    return bool(re.search(r'type="(date|time|datetime-local|month|week)"', html))
