"""Texts with variables: read by Jinja2's parser, checked against a short list of what is allowed.

A template may put values out, through a few filters, and ask simple questions about them. It has
no loops, calls, assignments or attributes, so its work is bounded by its length. It is evaluated
here and never becomes Python code. Values are put in as they are: what a customer wrote is never
read as a template.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from agent_console.desk.entry_files import Section
from agent_console.i18n import _

Values = Mapping[str, str]
CURSOR = "⟦here⟧"
MAX_TEMPLATE = 20_000
MAX_RESULT = 100_000
_MAX_DEPTH = 30
_TEAM = "team"
_GAP = re.compile(r"⟦([a-z_]{1,40}(?:\.[a-z_0-9]{1,60})?)\?⟧")
_OWN_LINE = re.compile(r"^[ \t]*(\{%(?:(?!%\}).)*)(?<![-+])%\}[ \t]*\n", re.MULTILINE)
_TEAM_NAME = re.compile(r"[a-z][a-z_0-9]{0,59}")

ANSWER_WORDS = frozenset(
    f"{group}.{name}"
    for group, names in (
        ("customer", "name first_name last_name salutation language company"),
        ("agent", "name first_name signature"),
        ("ticket", "ref subject opened"),
        ("order", "number items tracking carrier amount date"),
        ("return", "items refund declined why"),
        ("mailbox", "name address"),
        ("promise", "date"),
    )
    for name in names.split()
) | {"today"}
APOLOGY_WORDS = (
    ANSWER_WORDS
    | frozenset(
        f"{group}.{name}"
        for group, names in (
            ("matter", "paraphrase order item date amount since quote"),
            ("remedy", "offer amount by"),
            ("check", "date"),
        )
        for name in names.split()
    )
    | {"reply_to_feeling"}
)

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.Filter,
    nodes.If, nodes.CondExpr, nodes.Not, nodes.And, nodes.Or, nodes.Compare, nodes.Operand,
    nodes.Const, nodes.Test,
)  # fmt: skip


class TemplateError(ValueError):
    """A text that cannot be used; ``line`` counts from the first line of the text, from 1."""

    def __init__(self, line: int, cause: str) -> None:
        super().__init__(f"{line}: {cause}")
        self.line = line
        self.cause = cause


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a text, with the line of the file."""

    line: int
    cause: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A place where a value is missing: the variable's name and where the mark stands."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text ready to be read; ``cursor`` is where to go on writing, None when it says nothing."""

    text: str
    cursor: int | None = None

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The places that are still to be filled."""
        return gaps(self.text)


@dataclass(frozen=True, slots=True)
class _Missing:
    """The value of a variable that nobody knows: it is false, and shows as a gap."""

    name: str

    def __str__(self) -> str:
        return f"⟦{self.name}?⟧"

    def __bool__(self) -> bool:
        return False


def gaps(text: str) -> tuple[Gap, ...]:
    """Return the gaps left in a text, first to last; offsets are in characters."""
    return tuple(Gap(found[1], found.start(), found.end()) for found in _GAP.finditer(text))


def check_section(section: Section, words: frozenset[str] = ANSWER_WORDS) -> tuple[Problem, ...]:
    """Return what is wrong with a text, in the order of its lines; none when it can be used."""
    offset = section.line - 1
    try:
        tree = _parsed(section.text)
    except TemplateError as error:
        return (Problem(offset + error.line, error.cause),)
    found = [Problem(offset + line, cause) for line, cause in _complaints(tree, words)]
    for line, text in enumerate(section.text.split("\n"), section.line):
        if text.count(CURSOR) and section.text.count(CURSOR) > 1:
            found.append(Problem(line, _("the place for the cursor is marked twice")))
            break
    return tuple(sorted(found, key=lambda one: one.line))


def render(section: Section, values: Values, words: frozenset[str] = ANSWER_WORDS) -> Rendered:
    """Return a text with its values; an empty value counts as missing and leaves a gap.

    Where a question leaves nothing, no more than one empty line stays. Raises TemplateError, whose
    line counts within the text, for a text that ``check_section`` complains about.
    """
    tree = _parsed(section.text)
    for line, cause in _complaints(tree, words):
        raise TemplateError(line, cause)
    result = _Result()
    for text, is_value in _Evaluation(values).pieces(tree.body):
        result.add(text, is_value=is_value)
    return result.rendered()


class _Result:
    """The text so far: values stay as they are, the template's own empty lines are kept few."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._size = 0
        self._line_ends = 2
        self._cursor: int | None = None

    def add(self, text: str, *, is_value: bool) -> None:
        if is_value:
            self._append(text)
            if text:
                self._line_ends = 0
            return
        before, mark, after = text.partition(CURSOR)
        self._append_own(before)
        if mark:
            self._cursor, self._line_ends = self._size, 0
            self._append_own(after)

    def rendered(self) -> Rendered:
        text = "".join(self._parts)
        if self._line_ends:
            text = text.rstrip("\n")
        cursor = None if self._cursor is None else min(self._cursor, len(text))
        return Rendered(text, cursor)

    def _append_own(self, text: str) -> None:
        text = re.sub(r"\n{3,}", "\n\n", text)
        rest = text.lstrip("\n")
        leading = min(len(text) - len(rest), 2 - self._line_ends)
        self._append("\n" * leading + rest)
        ends = len(rest) - len(rest.rstrip("\n"))
        self._line_ends = min(ends if rest else self._line_ends + leading, 2)

    def _append(self, text: str) -> None:
        self._size += len(text)
        if self._size > MAX_RESULT:
            raise TemplateError(1, _("the text becomes too long"))
        self._parts.append(text)


