"""A token bucket, so that a page gone wild cannot keep the computer busy."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from helper.settings import Rate


class Bucket:
    """Serves `rate.burst` requests at once and `rate.per_second` in the long run; thread-safe."""

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._clock = clock
        self._level = float(rate.burst)
        self._seen = clock()
        self._lock = threading.Lock()

    def take(self) -> bool:
        """Whether one more request may be served now."""
        with self._lock:
            now = self._clock()
            earned = (now - self._seen) * self._rate.per_second
            self._level = min(float(self._rate.burst), self._level + earned)
            self._seen = now
            if self._level < 1:
                return False
            self._level -= 1
            return True
