"""The examination report: made from what was read, the same bytes every time, taken back signed."""

import hashlib
import io
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from pypdf import PdfReader

from kotaham.apps.events.models import Event
from kotaham.apps.submissions.models import Answer
from kotaham.apps.verification import queries, services
from kotaham.apps.verification.models import Minutes
from kotaham.apps.verification.services import Paper
from kotaham.apps.verification.services.minutes import printed
from kotaham.core.errors import Refused
from tests.apps.conftest import AsPerson
from tests.apps.evidence.making import piece_of
from tests.apps.verification.conftest import Reading, Sent, fix
from tests.cast import World

PAPER = Paper(
    "W10-HA.02.01-17", "Jakarta", date(2026, 11, 22), [("Dewi Danuarti", "Penelaah"), ("Ani Andayani", "Kota")]
)


def url(reading: Reading, name: str = "minutes", *more: object) -> str:
    return reverse(f"verification:{name}", args=[reading.pk, *more])


def concluded(taken: Sent) -> Reading:
    reading = taken()
    code = reading.others[1]
    reading.say("dewi", code, fix(code, "Satu kematian ibu terlewat."))
    return reading.concluded()


def test_the_paper_tells_parties_corrections_arithmetic_and_agreement(taken: Sent) -> None:
    reading = concluded(taken)
    services.make_minutes(reading.pk, PAPER, actor=reading.act("dewi"), edition=0)
    _row, raw = services.opened_minutes(reading.pk, 1, actor=reading.act("intan"))
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(raw)).pages)
    told = " ".join(text.split())
    for words in ("Berita Acara Penelaahan", "W10-HA.02.01-17", "Kota Damai", "Dewi Danuarti", "Oki Oktaviani",
                  "Satu kematian ibu terlewat.", "Salah hitung", "Nilai akhir", "terlalu sedikit untuk dihitung",
                  "22 November 2026"):  # fmt: skip
        assert words in told, words


def test_a_paper_without_a_total_says_which_answers_have_no_points(taken: Sent, as_: AsPerson, world: World) -> None:
    reading = taken()
    code = reading.others[0]
    Answer.objects.filter(pk=reading.river.answer("damai", code).pk).update(value={"missing": "Data hilang"})
    page = as_(world.dewi).get(reverse("verification:case", args=[reading.pk])).content.decode()
    assert f"Tanpa nilai pada tahap ini: {code}." in page
    reading.concluded()
    row = services.make_minutes(reading.pk, PAPER, actor=reading.act("dewi"), edition=0)
    assert row.told["arithmetic"][-1][-1] == "–"
    assert row.told["unscored"] == f"Tanpa nilai akhir; jawaban tanpa poin: {code}."
    older = {key: value for key, value in row.told.items() if key != "unscored"}
    assert "jawaban tanpa poin" not in PdfReader(io.BytesIO(printed(older))).pages[0].extract_text()


