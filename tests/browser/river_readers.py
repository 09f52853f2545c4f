"""The screens of the river at which the Kanwil and the centre read, judge and decide."""

import re
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.desks import Desk
from tests.browser.river_city import choose

_CODE = re.compile(r"/penelaahan/\d+/jawaban/([^/?#]+)")


@dataclass(frozen=True)
class Word:
    """What a reader says of one answer; without a verdict it is accepted."""

    verdict: str = "Terima"
    reason: str = ""
    kind: str = ""
    value: tuple[tuple[str, str], ...] = ()
    due: str = ""


ACCEPT = Word()


def take(reader: Desk, name: str, look: str) -> None:
    """Find a report in the queue and open it."""
    reader.look(look)
    reader.follow(name)
    expect(reader.page.locator("h1")).to_contain_text(f"Penelaahan laporan {name}")


def read_all(reader: Desk, said: dict[str, Word], look: str = "") -> list[str]:
    """Read one answer after the other until none is open; return the codes in the order in which they came."""
    reader.follow("Baca jawaban berikutnya")
    read: list[str] = []
    while found := _CODE.search(reader.page.url):
        if look and not read:
            reader.look(look)
        code = found[1]
        assert code not in read, f"{code} comes again"
        say(reader, said.get(code, ACCEPT))
        read.append(code)
        reader.page.wait_for_url(re.compile(rf"^(?!.*/jawaban/{re.escape(code)}\b)"))
    return read


def say(reader: Desk, word: Word) -> None:
    """Say of the answer that is open what one has read."""
    form = reader.page.locator("#putusan form")
    form.get_by_label(word.verdict).first.check()
    if word.kind:
        choose(reader, "reason_code", word.kind)
    for name, text in word.value:
        form.locator(f"[name={name}]").fill(text)
    if word.reason:
        form.locator("[name=reason]").fill(word.reason)
    if word.due:
        form.locator("[name=due]").fill(word.due)
    reader.press("Simpan dan lanjut")


def accept_many(reader: Desk, look: str) -> None:
    """Accept together what is not suspicious, after having looked at the list."""
    reader.page.locator("main").get_by_role("link", name="yang tidak mencurigakan").click()
    reader.look(look, "Terima sekaligus")
    reader.page.locator("input[name=setuju]").check()
    reader.press("Terima yang dicentang")
    reader.told("diterima")


def judge_bonus(reader: Desk, points: str, reason: str) -> None:
    """Judge the first claim of bonus points."""
    reader.unfold("Nilai pengajuan ini")
    reader.page.locator("main [name=points]").first.fill(points)
    reader.page.locator("main details[open] [name=reason]").first.fill(reason)
    reader.press("Nilai pengajuan ini")
    reader.told("ilai tambah")


def minutes(reader: Desk, case: str, number: str, place: str, day: str, folder: Path) -> Path:
    """Make the examination report and take its PDF."""
    reader.open(f"{case}/berita-acara")
    reader.fill(number=number, place=place, day=day)
    reader.press("Buat berita acara")
    reader.look("berita-acara", "Berita acara")
    return reader.download(lambda: reader.follow("Unduh edisi 1"), folder)


def rule(assessor: Desk, verb: str, reason: str) -> None:
    """Decide the objection that is open."""
    assessor.page.locator("#putusan").get_by_label(verb, exact=True).check()
    assessor.page.locator("#putusan [name=reason]").fill(reason)
    assessor.press("Simpan putusan")
    assessor.reads("Dikabulkan", within=".status-line")
