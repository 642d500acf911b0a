"""What is installed with the program: pinned, hashed, from nowhere in particular."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import requires

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.source import ROOT

PIN = re.compile(r"([a-z0-9-]+)==([0-9][\w.]*)(?: ; (.+?))?((?: --hash=sha256:[0-9a-f]{64})+)")
ADDRESS = re.compile(r"://|\bwww\.|(?:^|\s)(?:-i|-f|-e|--index|--extra-index|--find-links)\b| @ ")
VERSIONS = ("3.11", "3.12", "3.13")


def pinned(version: str | None = None) -> dict[str, Requirement]:
    """Return the pins by name: those for a version of Python on Linux, or all."""
    found = {}
    for line in lines():
        match = PIN.fullmatch(line)
        assert match, f"no pin with hashes: {line[:80]}"
        marker = f" ; {match[3]}" if match[3] else ""
        one = Requirement(f"{match[1]}=={match[2]}{marker}")
        if version is None or wanted(one, version):
            found[one.name] = one
    return found


def lines() -> list[str]:
    """Return the pins, each with its hashes on one line."""
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    joined = re.sub(r" *\\\n *", " ", text)
    return [line for line in joined.splitlines() if line and not line.startswith("#")]


def wanted(one: Requirement, version: str) -> bool:
    environment = {"python_version": version, "python_full_version": f"{version}.9"}
    system = {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"}
    return one.marker is None or one.marker.evaluate(environment | system | {"extra": ""})


def project() -> dict[str, object]:
    found: dict[str, object] = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    return found


def dependencies() -> list[Requirement]:
    declared = project()["dependencies"]
    assert isinstance(declared, list)
    return [Requirement(one) for one in declared]


def test_every_line_of_the_constraints_is_a_pin_with_hashes() -> None:
    assert len(pinned()) > len(dependencies())


def test_constraints_name_no_address() -> None:
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    assert not [line for line in text.splitlines() if ADDRESS.search(line)]


@pytest.mark.parametrize("version", VERSIONS)
def test_constraints_hold_what_the_project_asks_for(version: str) -> None:
    pins = pinned(version)
    for one in dependencies():
        if wanted(one, version):
            (specifier,) = pins[canonicalize_name(one.name)].specifier
            assert one.specifier.contains(specifier.version), one


@pytest.mark.parametrize("version", VERSIONS)
def test_constraints_hold_what_the_dependencies_ask_for_in_turn(version: str) -> None:
    pins = pinned(version)
    seen: set[str] = set()
    todo = [one for one in dependencies() if wanted(one, version)]
    while todo:
        one = todo.pop()
        name = canonicalize_name(one.name)
        assert name in pins, f"{name} for Python {version}"
        if name in seen:
            continue
        seen.add(name)
        # One that only another version of Python needs need not be installed with the tests.
        if name in installed():
            todo += [
                each for each in map(Requirement, requires(name) or ()) if wanted(each, version)
            ]
    assert len(seen) > 30


def installed() -> frozenset[str]:
    from importlib.metadata import distributions

    return frozenset(canonicalize_name(one.metadata["Name"]) for one in distributions())


def test_versions_of_python_are_the_same_wherever_they_are_told() -> None:
    classifiers = project()["classifiers"]
    assert isinstance(classifiers, list)
    told = [re.fullmatch(r"Programming Language :: Python :: (3\.\d+)", one) for one in classifiers]
    assert tuple(one[1] for one in told if one) == VERSIONS
    assert f"versions=({' '.join(VERSIONS)})" in (ROOT / ".ci" / "versions").read_text()
    assert project()["requires-python"] == f">={VERSIONS[0]}"


def test_container_fetches_its_base_and_pinned_packages_and_nothing_else() -> None:
    text = (ROOT / "Containerfile").read_text(encoding="utf-8")
    code = [line for line in text.splitlines() if not line.startswith("#")]
    steps = re.sub(r" *\\\n *", " ", "\n".join(code)).splitlines()
    assert not re.search(r"://|curl|wget|apt|apk|dnf|npm|git ", "\n".join(steps))
    assert {step for step in steps if step.startswith("FROM")} == {
        "FROM ${BASE} AS install",
        "FROM ${BASE}",
    }
    pips = [step for step in steps if " pip " in step]
    assert len(pips) == 2
    assert all("--require-hashes" in step or "--no-index" in step for step in pips)
    last = steps[steps.index("FROM ${BASE}") :]
    assert "USER agent" in last
    assert 'VOLUME ["/data"]' in last


def test_container_is_built_of_the_release_alone() -> None:
    ignored = (ROOT / ".containerignore").read_text(encoding="utf-8").splitlines()
    assert ignored == ["*", "!constraints.txt", "!dist/agent_console-*.whl"]