def test_a_place_or_day_that_is_not_said_is_left_to_the_signatories(taken: Sent) -> None:
    reading, hint = concluded(taken), "Tempat dan tanggal diisi saat ditandatangani"
    services.make_minutes(reading.pk, PAPER, actor=reading.act("dewi"), edition=0)
    services.make_minutes(reading.pk, Paper("17", "Jakarta"), actor=reading.act("dewi"), edition=1)
    said = []
    for edition in (1, 2):
        _row, raw = services.opened_minutes(reading.pk, edition, actor=reading.act("dewi"))
        said.append(" ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(raw)).pages).split()))
    assert [hint in one for one in said] == [False, True]


def test_an_edition_made_before_the_hint_was_known_stays_the_same_file(taken: Sent) -> None:
    reading = concluded(taken)
    row = services.make_minutes(reading.pk, Paper("17"), actor=reading.act("dewi"), edition=0)
    older = {name: value for name, value in row.told.items() if name != "by-hand"}
    assert "by-hand" in row.told
    assert b"%PDF" in printed(older)[:8]
    assert printed(older) != printed(row.told)


def test_the_same_words_give_the_same_bytes_and_the_digest_fits(taken: Sent) -> None:
    reading = concluded(taken)
    row = services.make_minutes(reading.pk, PAPER, actor=reading.act("dewi"), edition=0)
    assert printed(row.told) == printed(Minutes.objects.get().told)
    assert hashlib.sha256(printed(row.told)).hexdigest() == row.sha256
    assert Event.objects.filter(verb="verification.minutes-made").count() == 1


def test_a_new_edition_keeps_the_old_one(taken: Sent, as_: AsPerson, world: World) -> None:
    reading = concluded(taken)
    first = services.make_minutes(reading.pk, PAPER, actor=reading.act("dewi"), edition=0)
    form = {"number": "W10-HA.02.01-18", "place": "Jakarta", "day": "2026-11-23", "signatories": "", "edition": 1}
    assert as_(world.dewi).post(url(reading), form).status_code == 302
    assert as_(world.dewi).post(url(reading), form).status_code == 409
    assert [row.number for row in queries.minutes(reading.pk)] == ["W10-HA.02.01-18", "W10-HA.02.01-17"]
    answer = as_(world.dewi).get(url(reading, "minutes-file", 1))
    assert answer["Content-Type"] == "application/pdf"
    assert services.opened_minutes(reading.pk, 1, actor=reading.act("dewi"))[0].sha256 == first.sha256
    assert as_(world.dewi).get(url(reading, "minutes-file", 9)).status_code == 404


def test_the_database_refuses_to_change_or_delete_an_edition(taken: Sent) -> None:
    reading = concluded(taken)
    services.make_minutes(reading.pk, PAPER, actor=reading.act("dewi"), edition=0)
    changes: tuple[dict[str, Any], ...] = ({"number": "9"}, {"told": {}}, {"sha256": "0" * 64}, {"edition": 7})
    for change in changes:
        with pytest.raises(DatabaseError, match="berita acara tidak dapat diubah"), transaction.atomic():
            Minutes.objects.update(**change)
    with pytest.raises(DatabaseError, match="berita acara tidak dapat diubah"), transaction.atomic():
        Minutes.objects.all()._raw_delete("default")
    assert Minutes.objects.update(signed=5) == 1
    with pytest.raises(DatabaseError), transaction.atomic():
        Minutes.objects.update(signed=6)


def test_without_the_trigger_it_would_change(taken: Sent) -> None:
    """The control."""
    triggers = import_module("kotaham.apps.verification.migrations.0002_minutes_stay")
    reading = concluded(taken)
    services.make_minutes(reading.pk, PAPER, actor=reading.act("dewi"), edition=0)
    with connection.cursor() as cursor:
        for line in triggers.dropping(connection.vendor):
            cursor.execute(line)
    assert Minutes.objects.update(number="9") == 1, "the test undoes all of it, the triggers come back"


def test_before_the_verification_is_concluded_there_is_none(taken: Sent) -> None:
    reading = taken()
    with pytest.raises(Refused) as refused:
        services.make_minutes(reading.pk, PAPER, actor=reading.act("dewi"), edition=0)
    assert "belum dapat dibuat" in refused.value.text()


def test_the_city_and_another_kanwil_cannot_make_it(taken: Sent, as_: AsPerson, world: World) -> None:
    reading = concluded(taken)
    for person in (world.ani, world.gita, world.eko):
        assert as_(person).post(url(reading), {"edition": 0}).status_code == 403
    assert as_(world.seno).post(url(reading), {"edition": 0}).status_code == 404


def test_the_signed_paper_is_taken_back_once_and_must_be_the_kanwils_own(
    taken: Sent, as_: AsPerson, world: World
) -> None:
    reading = concluded(taken)
    services.make_minutes(reading.pk, PAPER, actor=reading.act("dewi"), edition=0)
    ours, theirs = piece_of(world.office("kanwil")), piece_of(world.office("damai"))
    page = as_(world.dewi).get(url(reading)).content.decode()
    assert "Terima yang bertanda tangan" in page
    address = url(reading, "signed", 1)
    assert as_(world.dewi).post(address, {"evidence": theirs.pk}).status_code == 400
    assert as_(world.dewi).post(address, {"evidence": ours.pk}).status_code == 302
    assert Minutes.objects.get().signed == ours.pk
    assert as_(world.dewi).post(address, {"evidence": ours.pk}).status_code == 409
    assert "Lihat pindaiannya" in as_(world.dewi).get(url(reading)).content.decode()
