"""The library: finding instruments by id, version, path and day, in either language."""

from datetime import date
from pathlib import Path

import pytest

from kotaham.core.errors import Refused
from kotaham.core.instrument.library import Library
from kotaham.core.instrument.load import load
from kotaham.core.instrument.seal import seal
from tests.core.instrument.samples import SMALL, TRANSLATION, changed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a shelf with two versions of one instrument, one of them translated, and another instrument."""
    for version, start in (("2026", "{from: 2026-01-01}"), ("2026.10", "{from: 2026-10-01}"), ("2026.9", "unknown")):
        since = "{from: unknown}" if start == "unknown" else start
        put(tmp_path, version, changed(("'2026'", f"'{version}'"), ("{from: 2026-01-01}", since)))
    put(tmp_path, "2026.en", TRANSLATION)
    put(tmp_path, "1", changed(("id: contoh", "id: lain"), ("'2026'", "'1'"), ("title: Contoh", "title: Lain")), "lain")
    return tmp_path


def put(folder: Path, stem: str, text: str, name: str = "contoh") -> Path:
    """Write one file of a shelf."""
    (folder / name).mkdir(exist_ok=True)
    file = folder / name / f"{stem}.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def told(action: object, lang: str = "id") -> str:
    """Return the words of a refusal."""
    with pytest.raises(Refused) as caught:
        action()  # type: ignore[operator]
    return caught.value.text("en" if lang == "en" else "id")


def test_all_instruments_are_listed_with_versions_in_natural_order(folder: Path) -> None:
    seal(load(folder / "contoh" / "2026.yaml"))
    first, second = Library([folder]).list()
    assert (first.id, first.versions, first.sealed) == ("contoh", ("2026", "2026.9", "2026.10"), ("2026",))
    assert (second.id, second.title, second.nature, second.problems) == ("lain", "Lain", "example", ())


def test_an_instrument_that_cannot_be_read_is_listed_with_its_problems(folder: Path) -> None:
    put(folder, "2", "title: [", "rusak")
    entry = Library([folder]).list()[-1]
    assert (entry.id, entry.versions, entry.title) == ("rusak", ("2",), "")
    assert [problem.code for problem in entry.problems] == ["yaml.syntax"]


def test_an_id_alone_finds_the_newest_version(folder: Path) -> None:
    assert Library([folder]).find("contoh").instrument.version == "2026.10"
    assert Library([folder]).find("contoh@2026").instrument.version == "2026"


def test_a_path_finds_a_file_anywhere(folder: Path) -> None:
    file = put(folder, "coba", SMALL, "meja")
    assert Library([]).find(str(file)).path == file


def test_the_other_language_is_found_where_there_is_a_translation(folder: Path) -> None:
    library = Library([folder])
    english = library.find("contoh@2026", "en")
    assert english.instrument.title == "Example"
    assert english.file_sha256 == library.find("contoh@2026").file_sha256
    assert library.find("contoh@2026.9", "en").instrument.title == "Contoh"
    assert library.translation("contoh@2026").language == "en"


def test_a_later_folder_wins(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    own = tmp_path_factory.mktemp("own")
    put(own, "2026", changed(("title: Contoh", "title: Punya sendiri")))
    library = Library([folder, own])
    assert library.find("contoh@2026").instrument.title == "Punya sendiri"
    assert library.versions("contoh") == ("2026", "2026.9", "2026.10")


def test_an_unknown_id_names_the_near_ones(folder: Path) -> None:
    library = Library([folder])
    assert told(lambda: library.find("conto")) == (
        "Instrumen `conto` tidak ditemukan. Mungkin maksudnya: contoh. [library.unknown-instrument]"
    )
    assert told(lambda: library.find("zzz"), "en") == (
        "The instrument `zzz` was not found. Available: contoh, lain. [library.unknown-instrument]"
    )
    assert told(lambda: Library([]).find("contoh")) == (
        "Instrumen `contoh` tidak ditemukan. Yang ada: tidak ada. [library.unknown-instrument]"
    )


@pytest.mark.parametrize("ref", ["", "@", "../contoh", "contoh/../lain", "/etc", "con*", "contoh@../2026"])
def test_a_crafted_reference_finds_nothing(folder: Path, ref: str) -> None:
    assert "[library.unknown-" in told(lambda: Library([folder]).find(ref))


def test_an_unknown_version_names_the_versions(folder: Path) -> None:
    assert told(lambda: Library([folder]).find("contoh@1999")) == (
        "Instrumen `contoh` tidak mempunyai versi `1999`. Versi yang ada: 2026, 2026.9, 2026.10. "
        "[library.unknown-version]"
    )


def test_a_file_in_the_wrong_place_is_refused(folder: Path) -> None:
    file = put(folder, "2030", SMALL)
    assert told(lambda: Library([folder]).find("contoh@2030")) == (
        f"{file}:2, id: Isi berkas ini menyebut dirinya contoh@2026, tetapi tempatnya untuk contoh@2030. "
        "Betulkan `id` dan `version`, atau pindahkan ke instruments/<id>/<versi>.yaml. [library.misplaced]"
    )


def test_a_missing_translation_is_told_with_the_file_to_write(folder: Path) -> None:
    file = folder / "lain" / "1.yaml"
    assert told(lambda: Library([folder]).translation("lain")) == (
        f"{file}: lain belum diterjemahkan ke bahasa `en`. Buat berkas {file.with_name('1.en.yaml')}. "
        "[library.no-translation]"
    )


def test_a_mapping_is_found_by_name(folder: Path) -> None:
    library = Library([folder])
    assert told(lambda: library.mapping_path("contoh", "bps")) == (
        "Instrumen `contoh` tidak mempunyai pemetaan `bps`. Pemetaan yang ada: tidak ada. [library.no-mapping]"
    )
    (folder / "contoh" / "mappings").mkdir()
    file = folder / "contoh" / "mappings" / "bps.yaml"
    file.write_text("{}\n", encoding="utf-8")
    assert library.mapping_path("contoh", "bps") == file


@pytest.mark.parametrize(
    ("day", "version"),
    [("2026-01-01", "2026"), ("2026-09-30", "2026"), ("2026-10-01", "2026.10"), ("2030-01-01", "2026.10")],
)
def test_the_version_in_force_on_a_day_is_the_newest_that_has_begun(folder: Path, day: str, version: str) -> None:
    assert Library([folder]).in_force("contoh", date.fromisoformat(day)).instrument.version == version


def test_a_day_without_a_version_in_force_is_told(folder: Path) -> None:
    assert told(lambda: Library([folder]).in_force("contoh", date(2025, 12, 31))) == (
        "Tidak ada versi `contoh` yang diketahui berlaku pada 2025-12-31. Pilih versinya sendiri: "
        "2026, 2026.9, 2026.10. [library.none-in-force]"
    )


def test_the_last_day_of_a_version_still_counts(tmp_path: Path) -> None:
    put(tmp_path, "2026", changed(("{from: 2026-01-01}", "{from: 2026-01-01, to: 2026-06-30}")))
    library = Library([tmp_path])
    assert library.in_force("contoh", date(2026, 6, 30)).instrument.version == "2026"
    assert "[library.none-in-force]" in told(lambda: library.in_force("contoh", date(2026, 7, 1)))
