"""A rules folder in, always its newest good rulebook out, while the helper runs."""

from __future__ import annotations

import threading
from pathlib import Path

from helper.engine.book import Rulebook
from helper.rulebook.load import files_in, load
from helper.rulebook.problems import Problem, RulebookError

Signature = tuple[tuple[str, int, int, int], ...]


class Watcher:
    """Keeps a rulebook fresh in a daemon thread.

    A change is taken up once the files have stood still for one look. When the new rules are
    broken, the last good ones stay in force and `problems` says what is wrong.

    Args:
        path: the rules folder.
        interval: seconds between two looks at the files.

    Raises:
        RulebookError: the rules cannot be used even at the start.
    """

    def __init__(self, path: Path, interval: float = 1.0) -> None:
        self._path = path
        self._interval = interval
        self._tried = _signature(path)
        self._current = load(path)
        self._problems: tuple[Problem, ...] = ()
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="rules-watcher", daemon=True)
        self._thread.start()

    @property
    def current(self) -> Rulebook:
        """The last good rulebook."""
        return self._current

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Why the newest files were refused; empty when they are in force."""
        return self._problems

    def close(self) -> None:
        """Stop watching and wait for the thread."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        last_seen = self._tried
        while not self._stop.wait(self._interval):
            seen = _signature(self._path)
            if seen == last_seen and seen != self._tried:
                self._take_up(seen)
            last_seen = seen

    def _take_up(self, signature: Signature) -> None:
        self._tried = signature
        try:
            self._current = load(self._path)
        except RulebookError as error:
            self._problems = error.problems
        except OSError as error:
            self._problems = (
                Problem(str(self._path), 1, 1, f"cannot be read ({error.strerror})", "look again"),
            )
        else:
            self._problems = ()


def _signature(path: Path) -> Signature:
    """Name, size, time and inode of every file; a file that is just going away is left out."""
    found = []
    try:
        files = files_in(path)
    except OSError:
        return ()
    for name, file in files.items():
        try:
            stat = file.stat()
        except OSError:
            continue
        found.append((name, stat.st_size, stat.st_mtime_ns, stat.st_ino))
    return tuple(found)
