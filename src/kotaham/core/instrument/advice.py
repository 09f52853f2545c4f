"""Advice: a problem of an instrument that loads, with how much it matters."""

from dataclasses import dataclass
from typing import Literal

from kotaham.core.errors import Kind, Problem, Where
from kotaham.core.language import Lang

Severity = Literal["error", "advice"]


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to look at again; `error` makes scores wrong, `advice` is worth a second look."""

    problem: Problem
    severity: Severity = "advice"

    @property
    def kind(self) -> Kind:
        """The kind of the problem."""
        return self.problem.kind

    @property
    def code(self) -> str:
        """The stable code of the problem."""
        return self.problem.code

    @property
    def where(self) -> Where:
        """The place in the file."""
        return self.problem.where

    def text(self, lang: Lang = "id") -> str:
        """Tell the advice as one paragraph."""
        return self.problem.text(lang)
