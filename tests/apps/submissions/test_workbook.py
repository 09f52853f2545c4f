"""The form of a report as a workbook: out, in with a preview, applied as one batch, undone."""

import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kotaham.apps.events import queries as events
from kotaham.apps.submissions import services
from kotaham.apps.submissions.models import Answer, Batch
from kotaham.apps.submissions.services.workbooks import CHANGED, KEPT, NEW, REFUSED, SAME, Preview
from kotaham.core.errors import Refused
from kotaham.workbook.read import read_facts
from tests.apps.conftest import AsPerson
from tests.apps.river import GOOD, River, filled, in_state, open_round, proved
from tests.cast import World


def out(river: River, who: str = "ani", unit: int | None = None) -> bytes:
    return services.give_out(river.cities["damai"], actor=river.actor(who), unit=unit, lang="id")[1]


def typed(data: bytes, **cells: Any) -> bytes:
    """Type into the answer column of a form; a code is written with `_` for `-`, a part after `__`."""
    book = openpyxl.load_workbook(BytesIO(data))
    sheet = book["Isian"]
    wanted = {name.replace("__", ".").replace("_", "-"): value for name, value in cells.items()}
    for row in sheet.iter_rows(min_row=1, max_row=sheet.max_row):
        if row[0].value in wanted:
            row[4].value = wanted.pop(str(row[0].value))
    assert not wanted, wanted
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def preview(river: River, data: bytes, who: str = "ani", name: str = "formulir.xlsx") -> Preview:
    return services.preview_workbook(river.cities["damai"], name, data, actor=river.actor(who))


def kinds(found: Preview) -> dict[str, str]:
    return {one.code: one.what for one in found.changes}


def taken_in(river: River, found: Preview, who: str = "ani") -> Batch:
    pk, actor = river.cities["damai"], river.actor(who)
    changes = [(one.answer, one.version, one.new) for one in found.applicable]
    return services.apply_workbook(pk, services.sealed(pk, found.name, found.sha256, changes, actor=actor), actor=actor)


def values(river: River) -> dict[str, Any]:
    return {one.code: one.value for one in river.answers()}


def test_out_and_in_untouched_changes_nothing(world: World, river: River) -> None:
    filled(river, ready=False)
    proved(river, "damai", "RK-1")
    found = preview(river, out(river))
    assert kinds(found) == dict.fromkeys(GOOD, SAME)
    assert found.applicable == []


def test_the_form_is_the_one_of_the_command_line(world: World, river: River, tmp_path: Any) -> None:
    filled(river)
    path = tmp_path / "x.xlsx"
    path.write_bytes(out(river))
    reading = read_facts(path, services.instrument_of(river.submission()))
    assert not reading.problems
    assert reading.table.subjects[0].code == "99.71"
    assert reading.table.columns["RK-2"][0] is not None


def test_new_changed_kept_and_same_stand_apart_with_old_and_new(world: World, river: River, as_: AsPerson) -> None:
    filled(river, values={**GOOD, "RK-3": None}, ready=False)
    data = typed(out(river), RK_1=90, RK_3="tidak", RK_4=None)
    found = preview(river, data)
    assert kinds(found) == {
        "RK-1": CHANGED, "RK-2": SAME, "RK-3": NEW, "RK-4": KEPT, "RK-5": SAME, "RK-6": SAME,
    }  # fmt: skip
    page = upload(as_(world.ani), river, data).content.decode()
    assert "96,5" in page
    assert "Terapkan 2 perubahan" in page
    assert values(river)["RK-1"] == GOOD["RK-1"], "nothing is written yet"


def upload(browser: Any, river: River, data: bytes, name: str = "formulir.xlsx", **more: str) -> Any:
    to = reverse("submissions:workbook-in", args=[river.cities["damai"]])
    return browser.post(to, {"file": SimpleUploadedFile(name, data), "numbers": "id", **more})


