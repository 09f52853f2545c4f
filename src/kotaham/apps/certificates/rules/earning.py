"""Who has earned a certificate: who passed; and who finished, where the version asks for no passed test."""

from collections.abc import Mapping

from kotaham.core.language import Say

PASSED, FINISHED = "passed", "finished"
WHY: Mapping[str, Say] = {
    "invited": Say("Baru diundang", "Only invited"),
    "enrolled": Say("Terdaftar, belum memenuhi syarat pelatihannya", "Enrolled, has not done what the course asks"),
    "started": Say("Masih belajar", "Still learning"),
    "finished": Say("Selesai, tetapi belum lulus tes akhir", "Finished, but has not passed the final test"),
    "failed": Say("Belum lulus", "Has not passed"),
    "waived": Say("Diakui dari pembelajaran lain; sertifikatnya dari sana", "Recognised from elsewhere"),
}


def earned(needs: Mapping[str, object]) -> tuple[str, ...]:
    """Return the states of enrolments that have earned a certificate.

    >>> earned({"modules": True, "post": "passed"})
    ('passed',)
    """
    return (PASSED,) if needs.get("post") == PASSED else (PASSED, FINISHED)


def missing(counts: Mapping[str, int], needs: Mapping[str, object]) -> list[tuple[str, Say, int]]:
    """Return in which states the others get none, why, and how many they are."""
    entitled = earned(needs)
    return [
        (state, words, counts[state]) for state, words in WHY.items() if state not in entitled and counts.get(state)
    ]
