"""Read variables strictly: a word that cannot be read is refused by the name of its variable.

Every variable may end in `_FILE` and then names a file that holds the value, without the end of its line.
"""

from typing import Any, ClassVar

from environ import FileAwareEnv
from environ.fileaware_mapping import FileAwareMapping

_YES = frozenset({"1", "true", "yes", "on", "ya"})
_NO = frozenset({"", "0", "false", "no", "off", "tidak"})


class Misconfigured(RuntimeError):
    """The environment cannot be used; the message names the variable and what to write."""


class Environment(FileAwareEnv):  # type: ignore[misc] # the library has no types
    """The variables of the process. A value that begins with `$` is that value, and no name of another variable."""

    ENVIRON: ClassVar[FileAwareMapping] = FileAwareMapping(cache=False)

    def get_value(self, var: str, cast: Any = None, default: Any = FileAwareEnv.NOTSET, **options: Any) -> Any:
        """Return one value as its kind; without the variable, the default."""
        try:
            text = str(self.ENVIRON[var]).strip()
        except KeyError:
            return super().get_value(var, cast=cast, default=default, **options)
        except OSError as error:
            raise Misconfigured(
                f"{var}_FILE: berkas tidak dapat dibaca / the file cannot be read: {error.filename}."
            ) from error
        if cast is bool:
            return _yes_or_no(var, text)
        if cast is int:
            return _whole_number(var, text)
        if cast is list:
            return [word for word in (part.strip() for part in text.split(",")) if word]
        return text if cast in (None, str) else self.parse_value(text, cast)

    def whole(self, var: str, *, default: int, least: int, most: int) -> int:
        """Return a whole number within bounds; another one is refused."""
        number: int = self.int(var, default=default)
        if not least <= number <= most:
            raise Misconfigured(
                f"{var}={number}: tulis bilangan dari {least} hingga {most}. / write a number from {least} to {most}."
            )
        return number


def _yes_or_no(var: str, text: str) -> bool:
    if text.lower() not in _YES | _NO:
        raise Misconfigured(f"{var}={text}: tulis 1 atau 0. / write 1 or 0.")
    return text.lower() in _YES


def _whole_number(var: str, text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise Misconfigured(f"{var}={text}: tulis bilangan bulat. / write a whole number.")
    return int(text)
