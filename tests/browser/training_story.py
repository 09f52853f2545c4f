"""Where the story of a training is told: its names, the folder for what is downloaded, what was made on the way."""

from dataclasses import dataclass, field
from pathlib import Path

from tests.apps.register.conftest import nip
from tests.browser.desks import PHONE, Desk, Desks

COURSE, SESSION, MODULE = "HAM dalam pelayanan publik", "Pembukaan HAM dalam pelayanan", "Hak yang dilayani"
NAME, EMAIL, NUMBER = "Putri Paramita", "putri@kotaham.example", nip(7)
UNIT = "Dinas Kesehatan Kota Damai"
QUESTIONS = ("Siapa yang wajib memenuhi HAM?", "Apa yang dilayani puskesmas?", "Siapa yang boleh mengadu?")
RIGHT = "Jawaban yang benar"


@dataclass
class Story:
    """Where the story stands."""

    desks: Desks
    folder: Path
    made: dict[str, str] = field(default_factory=dict)  # addresses, by what they are of

    @property
    def putri(self) -> Desk:
        """The phone of her who learns."""
        return self.desks.of("putri", PHONE)

    @property
    def joko(self) -> Desk:
        """The desk of the trainer of the Kanwil."""
        return self.desks.of("joko")

    def keep(self, name: str, desk: Desk) -> None:
        """Keep the address of the page that is open."""
        self.made[name] = desk.page.url.removeprefix(desk.house.url)
