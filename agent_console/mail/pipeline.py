"""Blocks of mails asked for in advance, so that a slow line is never idle between two of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field

from agent_console.mail.bodies import Suspects
from agent_console.mail.bulk import HasWire, Request, fetch_many
from agent_console.mail.fetch import FetchItem
from agent_console.mail.wire import ConnectionLostError, RefusedError

LITERAL_MAX = 1024 * 1024
"""Bytes; a header or a text that is longer is read over."""


@dataclass(slots=True)
class Block:
    """UIDs asked for together, ascending, and what was answered; some may be missing."""

    uids: tuple[int, ...]
    items: dict[int, FetchItem] = field(default_factory=dict)


class Pipeline:
    """Asks the open folder for block after block and hands them out in order."""

    def __init__(self, connection: HasWire, folder: str, suspects: Suspects) -> None:
        self._connection = connection
        self._folder = folder
        self._suspects = suspects

    def read(
        self,
        blocks: Iterable[tuple[int, ...]],
        requests: Callable[[tuple[int, ...]], Iterable[Request]],
    ) -> Iterator[Block]:
        """Yield the ``blocks`` answered; each is over once the server speaks of a later one.

        ``blocks`` are taken one by one, as late as possible: where they end, nothing more is asked
        for. The connection is busy until all is read, and closed when reading stops before. A block
        that the server refuses comes without answers. Raises ConnectionLostError, having noted at
        which mails it happened, and RefusedError when the server is busy as a whole.
        """
        waiting: deque[Block] = deque()
        owners: dict[int, Block] = {}

        def asked() -> Iterator[Request]:
            for uids in blocks:
                block = Block(uids)
                waiting.append(block)
                owners.update(dict.fromkeys(uids, block))
                yield from requests(uids)

        try:
            with closing(fetch_many(self._connection, asked(), literal_max=LITERAL_MAX)) as run:
                for item in run:
                    block = owners.get(item.uid)
                    if block is None:
                        continue
                    before = block.items.get(item.uid)
                    block.items[item.uid] = before.merged(item) if before else item
                    while waiting and waiting[0] is not block:
                        yield _finish(waiting.popleft(), owners)
        except ConnectionLostError:
            for block in waiting:
                self._suspects.strike(self._folder, block.uids)
            raise
        except RefusedError as error:
            if error.temporary:
                raise
        while waiting:
            yield _finish(waiting.popleft(), owners)


def _finish(block: Block, owners: dict[int, Block]) -> Block:
    for uid in block.uids:
        owners.pop(uid, None)
    return block
