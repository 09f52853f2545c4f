"""Small formulas over a table's columns: `100 - melek_huruf`, `(a + b) / penduduk`; exact, and nothing else runs."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from kotaham.core.facts import Number
from kotaham.core.language import Say

MAX_LENGTH = 500
MAX_DEPTH = 20
MAX_TOKENS = 200

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)(?![\w.])|(?P<name>[^\W\d]\w*)|`(?P<quoted>[^`]+)`|(?P<sign>[-+*/()])|(?P<bad>\S))",
)


class BadExpression(ValueError):
    """The text is not a formula that is understood; `reason` says why, in both languages."""

    def __init__(self, reason: Say) -> None:
        """Keep the reason."""
        self.reason = reason
        super().__init__(reason.en)


class DividedByZero(ArithmeticError):
    """A divisor was zero for these values."""


@dataclass(frozen=True, slots=True)
class Name:
    """The value of a column."""

    column: str


@dataclass(frozen=True, slots=True)
class Constant:
    """A number written in the formula."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Operation:
    """Two formulas joined by a sign; a leading minus is `0 - x`."""

    sign: str
    left: "Node"
    right: "Node"


Node = Name | Constant | Operation


@dataclass(frozen=True, slots=True)
class Expression:
    """A formula, the columns it needs in order of appearance, and its text."""

    text: str
    root: Node
    columns: tuple[str, ...]

    @property
    def bare(self) -> str | None:
        """The column when the formula is nothing but one column."""
        return self.root.column if isinstance(self.root, Name) else None

    def value(self, values: Mapping[str, Number]) -> Number:
        """Return the exact value; raises DividedByZero."""
        return values[self.root.column] if isinstance(self.root, Name) else _value(self.root, values)


def parse_expression(text: str) -> Expression:
    """Read a formula; raises BadExpression.

    >>> parse_expression("100 - `melek huruf`").columns
    ('melek huruf',)
    """
    if len(text) > MAX_LENGTH:
        raise BadExpression(Say(f"lebih dari {MAX_LENGTH} huruf", f"more than {MAX_LENGTH} characters"))
    parser = _Parser(_tokens(text))
    root = parser.sum(0)
    parser.end()
    return Expression(text.strip(), root, tuple(dict.fromkeys(_columns(root))))


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens = [(match.lastgroup or "", match.group(match.lastgroup or 0)) for match in _TOKEN.finditer(text)]
    bad = next((token for kind, token in tokens if kind == "bad"), None)
    if bad:
        raise BadExpression(Say(f"tanda '{bad}' tidak dikenal", f"the sign '{bad}' is not known"))
    if len(tokens) > MAX_TOKENS:
        raise BadExpression(Say("rumus terlalu panjang", "the formula is too long"))
    return tokens


class _Parser:
    """Recursive descent: a sum of products of numbers, columns and parentheses."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self.tokens = tokens
        self.at = 0

    def peek(self) -> tuple[str, str]:
        return self.tokens[self.at] if self.at < len(self.tokens) else ("end", "")

    def take(self) -> tuple[str, str]:
        token = self.peek()
        self.at += 1
        return token

    def end(self) -> None:
        if self.peek()[0] != "end":
            word = self.peek()[1][:40]
            raise BadExpression(Say(f"'{word}' tidak pada tempatnya", f"'{word}' is out of place"))

    def sum(self, depth: int) -> Node:
        left = self.product(depth)
        while self.peek() in {("sign", "+"), ("sign", "-")}:
            left = Operation(self.take()[1], left, self.product(depth))
        return left

    def product(self, depth: int) -> Node:
        left = self.unit(depth)
        while self.peek() in {("sign", "*"), ("sign", "/")}:
            left = Operation(self.take()[1], left, self.unit(depth))
        return left

    def unit(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise BadExpression(Say("kurung terlalu dalam", "too many nested parentheses"))
        kind, text = self.take()
        if kind == "number":
            return Constant(Fraction(Decimal(text)))
        if kind in {"name", "quoted"}:
            return Name(text)
        if (kind, text) == ("sign", "-"):
            return Operation("-", Constant(Fraction(0)), self.unit(depth + 1))
        if (kind, text) == ("sign", "("):
            return self.inside(depth)
        word = text or "?"
        raise BadExpression(
            Say(f"angka atau nama kolom dinanti, yang ada '{word}'", f"a number or column is wanted, not '{word}'")
        )

    def inside(self, depth: int) -> Node:
        node = self.sum(depth + 1)
        if self.take() != ("sign", ")"):
            raise BadExpression(Say("kurung tidak ditutup", "a parenthesis is not closed"))
        return node


def _columns(node: Node) -> list[str]:
    if isinstance(node, Name):
        return [node.column]
    return [] if isinstance(node, Constant) else _columns(node.left) + _columns(node.right)


def _value(node: Node, values: Mapping[str, Number]) -> Fraction:
    if isinstance(node, Name):
        return Fraction(values[node.column])
    if isinstance(node, Constant):
        return node.value
    left, right = _value(node.left, values), _value(node.right, values)
    if node.sign == "/" and right == 0:
        raise DividedByZero
    match node.sign:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
    return left / right
