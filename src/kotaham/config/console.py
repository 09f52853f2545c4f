"""Mail of an installation without a mail server: one line for each letter, where the service runs."""

import re
from collections.abc import Sequence
from typing import Any

from django.core.mail.backends.console import EmailBackend as WholeLetters
from django.core.mail.message import EmailMessage

_LINK = re.compile(r"https?://\S+")


class EmailBackend(WholeLetters):
    """Print to whom, what about, and where the letter leads; the rest of it would bury the table of sign-ins."""

    def write_message(self, message: EmailMessage) -> None:
        """Print one letter."""
        found = _LINK.search(str(message.body))
        parts: Sequence[Any] = [", ".join(message.to), message.subject, *([found[0]] if found else [])]
        self.stream.write(f"Surel / mail: {' | '.join(map(str, parts))}\n")