class _Evaluation:
    """The values of one text's expressions; only what ``_complaints`` lets pass comes here."""

    def __init__(self, values: Values) -> None:
        self._values = values

    def pieces(self, body: list[nodes.Node]) -> Iterator[tuple[str, bool]]:
        """Yield the text part by part, each with whether it is a value."""
        for node in body:
            if isinstance(node, nodes.Output):
                for part in node.nodes:
                    if isinstance(part, nodes.TemplateData):
                        yield part.data, False
                    else:
                        yield _shown(self.value(part)), True
            elif isinstance(node, nodes.If):
                yield from self.pieces(self._branch(node))

    def _branch(self, node: nodes.If) -> list[nodes.Node]:
        for one in (node, *node.elif_):
            if self.value(one.test):
                return one.body
        return node.else_

    def value(self, node: nodes.Node) -> object:
        """Return what an expression stands for: a text, a constant, a truth, or missing."""
        match node:
            case nodes.Const():
                return node.value
            case nodes.Name() | nodes.Getattr():
                name = _dotted(node)
                return self._values.get(name) or _Missing(name)
            case nodes.Filter():
                return self._filtered(node)
            case nodes.CondExpr():
                chosen = node.expr1 if self.value(node.test) else node.expr2
                return "" if chosen is None else self.value(chosen)
            case _:
                return self._truth(node)

    def _truth(self, node: nodes.Node) -> object:
        match node:
            case nodes.Not():
                return not self.value(node.node)
            case nodes.And():
                return self.value(node.left) and self.value(node.right)
            case nodes.Or():
                return self.value(node.left) or self.value(node.right)
            case nodes.Test():
                return not isinstance(self.value(node.node), _Missing)
            case nodes.Compare():
                same = _same(self.value(node.expr), self.value(node.ops[0].expr))
                return same is (node.ops[0].op == "eq")
        return False

    def _filtered(self, node: nodes.Filter) -> object:
        value = self.value(node.node) if node.node is not None else ""
        if node.name == "default":
            return value or self.value(node.args[0])
        return value if isinstance(value, _Missing) else FILTERS[node.name](str(value))


def _first_word(text: str) -> str:
    return text.split()[0] if text.split() else ""


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


FILTERS: Mapping[str, Callable[[str], str]] = {
    "upper": str.upper,
    "lower": str.lower,
    "trim": str.strip,
    "capitalize": _first_upper,
    "first_word": _first_word,
}


def _shown(value: object) -> str:
    if isinstance(value, bool) or value is None:
        return ""
    return str(value)


def _same(left: object, right: object) -> bool:
    """Compare as texts, so that ``team.return_days == 30`` means what it says."""
    if isinstance(left, _Missing) or isinstance(right, _Missing):
        return False
    return str(left) == str(right)


def _dotted(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        return f"{node.node.name}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else ""


@lru_cache(maxsize=64)
def _parsed(text: str) -> nodes.Template:
    if len(text) > MAX_TEMPLATE:
        raise TemplateError(1, _("the text is too long"))
    environment = Environment(
        keep_trailing_newline=True,
        autoescape=False,  # noqa: S701 - plain text mail; what is sent as HTML is escaped there
    )
    try:
        # A tag on a line of its own leaves no line behind; the line end moves into the tag.
        return environment.parse(_OWN_LINE.sub(r"\1\n%}", text))
    except TemplateSyntaxError as error:
        raise TemplateError(error.lineno, error.message or _("this cannot be read")) from error
    except (RecursionError, OverflowError, ValueError) as error:
        raise TemplateError(1, _("the text is nested too deep")) from error


def _complaints(tree: nodes.Template, words: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Yield line and cause of each thing that a text may not contain."""
    waiting: list[tuple[nodes.Node, int, int]] = [(tree, 0, 1)]
    while waiting:
        node, depth, above = waiting.pop()
        line = node.lineno or above
        if depth > _MAX_DEPTH:
            yield line, _("the text is nested too deep")
            return
        cause = _complaint(node, words)
        if cause:
            yield line, cause
        elif not isinstance(node, nodes.Getattr):
            children = reversed(list(node.iter_child_nodes()))
            waiting.extend((child, depth + 1, line) for child in children)


def _complaint(node: nodes.Node, words: frozenset[str]) -> str:
    if not isinstance(node, _ALLOWED):
        return _("{thing} is not allowed here").format(thing=_called(node))
    match node:
        case nodes.Name() | nodes.Getattr():
            return _unknown(node, words)
        case nodes.Filter():
            return _wrong_filter(node)
        case nodes.Test() if node.name != "defined" or node.args or node.kwargs:
            return _("only “is defined” can be asked")
        case nodes.Compare() if len(node.ops) != 1 or node.ops[0].op not in ("eq", "ne"):
            return _("only == and != can be asked")
        case nodes.Compare() if not isinstance(node.ops[0].expr, nodes.Const):
            return _("compare with a fixed text or number")
    return ""


def _unknown(node: nodes.Node, words: frozenset[str]) -> str:
    name = _dotted(node)
    group, _dot, rest = name.partition(".")
    if name in words or (group == _TEAM and _TEAM_NAME.fullmatch(rest)):
        return ""
    shown = name or _("this attribute")
    return _("there is no variable {name}").format(name=shown)


def _wrong_filter(node: nodes.Filter) -> str:
    name = node.name
    if name != "default" and name not in FILTERS:
        return _("there is no filter {name}").format(name=name)
    extra = node.kwargs or node.dyn_args or node.dyn_kwargs
    if extra or len(node.args) != (1 if name == "default" else 0):
        return _("the filter {name} is given something wrong").format(name=name)
    return _("a filter needs a value") if node.node is None else ""


def _called(node: nodes.Node) -> str:
    return type(node).__name__.lower()
