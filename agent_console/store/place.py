"""Whether a store may lie where it is asked to: a private file on a disk of this machine."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from agent_console.errors import StoreError
from agent_console.i18n import _
from agent_console.locations import private_folder
from agent_console.store.locks import beside

_MOUNTS = Path("/proc/self/mounts")
_NETWORK = frozenset(
    {
        *("9p", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "fuse", "gfs2", "glusterfs"),
        *("lustre", "ncpfs", "nfs", "nfs4", "ocfs2", "smb", "smb2", "smb3", "smbfs", "sshfs"),
    }
)
_LOCAL_FUSE = frozenset({"fuse.fuse-overlayfs", "fuse.lxcfs"})


def prepare(path: Path) -> None:
    """Make the folder (0700) and the file (0600) of a store, or check the ones that are there.

    An existing file is never opened here: closing it would drop the locks that SQLite holds on it
    in this process (POSIX locks belong to process and file, https://sqlite.org/howtocorrupt.html
    §2.2). Raises StoreError for a network file system, a symbolic link and a file of somebody else.
    """
    private_folder(path.parent)
    refuse_network(path.parent)
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        os.close(os.open(path, flags, 0o600))
    except FileExistsError:
        _check_existing(path)
    except OSError as error:
        raise _unusable(path, error.strerror) from error
    _make_private(path)
    for ending in ("-wal", "-shm", ".lock", ".turn", ".engine"):
        companion = beside(path, ending)
        if companion.exists() and stat.S_IMODE(companion.lstat().st_mode) & 0o077:
            companion.chmod(0o600)


def _check_existing(path: Path) -> None:
    if not stat.S_ISREG(path.lstat().st_mode):
        raise _unusable(path, _("it is no ordinary file"))
    if path.lstat().st_uid == os.geteuid() and not os.access(path, os.R_OK | os.W_OK):
        raise _unusable(path, os.strerror(errno.EACCES))


def _unusable(path: Path, reason: str | None) -> StoreError:
    return StoreError(
        _("Store"),
        _("{path} cannot be used: {reason}").format(path=path, reason=reason),
        _("It must be an ordinary file that you may read and write."),
    )


def _make_private(path: Path) -> None:
    found = path.lstat()
    if found.st_uid != os.geteuid():
        raise StoreError(
            _("Store"),
            _("{path} belongs to another user").format(path=path),
            _("Use a folder of your own: set AGENT_CONSOLE_HOME, or move that file away."),
        )
    if stat.S_IMODE(found.st_mode) & 0o077:
        path.chmod(0o600)
        if stat.S_IMODE(path.lstat().st_mode) & 0o077:
            raise StoreError(
                _("Store"),
                _("{path} cannot be kept private on this disk").format(path=path),
                _("Put the store on a disk with Unix permissions: set AGENT_CONSOLE_HOME."),
            )


def refuse_network(folder: Path, mounts: Path = _MOUNTS) -> None:
    """Raise StoreError when ``folder`` lies on a network file system (WAL needs shared memory)."""
    kind = file_system(folder, mounts)
    if kind in _NETWORK or (kind.startswith("fuse.") and kind not in _LOCAL_FUSE):
        raise StoreError(
            _("Store"),
            _("{path} lies on a network drive ({kind}), where a store can be damaged").format(
                path=folder, kind=kind
            ),
            _("Put the store on a disk of this machine: set AGENT_CONSOLE_HOME."),
        )


def file_system(folder: Path, mounts: Path = _MOUNTS) -> str:
    """Return the type of the file system of ``folder`` (proc(5), mounts), "" where unknown."""
    target = str(folder.resolve())
    best, kind = -1, ""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    for line in lines:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = _unescape(fields[1]).rstrip("/")
        inside = target == point or target.startswith(point + "/")
        if inside and len(point) >= best:
            best, kind = len(point), fields[2]
    return kind


def _unescape(text: str) -> str:
    for code, char in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(code, char)
    return text
