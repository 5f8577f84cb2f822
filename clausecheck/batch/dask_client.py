"""A Dask cluster, of this machine or at an address → an executor that ``runner.work`` hands tasks to.

Whatever happens out there comes back as a failed result (the task killed its workers, again and again) or as
``Stopped``: nothing is lost in silence, and nobody waits for ever.
"""

from __future__ import annotations

import logging
import pickle
import re
import signal
import socket
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from traceback import walk_tb
from typing import TYPE_CHECKING, TypeVar, cast
from uuid import uuid4

from clausecheck.batch.tasks import Result, Task
from clausecheck.batch.worker import REPRINT, cause
from clausecheck.errors import ClausecheckError, Stopped, UsageError
from clausecheck.model import Failed, Problem, RulePack

if TYPE_CHECKING:
    from distributed import Client, LocalCluster
    from distributed import Future as Distant

    from clausecheck.batch.dask_worker import Rules

PATIENCE = 10.0  # seconds in which a scheduler must answer, and have a worker
LOOK = 2.0  # seconds after which its workers are counted again
ALONE = 60.0  # seconds without any worker after which a run stops
KILLS = 3  # workers that a document may take with it before it is given up
AGAIN = "run the same command again to go on: what was done is kept"

# The pages and numbers that Dask serves are left out; the port for them stays on this machine, and is empty.
# A worker gets the next task when it has done one: those that wait on a killed worker would count as killers.
_OURS = {
    "distributed.scheduler.http.routes": [],
    "distributed.worker.http.routes": [],
    "distributed.scheduler.worker-saturation": 1.0,
    "distributed.scheduler.allowed-failures": KILLS - 1,
}
_ALL = {
    "logging": dict.fromkeys(("distributed", "distributed.client", "tornado", "asyncio"), "critical"),
    "distributed.comm.timeouts.connect": PATIENCE,
}

Read = Callable[[Task], Result]
T = TypeVar("T")


@contextmanager
def cluster(packs: tuple[RulePack, ...], jobs: int, address: str = "") -> Iterator[tuple[Far, Read]]:
    """An executor, and what it is to run. ``address``: of a scheduler; "": processes of this machine.

    Raises:
        UsageError: Dask is not installed, or there is no scheduler or no worker that could do the work.
    """
    with ExitStack() as stack:
        client = stack.enter_context(_connected(jobs, address))
        from clausecheck.batch import dask_worker

        rules = dask_worker.Rules(packs)
        _prepare(client, rules, address)
        far = Far(client)
        stack.callback(_leave, client, far, rules)
        yield far, partial(dask_worker.read, dask_worker.what())


