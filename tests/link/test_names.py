"""The browser, the extension and the helper mean the same thing by the same names."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from helper.link import names
from helper.link.caller import StrangerError, identify

EXTENSION = Path(__file__).parents[2] / "extension"
ORIGIN = f"chrome-extension://{names.CHROMIUM_IDS[0]}/"


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((EXTENSION / "manifest.json").read_text("utf-8"))
    return loaded


def test_the_key_in_the_manifest_gives_our_chromium_id(manifest: dict[str, Any]) -> None:
    digest = hashlib.sha256(base64.b64decode(manifest["key"])).hexdigest()[:32]
    id = "".join(chr(ord("a") + int(digit, 16)) for digit in digest)

    assert id in names.CHROMIUM_IDS


def test_the_manifest_s_firefox_id_is_ours(manifest: dict[str, Any]) -> None:
    assert manifest["browser_specific_settings"]["gecko"]["id"] == names.FIREFOX_ID


def test_the_extension_asks_for_our_host() -> None:
    worker = "".join(path.read_text("utf-8") for path in (EXTENSION / "src/worker").glob("*.ts"))

    assert f'"{names.HOST_NAME}"' in worker


@pytest.mark.parametrize(
    "arguments",
    [[ORIGIN], [ORIGIN, "--parent-window=0"], ["--parent-window=6", ORIGIN]],
)
def test_chromium_names_its_extension_s_origin(arguments: list[str]) -> None:
    caller = identify(arguments)

    assert (caller.family, caller.origin) == ("chromium", ORIGIN.rstrip("/"))


def test_firefox_names_the_add_on_but_not_its_origin() -> None:
    caller = identify(["/home/a/.mozilla/native-messaging-hosts/x.json", names.FIREFOX_ID])

    assert (caller.family, caller.origin) == ("firefox", None)


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        [""],
        [ORIGIN.rstrip("/")],
        [ORIGIN + "/"],
        [ORIGIN + "x"],
        [ORIGIN.upper()],
        [" " + ORIGIN],
        [ORIGIN, ORIGIN],
        ["chrome-extension://abcdefghijklmnopabcdefghijklmnop/"],
        ["chrome-extension:///"],
        ["/"],
        ["moz-extension://12345678-90ab-cdef-1234-567890abcdef/"],
        [names.FIREFOX_ID],
        ["manifest.json", "other@example.org"],
        ["manifest.json", names.FIREFOX_ID, "more"],
        ["manifest.json", names.FIREFOX_ID + "\n"],
        ["--parent-window=0"],
        ["--help"],
    ],
)
def test_anyone_else_is_a_stranger(arguments: list[str]) -> None:
    with pytest.raises(StrangerError):
        identify(arguments)
