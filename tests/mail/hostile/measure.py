"""Read samples in processes of their own that may take little memory, and tell what they cost."""

from __future__ import annotations

import multiprocessing
import resource
import time
from dataclasses import dataclass

from agent_console.desk.mail import Mail
from agent_console.mail.read import read_mail
from tests.mail.hostile import SAMPLES

MEMORY = 200 * 1024 * 1024
_PATIENCE = 60
_WORKERS = 2


@dataclass(frozen=True, slots=True)
class Reading:
    """A sample as it was read, and the processor time in seconds."""

    mail: Mail
    seconds: float


def read_all() -> dict[str, Reading]:
    """Read all samples by name: each that is made only now in a child of its own.

    The small ones share a child. It may take 200 MB of address space beyond what the interpreter,
    the reader and the mails have already; with less, reading fails and the mail says so.
    """
    small = [one.name for one in SAMPLES if isinstance(one.source, bytes)]
    large = [one.name for one in SAMPLES if not isinstance(one.source, bytes)]
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    readings: dict[str, Reading] = {}
    with context.Pool(_WORKERS, maxtasksperchild=1) as pool:
        tasks = [pool.apply_async(_read, (names,)) for names in [small, *([n] for n in large)]]
        for task in tasks:
            readings |= task.get(_PATIENCE)
    return readings


def _read(names: list[str]) -> dict[str, Reading]:
    samples = [sample for sample in SAMPLES if sample.name in names]
    sources = [sample.raw() for sample in samples]
    limit = _address_space() + MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    readings: dict[str, Reading] = {}
    for sample, raw in zip(samples, sources, strict=True):
        started = time.process_time()
        mail = read_mail(raw, full_size=sample.full_size)
        readings[sample.name] = Reading(mail, time.process_time() - started)
    return readings


def _address_space() -> int:
    with open("/proc/self/statm", encoding="ascii") as numbers:
        return int(numbers.read().split()[0]) * resource.getpagesize()
