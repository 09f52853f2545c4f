"""A list is uploaded, read, previewed, taken in; every row of it is accounted for."""

import csv
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from kotaham.apps.events.models import Event
from kotaham.apps.gate.services import Actor
from kotaham.apps.jobs.services import work_off
from kotaham.apps.notices.models import Notice
from kotaham.apps.register import services
from kotaham.apps.register.models import Batch, Member, NameWord, Posting, Refusal, Staged
from kotaham.apps.register.services import importing
from kotaham.core.errors import Refused
from tests.apps.conftest import ActorOf, AsPerson
from tests.apps.register.conftest import BASIS, HEAD, AddPerson, Import, begin, line, nip, troubles
from tests.cast import World

DINAS = "Dinas Kesehatan Kota Damai KENARI-9971A"


def counts(batch: Batch) -> dict[str, int]:
    return {name: getattr(batch, name) for name in ("rows", "created", "updated", "unchanged", "refused")}


def test_a_list_becomes_people_with_their_words_and_postings(world: World, bring_in: Import) -> None:
    batch = bring_in(line(1, "Sari Dewi", DINAS, post="Analis", email="Sari@Contoh.ID"), line(2, "Étienne Wijaya"))
    assert troubles() == []
    assert (batch.state, batch.refused) == ("done", 0)
    assert counts(batch) == {"rows": 2, "created": 2, "updated": 0, "unchanged": 0, "refused": 0}
    other, sari = Member.objects.order_by("name_key")
    assert (sari.name, sari.post, sari.sex, sari.status) == ("Sari Dewi", "Analis", nip(1)[14], "pns")
    assert (sari.office_id, sari.kanwil_id) == (world.office("dinas").pk, world.office("kanwil").pk)
    assert (other.office_id, other.name_key) == (world.office("damai").pk, "etienne wijaya")
    assert services.opened(sari, "number") == nip(1)
    assert services.opened(sari, "email") == "sari@contoh.id"
    words = set(NameWord.objects.values_list("word", "member_id", "office_id", "kanwil_id"))
    assert ("dewi", sari.pk, sari.office_id, sari.kanwil_id) in words
    assert len(words) == 4
    assert set(Posting.objects.values_list("member_id", "office_id", "ends")) == {
        (sari.pk, sari.office_id, None),
        (other.pk, other.office_id, None),
    }
    assert not Staged.objects.exists()
    assert not list((Path(settings.DATA) / "imports").iterdir()), "the file is thrown away once its rows are staged"


def test_people_who_came_by_a_list_are_like_those_added_one_by_one(person: AddPerson, bring_in: Import) -> None:
    one = person(1, "Sari Dewi Lestari", post="Analis", email="sari@contoh.id", phone="0812345678")
    bring_in(line(2, "Sari Dewi Lestari", DINAS, post="Analis", email="sari@contoh.id", phone="0812345678"))
    other = Member.objects.exclude(pk=one.pk).get()
    for name in ("name", "name_key", "status", "office_id", "kanwil_id", "post", "agency", "key", "version", "state"):
        assert getattr(one, name) == getattr(other, name), name
    assert bytes(one.email_index or b"") == bytes(other.email_index or b"1")
    assert services.opened(other, "phone") == "0812345678"
    assert other.ref.version == 4


def test_nothing_happens_before_somebody_approves(bring_in: Import, world: World, as_: AsPerson) -> None:
    batch = bring_in(line(1, "Sari Dewi"), line(2, number="123"), approve=False)
    assert batch.state == "preview"
    assert not Member.objects.exists()
    page = as_(world.ani).get(f"/peserta/impor/{batch.pk}").content.decode()
    assert "S••• D•••" in page
    assert "•••" + nip(1)[-3:] in page
    assert nip(1) not in page
    assert "Sari" not in page
    assert "tidak berisi 18 angka" in page


@pytest.mark.parametrize(
    ("separator", "encoding"), [(";", "utf-8"), (",", "utf-8-sig"), ("\t", "utf-8"), (";", "cp1252")]
)
def test_separators_and_encodings_are_recognised(bring_in: Import, separator: str, encoding: str) -> None:
    rows = [text.replace(";", separator) for text in (HEAD, line(1, "Renée Süß"))]
    batch = bring_in(rows[1], head=rows[0], encoding=encoding)
    assert troubles() == []
    assert counts(batch)["created"] == 1
    assert Member.objects.get().name == "Renée Süß"


