"""How the matrix of rights makes jobs: asked for by somebody who is none of the viewers."""

from typing import Any

from kotaham.apps.accounts.models import Person
from kotaham.apps.jobs.models import Job
from kotaham.apps.offices.models import Office


def in_state(state: str) -> Any:
    def a_job(office: Office) -> dict[str, Any]:
        person, _made = Person.objects.get_or_create(email="lain@kotaham.example", defaults={"name": "Orang Lain"})
        return {"pk": Job.objects.create(name="events.seal_head", person=person.pk, office=office.pk, state=state).pk}

    return a_job


SPECIMENS = {
    "jobs:detail": in_state("waiting"),
    "jobs:cancel": in_state("waiting"),
    "jobs:retry": in_state("failed"),
}
PERSONAL = set(SPECIMENS)
