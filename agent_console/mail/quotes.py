"""What of a mail's text is new: body, quotes, signature and disclaimer as ranges of lines.

A line scanner in linear time. In doubt a line is body: nothing that a customer wrote may be folded
away, and answers between quoted lines stay visible together with the lines they answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress, groupby

from agent_console.desk.mail import FoldKind, Mail, TextRange
from agent_console.mail.lookout import lines_to_look_at
from agent_console.mail.quote_marks import (
    MAX_LINE,
    attribution_length,
    attribution_places,
    is_banner,
    is_header_block,
    is_loose_attribution,
    is_sure_attribution,
)
from agent_console.mail.signatures import is_device_line, trailing_signature

_SHORT_QUOTE = 12
_LINK_OPEN = re.compile(r"[(<]https?://[^\s()<>]{1,2000}\Z")
_LINK_END = re.compile(r"[^\s()<>]{1,2000}[)>]")
_RULE = re.compile(r"\s{0,10}[_=─-]{5,200}\s{0,10}")


def split_text(text: str, quote_levels: Sequence[int] | None = None) -> tuple[TextRange, ...]:
    """Cover all lines of ``text`` with ranges, in order and without gaps.

    ``quote_levels`` holds the level of each line where an HTML part told it; a negative one means
    unknown. Without levels a leading ">" marks quoted lines.
    """
    if not text:
        return ()
    lines = text.split("\n")
    quoted = _quoted_lines(text, lines, quote_levels)
    odd = lines_to_look_at(text, lines)
    kinds = [FoldKind.BODY] * len(lines)
    _mark_quotes(lines, quoted, odd, kinds)
    _mark_device_lines(lines, odd, kinds)
    _mark_ends(lines, kinds)
    if not any(line.strip() for line, kind in zip(lines, kinds, strict=True) if _is_body(kind)):
        kinds = [FoldKind.BODY] * len(lines)
    return _ranges(kinds)


def visible_text(mail: Mail) -> str:
    """Return the body lines of a mail: what the sender wrote this time."""
    return visible_lines(mail.text, mail.ranges)


def visible_lines(text: str, ranges: Sequence[TextRange]) -> str:
    """Return the body lines of ``text``; all of it when it has no ranges."""
    if not ranges:
        return text
    lines = text.split("\n")
    shown = [lines[part.start : part.end] for part in ranges if _is_body(part.kind)]
    return "\n".join(line for part in shown for line in part).strip("\n")


def _is_body(kind: FoldKind) -> bool:
    return kind is FoldKind.BODY


def _quoted_lines(text: str, lines: Sequence[str], levels: Sequence[int] | None) -> Sequence[bool]:
    if levels is None and ">" not in text:
        return [False] * len(lines)
    if levels is None or len(levels) != len(lines):
        quoted = [_has_mark(line) for line in lines]
    else:
        quoted = [
            level > 0 or (level < 0 and _has_mark(line))
            for line, level in zip(lines, levels, strict=True)
        ]
    for number in range(1, len(lines) - 1):
        if quoted[number - 1] and quoted[number + 1] and not quoted[number]:
            quoted[number] = _ends_link(lines[number - 1], lines[number])
    return quoted


def _ends_link(above: str, line: str) -> bool:
    """Tell whether a line is the rest of a link that was broken in a quoted line."""
    if len(above) + len(line) > MAX_LINE:
        return False
    return bool(_LINK_OPEN.search(above) and _LINK_END.match(line))


def _has_mark(line: str) -> bool:
    return line[:4].lstrip().startswith((">", "|>"))


@dataclass(frozen=True, slots=True)
class _Block:
    """A stretch of quoted lines; ``named`` when a line above says whom it quotes."""

    start: int
    end: int
    named: bool


def _mark_quotes(
    lines: Sequence[str], quoted: Sequence[bool], odd: Sequence[int], kinds: list[FoldKind]
) -> None:
    """Mark attributions with their quotes, and everything behind the head of an old mail."""
    blocks: list[_Block] = []
    places = attribution_places(lines, odd)
    done = 0
    for index in _openers(quoted, odd, places):
        if index < done:
            continue
        if quoted[index]:
            start = _loose_start(lines, index)
            blocks.append(_Block(start, _quote_end(lines, quoted, index), start < index))
        elif is_banner(lines[index]) or is_header_block(lines, index):
            blocks.append(_Block(_with_rule(lines, index), len(lines), named=True))
        elif places[index] and (length := _attribution(lines, quoted, index)):
            blocks.append(_Block(index, _quote_end(lines, quoted, index + length), named=True))
        else:
            continue
        done = blocks[-1].end
    _keep_answers(lines, blocks, kinds)


def _openers(quoted: Sequence[bool], odd: Sequence[int], places: Sequence[int]) -> Sequence[int]:
    """Return the lines at which a quote could open, in order."""
    if len(odd) == len(quoted):
        return odd
    found = set(odd)
    if any(places):
        found.update(compress(range(len(places)), places))
    if any(quoted):
        found.update(compress(range(len(quoted)), quoted))
    return sorted(found)


def _attribution(lines: Sequence[str], quoted: Sequence[bool], start: int) -> int:
    """Return how many lines say whom the quote below is from, 0 when there is none."""
    length = attribution_length(lines, start)
    if not length:
        return 0
    below = start + length
    while below < len(lines) and not lines[below].strip():
        below += 1
    marked = below < len(lines) and quoted[below]
    return length if marked or is_sure_attribution(lines[start : start + length]) else 0


def _loose_start(lines: Sequence[str], start: int) -> int:
    """Return the line above a quote, when it tells whom the quote is from."""
    above = start
    while above > 0 and not lines[above - 1].strip():
        above -= 1
    return above - 1 if above > 0 and is_loose_attribution(lines[above - 1]) else start


def _quote_end(lines: Sequence[str], quoted: Sequence[bool], start: int) -> int:
    """Return the end of a quote: its marked lines, or all that follows when none is marked."""
    index = start
    while index < len(lines) and not (quoted[index] or lines[index].strip()):
        index += 1
    if index < len(lines) and not quoted[index]:
        return len(lines)
    end = start
    while index < len(lines) and (quoted[index] or not lines[index].strip()):
        index += 1
        if quoted[index - 1]:
            end = index
    return end


def _with_rule(lines: Sequence[str], start: int) -> int:
    """Take the line drawn above an old mail's head along."""
    above = start
    while above > 0 and not lines[above - 1].strip():
        above -= 1
    if above > 0 and len(lines[above - 1]) <= 220 and _RULE.fullmatch(lines[above - 1]):
        return above - 1
    return start


