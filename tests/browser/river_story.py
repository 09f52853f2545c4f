"""Where the story of a round is told: its names and places, what is downloaded, the command that scores again."""

import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from kotaham.apps.accounts.models import Appointment, Person
from kotaham.apps.gate.services import search_key
from kotaham.apps.offices.models import RANKS, Office
from kotaham.apps.rounds.models import Round
from kotaham.apps.rounds.rules import sample
from tests.apps.evidence import benign
from tests.apps.river import CODES
from tests.browser.conftest import House
from tests.browser.desks import Desks
from tests.cast import SINCE

TITLE = "Penilaian Kabupaten/Kota Peduli HAM 2026"
DAMAI = "Kota Damai"
DINAS, SOSIAL, BAPPEDA = "Dinas Kesehatan Kota Damai", "Dinas Sosial Kota Damai", "Bappeda Kota Damai"
DRAWN = {"RK-1", "RK-4", "RK-6"}  # the sample of Kota Damai that two people read
SEED = next(
    seed
    for seed in (letter * 60 + end for letter in "abcdefghijklmnop" for end in ("abcd", "efgh", "ijkl", "mnop"))
    if set(sample(seed, "99.71", CODES, 50)) == DRAWN
)


@dataclass
class Story:
    """Where the story stands: the desks, the addresses, the folder for what is downloaded."""

    desks: Desks
    house: House
    folder: Path
    round: Round | None = None
    report: str = ""
    case: str = ""

    def pdf(self, name: str) -> Path:
        """Return a PDF as offices send them."""
        path = self.folder / f"{name}.pdf"
        path.write_bytes(benign.pdf(2))
        return path


def third_unit(house: House) -> None:
    """Give Kota Damai a Bappeda, and Bayu to work there."""
    above = house.world.office("damai")
    office = Office.objects.create(
        kind="unit", name=BAPPEDA, short_name="", parent=above, place=above.place, place_code=above.place_code,
        province_code=above.province_code, city_code=above.city_code, rank=RANKS["unit"], valid_from=SINCE,
    )  # fmt: skip
    bayu = Person.objects.create(email="bayu@kotaham.example", name="Bayu Baskara", name_key=search_key("Bayu Baskara"))
    Appointment.objects.create(person=bayu, role="unit_officer", office=office, starts=SINCE, basis="SK rekaan")
    house.world.people["bayu"] = bayu  # type: ignore[index]


def same_by_the_command(story: Story) -> bytes:
    """Score the final run again from the files of its page; return what the comparison of the records says."""
    eko = story.desks.of("eko")
    assert story.round
    eko.open(f"/putaran/{story.round.pk}/nilai")
    eko.page.locator("main section.score-stages a, main .score-stages a").last.click()
    eko.look("perhitungan")
    eko.follow("Periksa sendiri")
    eko.look("periksa-sendiri")
    command = eko.page.locator(".score-command").inner_text().split()
    kit = eko.download(lambda: eko.follow("Bekal lengkap"), story.folder)
    folder = story.folder / "bekal"
    with zipfile.ZipFile(kit) as archive:
        archive.extractall(folder)
    name, _equals, shelf = command[0].partition("=")
    program = str(Path(sys.executable).with_name(command[1]))
    subprocess.run(
        [program, *command[2:]], cwd=folder, env={**os.environ, name: shelf}, check=True, capture_output=True
    )
    compared = ["cmp", "hasil/record.json", "record.json"]
    return subprocess.run(compared, cwd=folder, check=False, capture_output=True).stdout
