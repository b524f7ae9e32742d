"""A server for writing at work, in a process of its own."""

import contextlib
import queue
import socket
import subprocess
import sys
import threading
from pathlib import Path
from time import monotonic
from urllib.request import urlopen

from tests.builders import REPOSITORY


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until_it_listens(address: tuple[str, int], seconds: float = 90) -> None:
    """Try to connect to a server until it can be done."""
    end = monotonic() + seconds
    while monotonic() < end:
        with contextlib.suppress(OSError), socket.create_connection(address, timeout=seconds):
            return
    raise AssertionError("the server does not listen")


class Served:
    """A server in a process of its own, and the lines it prints."""

    def __init__(self, root: Path) -> None:
        self.address = ("127.0.0.1", port := free_port())
        self.url = f"http://127.0.0.1:{port}/"
        program = (
            # A process begun in the background of a shell ignores interrupts, and hands that on to its children.
            "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
            "import sys; from pathlib import Path; from livingsurvey.build.server import serve\n"
            "serve(Path(sys.argv[1]), int(sys.argv[2]), lambda line: print(line, flush=True))"
        )
        command = [sys.executable, "-c", program, str(root), str(port)]
        self.process = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True)
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line)

    def until(self, start: str, seconds: float = 90) -> str:
        """The next line that starts so."""
        while not (line := self.lines.get(timeout=seconds)).startswith(start):
            pass
        return line

    def wait_until_it_listens(self, seconds: float = 90) -> None:
        """Try to connect until it can be done."""
        wait_until_it_listens(self.address, seconds)

    def get(self, path: str) -> str:
        with urlopen(self.url + path, timeout=90) as answer:
            return str(answer.read().decode())


def save_until_built(served: Served, path: Path, text: str) -> None:
    """Save a file, again if need be, until all is built: the server looks at files only now and then."""
    for attempt in range(30):
        path.write_text(text + "\n" * attempt)
        try:
            served.until("Built what changed", seconds=4)
        except queue.Empty:
            continue
        return
    raise AssertionError("the server did not build")
