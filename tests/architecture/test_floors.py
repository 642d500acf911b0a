"""The floors of the house: who may import whom."""

from __future__ import annotations

import pytest

from tests.architecture.source import Module, imported_names, modules

GROUND = frozenset(
    {
        "config", "durations", "order_pattern", "look", "queue_layout",
        "locations", "clock", "errors", "i18n", "logs",
    }
) | {
    name for name in (one.name.removeprefix("agent_console.") for one in modules())
    if name.endswith("_config") and "." not in name
}  # fmt: skip
"""The settings of each topic are ground, too: modules beside ``config`` that end so."""

ROOMS = {
    "desk": frozenset({"desk", "errors", "i18n"}),
    "store": frozenset({"store", "desk"}) | GROUND,
    "mail": frozenset({"mail", "desk"}) | GROUND,
    "services": frozenset({"services", "store", "mail", "desk"}) | GROUND,
    "screens": frozenset({"screens", "services", "desk"}) | GROUND,
    "demo": frozenset({"demo", "desk"}) | GROUND,
}
OUTSIDE = {
    "desk": frozenset({"holidays", "babel", "jinja2"}),
    "store": frozenset({"sqlmodel", "sqlalchemy"}),
    "mail": frozenset(
        {"imapclient", "aiosmtplib", "keyring", "cryptography", "selectolax", "pydantic", "babel"}
    ),
    "services": frozenset({"sqlmodel", "pydantic", "babel", "tomlkit"}),
    "screens": frozenset({"textual", "rich", "babel"}),
    "demo": frozenset(),
}
OUTSIDE_GROUND = frozenset({"pydantic", "platformdirs", "babel"})
THIRD_PARTY = frozenset(
    {
        "textual", "rich", "sqlmodel", "sqlalchemy", "imapclient", "aiosmtplib", "keyring",
        "selectolax", "holidays", "babel", "jinja2", "tomlkit", "platformdirs", "pydantic",
        "cryptography",
    }
)  # fmt: skip
NOT_IN_DESK = frozenset(
    {"sqlite3", "socket", "subprocess", "threading", "pathlib", "os", "time", "urllib", "asyncio"}
)
FRONT_DOOR = frozenset({"app", "__main__"})


def _is_front_door(room: str) -> bool:
    return room in FRONT_DOOR or room == "cli" or room.startswith("cli_")


@pytest.mark.promise("module that could make a screen wait for a line", "P8")
@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_module_imports_only_from_floors_below(module: Module) -> None:
    allowed = ROOMS.get(module.room)
    if allowed is None:
        allowed = None if _is_front_door(module.room) else GROUND
    wrong = [
        f"{module.path.name}:{line}: {name}"
        for name, line in imported_names(module)
        if name.startswith("agent_console.")
        and allowed is not None
        and name.split(".")[1] not in allowed | {"__version__"}
    ]
    assert not wrong


@pytest.mark.promise("module that could make a screen wait for a line", "P8")
@pytest.mark.parametrize("module", modules(), ids=lambda module: module.name)
def test_module_imports_only_the_libraries_of_its_floor(module: Module) -> None:
    if _is_front_door(module.room):
        return
    allowed = OUTSIDE.get(module.room, OUTSIDE_GROUND)
    wrong = [
        f"{module.path.name}:{line}: {name}"
        for name, line in imported_names(module)
        if name.split(".")[0] in THIRD_PARTY - allowed
    ]
    assert not wrong


@pytest.mark.parametrize(
    "module", [m for m in modules() if m.room == "desk"], ids=lambda module: module.name
)
def test_desk_rules_know_neither_clock_nor_files_nor_network(module: Module) -> None:
    wrong = [name for name, _line in imported_names(module) if name.split(".")[0] in NOT_IN_DESK]
    assert not wrong


def test_only_the_front_door_imports_the_front_door() -> None:
    wrong = [
        f"{module.name} imports {name}"
        for module in modules()
        if not _is_front_door(module.room)
        for name, _line in imported_names(module)
        if name.startswith("agent_console.") and _is_front_door(name.split(".")[1])
    ]
    assert not wrong
