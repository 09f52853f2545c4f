"""A command of a room: what is refused is told as letters in the language asked for, with exit code 3."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import translation

from kotaham.core.errors import Refused
from kotaham.core.language import Lang, Say

REFUSED = 3
HEAD = Say("Ditolak; tidak ada yang ditulis:", "Refused; nothing was written:")
MORE = Say("... dan {n} lagi.", "... and {n} more.")
MOST = 200


class LetterCommand(BaseCommand):
    """A command with `--lang` that does its work in `work` and says what it did with `say`."""

    lang: Lang = "id"

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the language."""
        parser.add_argument(
            "--lang", choices=("id", "en"), default="id", help="bahasa keluaran / language of the output"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do the work, or tell every problem."""
        self.lang = options["lang"]
        try:
            with translation.override(self.lang):
                self.work(**options)
        except Refused as refused:
            raise CommandError(self._letter(refused), returncode=REFUSED) from refused

    def work(self, **options: Any) -> None:
        """Do what the command is for."""
        raise NotImplementedError

    def say(self, words: Say, **values: object) -> None:
        """Print a sentence in the language asked for."""
        self.stdout.write(words.text(self.lang, **values))

    def _letter(self, refused: Refused) -> str:
        lines = [f"- {problem.text(self.lang)}" for problem in refused.problems[:MOST]]
        rest = len(refused.problems) - len(lines)
        lines += [MORE.text(self.lang, n=rest)] if rest else []
        return "\n".join([HEAD.text(self.lang), *lines])
