"""The shelves: folders with one folder per instrument and one file per version.

<folder>/<id>/<version>.yaml          the instrument
<folder>/<id>/<version>.en.yaml       its translation
<folder>/<id>/SEALED                  digests of published versions
<folder>/<id>/mappings/<name>.yaml    from other people's tables to its indicators
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path as FilePath

from kotaham.core.errors import Kind, Problem, Refused, Where
from kotaham.core.instrument.load import Loaded, load
from kotaham.core.instrument.model import Instrument
from kotaham.core.instrument.seal import sealed_digests, verify_seal
from kotaham.core.instrument.translate import Translation, load_translation, translated
from kotaham.core.language import Lang, Say

UNKNOWN_ID = Kind(
    "library.unknown-instrument",
    Say("Instrumen `{ref}` tidak ditemukan.", "The instrument `{ref}` was not found."),
    Say("{near}", "{near}"),
)
UNKNOWN_VERSION = Kind(
    "library.unknown-version",
    Say(
        "Instrumen `{id}` tidak mempunyai versi `{version}`.",
        "The instrument `{id}` has no version `{version}`.",
    ),
    Say("Versi yang ada: {versions}.", "Its versions are: {versions}."),
)
MISPLACED = Kind(
    "library.misplaced",
    Say(
        "Isi berkas ini menyebut dirinya {given}, tetapi tempatnya untuk {wanted}.",
        "The file calls itself {given}, but it stands in the place of {wanted}.",
    ),
    Say(
        "Betulkan `id` dan `version`, atau pindahkan ke instruments/<id>/<versi>.yaml.",
        "Correct `id` and `version`, or move it to instruments/<id>/<version>.yaml.",
    ),
)
NO_TRANSLATION = Kind(
    "library.no-translation",
    Say("{ref} belum diterjemahkan ke bahasa `{lang}`.", "{ref} has no translation into `{lang}` yet."),
    Say("Buat berkas {file}.", "Write the file {file}."),
)
NO_MAPPING = Kind(
    "library.no-mapping",
    Say(
        "Instrumen `{id}` tidak mempunyai pemetaan `{name}`.",
        "The instrument `{id}` has no mapping `{name}`.",
    ),
    Say("Pemetaan yang ada: {names}.", "Its mappings are: {names}."),
)
NONE_IN_FORCE = Kind(
    "library.none-in-force",
    Say(
        "Tidak ada versi `{id}` yang diketahui berlaku pada {day}.",
        "No version of `{id}` is known to be in force on {day}.",
    ),
    Say("Pilih versinya sendiri: {versions}.", "Choose the version yourself: {versions}."),
)

_TRANSLATION = re.compile(r"\.(id|en)\Z")
_NONE = Say("tidak ada", "none")


@dataclass(frozen=True, slots=True)
class Entry:
    """One instrument on the shelves; `title` and `nature` are those of its newest version.

    `problems` says why the newest version cannot be read, if it cannot.
    """

    id: str
    versions: tuple[str, ...]
    title: str
    nature: str
    sealed: tuple[str, ...]
    problems: tuple[Problem, ...] = ()


def shipped_folder() -> FilePath:
    """Return the folder of instruments that travels with the program (in a checkout, the one at its root)."""
    package = FilePath(__file__).parents[2]
    inside = package / "_instruments"
    return inside if inside.is_dir() else package.parents[1] / "instruments"


class Library:
    """Finds instruments in folders; where two folders have the same version, the later folder wins."""

    def __init__(self, folders: Sequence[FilePath]) -> None:
        """Take the folders, the most special one last."""
        self.folders = tuple(FilePath(folder) for folder in folders)

    def list(self) -> tuple[Entry, ...]:
        """Return every instrument, sorted by id; one that cannot be read is listed with its problems."""
        return tuple(self._entry(name) for name in self.ids())

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all instruments, without reading them."""
        found = {file.parent.name for folder in self.folders for file in folder.glob("*/*.yaml")}
        return tuple(sorted(found))

    def versions(self, name: str) -> tuple[str, ...]:
        """Return the versions of an instrument, oldest first; raises Refused for an unknown id."""
        if name not in self.ids():
            raise Refused(UNKNOWN_ID(ref=name, near=self._near(name)))
        return tuple(sorted(self._files(name), key=_natural))

    def find(self, ref: str, lang: Lang = "id") -> Loaded:
        """Load `id` (its newest version), `id@version` or a path to a .yaml, its seal verified.

        The texts are in `lang` where the instrument or a translation has them.
        """
        loaded = self._found(ref)
        verify_seal(loaded)
        if lang == loaded.instrument.language or not _beside(loaded, lang).exists():
            return loaded
        spoken = translated(loaded.instrument, load_translation(_beside(loaded, lang)))
        return Loaded(spoken, loaded.file_sha256, loaded.lines, loaded.source, loaded.path)

    def translation(self, ref: str, lang: Lang = "en") -> Translation:
        """Load the translation of an instrument; raises Refused when there is none."""
        loaded = self._found(ref)
        file = _beside(loaded, lang)
        if not file.exists():
            raise Refused(NO_TRANSLATION(Where(loaded.source), ref=ref, lang=lang, file=str(file)))
        return load_translation(file)

    def mapping_path(self, name: str, mapping: str) -> FilePath:
        """Return the file of a mapping of an instrument; raises Refused with the names that exist."""
        self.versions(name)
        files = {file.stem: file for folder in self.folders for file in (folder / name / "mappings").glob("*.yaml")}
        if mapping not in files:
            raise Refused(NO_MAPPING(id=name, name=mapping, names=", ".join(sorted(files)) or _NONE))
        return files[mapping]

    def in_force(self, name: str, day: date) -> Loaded:
        """Load the newest version of an instrument that is in force on a day."""
        versions = self.versions(name)
        for version in reversed(versions):
            loaded = self.find(f"{name}@{version}")
            if judges_on(loaded.instrument, day):
                return loaded
        raise Refused(NONE_IN_FORCE(id=name, day=day.isoformat(), versions=", ".join(versions)))

    def _found(self, ref: str) -> Loaded:
        if ref.endswith((".yaml", ".yml")):
            return load(ref)
        name, _, version = ref.partition("@")
        versions = self.versions(name)
        version = version or versions[-1]
        if version not in versions:
            raise Refused(UNKNOWN_VERSION(id=name, version=version, versions=", ".join(versions)))
        return _in_place(load(self._files(name)[version]), name, version)

    def _files(self, name: str) -> dict[str, FilePath]:
        files = (file for folder in self.folders for file in (folder / name).glob("*.yaml"))
        return {file.stem: file for file in files if not _TRANSLATION.search(file.stem)}

    def _entry(self, name: str) -> Entry:
        versions = self.versions(name)
        sealed: tuple[str, ...] = ()
        try:
            sealed = tuple(version for version in versions if version in self._sealed(name))
            instrument = self.find(name).instrument
        except Refused as refused:
            return Entry(name, versions, "", "", sealed, refused.problems)
        return Entry(name, versions, instrument.title, instrument.nature, sealed)

    def _sealed(self, name: str) -> set[str]:
        files = self._files(name)
        return {version for version, file in files.items() if version in sealed_digests(file.parent)}

    def _near(self, name: str) -> Say:
        known = self.ids()
        near = ", ".join(get_close_matches(name, known, n=3, cutoff=0.4))
        if near:
            return Say(f"Mungkin maksudnya: {near}.", f"Did you mean: {near}?")
        listed = ", ".join(known)
        return Say(f"Yang ada: {listed or _NONE.id}.", f"Available: {listed or _NONE.en}.")


def judges_on(instrument: Instrument, day: date) -> bool:
    """Whether a version is known to be in force on a day; unknown dates are not taken for granted."""
    start, end = instrument.in_force.from_, instrument.in_force.to
    if not isinstance(start, date) or start > day:
        return False
    return end is None or (isinstance(end, date) and day <= end)


def _beside(loaded: Loaded, lang: Lang) -> FilePath:
    file = loaded.path or FilePath(loaded.source)
    return file.with_name(f"{file.stem}.{lang}.yaml")


def _in_place(loaded: Loaded, name: str, version: str) -> Loaded:
    """Refuse a file that calls itself something else than its place says."""
    given, wanted = f"{loaded.instrument.id}@{loaded.instrument.version}", f"{name}@{version}"
    if given != wanted:
        raise Refused(MISPLACED(loaded.places.at("id"), given=given, wanted=wanted))
    return loaded


def _natural(version: str) -> tuple[tuple[int, int, str], ...]:
    """Sort `2.10` after `2.9`."""
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in re.findall(r"\d+|[a-z]+", version))
