"""When the store's write-ahead log is copied back."""

from __future__ import annotations

import os

from agent_console.store.engine import Store
from agent_console.store.locks import beside


def test_log_is_copied_back_late_while_people_write(store: Store) -> None:
    def pages(*, durable: bool) -> int:
        with store.write(durable=durable) as session:
            found = session.connection().exec_driver_sql("PRAGMA wal_autocheckpoint")
            return int(found.scalar_one())

    alone = pages(durable=False)
    assert pages(durable=True) > 10 * alone
    assert pages(durable=False) > 10 * alone
    os.utime(beside(store.path, ".turn"), (0, 0))
    assert pages(durable=False) == alone
