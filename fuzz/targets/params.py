"""Content-Type and Content-Disposition: well-formed types, safe file names, own ones come back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from urllib.parse import quote

from agent_console.desk.filenames import MAX_NAME_BYTES, clean_filename
from agent_console.desk.text import to_screen
from agent_console.mail.folding import parameter
from agent_console.mail.headers import split_head
from agent_console.mail.params import content_type, split_value, text_param
from fuzz.checks import Target, harmless, steady
from fuzz.targets import words

_TYPE = re.compile(r"[^\s/;]{1,80}/[^\s/;]{1,100}")
_MOST = 200


def check(value: bytes) -> None:
    """Take a field apart, and write its file name anew."""
    main, params = steady(lambda: split_value(value))
    assert main == main.strip().lower()
    assert len(params) <= _MOST
    assert _TYPE.fullmatch(content_type(main))
    for name in ("filename", "name", "boundary", "charset"):
        text = steady(partial(text_param, params, name))
        assert len(text) <= 4_096
        _safe(text)
    _safe(to_screen(main, one_line=True))


def _safe(given: str) -> None:
    name = steady(lambda: clean_filename(given))
    harmless(name)
    assert clean_filename(name) == name, f"{name!a} is cleaned again"
    assert not set(name) & set('/\\<>:"|?*')
    assert name.strip(" .") == name
    assert not name.startswith(("-", "~"))
    assert len(name.encode()) <= MAX_NAME_BYTES
    extended = f"attachment; filename*=utf-8''{quote(name)}"
    for written in (extended, f"attachment{parameter('filename', name)}"):
        kind, params = split_value(written.encode())
        assert kind == "attachment"
        assert text_param(params, "filename") == name or "=?" in name, written


def seeds(mails: Sequence[bytes]) -> Iterator[bytes]:
    """Begin with the Content fields of mails and their parts."""
    for raw in mails:
        for line in raw.split(b"\n"):
            if line.lower().startswith((b"content-type:", b"content-disposition:")):
                yield line.partition(b":")[2].strip()
        yield split_head(raw).first("content-type")


TARGET = Target(check, (*words.PARAMETERS, *words.CHARSETS, *words.TERMINAL), seeds, longest=1_024)