def test_a_workbook_is_read_like_a_csv(ani: Actor) -> None:
    file = BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet()
    for at, row in enumerate((["Daftar pegawai"], HEAD.split(";"), line(1, "Sari").split(";"), line(2).split(";"))):
        sheet.write_row(at, 0, row)
    sheet.write_number(4, 2, 199003092015021007)
    sheet.write_row(4, 0, ["Orang 3", "PNS"])
    book.close()
    batch = importing.begin(BytesIO(file.getvalue()), "daftar.xlsx", len(file.getvalue()), BASIS, actor=ani)
    work_off()
    batch.refresh_from_db()
    assert troubles() == []
    assert (batch.state, batch.rows, batch.refused) == ("preview", 3, 1)
    refusal = Refusal.objects.get()
    assert (refusal.row, refusal.code) == (5, "identity.cut"), "a number in a number cell has lost its last digits"


BAD = {
    "identity.length": line(1, number="12345"),
    "identity.month": line(1, number="199003092015990007"),
    "roster.no-name": line(1, name=" "),
    "roster.status": line(1, status="Pensiunan"),
    "roster.no-number": line(1, number=""),
    "roster.email": line(1, email="sari@"),
    "roster.phone": line(1, phone="12"),
    "register.row-office": line(1, office="Dinas Entah"),
}


@pytest.mark.parametrize("code", BAD)
def test_a_wrong_row_is_refused_and_the_others_go_on(bring_in: Import, code: str) -> None:
    batch = bring_in(BAD[code], line(2))
    assert [refusal.code for refusal in Refusal.objects.all()] == [code]
    assert counts(batch) == {"rows": 2, "created": 1, "updated": 0, "unchanged": 0, "refused": 1}


def test_the_refused_rows_come_as_a_file_without_what_they_hold(world: World, as_: AsPerson, bring_in: Import) -> None:
    batch = bring_in(line(1, "Sari"), line(1, "Sari Kembar"), line(3, "Rahasia", number="98765"), approve=False)
    answer: Any = as_(world.ani).get(f"/peserta/impor/{batch.pk}/ditolak")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text)))
    assert rows[0] == ["baris", "kolom", "yang salah", "lakukan ini", "kode"]
    assert [row[0] for row in rows[1:]] == ["3", "4"]
    assert rows[1][2] == "Nomor yang sama sudah ada pada baris 2."
    assert rows[2][2] == "NIP berisi 5 karakter, bukan 18 angka."
    for held in ("Sari", "Rahasia", "98765", nip(1)):
        assert held not in text
    page = as_(world.ani).get(f"/peserta/impor/{batch.pk}").content.decode()
    assert "NIP tidak berisi 18 angka." in page
    assert "…" not in page.split("<main")[1]


