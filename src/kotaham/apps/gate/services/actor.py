"""Who acts: a person in a role of an office, somebody unknown, or work in the background."""

from dataclasses import dataclass

from kotaham.core.language import Lang
from kotaham.core.policy import ANYONE, PERSON, SYSTEM


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, for whom, and from where; made afresh for every request, so that a role lost is lost at once."""

    person: int | None = None
    name: str = ""
    role: str | None = None  # the role acted in, a name of `core.policy.ROLES`
    appointment: int | None = None
    office: int | None = None
    office_name: str = ""
    rank: int = 99  # of the office: 0 ministry, 1 Kanwil, 2 province, 3 city, 4 unit, 5 service unit, 6 partner
    area: tuple[str, ...] = ()  # codes of the places the office answers for; ("",) is the whole country
    origin: str = ""  # the address the request came from
    request: str = ""  # the number of the request, as in the log
    system: str = ""  # the name of the work in the background
    lang: Lang = "id"

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the policy table that apply."""
        if self.system:
            return (SYSTEM,)
        if self.person is None:
            return (ANYONE,)
        return (ANYONE, PERSON, self.role) if self.role else (ANYONE, PERSON)


def system(name: str, request: str = "") -> Actor:
    """Return the actor of work in the background that nobody asked for."""
    return Actor(system=name, name=name, request=request, area=("",), rank=0)
