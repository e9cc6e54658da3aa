"""Children of windows as forks of one process that has imported Paperdesk already.

Importing takes most of the time of a child, and every window of a test starts one or two. A child
is a process as otherwise, with a launcher in between: the window starts and kills the launcher, the
child ends as soon as its launcher does. Run as a program, this is the process that forks.
"""

from __future__ import annotations

import io
import marshal
import os
import signal
import socket
import subprocess
import sys
import threading
import uuid
from pathlib import Path
from select import select
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

CAN_FORK = sys.platform.startswith("linux")
_LAUNCHER = """#!{python} -IS
import _socket, marshal, os, sys
with_server = _socket.socket(_socket.AF_UNIX, _socket.SOCK_STREAM)
with_server.connect({address!r})
order = marshal.dumps((sys.argv, dict(os.environ), os.getcwd()))
fds = b"".join(fd.to_bytes(4, sys.byteorder) for fd in (0, 1, 2))
size = len(order).to_bytes(4, "big")
with_server.sendmsg([size], [(_socket.SOL_SOCKET, _socket.SCM_RIGHTS, fds)])
while order:
    order = order[with_server.send(order) :]
code = with_server.recv(1)
os._exit(code[0] if code else 1)
"""


def launcher(folder: Path) -> Iterator[Path]:
    """Yields the program to start in place of Python; the process that forks ends afterwards."""
    name, program = f"paperdesk-{uuid.uuid4()}", folder / "launcher"
    program.write_text(_LAUNCHER.format(python=sys.executable, address=f"\0{name}"), "utf-8")
    program.chmod(0o700)
    with subprocess.Popen(
        [sys.executable, "-m", __name__, name],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == b"ready\n"
        yield program


def main(name: str) -> None:
    """Fork a child for every launcher that connects, until standard input ends."""
    from importlib import import_module

    from paperdesk.arguments import VERBS

    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(f"\0{name}")
        listener.listen(64)
        for module in sorted(set(VERBS.values())):
            import_module(f"paperdesk.cli.{module}")
        signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system forgets children that ended
        print("ready", flush=True)
        while listener in select([listener, sys.stdin], [], [])[0]:
            connection, _ = listener.accept()
            if os.fork() == 0:
                listener.close()
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                _run(connection)
            connection.close()


def _run(connection: socket.socket) -> None:
    length, fds, _, _ = socket.recv_fds(connection, 4, 3)
    order = b""
    while len(order) < int.from_bytes(length, "big"):
        order += connection.recv(1 << 16)
    arguments, environment, folder = marshal.loads(order)
    for number, fd in enumerate(fds):
        os.dup2(fd, number)
        os.close(fd)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - for good
    sys.stdout, sys.stderr = _unbuffered(1), _unbuffered(2)
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(folder)
    threading.Thread(target=_end_with, args=(connection,), daemon=True).start()
    sys.argv = ["paperdesk", *arguments[3:]]  # after `-m paperdesk`
    code = 1
    try:
        from paperdesk.__main__ import main

        code = main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:
        sys.excepthook(*sys.exc_info())
    connection.send(bytes([code & 0xFF]))
    os._exit(code)


def _unbuffered(fd: int) -> io.TextIOWrapper:
    """A standard stream, as Python opens it for children of the window."""
    raw = open(fd, "wb", buffering=0, closefd=False)  # noqa: SIM115 - for good
    return io.TextIOWrapper(raw, "utf-8", "backslashreplace", write_through=True)  # type: ignore[arg-type]


def _end_with(connection: socket.socket) -> None:
    """Kill this process when its launcher has ended."""
    connection.recv(1)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(sys.argv[1])
