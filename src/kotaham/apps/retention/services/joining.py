"""Join the rooms below: kinds of notices, and how long a name on a certificate is shown."""

from datetime import date

from kotaham.apps.certificates import services as certificates
from kotaham.apps.notices import services as notices
from kotaham.apps.offices import queries as offices
from kotaham.apps.retention import queries
from kotaham.apps.retention.rules import SHOWN, years_before
from kotaham.apps.retention.services.telling import KINDS


def join() -> None:
    """Tell the rooms below what comes from here; asking twice changes nothing."""
    notices.register(*KINDS)
    certificates.when_kept(is_shown)


def is_shown(day: date) -> bool:
    """Tell whether a certificate of this day still shows its name after its person's erasure."""
    today = offices.today()
    term = queries.in_force(SHOWN.code, today)
    return term is not None and term.years is not None and day >= years_before(today, term.years)
