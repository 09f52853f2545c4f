"""The second reader of the sample sees nothing of the first one before their own words are stored, and the reverse."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse

from kotaham.apps.notices.models import Notice
from kotaham.apps.verification import services
from kotaham.apps.verification.queries import Row
from kotaham.apps.verification.services.letters import OwnWork
from kotaham.core.errors import Refused
from tests.apps.conftest import AsPerson
from tests.apps.verification.conftest import ACCEPT, Reading, Sent, back, fix
from tests.cast import World

SECRET = "KATA-RAHASIA-PEMBACA-PERTAMA"


def pages(reading: Reading, code: str) -> Iterator[str]:
    """Give every address that could tell of the reading."""
    for name in ("case", "bulk", "questions", "sides", "minutes"):
        yield reverse(f"verification:{name}", args=[reading.pk])
    for part in ("semua", "belum", "curiga", "contoh", "kembali", "kepala"):
        yield reverse("verification:case", args=[reading.pk]) + f"?bagian={part}"
    for each in (code, *reading.others):
        yield reverse("verification:answer", args=[reading.pk, each])
    for part in ("saya", "baru", "ditelaah", "diperbaiki"):
        yield reverse("verification:queue") + f"?bagian={part}"
    yield reverse("verification:agreement")
    yield reverse("events:list")
    yield reverse("events:subject", args=["verification.case", reading.pk])
    yield reverse("events:subject", args=["submissions.submission", reading.pk])
    yield reverse("events:subject", args=["submissions.answer", reading.river.answer("damai", code).pk])
    yield reverse("submissions:detail", args=[reading.pk])
    yield reverse("submissions:answer", args=[reading.pk, code])
    yield reverse("notices:list")
    yield "/"


def told(client: Client, reading: Reading, code: str) -> dict[str, str]:
    """Return every page that opens, by address."""
    found = {}
    for address in pages(reading, code):
        answer = client.get(address, follow=True)
        if answer.status_code == 200:
            found[address] = answer.content.decode()
    assert len(found) > 15
    return found


def answer_page(client: Client, reading: Reading, code: str) -> str:
    return client.get(reverse("verification:answer", args=[reading.pk, code])).content.decode()


@pytest.mark.parametrize("kind", ["correct", "return", "escalate"])
@pytest.mark.parametrize(("first", "second"), [("dewi", "oki"), ("oki", "dewi")])
def test_no_page_tells_the_other_reader_anything(
    taken: Sent, as_: AsPerson, world: World, kind: str, first: str, second: str
) -> None:
    reading = taken()
    code = reading.sampled
    words = {
        "correct": fix(code, SECRET),
        "return": back(SECRET),
        "escalate": services.Words("escalate", reason=SECRET),
    }
    client = as_(world.people[second])
    before = told(client, reading, code)
    Notice.objects.all().delete()
    reading.say(first, code, words[kind])
    after = told(client, reading, code)
    assert before.keys() == after.keys()
    for address, page in after.items():
        assert SECRET not in page, address
    page = answer_page(client, reading, code)
    assert "Belum dibaca" in page
    assert "Dikoreksi" not in page
    assert world.people[first].name not in page.split("Pengesahan")[0].split("Angkanya")[1].split("Diisi oleh")[0]
    reading.say(second, code, ACCEPT)
    assert SECRET in answer_page(client, reading, code), "once both have spoken, each sees the other"


def test_a_third_verifier_of_the_kanwil_and_the_head_see_as_little(taken: Sent, as_: AsPerson, world: World) -> None:
    reading = taken()
    code = reading.sampled
    reading.say("dewi", code, fix(code, SECRET))
    for person in (world.intan, world.made, world.eko, world.gita):
        for address, page in told(as_(person), reading, code).items():
            assert SECRET not in page, (person.name, address)


def test_a_return_waits_for_the_second_reader(taken: Sent) -> None:
    """Else the state of the report would tell what the first reader found."""
    reading = taken()
    reading.say("dewi", reading.sampled, back(SECRET))
    with pytest.raises(Refused) as refused:
        services.give_back(reading.pk, actor=reading.act("dewi"))
    assert "Belum ada jawaban yang perlu diperbaiki" in refused.value.text()
    reading.say("oki", reading.sampled, back("Mana lampirannya?"))
    assert services.give_back(reading.pk, actor=reading.act("dewi")) == 1


def test_after_both_have_read_neither_changes_their_words(taken: Sent) -> None:
    reading = taken()
    reading.say("dewi", reading.sampled)
    reading.say("oki", reading.sampled)
    for who in ("dewi", "oki"):
        with pytest.raises(Refused) as refused:
            reading.say(who, reading.sampled, back())
        assert "Kedua penelaah sudah membaca" in refused.value.text()


def test_the_second_reader_reads_the_sample_only(taken: Sent) -> None:
    reading = taken()
    with pytest.raises(Refused) as refused:
        reading.say("oki", reading.others[0])
    assert "tidak termasuk contoh" in refused.value.text()


def test_one_person_does_not_read_an_answer_twice_after_the_readers_were_changed(taken: Sent, world: World) -> None:
    reading = taken()
    reading.say("oki", reading.sampled)
    services.assign(
        reading.pk, actor=reading.act("intan"), reader=world.oki.pk, second=world.dewi.pk, version=reading.case.version
    )
    answer = reading.river.answer("damai", reading.sampled)
    with pytest.raises(OwnWork) as refused:
        services.check(reading.pk, reading.sampled, ACCEPT, actor=reading.act("oki"), version=answer.version, edition=0)
    assert "Bacaan kedua hanya berarti bila dari orang lain" in refused.value.text()


def test_without_the_rule_the_page_would_show_it(
    taken: Sent, as_: AsPerson, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: with the rule of blindness off, the very same test of pages fails."""
    reading = taken()
    code = reading.sampled
    reading.say("dewi", code, fix(code, SECRET))
    monkeypatch.setattr(Row, "open_to_all", True)
    assert SECRET in answer_page(as_(world.oki), reading, code)
