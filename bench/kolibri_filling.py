"""Make people, a channel and its resources in a Kolibri; run with the Python of its own environment, never with ours.

`python kolibri_filling.py PLAN PEOPLE TAKERS RESOURCES`. All people share one password, so that it is hashed once.
"""

import json
import sys
import uuid

PASSWORD = "sandi-rekaan-2026"


def main(plan, people, takers, resources):
    from kolibri.utils.main import initialize  # noqa: PLC0415 - Kolibri sets Django up here

    initialize()
    from django.core.management import call_command  # noqa: PLC0415

    call_command(
        "provisiondevice", facility="Rekaan", preset="formal", superusername="admin", superuserpassword=PASSWORD,
        language_id="en", interactive=False,
    )  # fmt: skip
    facility = learners(people)
    nodes = content(resources)
    told = {
        "facility": facility, "password": PASSWORD, "nodes": nodes,
        "takers": [f"peserta{number}" for number in range(takers)],
    }  # fmt: skip
    with open(plan, "w") as file:  # noqa: PTH123
        json.dump(told, file)


def learners(people):
    """Write the learners in one go, each with the number that the synchronisation of Kolibri reckons."""
    from django.contrib.auth.hashers import make_password  # noqa: PLC0415
    from kolibri.core.auth.models import Facility, FacilityUser  # noqa: PLC0415

    facility, hashed = Facility.objects.get(), make_password(PASSWORD)
    rows = []
    for number in range(people):
        row = FacilityUser(
            username=f"peserta{number}", full_name=f"Peserta Rekaan {number}", facility=facility,
            dataset_id=facility.dataset_id, password=hashed,
        )  # fmt: skip
        row.id = row.calculate_uuid()
        row._morango_source_id = row._morango_source_id or uuid.uuid4().hex
        row._morango_partition = row.calculate_partition().replace("${id}", row.id)
        rows.append(row)
    FacilityUser.objects.bulk_create(rows, batch_size=500)
    return facility.id


def content(resources):
    """Write a channel of so many documents."""
    from kolibri.core.content.models import ChannelMetadata, ContentNode  # noqa: PLC0415

    channel = uuid.uuid4().hex
    root = ContentNode.objects.create(
        id=channel, title="Pelatihan rekaan", content_id=uuid.uuid4().hex, channel_id=channel, kind="topic",
        available=True, description="", author="", license_owner="",
    )  # fmt: skip
    found = []
    for number in range(resources):
        row = ContentNode.objects.create(
            id=uuid.uuid4().hex, parent=root, title=f"Bacaan rekaan {number + 1}", content_id=uuid.uuid4().hex,
            channel_id=channel, kind="document", available=True, description="", author="", license_owner="",
            sort_order=number,
        )  # fmt: skip
        found.append({"id": row.id, "content": row.content_id, "channel": channel, "parent": root.id})
    ChannelMetadata.objects.create(
        id=channel, name="Pelatihan rekaan", description="", author="", min_schema_version="5", root=root
    )
    return found


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:5]))
