"""Work on many items in several processes: results in the order of the items, a few items ahead, each with a time limit.

A worker is a process of its own that reads items from its standard input and ends when that
closes, so none outlives a killed parent; one that hangs or dies costs its item only. The pools of
the standard library can do neither.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import IO, TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future
    from subprocess import Popen

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")

AHEAD = 8
"""Items a worker may be ahead of the one whose result is waited for: bounds the memory for results."""


class WorkerError(Exception):
    """A worker did not bring a result: it took too long, or died; the message says which."""


def in_order(
    items: Iterable[Item],
    work: Callable[[Item], Outcome],
    jobs: int = 1,
    timeout: float | None = None,
    tidy: Callable[[Item, int], None] = lambda item, process: None,
) -> Iterator[tuple[Item, Outcome | WorkerError]]:
    """`work` done on each of `items`, in their order: here, or in `jobs` processes if there are more than one or a `timeout` in seconds.

    `work`, items and outcomes must be picklable. `tidy(item, process)` is called after a worker with
    this process number was ended over an item.
    """
    if jobs == 1 and timeout is None:
        for item in items:
            yield item, work(item)
        return
    import queue
    from concurrent.futures import ThreadPoolExecutor

    idle: queue.SimpleQueue[Worker] = queue.SimpleQueue()
    workers = [Worker(work, timeout, tidy) for _ in range(jobs)]
    for worker in workers:
        idle.put(worker)

    def ask(item: Item) -> Any:
        worker = idle.get()
        try:
            return worker.ask(item)
        finally:
            idle.put(worker)

    waiting: deque[tuple[Item, Future[Any]]] = deque()
    threads = ThreadPoolExecutor(jobs)
    try:
        for item in items:
            waiting.append((item, threads.submit(ask, item)))
            if len(waiting) >= jobs * AHEAD:
                first, future = waiting.popleft()
                yield first, future.result()
        while waiting:
            first, future = waiting.popleft()
            yield first, future.result()
    finally:
        for _, future in waiting:
            future.cancel()
        for worker in workers:
            worker.stop()
        threads.shutdown()
        for worker in workers:
            worker.close()


class Worker:
    """One process, started when it gets its first item and again when it was ended."""

    def __init__(self, work: Callable[[Any], Any], timeout: float | None, tidy: Callable[[Any, int], None]) -> None:
        self.work = work
        self.timeout = timeout
        self.tidy = tidy
        self.process: Popen[bytes] | None = None
        self.stopped = False

    def ask(self, item: Any) -> Any:
        from threading import Timer

        if self.stopped:
            return WorkerError("interrupted")
        process = self.process or self.start()
        assert process.stdin
        assert process.stdout
        fired: list[bool] = []

        def end() -> None:
            fired.append(True)
            process.kill()

        late = Timer(self.timeout, end) if self.timeout is not None else None
        try:
            pickle.dump(item, process.stdin)
            process.stdin.flush()
            if late:
                late.start()
            return pickle.load(process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            code = self.close()
            self.tidy(item, process.pid)
            if fired:
                return WorkerError(f"not done after {self.timeout:g} s")
            return WorkerError("interrupted" if self.stopped else f"the process that cleaned it died ({_cause(code)})")
        finally:
            if late:
                late.cancel()

    def start(self) -> Popen[bytes]:
        from subprocess import PIPE, Popen

        root = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
        paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
        # -P: modules of the folder the user stands in must not be taken for ours
        command = [sys.executable, "-P", "-c", "from cleaner.workers import serve; serve()"]
        self.process = Popen(command, stdin=PIPE, stdout=PIPE, env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)})
        assert self.process.stdin
        pickle.dump(self.work, self.process.stdin)
        return self.process

    def stop(self) -> None:
        """End the process; what it was writing stays as it was, and its temporary file is removed."""
        self.stopped = True
        if self.process is not None:
            self.process.kill()

    def close(self) -> int:
        """Wait for the process to end, and return its exit code."""
        process, self.process = self.process, None
        if process is None:
            return 0
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with contextlib.suppress(OSError):
                if pipe:
                    pipe.close()
        return process.wait()


def _cause(code: int) -> str:
    try:
        return signal.Signals(-code).name if code < 0 else f"exit code {code}"
    except ValueError:
        return f"signal {-code}"


def serve() -> None:
    """The life of a worker: the work, then item after item, until standard input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to all; the parent decides
    source = os.fdopen(os.dup(0), "rb")
    replies: IO[bytes] = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing else may stand between the replies
    try:
        work = pickle.load(source)
        while True:
            item = pickle.load(source)
            pickle.dump(work(item), replies)
            replies.flush()
    except (EOFError, BrokenPipeError):
        pass
