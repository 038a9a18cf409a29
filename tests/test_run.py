"""`make run` where no browser can be opened: it serves the try-out page and says how to go on."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NODE = shutil.which("node") or "node"
RUN = [NODE, str(ROOT / "extension/tools/run.mjs"), "--python", sys.executable]
PATIENCE = 60


@contextmanager
def running(*words: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The tool without a screen, and what it has said by the time it waits."""
    environment = {k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")}
    command = [*RUN, *words]
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            said = ""
            for line in process.stdout:
                said += line
                if "Press Ctrl+C to end." in line:
                    break
            yield process, said
        finally:
            process.terminate()
            process.wait(PATIENCE)


def get(address: str, token: str | None = None) -> bytes:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    request = urllib.request.Request(address, headers=headers)  # noqa: S310
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
        body: bytes = answer.read()
        return body


@pytest.fixture(scope="module")
def built() -> None:
    assert (ROOT / "extension/dist/manifest.json").is_file(), (
        "build the extension first: make build"
    )


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can be without a screen")
def test_without_a_screen_it_serves_the_page_and_prints_an_address_that_works(built: None) -> None:
    with running() as (process, said):
        assert said.startswith("There is no screen here")
        found = re.search(r"(http://127\.0\.0\.1:\d+)/tryout#token=(\S+)", said)
        assert found is not None, said
        origin, token = found.groups()
        assert b"Try PostCheck" in get(f"{origin}/tryout")
        assert get(f"{origin}/tryout/tryout.js") != b""
        assert json.loads(get(f"{origin}/v1/health", token))["status"] == "ok"
        assert "register" in said
        assert "about:debugging" in said
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) == 0
        with pytest.raises(urllib.error.URLError):
            get(f"{origin}/tryout")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_killed_outright_it_leaves_no_helper_behind(built: None) -> None:
    with running("--no-browser") as (process, said):
        found = re.search(r"(http://127\.0\.0\.1:\d+)/tryout#token=(\S+)", said)
        assert found is not None, said
        origin, _ = found.groups()
        process.kill()
        process.wait(PATIENCE)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                get(f"{origin}/tryout")
            except (urllib.error.URLError, ConnectionError):
                return
        pytest.fail("the helper runs on without the tool that started it")


def test_asked_to_open_no_browser_it_says_so(built: None) -> None:
    with running("--no-browser") as (_, said):
        assert said.startswith("No browser was opened, as you asked.")


def test_a_browser_nobody_knows_is_named_with_the_ones_that_are_known() -> None:
    done = subprocess.run(
        [*RUN, "--browser", "netscape"],
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr == (
        'There is no browser called "netscape" here. '
        "Choose one of: chromium, chrome, edge, firefox.\n"
    )
