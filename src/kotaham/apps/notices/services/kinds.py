"""The list of kinds of notices; the rooms above add theirs when the program starts."""

from collections.abc import Mapping
from dataclasses import dataclass

from kotaham.apps.notices.models import Channel
from kotaham.core.language import Say


@dataclass(frozen=True, slots=True)
class NoticeKind:
    """One kind: its name `room.word`, what it is called, how people hear of it unless they choose otherwise.

    A `firm` kind cannot be switched off: it stays in the inbox at least.
    """

    name: str
    title: Say
    channel: str = Channel.DIGEST
    firm: bool = False


class UnknownKind(LookupError):
    """No room has registered a kind of this name."""


_kinds: dict[str, NoticeKind] = {}


def register(*kinds: NoticeKind) -> None:
    """Add kinds; the same name twice means two different things and is refused."""
    for kind in kinds:
        if _kinds.setdefault(kind.name, kind) != kind:
            raise ValueError(f"notice kind {kind.name!r} is registered twice")


def known() -> Mapping[str, NoticeKind]:
    """Return all kinds by name, in order."""
    return dict(sorted(_kinds.items()))


def kind_titles() -> Mapping[str, Say]:
    """Return what each kind is called."""
    return {name: kind.title for name, kind in known().items()}


def kind_of(name: str) -> NoticeKind:
    """Return a kind by name, or say which there are."""
    try:
        return _kinds[name]
    except KeyError:
        raise UnknownKind(f"no notice kind {name!r}; registered are: {', '.join(sorted(_kinds)) or 'none'}") from None


def forget(name: str) -> None:
    """Take a kind off the list; tests that register their own clean up with this."""
    _kinds.pop(name, None)
