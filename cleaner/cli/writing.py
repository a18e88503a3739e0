"""Write a file whole or not at all, whatever happens meanwhile."""

from __future__ import annotations

import contextlib
import itertools
import os
import stat
import sys
import time
import zlib

from cleaner.regex import regex

HOST = f"{zlib.crc32(os.uname().nodename.encode() if hasattr(os, 'uname') else b''):08x}"
TEMPORARY = regex(r"\.cleanfiles-([0-9a-f]{8})-(\d+)-\d+\.tmp\Z")
"""Host, process, number. The name is short: that of the file may fill the 255 bytes there are. The host is there
because process numbers say nothing about the processes of another machine that shares the folder."""
STALE = 86_400
"""Seconds after which a temporary file of another machine is taken for a leftover."""
NUMBERS = itertools.count()
NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

_swept: set[str] = set()


KINDS = {stat.S_IFIFO: "a FIFO", stat.S_IFSOCK: "a socket", stat.S_IFDIR: "a folder"}


class WriteError(Exception):
    """A file that could not be written and is as it was; the message says why."""


def read(path: str) -> tuple[bytes, os.stat_result]:
    """The bytes of a regular file, and its state when they were read. Raises `OSError`; a FIFO would make us wait for ever."""
    state = os.stat(path)
    if not stat.S_ISREG(state.st_mode):
        raise OSError(0, f"{KINDS.get(stat.S_IFMT(state.st_mode), 'a device')}, not a regular file")
    with open(path, "rb") as file:
        return file.read(), os.fstat(file.fileno())


def write(path: str, data: bytes, seen: os.stat_result | None = None) -> bool:
    """Make `data` the content of the file at `path`; False if it was so already, and then nothing is touched.

    `seen` is the state of the file when it was read: if it has changed meanwhile it is not
    overwritten. The file is written under another name in its own folder, synced, given the mode
    and owner of the original, and renamed; a link's target is replaced, not the link. Of several
    hard links only this name gets the new content. Raises `WriteError`.
    """
    real = os.path.realpath(path)
    folder = os.path.dirname(real)
    try:
        old = _state(real)
        if old is not None and old.st_size == len(data):
            with open(real, "rb") as file:
                if file.read() == data:
                    return False
        if old is None:
            os.makedirs(folder, exist_ok=True)
        elif not os.access(real, os.W_OK):
            raise WriteError("it is read-only")
        _replace(real, folder, data, old, seen)
    except OSError as error:
        raise WriteError(error.strerror or str(error)) from None
    return True


def _state(path: str) -> os.stat_result | None:
    try:
        state = os.stat(path)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(state.st_mode):
        raise WriteError("it is not a regular file")
    return state


def _replace(path: str, folder: str, data: bytes, old: os.stat_result | None, seen: os.stat_result | None) -> None:
    temporary = ""
    try:
        while True:
            temporary = os.path.join(folder, f".cleanfiles-{HOST}-{os.getpid()}-{next(NUMBERS)}.tmp")
            try:
                # not through a link that somebody planted under this name
                descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | NO_FOLLOW, 0o666 if old is None else 0o600)
                break
            except FileExistsError:
                temporary = ""
        with open(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            if old is not None:
                _make_like(file.fileno(), path, old)
            os.fsync(file.fileno())
        now = _state(path)
        if seen is not None and (now is None or _mark(now) != _mark(seen)):
            raise WriteError("it was changed by another program meanwhile")
        os.replace(temporary, path)
        temporary = ""
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
    _sync(folder)


def _mark(state: os.stat_result) -> tuple[int, int, int, int]:
    return state.st_dev, state.st_ino, state.st_size, state.st_mtime_ns


def _make_like(descriptor: int, path: str, old: os.stat_result) -> None:
    """Owner, extended attributes and mode of the original; the mode last, for a change of owner clears bits of it."""
    if hasattr(os, "fchown"):
        now = os.fstat(descriptor)
        if (now.st_uid, now.st_gid) != (old.st_uid, old.st_gid):
            try:
                os.fchown(descriptor, old.st_uid, old.st_gid)
            except PermissionError:
                raise WriteError("its owner is another, and a new file cannot be given to them") from None
    if hasattr(os, "listxattr"):
        with contextlib.suppress(OSError):
            for name in os.listxattr(path):
                with contextlib.suppress(OSError):
                    os.setxattr(descriptor, name, os.getxattr(path, name))
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, stat.S_IMODE(old.st_mode))


def _sync(folder: str) -> None:
    """Make the new name last through a power cut; some file systems cannot, and the file is whole either way."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sweep(folder: str) -> None:
    """Remove the temporary files that killed processes left in `folder`; once for each folder."""
    folder = os.path.realpath(folder)
    if folder in _swept:
        return
    _swept.add(folder)
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = TEMPORARY.match(entry.name)
            if found:
                with contextlib.suppress(OSError):
                    mine = found[1] == HOST and not _is_alive(int(found[2]))
                    if mine or time.time() - entry.stat(follow_symlinks=False).st_mtime > STALE:
                        os.unlink(entry.path)


def remove_of(process: int, folder: str) -> None:
    """Remove what the process of this number left in `folder`, when it is known to have ended."""
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            found = TEMPORARY.match(entry.name)
            if found and found[1] == HOST and int(found[2]) == process:
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)


def _is_alive(process: int) -> bool:
    if sys.platform == "win32":  # signal 0 would end it there
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
