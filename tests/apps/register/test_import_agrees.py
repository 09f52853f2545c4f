"""Lists of any content, one after another, leave the register as a plain dictionary would stand; undone, as before."""

import random

import pytest
from django.db import transaction

from kotaham.apps.gate.services import Actor
from kotaham.apps.jobs.services import work_off
from kotaham.apps.register import services
from kotaham.apps.register.models import Batch, Member, NameWord, Posting
from kotaham.apps.register.services import importing
from kotaham.apps.register.services.importing import receiving, undoing
from tests.apps.register.conftest import Import, line, nip, troubles
from tests.cast import World

OFFICES = {
    "": "damai",
    "Dinas Kesehatan Kota Damai KENARI-9971A": "dinas",
    "Dinas Sosial Kota Damai KENARI-9971B": "dinas_social",
}
NAMES = ("Sari", "Budi Santoso", "Ni Luh Ayu", "Aé Bé", "Sari Sari", "O'Brien \\ x", "Santosa, Budi", "Sarie")
KIN = ({"Sari", "Sari Sari", "Sarie"}, {"Budi Santoso", "Santosa, Budi"})  # others have nothing in common
People = dict[int, tuple[str, str, str]]  # number -> name, position, office


class _Back(Exception):
    """Raised to put the register back as it was."""


def a_list(dice: random.Random, people: People) -> tuple[list[str], People, dict[str, int]]:
    """Make a list, and say what it must do to people."""
    now, seen = dict(people), set[int]()
    counts = dict.fromkeys(("created", "updated", "unchanged", "refused"), 0)
    lines = []
    for _ in range(dice.randint(1, 12)):
        which, name = dice.randint(1, 6), dice.choice((*NAMES, ""))
        post, office = dice.choice(("", "Analis", "Kepala")), dice.choice(list(OFFICES))
        lines.append(line(which, name or " ", office, post=post))
        if not name or which in seen:
            counts["refused"] += 1
            continue
        seen.add(which)
        if which in people and name != people[which][0] and not any({name, people[which][0]} <= kin for kin in KIN):
            counts["refused"] += 1
            continue
        old = people.get(which, ("", "", "damai"))
        new = (name, post or old[1], OFFICES[office] if office else old[2])
        kind = "created" if which not in people else "updated" if new != people[which] else "unchanged"
        counts[kind] += 1
        now[which] = new
    return lines, now, counts


def standing(world: World) -> People:
    """Return the register as it stands, after a look at words and postings."""
    office_of = {world.office(key).pk: key for key in OFFICES.values()}
    found = {}
    for member in Member.objects.all():
        which = next(n for n in range(1, 7) if nip(n) == services.opened(member, "number"))
        assert member.office_id is not None
        found[which] = (member.name, member.post, office_of[member.office_id])
        serving = Posting.objects.get(member=member, ends=None)
        words = set(NameWord.objects.filter(member=member).values_list("word", "office_id", "kanwil_id"))
        assert serving.office_id == member.office_id
        assert words == {(word, member.office_id, member.kanwil_id) for word in member.name_key.split()}
    return found


@pytest.mark.parametrize("seed", range(12))
def test_lists_one_after_another(
    world: World, ani: Actor, bring_in: Import, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    dice = random.Random(seed)
    monkeypatch.setattr(receiving, "FRAME", dice.randint(1, 5))
    monkeypatch.setattr(receiving, "PART", dice.randint(1, 5))
    monkeypatch.setattr(undoing, "SIZE", dice.randint(1, 5))
    people: People = {}
    for _ in range(4):
        lines, after, counts = a_list(dice, people)
        if counts["refused"] == len(lines):
            continue
        batch = bring_in(*lines, actor=ani)
        assert troubles() == []
        assert {name: getattr(batch, name) for name in counts} == counts
        assert standing(world) == after
        undone_is_as_before(world, ani, batch, people)
        people = after


def undone_is_as_before(world: World, actor: Actor, batch: Batch, people: People) -> None:
    """Undo a list, look, and take the undoing back."""
    try:
        with transaction.atomic():
            importing.ask_undo(batch.pk, "Uji", actor=actor, version=batch.version)
            work_off()
            batch = Batch.objects.get(pk=batch.pk)
            assert (batch.state, batch.kept) == ("undone", 0)
            assert standing(world) == people
            raise _Back
    except _Back:
        pass
