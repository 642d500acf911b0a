"""Searches that somebody keeps as views of the queue, as they stand in their file."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Sequence

from agent_console.desk.states import SavedView
from agent_console.desk.text import to_screen
from agent_console.i18n import _

MOST = 30
_LONGEST_NAME = 30
_LONGEST_SEARCH = 300


def read_views(text: str) -> tuple[SavedView, ...]:
    """Read a file of views; raises ValueError in words for what is none."""
    data = tomllib.loads(text)
    listed = data.get("views", [])
    if not isinstance(listed, list) or set(data) - {"views"}:
        raise ValueError(_("write each view as [[views]] with name and search"))
    views: tuple[SavedView, ...] = ()
    for number, one in enumerate(listed, 1):
        if not isinstance(one, dict) or set(one) != {"name", "search"}:
            raise ValueError(_("view {n}: write name and search").format(n=number))
        views = with_view(views, checked_view(one["name"], one["search"]))
    return views


def checked_view(name: object, search: object) -> SavedView:
    """Return a view; raises ValueError in words for what cannot be one."""
    if not isinstance(name, str) or not isinstance(search, str):
        raise ValueError(_("name and search are texts"))
    shown, words = to_screen(name, one_line=True), to_screen(search, one_line=True)
    if not shown or len(shown) > _LONGEST_NAME:
        raise ValueError(_("a name has 1 to {n} letters").format(n=_LONGEST_NAME))
    if not words or len(words) > _LONGEST_SEARCH:
        raise ValueError(_("a search has 1 to {n} letters").format(n=_LONGEST_SEARCH))
    return SavedView(shown, words)


def with_view(views: Sequence[SavedView], view: SavedView) -> tuple[SavedView, ...]:
    """Return ``views`` with one more, or with another search under a name that is there.

    Raises ValueError in words when there are too many.
    """
    names = [one.name.casefold() for one in views]
    if view.name.casefold() in names:
        here = names.index(view.name.casefold())
        return (*views[:here], view, *views[here + 1 :])
    if len(views) >= MOST:
        raise ValueError(_("{n} views are the most").format(n=MOST))
    return (*views, view)


def without_view(views: Sequence[SavedView], name: str) -> tuple[SavedView, ...]:
    """Return ``views`` without the one called ``name``."""
    return tuple(one for one in views if one.name.casefold() != name.casefold())


def write_views(views: Sequence[SavedView]) -> str:
    """Return the file of ``views``: what :func:`read_views` reads as these."""
    return "\n".join(
        f"[[views]]\nname = {_quoted(one.name)}\nsearch = {_quoted(one.search)}\n" for one in views
    )


def _quoted(text: str) -> str:
    """Return a basic string of TOML, which what JSON writes of printable text is as well."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "")
