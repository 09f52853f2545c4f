"""The people of the demonstration: invented, at least one for each role, with passwords that everybody may know."""

from collections.abc import Sequence
from dataclasses import dataclass

from kotaham.core.policy import ROLES


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One invented person: `office` names the kind of office, the first of which in the database is theirs."""

    mailbox: str
    name: str
    role: str
    office: str
    place: str = ""  # the code of the place whose office it is
    unit: str = ""  # a word of the name of the unit; without it the first one

    @property
    def email(self) -> str:
        """The address; the domain belongs to nobody."""
        return f"{self.mailbox}@demo.example"

    @property
    def password(self) -> str:
        """The password, which is no secret."""
        return f"{self.mailbox}-demo-kotaham"


JAKARTA, PUSAT = "31", "31.71"
DEMO_PEOPLE: Sequence[DemoPerson] = (
    DemoPerson("eko", "Eko Ekaputra", "ministry_admin", "ministry"),
    DemoPerson("fajar", "Fajar Firdaus", "instrument_editor", "ministry"),
    DemoPerson("gita", "Gita Gunawan", "assessor", "ministry"),
    DemoPerson("wulan", "Wulan Wardhani", "assessor", "ministry"),
    DemoPerson("hadi", "Hadi Hartanto", "decision_maker", "ministry"),
    DemoPerson("made", "Made Mahendra", "auditor", "ministry"),
    DemoPerson("intan", "Intan Irawati", "kanwil_head", "kanwil", JAKARTA),
    DemoPerson("dewi", "Dewi Danuarti", "kanwil_verifier", "kanwil", JAKARTA),
    DemoPerson("oki", "Oki Oktavian", "kanwil_verifier", "kanwil", JAKARTA),
    DemoPerson("joko", "Joko Jatmiko", "kanwil_trainer", "kanwil", JAKARTA),
    DemoPerson("lestari", "Lestari Lubis", "policy_reviewer", "kanwil", JAKARTA),
    DemoPerson("kartika", "Kartika Kusuma", "province_coordinator", "province", JAKARTA),
    DemoPerson("ani", "Ani Andayani", "city_coordinator", "city", PUSAT),
    DemoPerson("budi", "Budi Budiman", "unit_officer", "unit", PUSAT),
    DemoPerson("yuda", "Yuda Yulianto", "unit_officer", "unit", PUSAT, "Kesehatan"),
    DemoPerson("tari", "Tari Tarigan", "unit_officer", "unit", PUSAT, "Pendidikan"),
    DemoPerson("citra", "Citra Cahyani", "city_coordinator", "city", "31.72"),
    DemoPerson("bayu", "Bayu Baskara", "city_coordinator", "city", "31.73"),
    DemoPerson("sari", "Sari Suryani", "city_coordinator", "city", "31.74"),
    DemoPerson("tono", "Tono Triatmojo", "city_coordinator", "city", "31.75"),
    DemoPerson("rudi", "Rudi Rustam", "city_coordinator", "city", "31.01"),
    DemoPerson("nia", "Nia Nuraini", "learner", "unit", PUSAT),
)


def demo_table() -> list[str]:
    """Return the lines of the table of demo sign-ins, for the start of the service."""
    rows = [("Peran / Role", "Surel / E-mail", "Kata sandi / Password")]
    rows += [(f"{ROLES[one.role].id} / {ROLES[one.role].en}", one.email, one.password) for one in DEMO_PEOPLE]
    wide = [max(len(row[column]) for row in rows) for column in range(2)]
    return [f"  {role:<{wide[0]}}  {email:<{wide[1]}}  {password}" for role, email, password in rows]