def test_applied_through_the_pages_it_is_one_batch_with_its_history(world: World, river: River, as_: AsPerson) -> None:
    filled(river, ready=False)
    ani = as_(world.ani)
    page = upload(ani, river, typed(out(river), RK_1=90, RK_2__pembilang=4))
    sealed = page.context["sealed"]
    to = reverse("submissions:workbook-apply", args=[river.cities["damai"]])
    answer = ani.post(to, {"pratinjau": sealed}, follow=True)
    assert "2 jawaban disimpan dari berkas." in answer.content.decode()
    assert values(river)["RK-1"] == {"number": "90"}
    assert values(river)["RK-2"] == {"numerator": "4", "denominator": "4800"}
    batch = Batch.objects.get()
    assert (batch.by, batch.name, len(batch.changes)) == (world.ani, "formulir.xlsx", 2)
    event = events.history("submissions.answer", river.answer("damai", "RK-1").pk)[0]
    assert event.verb == "submissions.saved"
    assert river.submission().given == 6
    assert ani.post(to, {"pratinjau": sealed}).status_code in {400, 409}


def test_the_same_file_twice_is_refused_politely(world: World, river: River, as_: AsPerson) -> None:
    filled(river, ready=False)
    data = typed(out(river), RK_1=90)
    taken_in(river, preview(river, data))
    answer = upload(as_(world.ani), river, data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Berkas yang sama persis sudah dimasukkan pada" in page
    assert "oleh Ani Andayani" in page


def test_undone_everything_is_as_before_but_for_what_was_changed_since(
    world: World, river: River, as_: AsPerson
) -> None:
    filled(river, values={**GOOD, "RK-3": None}, ready=False)
    batch = taken_in(river, preview(river, typed(out(river), RK_1=90, RK_3="tidak", RK_4="c")))
    answer = river.answer("damai", "RK-4")
    services.save_answer(
        answer.submission_id, "RK-4", services.Said({"choice": "a"}), actor=river.actor("ani"), version=answer.version
    )
    ani, to = as_(world.ani), reverse("submissions:workbook-undo", args=[river.cities["damai"], batch.pk])
    page = ani.post(to, follow=True).content.decode()
    assert "2 jawaban dikembalikan" in page
    assert "sudah diubah lagi sesudahnya: RK-4" in page
    assert values(river) == {**GOOD, "RK-3": None, "RK-4": {"choice": "a"}}
    assert river.submission().given == 5
    assert river.answer("damai", "RK-3").state == "empty"
    assert ani.post(to).status_code == 409
    # What was undone may be taken in once more.
    assert preview(river, typed(out(river), RK_1=90, RK_3="tidak", RK_4="c")).applicable


def test_an_answer_that_moved_on_since_the_preview_stops_the_whole_batch(world: World, river: River) -> None:
    filled(river, ready=False)
    found = preview(river, typed(out(river), RK_1=90, RK_3="tidak"))
    answer = river.answer("damai", "RK-3")
    services.save_answer(
        answer.submission_id, "RK-3", services.Said({"yes": False}), actor=river.actor("budi"), version=answer.version
    )
    with pytest.raises(Refused, match="Jawaban RK-3 sudah berubah"):
        taken_in(river, found)
    assert values(river)["RK-1"] == GOOD["RK-1"]
    assert not Batch.objects.exists()


def test_a_preview_is_for_one_person_and_one_report(world: World, river: River) -> None:
    filled(river, ready=False)
    found = preview(river, typed(out(river), RK_1=90))
    pk, ani = river.cities["damai"], river.actor("ani")
    changes = [(one.answer, one.version, one.new) for one in found.applicable]
    sealed = services.sealed(pk, found.name, found.sha256, changes, actor=ani)
    with pytest.raises(Refused, match="Pratinjau ini sudah kedaluwarsa atau bukan milik Anda"):
        services.apply_workbook(pk, sealed, actor=river.actor("budi"))
    with pytest.raises(Refused, match="Pratinjau ini"):
        services.apply_workbook(pk, sealed[:-2] + "xx", actor=ani)


def test_a_unit_gets_its_own_rows_only_and_changes_no_others(world: World, river: River) -> None:
    filled(river, ready=False)
    whole, own = out(river), out(river, "budi")
    book = openpyxl.load_workbook(BytesIO(own))["Isian"]
    codes = {row[0].value for row in book.iter_rows()} & set(GOOD)
    assert codes == {"RK-1", "RK-2", "RK-3"}
    assert out(river, "budi", unit=world.office("dinas_social").pk) == own, "another unit's is never given"
    found = preview(river, typed(whole, RK_1=90, RK_4="c", RK_5__petugas="tidak"), "budi")
    assert kinds(found) == {
        "RK-1": CHANGED,
        "RK-2": SAME,
        "RK-3": SAME,
        "RK-4": REFUSED,
        "RK-5": REFUSED,
        "RK-6": REFUSED,
    }
    assert all(one.old is None for one in found.of(REFUSED)), "nor is it told what the others answered"
    taken_in(river, found, "budi")
    assert values(river) == {**GOOD, "RK-1": {"number": "90"}}
    assert Batch.objects.get().unit == world.office("dinas")


def test_a_form_for_one_unit_leaves_the_other_answers_alone(world: World, river: River) -> None:
    filled(river, ready=False)
    data = typed(out(river, unit=world.office("dinas").pk), RK_1=90)
    found = preview(river, data)
    assert kinds(found) == {"RK-1": CHANGED, "RK-2": SAME, "RK-3": SAME}


def test_what_is_ready_or_sent_is_not_changed_by_a_file(world: World, river: River, as_: AsPerson) -> None:
    filled(river)
    found = preview(river, typed(out(river), RK_1=90))
    assert kinds(found)["RK-1"] == REFUSED
    assert "sudah dinyatakan siap" in str(found.of(REFUSED)[0].why)
    in_state(river, "damai", "sent")
    found = preview(river, typed(out(river), RK_1=90))
    assert "tidak dapat diubah" in str(found.of(REFUSED)[0].why)
    page = as_(world.ani).get(reverse("submissions:workbook", args=[river.cities["damai"]])).content.decode()
    assert "tidak sedang diisi" in page


def test_in_repair_only_what_was_returned_changes(world: World, river: River) -> None:
    in_state(river, "damai", "repair")
    found = preview(river, typed(out(river), RK_1=90, RK_3="tidak"))
    assert (kinds(found)["RK-1"], kinds(found)["RK-3"]) == (CHANGED, REFUSED)
    batch = taken_in(river, found)
    services.undo_workbook(river.cities["damai"], batch.pk, actor=river.actor("ani"))
    assert river.answer("damai", "RK-1").state == "returned", "it waits for its repair again"


def test_every_mistake_is_told_at_once_with_its_cell(world: World, river: River, as_: AsPerson) -> None:
    filled(river, ready=False)
    data = typed(out(river), RK_1=140, RK_2__penyebut=0, RK_3="mungkin", RK_6__mulai="kemarin")
    answer = upload(as_(world.ani), river, data)
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("Nilai 140 tidak mungkin", "Penyebut 0", "mungkin", "kemarin"):
        assert words in page
    assert page.count("lembar Isian, baris") >= 4
    assert values(river) == GOOD


def test_a_ratio_filled_in_by_half_is_no_answer(world: World, river: River) -> None:
    data = typed(out(river), RK_2__pembilang=4)
    found = preview(river, data)
    assert [(one.code, one.why.text("id")) for one in found.of(REFUSED) if one.why] == [
        ("RK-2", "Baru terisi sebagian; lengkapi isiannya.")
    ]


def test_the_form_of_another_city_or_round_is_refused(world: World, river: River) -> None:
    filled(river, "rukun", ready=False)
    pk = river.cities["rukun"]
    _name, other = services.give_out(pk, actor=river.actor("rini"), unit=None, lang="id")
    with pytest.raises(Refused, match=r"milik daerah 99\.72 Kota Rukun"):
        preview(river, other)
    later = open_round(world, cities=["damai"], period="2026")
    with pytest.raises(Refused, match="2026"):
        preview(river, out(later))


def test_points_of_reviewers_and_bonus_do_not_come_by_file(world: World, river: River) -> None:
    data = typed(out(river), RK_1=90)
    book = openpyxl.load_workbook(BytesIO(data))
    for row in book["Isian"].iter_rows():
        if row[0].value == "bonus.NT-1":
            row[4].value = 2
    made = BytesIO()
    book.save(made)
    found = preview(river, made.getvalue())
    assert [(one.code, one.what) for one in found.changes if one.code == "NT-1"] == [("NT-1", REFUSED)]


def test_strangers_and_onlookers(world: World, river: River, as_: AsPerson) -> None:
    data, pk = out(river), river.cities["damai"]
    for name, page, post in (("citra", 404, 404), ("dewi", 200, 403), ("made", 200, 403), ("joko", 200, 403)):
        browser = as_(world.people[name])
        assert browser.get(reverse("submissions:workbook", args=[pk])).status_code == page, name
        assert upload(browser, river, data).status_code == post, name
    rini = as_(world.rini)
    assert rini.get(reverse("submissions:workbook-out", args=[pk])).status_code == 404
    assert as_(world.ani).get(reverse("submissions:workbook-in", args=[pk])).status_code == 405


def test_budi_does_not_undo_what_ani_took_in(world: World, river: River, as_: AsPerson) -> None:
    filled(river, ready=False)
    batch = taken_in(river, preview(river, typed(out(river), RK_1=90)))
    to = reverse("submissions:workbook-undo", args=[river.cities["damai"], batch.pk])
    assert as_(world.budi).post(to).status_code == 404
    page = as_(world.budi).get(reverse("submissions:workbook", args=[river.cities["damai"]])).content.decode()
    assert "formulir.xlsx" not in page


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=30)
_DAYS = st.dates(min_value=date(1950, 1, 1)).map(str)
_ABSENT = _WORDS.map(lambda words: {"missing": words}) | _WORDS.map(lambda words: {"not_applicable": words})
STORED = {
    "RK-1": st.integers(0, 10000).map(lambda n: {"number": format(n / 100, ".2f").rstrip("0").rstrip(".")}),
    "RK-2": st.tuples(st.integers(0, 10**6), st.integers(1, 10**9)).map(
        lambda pair: {"numerator": str(pair[0]), "denominator": str(pair[1])}
    ),
    "RK-3": st.booleans().map(lambda yes: {"yes": yes}),
    "RK-4": st.sampled_from("abc").map(lambda code: {"choice": code}),
    "RK-5": st.sets(st.sampled_from(["telepon", "petugas", "rekap"])).map(lambda items: {"checked": sorted(items)}),
    "RK-6": st.one_of(
        st.just({"document": {"present": False, "from": "", "until": ""}}),
        st.tuples(_DAYS, _DAYS).map(
            lambda days: {"document": {"present": True, "from": min(days), "until": max(days)}}
        ),
    ),
}


