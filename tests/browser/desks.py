"""The desks of the people of the river: a window each, at which they open, read, fill in and press.

Every screen that somebody looks at is judged as the walk through all pages does: axe finds nothing, nothing is wider
than the window at 360 and 1280 pixels, the console is silent. What is wrong is gathered, and told at the end.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Download, Page, expect

from kotaham.apps.jobs import services as jobs
from tests.browser import walking
from tests.browser.conftest import House

PHONE, DESK = 360, 1280


@dataclass
class Desk:
    """One person at work: the page they have open, and what was wrong on the screens they looked at."""

    page: Page
    house: House
    width: int = DESK
    wrong: list[str] = field(default_factory=list)
    story: str = "sungai"  # begins the names of its pictures

    def __post_init__(self) -> None:
        """Give the window its width and listen to its console."""
        self._resize(self.width)
        self.page.on("console", lambda told: self._heard(told.type, told.text))
        self.page.on("pageerror", lambda error: self.wrong.append(str(error)))

    def open(self, path: str) -> None:
        """Go to an address of the house."""
        answer = self.page.goto(f"{self.house.url}{path}", wait_until="load")
        assert answer is not None
        assert answer.ok, f"{path}: {answer.status}\n{self.page.locator('main').inner_text()}"

    def press(self, name: str, *, within: str = "main") -> None:
        """Press the button of this name in the page itself, and wait for what follows."""
        self.page.locator(within).get_by_role("button", name=name).first.click()

    def follow(self, name: str, *, within: str = "main") -> None:
        """Follow the link of this name in the page itself."""
        self.page.locator(within).get_by_role("link", name=name).first.click()

    def unfold(self, name: str) -> None:
        """Open what is folded under these words, if it is not open already."""
        folded = self.page.locator("main details", has=self.page.locator("summary", has_text=name)).first
        if folded.get_attribute("open") is None:
            folded.locator("summary").click()

    def fill(self, **fields: str) -> None:
        """Fill in fields by their names."""
        for name, text in fields.items():
            self.page.locator(f"main [name={name}]").fill(text)

    def tick(self, *labels: str) -> None:
        """Tick boxes, or choose among several, by what is written beside them."""
        for label in labels:
            self.page.locator("main").get_by_label(label).first.check()

    def reads(self, *words: str, within: str = "main") -> None:
        """Wait until all of these words stand on the page."""
        for one in words:
            expect(self.page.locator(within).first).to_contain_text(one)

    def told(self, words: str) -> None:
        """Wait for the message that says what was done."""
        expect(self.page.locator(".message").first).to_contain_text(words)

    def glance(self, name: str, words: str = "") -> None:
        """Look at a screen that the walk through all pages judges too: only when somebody wants the pictures."""
        if os.environ.get("KOTAHAM_PICTURES"):
            self.look(name, words)
        elif words:
            expect(self.page.locator("h1")).to_contain_text(words)

    def look(self, name: str, words: str = "", *, keys: bool = False) -> None:
        """Judge the screen, and keep its picture at both widths; walk it by keyboard where no other test does."""
        self.page.locator("html[data-ready]").wait_for(state="attached")
        if words:
            expect(self.page.locator("h1")).to_contain_text(words)
        for width in (DESK, PHONE) if self.width == PHONE else (PHONE, DESK):
            self._resize(width)
            walking.picture(self.page, f"{self.story}-{name}-{width}")
            over = walking.overflow(self.page)
            self.wrong += [f"{name}: {over} px too wide at {width}"] if over > 0 else []
        self.wrong += [f"{name}: {one}" for one in walking.violations(self.page)]
        self.wrong += [f"{name}, keyboard: {one}" for one in walking.keyboard(self.page)] if keys else []

    @contextmanager
    def saving(self) -> Iterator[None]:
        """Do something that the page keeps by itself, and wait until the server has said that it is kept."""
        with self.page.expect_response(lambda reply: "X-Saved-Version".lower() in reply.headers):
            yield
        expect(self.page.locator("#unsaved")).to_be_hidden()

    def download(self, press: Callable[[], None], folder: Path) -> Path:
        """Press what gives a file, and return where it lies."""
        with self.page.expect_download() as coming:
            press()
        got: Download = coming.value
        path = folder / got.suggested_filename
        got.save_as(path)
        return path

    def _resize(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": walking.WIDTHS[width]})

    def _heard(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"} and "the server responded with a status of 4" not in text:
            self.wrong.append(text)


@dataclass
class Desks:
    """All desks of one story, opened when somebody is needed."""

    house: House
    new_window: Callable[[], BrowserContext]
    kept: dict[str, Desk] = field(default_factory=dict)
    story: str = "sungai"

    def of(self, name: str, width: int = DESK) -> Desk:
        """Return the desk of a person of the cast; a stranger has no name, or one that the cast does not know."""
        if name not in self.kept:
            window = self.new_window()
            if name in self.house.world.people:
                self.house.enter(window, self.house.world.people[name])
            self.kept[name] = Desk(window.new_page(), self.house, width, story=self.story)
        return self.kept[name]

    @property
    def wrong(self) -> list[str]:
        """What was wrong on any screen."""
        return [f"{name or 'stranger'}, {one}" for name, desk in self.kept.items() for one in desk.wrong]


def add_evidence(desk: Desk, file: Path, title: str) -> None:
    """Add a file as evidence from the form that is open, and wait until it has been inspected."""
    desk.page.locator("input[type=file]").set_input_files(file)
    desk.page.get_by_label("Judul").fill(title)
    desk.press("Simpan bukti")
    expect(desk.page.locator("h1")).to_contain_text(title)
    jobs.work_off()
    desk.page.reload()
    expect(desk.page.locator(".badge").first).to_contain_text("Berlaku")