def _keep_answers(lines: Sequence[str], blocks: Sequence[_Block], kinds: list[FoldKind]) -> None:
    """Fold the quotes, but not the short ones that an answer follows."""
    if not blocks:
        return
    ends = [block.start for block in blocks[1:]] + [len(lines)]
    answered = [_has_text(lines, block.end, end) for block, end in zip(blocks, ends, strict=True)]
    interleaved = any(answered) and len(blocks) >= 2
    for block, has_answer in zip(blocks, answered, strict=True):
        size = block.end - block.start
        if has_answer and size <= _SHORT_QUOTE and (interleaved or not block.named):
            continue
        kinds[block.start : block.end] = [FoldKind.QUOTE] * size


def _has_text(lines: Sequence[str], start: int, end: int) -> bool:
    signature, _notice = trailing_signature(lines[start:end])
    return any(line.strip() for line in lines[start : start + signature])


def _mark_device_lines(lines: Sequence[str], odd: Sequence[int], kinds: list[FoldKind]) -> None:
    """Mark "Sent from my phone" where it stands alone."""
    for number in odd:
        if (
            _is_body(kinds[number])
            and is_device_line(lines[number])
            and _stands_alone(lines, kinds, number)
        ):
            kinds[number] = FoldKind.SIGNATURE


def _mark_ends(lines: Sequence[str], kinds: list[FoldKind]) -> None:
    """Mark signature and legal notice at the end of each stretch of body."""
    for part in _ranges(kinds):
        if part.kind is FoldKind.BODY:
            below, notice = trailing_signature(lines[part.start : part.end])
            below, notice = part.start + below, part.start + notice
            kinds[below:notice] = [FoldKind.SIGNATURE] * (notice - below)
            kinds[notice : part.end] = [FoldKind.DISCLAIMER] * (part.end - notice)


def _stands_alone(lines: Sequence[str], kinds: Sequence[FoldKind], number: int) -> bool:
    """Tell whether no words of the writer stand directly above or below a line."""
    return not any(
        0 <= other < len(lines)
        and lines[other].strip()
        and _is_body(kinds[other])
        and not is_device_line(lines[other])
        for other in (number - 1, number + 1)
    )


def _ranges(kinds: Sequence[FoldKind]) -> tuple[TextRange, ...]:
    ranges: list[TextRange] = []
    start = 0
    for kind, same in groupby(kinds):
        end = start + len(list(same))
        ranges.append(TextRange(kind, start, end))
        start = end
    return tuple(ranges)