class Far(Executor):
    """Hands tasks to the workers; what may happen to them comes back as a result or as ``Stopped``."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._held: dict[str, Distant] = {}
        self._width, self._looked, self._seen = 0, 0.0, time.monotonic()  # when there was a worker last

    def submit(self, fn: Callable[..., T], /, *args: object, **_: object) -> Future[T]:
        """As of any executor, with a ``Task`` as the last argument."""
        from clausecheck.batch.dask_worker import call

        here: Future[T] = Future()
        key = f"clausecheck-{uuid4().hex}"
        try:
            there = self._client.submit(call, pickle.dumps((fn, args)), key=key, pure=False)
        except Exception as error:  # the connection is closed, and Dask has many words for that
            raise _lost(error) from error
        self._held[key] = there  # or the scheduler forgets it
        there.add_done_callback(partial(self._settle, here, cast("Task", args[-1])))
        return here

    def width(self) -> int:
        """Documents that the cluster reads at a time, now.

        Raises:
            Stopped: it has had no worker for a minute.
        """
        now = time.monotonic()
        if now - self._looked > LOOK:
            with suppress(Exception):  # a lost scheduler is told by what it was to do
                self._width = sum(self._client.nthreads().values())
            self._looked = time.monotonic()
        if self._width:
            self._seen = now
        elif now - self._seen > ALONE:
            raise Stopped("the cluster has no workers any more", f"start workers, and {AGAIN}")
        return self._width or 1

    def drop(self) -> None:
        """Take back all that is not done."""
        with suppress(Exception):  # where the scheduler is gone there is nothing to take back
            self._client.cancel(list(self._held.values()), force=True)
        self._held.clear()

    def _settle(self, here: Future[T], task: Task, there: Distant) -> None:
        self._held.pop(there.key, None)
        if not here.set_running_or_notify_cancel():
            return
        try:
            here.set_result(there.result())
        except BaseException as error:
            settle(here, task, error)


def settle(here: Future[T], task: Task, error: BaseException) -> None:
    """Tell what a lost task means: a killer fails, everything else stops the run."""
    if type(error).__name__ == "KilledWorker":
        here.set_result(_killer(task, 1 + getattr(error, "allowed_failures", 0)))  # type: ignore[arg-type]
    elif isinstance(error, ClausecheckError):
        here.set_exception(error)
    else:
        here.set_exception(_lost(error))


def _killer(task: Task, killed: int) -> Result:
    from clausecheck.batch import rows

    message = f"The {killed} workers that read it were killed, one after the other"
    failed = Failed(task.name, Problem("crashed", message, REPRINT))
    return Result(task.id, rows.columns(failed, task.aim.limits), attempts=killed)


_GONE = frozenset(
    ("CommClosedError", "FutureCancelledError", "FuturesCancelledError", "ConnectionResetError")
)


def _lost(error: BaseException) -> Stopped:
    names = {kind.__name__ for kind in type(error).__mro__} | {type(error.__cause__).__name__}
    if isinstance(error, CancelledError | ConnectionError) or names & _GONE:
        return Stopped("the scheduler is gone, or dropped the work", f"see to it, and {AGAIN}")
    if isinstance(error, ImportError | AttributeError):
        hint = f"install the same clausecheck on all of them, and {AGAIN}"
        return Stopped(f"a worker cannot run this clausecheck ({cause(error)})", hint)
    return Stopped(f"the cluster could not do the work ({cause(error)})", f"see to it, and {AGAIN}")


def installed() -> None:
    """See to it that Dask is there, without the half second that its import takes.

    Raises:
        UsageError: it is not.
    """
    from importlib.util import find_spec

    if find_spec("distributed") is None:
        hint = 'install it: pip install "clausecheck[dask]"'
        raise UsageError("--engine dask needs a library that is not installed", hint)


@contextmanager
def _connected(jobs: int, address: str) -> Iterator[Client]:
    installed()
    if address:
        _knock(address)
    import dask

    settings = dask.config.set({**_ALL, **({} if address else _OURS)})  # before it says a word
    import distributed

    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with settings, ExitStack() as stack:
        try:
            where = address or stack.enter_context(_local(jobs))
            client = stack.enter_context(
                distributed.Client(where, timeout=PATIENCE, set_as_default=False, name="clausecheck")
            )
        except Exception as error:  # no scheduler, wrong certificates, other versions
            for frame, _ in walk_tb(error.__traceback__):
                half = frame.f_locals.get("self")
                if isinstance(half, distributed.Client):
                    half.status = "closed"  # or it tries to close for 20 seconds, and then complains
            raise _unreachable(cause(error), address) from error
        yield client


def _local(jobs: int) -> LocalCluster:
    """Processes of this machine, which nobody else may talk to: not even its other users."""
    from distributed import LocalCluster

    with _held_back(signal.SIGINT):
        return LocalCluster(
            n_workers=jobs,
            threads_per_worker=1,
            host="127.0.0.1",
            protocol="tls://",
            security=True,  # certificates that live as long as the run
            dashboard_address="127.0.0.1:0",
            memory_limit=0,  # each child has its own limit
            silence_logs=logging.CRITICAL,
        )


@contextmanager
def _held_back(number: signal.Signals) -> Iterator[None]:
    """A signal comes a little later here, and never to threads and processes that are started meanwhile.

    Ctrl-C reaches all processes of a terminal; the workers' complaints would bury our own words.
    """
    if sys.platform == "win32":
        yield
        return
    from multiprocessing.resource_tracker import ensure_running

    ensure_running()  # its start would end the holding back
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {number})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _knock(address: str) -> None:
    """Dask itself says of every wrong address, after half a minute, that there was no answer."""
    match = re.fullmatch(r"(tcp|tls)://(\[[0-9A-Fa-f:.]+\]|[^\s/:@\[\]]+):(\d{1,5})/?", address)
    if match is None:
        raise UsageError("this is no address of a scheduler", "for example: tcp://10.0.0.5:8786", address)
    try:
        with socket.create_connection((match[2].strip("[]"), int(match[3])), PATIENCE) as plug:
            if match[1] == "tcp" and not plug.recv(1):  # a scheduler speaks first
                raise OSError("it hung up")
    except (OSError, OverflowError, UnicodeError) as error:
        raise _unreachable(str(getattr(error, "strerror", None) or error), address) from error


def _unreachable(why: str, address: str) -> UsageError:
    if not address:
        return UsageError(f"no cluster could be started here ({why})", "leave out --engine dask")
    hint = (
        "see that `dask scheduler` runs there, and that the address is the one it prints (tcp:// or tls://)"
    )
    return UsageError(f"no Dask scheduler answers there ({why})", hint, address)


def _prepare(client: Client, rules: Rules, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except Exception as error:
        hint = f"start some: dask worker {address}" if address else "leave out --engine dask"
        raise UsageError("this scheduler has no workers", hint, address) from error
    try:
        client.register_plugin(rules)
    except ClausecheckError as error:
        raise UsageError(error.message, error.hint, address) from error
    except Exception as error:
        lost = _lost(error)
        raise UsageError(lost.message, lost.hint, address) from error


def _leave(client: Client, far: Far, rules: Rules) -> None:
    far.drop()
    with suppress(Exception):  # the scheduler may be gone
        client.unregister_worker_plugin(rules.name)