@pytest.mark.once
@pytest.mark.slow
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.fixed_dictionaries({code: st.none() | _ABSENT | told for code, told in STORED.items()}))
def test_whatever_is_stored_comes_back_untouched(world: World, river: River, stored: dict[str, Any]) -> None:
    for code, value in stored.items():
        Answer.objects.filter(submission_id=river.cities["damai"], code=code).update(value=value)
    found = preview(river, out(river))
    assert [one for one in found.changes if one.what != SAME] == []
    assert {one.code for one in found.changes} == {code for code, value in stored.items() if value is not None}


def with_part(form: bytes, name: str, text: bytes) -> bytes:
    made = BytesIO(form)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr(name, text)
    return made.getvalue()


OUTSIDE = (
    b'<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    b'<Relationship Id="rId1" Type="x/externalLinkPath" Target="file:///etc/passwd" TargetMode="External"/>'
    b"</Relationships>"
)
HOSTILE: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "empty": ("formulir.xlsx", lambda form: b"", "kosong"),
    "text": ("formulir.xlsx", lambda form: b"kode;jawaban\n", "tidak"),
    "old excel": ("formulir.xls", lambda form: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "berkas Excel (.xlsx)"),
    "csv": ("formulir.csv", lambda form: b"kode,RK-1\n99.71,5\n", "berkas Excel (.xlsx)"),
    "macros": ("formulir.xlsx", lambda form: with_part(form, "xl/vbaProject.bin", b"x"), "makro"),
    "traversal": ("formulir.xlsx", lambda form: with_part(form, "../../etc/x", b"x"), "luar dokumen"),
    "bomb": ("formulir.xlsx", lambda form: with_part(form, "xl/media/x.bin", b"\0" * (20 * 2**20)), "mengembang"),
    "outside": ("formulir.xlsx", lambda form: with_part(form, "xl/externalLinks/_rels/a.xml.rels", OUTSIDE), "tautan"),
    "cut": ("formulir.xlsx", lambda form: form[:-200], "rusak"),
    "name": ("../../x\u202excod.xlsx", lambda form: form, "Nama berkas"),
    "too large": ("formulir.xlsx", lambda form: b"PK" + b"\0" * (5 * 2**20), "paling besar 5 MB"),
}


@pytest.mark.once
@pytest.mark.slow
@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_workbook_is_refused_with_a_clear_sentence(case: str, world: World, river: River) -> None:
    name, make, words = HOSTILE[case]
    with pytest.raises(Refused) as refused:
        preview(river, make(out(river)), name=name)
    assert words in refused.value.text("id")