def test_the_second_of_two_rows_of_one_person_is_refused_across_frames(
    bring_in: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kotaham.apps.register.services.importing.receiving.FRAME", 2)
    batch = bring_in(line(1), line(2), line(3), line(2), line(1), line(4))
    assert counts(batch) == {"rows": 6, "created": 4, "updated": 0, "unchanged": 0, "refused": 2}
    assert set(Refusal.objects.values_list("row", "code")) == {(5, "roster.twice"), (6, "roster.twice")}
    assert {refusal.values["first"] for refusal in Refusal.objects.all()} == {2, 3}


def test_known_people_are_recognised_and_an_empty_cell_keeps_what_is_there(
    world: World, person: AddPerson, bring_in: Import
) -> None:
    same = person(1, "Sari Dewi", post="Analis", email="sari@contoh.id")
    changed = person(2, "Budi Santoso")
    batch = bring_in(
        line(1, "Sari Dewi"), line(2, "Budi Santoso", post="Kepala Seksi", email="budi@contoh.id"), line(3)
    )
    assert troubles() == []
    assert counts(batch) == {"rows": 3, "created": 1, "updated": 1, "unchanged": 1, "refused": 0}
    same.refresh_from_db()
    changed.refresh_from_db()
    assert (same.version, same.post, services.opened(same, "email")) == (1, "Analis", "sari@contoh.id")
    assert (changed.version, changed.post) == (2, "Kepala Seksi")
    assert services.opened(changed, "email") == "budi@contoh.id"
    assert services.opened(changed, "number") == nip(2)
    assert changed.office_id == world.office("dinas").pk


def test_the_page_of_a_person_names_the_import_that_changed_them(
    world: World, as_: AsPerson, person: AddPerson, bring_in: Import
) -> None:
    member = person(1, "Sari Dewi")
    url = member.get_absolute_url()
    assert "Diubah oleh impor" not in as_(world.ani).get(url).content.decode()
    batch = bring_in(line(1, "Sari Dewi", post="Analis"))
    page = as_(world.ani).get(url).content.decode()
    assert f'<a href="/peserta/impor/{batch.pk}">IP-{batch.pk}</a>' in page
    assert "Diubah oleh impor" not in as_(world.budi).get(url).content.decode(), "an import that budi may not see"


def test_a_list_moves_people_within_reach_and_their_postings_follow(
    world: World, person: AddPerson, bring_in: Import
) -> None:
    member = person(1, office="dinas_social")
    batch = bring_in(line(1, "Sari Dewi Lestari", DINAS))
    assert counts(batch)["updated"] == 1
    old, new = Posting.objects.filter(member=member).order_by("pk")
    assert (old.office_id, new.office_id) == (world.office("dinas_social").pk, world.office("dinas").pk)
    assert (old.ends, new.ends) == (new.starts, None)
    assert set(NameWord.objects.filter(member=member).values_list("office_id", flat=True)) == {new.office_id}


def test_somebody_of_another_area_is_not_taken_away(
    world: World, actor: ActorOf, person: AddPerson, bring_in: Import
) -> None:
    member = person(1)
    batch = bring_in(line(1), actor=actor(world.citra), approve=False)
    assert [refusal.code for refusal in Refusal.objects.all()] == ["register.row-elsewhere"]
    assert batch.refused == 1
    with pytest.raises(Refused, match="Tidak ada baris"):
        importing.approve(batch.pk, actor=actor(world.citra), version=batch.version)
    member.refresh_from_db()
    assert member.office_id == world.office("dinas").pk


def test_a_number_on_record_under_a_wholly_different_name_overwrites_nobody(
    person: AddPerson, bring_in: Import
) -> None:
    member = person(1, "Sari Dewi Lestari", email="sari@contoh.id")
    batch = bring_in(line(1, "Endang Wahyuni", email="endang@contoh.id"), line(2, "Budi Santoso"))
    assert counts(batch) == {"rows": 2, "created": 1, "updated": 0, "unchanged": 0, "refused": 1}
    assert list(Refusal.objects.values_list("row", "column", "code", "values")) == [
        (2, "name", "register.row-stranger", {})
    ]
    member.refresh_from_db()
    assert (member.name, services.opened(member, "email")) == ("Sari Dewi Lestari", "sari@contoh.id")
    assert counts(bring_in(line(1, "Hj. Sari Dewi L.")))["updated"] == 1, "a title or initials are no other person"


def test_an_old_number_is_the_same_person(ani: Actor, person: AddPerson, bring_in: Import) -> None:
    member = person(1)
    wish = services.Wish(name=member.name, status="pns", number=nip(2))
    services.change(member.ref, wish, actor=ani, version=1, reason="Ganti")
    batch = bring_in(line(1, member.name, post="Analis"))
    assert counts(batch)["updated"] == 1
    member.refresh_from_db()
    assert services.opened(member, "number") == nip(2), "the newer number stays"
    twice = bring_in(line(1, member.name), line(2, member.name))
    assert counts(twice) == {"rows": 2, "created": 0, "updated": 0, "unchanged": 1, "refused": 1}


def test_whoever_is_no_civil_servant_needs_no_number(bring_in: Import) -> None:
    batch = bring_in(line(1, "Ibu Sri", status="Masyarakat", number=""), line(2, status="masyarakat", number=""))
    assert counts(batch)["created"] == 2
    assert {member.number_index for member in Member.objects.all()} == {None}


def test_what_changed_after_the_reading_is_not_overwritten(ani: Actor, person: AddPerson, bring_in: Import) -> None:
    member = person(1)
    batch = bring_in(line(1, f"{member.name} Lama"), line(2), line(3), approve=False)
    services.change(member.ref, services.Wish(name="Nama Baru", status="pns", number=nip(1)), actor=ani, version=1)
    person(2, "Lebih Dulu")
    importing.approve(batch.pk, actor=ani, version=batch.version)
    work_off()
    batch.refresh_from_db()
    assert troubles() == []
    assert counts(batch) == {"rows": 3, "created": 1, "updated": 0, "unchanged": 0, "refused": 2}
    codes = set(Refusal.objects.values_list("row", "code"))
    assert codes == {(2, "register.changed-meanwhile"), (3, "register.taken-meanwhile")}
    member.refresh_from_db()
    assert member.name == "Nama Baru"


def test_the_same_file_is_not_taken_twice(ani: Actor, bring_in: Import) -> None:
    first = bring_in(line(1))
    with pytest.raises(Refused, match=f"sudah diimpor sebagai IP-{first.pk}"):
        begin(ani, line(1))


HOSTILE: dict[str, tuple[str, bytes, str]] = {
    "program": ("daftar.csv", b"MZ\x90\x00" + b"A" * 100, "bukan teks"),
    "page": ("daftar.csv", b"<!doctype html><script>1</script>", "halaman web"),
    "command": ("daftar.csv", f"{HEAD}\n=cmd|' /C calc'!A0;PNS;1;;;;;\n".encode(), "perintah"),
    "zip": ("daftar.xlsx", b"PK\x03\x04" + b"0" * 200, ""),
    "no list": ("daftar.csv", b"Apa;Saja\n1;2\n", "Judul kolom tidak dikenal"),
    "empty": ("daftar.csv", b"", ""),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_no_list_is_refused_at_the_door(world: World, as_: AsPerson, kind: str) -> None:
    name, data, words = HOSTILE[kind]
    form = {"file": SimpleUploadedFile(name, data), "basis": BASIS}
    answer = as_(world.ani).post("/peserta/impor/baru", form)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Batch.objects.exists()
    folder = Path(settings.DATA) / "imports"
    assert not folder.exists() or not list(folder.iterdir())


def test_a_basis_is_needed(ani: Actor) -> None:
    with pytest.raises(Refused, match="Dasar pemrosesan"):
        importing.begin(BytesIO(b"x"), "daftar.csv", 1, "  ", actor=ani)


def test_broken_quotes_fail_the_import_and_say_so(world: World, as_: AsPerson, bring_in: Import) -> None:
    batch = bring_in(line(1), 'Orang;"PNS;1;;;;;', line(3), approve=False)
    assert batch.state == "failed"
    page = as_(world.ani).get(f"/peserta/impor/{batch.pk}").content.decode()
    assert "kutip" in page
    assert not Staged.objects.exists()


def test_the_journey_through_the_pages(world: World, as_: AsPerson) -> None:
    client: Any = as_(world.ani)
    data = SimpleUploadedFile("daftar.csv", f"{HEAD}\n{line(1, 'Sari')}\n".encode())
    answer = client.post("/peserta/impor/baru", {"file": data, "basis": BASIS})
    batch = Batch.objects.get()
    assert answer.headers["Location"] == f"/peserta/impor/{batch.pk}"
    assert client.get(f"/peserta/impor/{batch.pk}/kemajuan").status_code == 200
    work_off()
    assert client.get(f"/peserta/impor/{batch.pk}/kemajuan")["HX-Refresh"] == "true"
    batch.refresh_from_db()
    address = f"/peserta/impor/{batch.pk}/setujui"
    assert as_(world.made).post(address, {"version": batch.version}).status_code == 403
    assert as_(world.citra).post(address, {"version": batch.version}).status_code == 404
    assert client.post(address, {"version": batch.version}).status_code == 302
    assert client.post(address, {"version": batch.version}).status_code == 409
    work_off()
    assert "Selesai" in client.get(f"/peserta/impor/{batch.pk}").content.decode()
    verbs = Event.objects.filter(kind="register.batch").order_by("seq").values_list("verb", flat=True)
    wanted = ["begun", "read", "approved", "part-taken", "taken"]
    assert list(verbs) == [f"register.import-{name}" for name in wanted]


def test_a_cancelled_list_leaves_nothing(world: World, ani: Actor, bring_in: Import) -> None:
    batch = bring_in(line(1), line(2, number="1"), approve=False)
    importing.cancel(batch.pk, actor=ani, version=batch.version)
    work_off()
    assert not Staged.objects.exists()
    assert not Refusal.objects.exists()
    assert not Member.objects.exists()


def test_people_are_found_while_keys_are_changed(person: AddPerson, bring_in: Import) -> None:
    same, changed = person(1, "Sari", email="sari@contoh.id"), person(2, "Budi", email="budi@contoh.id")
    newer = Path(settings.KEYS_FOLDER) / "register-2.key"
    newer.touch(mode=0o600)
    newer.write_bytes(b"k" * 32)
    batch = bring_in(line(1, "Sari", email="sari@contoh.id"), line(2, "Budi", phone="081234567"), line(3))
    assert troubles() == []
    assert counts(batch) == {"rows": 3, "created": 1, "updated": 1, "unchanged": 1, "refused": 0}
    same.refresh_from_db()
    changed.refresh_from_db()
    assert (same.key, changed.key) == (1, 2)
    assert [services.opened(changed, name) for name in ("number", "email", "phone")] == [
        nip(2),
        "budi@contoh.id",
        "081234567",
    ]


def test_whoever_began_an_import_hears_of_it(world: World, bring_in: Import) -> None:
    bring_in(line(1))
    told = list(Notice.objects.filter(kind="register.import").values_list("person_id", flat=True))
    assert told == [world.ani.pk, world.ani.pk], "once to look at the preview, once when it is done"
