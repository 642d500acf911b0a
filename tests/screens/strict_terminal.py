"""A terminal that knows only what the driver may write, and fails on everything else."""

from __future__ import annotations

import re
import unicodedata

from rich.cells import split_graphemes

_TOKEN = re.compile(
    r"\x1b\[(?P<numbers>[\d;]*)(?P<letter>[HGdABCDKXJrLMmn])"
    r"|\x1b\]8;;(?P<link>(?:(?:https?://|mailto:)[!-~]+)?)\x1b\\"
    r"|\x1b\[\?2026[hl]"
    r"|(?P<home>\r)"
    r"|(?P<back>\x08)"
    r"|(?P<text>[^\x00-\x1f\x7f-\x9f]+)",
    flags=re.ASCII,
)
_COLOURS = re.compile(
    r"(?:[34]8;5;\d{1,3}|[34]8;2;\d{1,3};\d{1,3};\d{1,3}|[34]9|[34][0-7]|9[0-7]|10[0-7]"
    r"|21|22|23|24|27|29|53|55|0|1|2|3|4|7|9)(?![0-9])",
    flags=re.ASCII,
)
_SGR = re.compile(rf"{_COLOURS.pattern}(?:;{_COLOURS.pattern})*", flags=re.ASCII)
_ENDS = {"22": "12", "23": "3", "24": "4", "27": "7", "29": "9"}
Look = tuple[str, frozenset[str], str, str, str]


class StrictTerminal:
    """Shows text by columns; ``erases_colour`` as real terminals do or do not."""

    def __init__(self, columns: int, lines: int, *, erases_colour: bool = True) -> None:
        self.columns, self.lines = columns, lines
        self._erases_colour = erases_colour
        self._line = self._column = 0
        self._attributes: set[str] = set()
        self._front = self._back = self._link = ""
        self._region = (0, lines - 1)
        self.questions = 0
        self.rows = [[self._blank()] * columns for _line in range(lines)]

    def looks(self) -> list[list[Look]]:
        """Return what can be seen at every place."""
        return [[_seen(cell) for cell in row] for row in self.rows]

    def feed(self, text: str) -> None:
        """Show what is written; fails on what must never be written."""
        at = 0
        while at < len(text):
            token = _TOKEN.match(text, at)
            assert token, f"never to be written: {text[at : at + 40]!r}"
            at = token.end()
            if token["letter"]:
                self._command(token["letter"], token["numbers"])
            elif token["link"] is not None:
                self._link = token["link"]
            elif token["home"]:
                self._column = 0
            elif token["back"]:
                self._go(self._line, self._column - 1)
            elif token["text"]:
                self._show(token["text"])

    def _command(self, letter: str, parameters: str) -> None:
        if letter == "m":
            self._colours(parameters)
            return
        numbers = [int(number or 0) for number in parameters.split(";")]
        count = max(1, numbers[0])
        line, column = self._line, self._column
        if letter == "H":
            column = max(1, numbers[1]) - 1 if len(numbers) > 1 else 0
            self._go(count - 1, column)
        elif letter in "ABCD":
            down = {"A": -count, "B": count}.get(letter, 0)
            right = {"D": -count, "C": count}.get(letter, 0)
            self._go(line + down, column + right)
        elif letter in "Gd":
            self._go(*((line, count - 1) if letter == "G" else (count - 1, column)))
        elif letter in "KX":
            assert letter == "X" or parameters == ""
            end = self.columns if letter == "K" else min(self.columns, column + count)
            self._fill(line, column, end)
        elif letter == "J":
            assert numbers == [2]
            self.rows = [[self._erased()] * self.columns for _line in range(self.lines)]
        elif letter == "n":
            assert numbers == [6]
            self.questions += 1
        elif letter == "r":
            self._set_region(numbers)
        else:
            self._shift(count if letter == "M" else -count)

    def _set_region(self, numbers: list[int]) -> None:
        self._region = (0, self.lines - 1) if numbers == [0] else (numbers[0] - 1, numbers[1] - 1)
        assert 0 <= self._region[0] < self._region[1] < self.lines
        self._line = self._column = 0

    def _shift(self, by: int) -> None:
        """Delete (or insert) lines at the cursor within the region."""
        bottom = self._region[1]
        assert self._region[0] <= self._line <= bottom
        moved = self.rows[self._line : bottom + 1]
        fresh = [[self._erased()] * self.columns for _line in range(min(abs(by), len(moved)))]
        moved = [*moved[by:], *fresh] if by > 0 else [*fresh, *moved[:by]]
        self.rows[self._line : bottom + 1] = moved

    def _go(self, line: int, column: int) -> None:
        self._line = max(0, min(line, self.lines - 1))
        self._column = max(0, min(column, self.columns - 1))

    def _colours(self, parameters: str) -> None:
        assert not parameters or _SGR.fullmatch(parameters), f"never to be written: {parameters}"
        for code in _COLOURS.findall(parameters) or ["0"]:
            if code == "0":
                self._attributes, self._front, self._back = set(), "", ""
            elif code[:2] == "38" or code in ("39",) or (len(code) == 2 and code[0] in "39"):
                self._front = "" if code == "39" else code
            elif code[:2] == "48" or code == "49" or len(code) == 3 or code[0] == "4" != code:
                self._back = "" if code == "49" else code
            else:
                self._attribute(code)

    def _attribute(self, code: str) -> None:
        if code in ("22", "23", "24", "27", "29", "55"):
            ended = {"22": {"1", "2"}, "24": {"4", "21"}, "55": {"53"}}
            self._attributes -= ended.get(code, {_ENDS.get(code, "")})
        else:
            self._attributes.add(code)

    def _show(self, text: str) -> None:
        for one in text:
            kind = unicodedata.category(one)
            assert kind not in ("Cc", "Cs", "Zl", "Zp"), f"never to be written: {one!r}"
            assert kind != "Cf" or one == "\u200d", f"never to be written: {one!r}"
        for start, end, width in split_graphemes(text)[0]:
            assert width, f"marks without a character: {text!r}"
            width = min(width, self.columns - self._column)
            cells = [(text[start:end], *self._pen())]
            cells += [("", *self._pen())] * (width - 1)
            self._place(self._line, self._column, cells)
            self._column = min(self._column + width, self.columns - 1)

    def _place(self, line: int, start: int, cells: list[Look]) -> None:
        """Put cells; what is left of a wide character written over is a blank."""
        row, end = self.rows[line], start + len(cells)
        if start and not row[start][0]:
            row[start - 1] = (" ", *row[start - 1][1:])
        if end < self.columns and not row[end][0]:
            row[end] = (" ", *row[end][1:])
        row[start:end] = cells

    def _fill(self, line: int, start: int, end: int) -> None:
        self._place(line, start, [self._erased()] * (end - start))

    def _pen(self) -> tuple[frozenset[str], str, str, str]:
        return frozenset(self._attributes), self._front, self._back, self._link

    def _blank(self) -> Look:
        return " ", frozenset(), "", "", ""

    def _erased(self) -> Look:
        back = self._back if self._erases_colour else ""
        return " ", frozenset(), "", back, ""


def _seen(cell: Look) -> Look:
    text, attributes, front, back, link = cell
    if text == " " and not link and not attributes & {"4", "7", "9", "21", "53"}:
        return " ", frozenset(), "", back, ""
    return text, attributes, front, back, link
