"""One address of every page of the room; a place belongs to nobody."""

from kotaham.apps.offices.models import Office


def of_damai(_office: Office) -> dict[str, str]:
    return {"code": "99.71"}


SPECIMENS = {"places:detail": of_damai, "places:children": of_damai}
