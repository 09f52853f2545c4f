"""How the matrix of rights makes what the boards show: rounds and reports as their own rooms make them."""

from tests.apps.rounds.specimens import in_state
from tests.apps.submissions.specimens import whole

SPECIMENS = {
    "dashboard:board-round": in_state("open"),
    "dashboard:board-reports": in_state("open"),
    "dashboard:board-city": whole,
    "dashboard:board-handover": whole,
}
