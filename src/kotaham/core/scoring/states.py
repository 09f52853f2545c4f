"""What can become of one answer, and the marks it may carry into every trace."""

from enum import IntEnum, IntFlag


class State(IntEnum):
    """The state of one answer after judging; only `SCORED` has points of its own."""

    SCORED = 0
    MISSING = 1
    NOT_APPLICABLE = 2
    UNSCORABLE = 3
    IN_GAP = 4
    UNKNOWN_BAND = 5

    @property
    def word(self) -> str:
        """The name used in records and cases, such as `not_applicable`."""
        return self.name.lower()


class Mark(IntFlag):
    """Things a reader must be told about an answer, whatever its points."""

    NONE = 0
    GAP = 1  # the value lay between two bands
    SMALL_DENOMINATOR = 2
    REQUIRED_MISSING = 4  # a required checklist item is missing, so the points were limited
    ZERO_BY_RULE = 8  # no data, and the instrument says that this earns zero points
    LEFT_OUT = 16  # no data, and the instrument says that this lowers the maximum

    @property
    def words(self) -> tuple[str, ...]:
        """The names of the marks that are set, in a fixed order."""
        return tuple(str(mark.name).lower() for mark in Mark if mark and mark in self)
