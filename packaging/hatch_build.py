"""Puts the rules, and the built browser extension when there is one, into the wheel.

`pip install .` has to work on a computer without Node, so the extension is optional: with
`extension/dist` built it travels as `helper/_extension`; without it the wheel is complete
but for the extension, and the build says so.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

RULES = Path("rules")
BUILT = Path("extension", "dist")


class WheelBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds what lies outside `helper/` in a clone and inside it in a wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add both folders to `build_data["force_include"]`.

        Args:
            version: "standard", or "editable": an editable install reads the clone itself,
                and a copy of the rules beside it would go stale.
            build_data: what hatchling passes from hook to hook.
        """
        if version == "editable":
            return
        clone = Path(self.root)
        build_data["force_include"][str(clone / RULES)] = "helper/_rules"
        if (clone / BUILT / "manifest.json").is_file():
            build_data["force_include"][str(clone / BUILT)] = "helper/_extension"
        else:
            self.app.display_info(
                f"{BUILT.as_posix()} is not built: this wheel carries the helper and the rules, "
                "not the browser extension. `make package` builds both."
            )
