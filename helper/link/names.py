"""The names by which browsers know us; extension/manifest.json holds the same (a test compares)."""

from __future__ import annotations

HOST_NAME = "app.postcheck.helper"
DESCRIPTION = "PostCheck: reads a draft on this computer and says what the policy says about it."

# Chromium derives an extension's id from the public key in its manifest.
CHROMIUM_IDS = ("idhnnfgicaliaeobhmcgfiholmdhhdgc",)
FIREFOX_ID = "postcheck@postcheck.app"

CHROMIUM_ORIGINS = tuple(f"chrome-extension://{each}" for each in CHROMIUM_IDS)
