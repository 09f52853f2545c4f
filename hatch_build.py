"""What a wheel needs beside the sources: the built files of the pages, the tables of places, the English."""

import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]
    """Build the files of the pages when they are out of date, and refuse to leave the English out."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - signature of hatchling
        """Run before the files are gathered; a developer's environment reads them where they are."""
        if version == "editable":
            return
        root = Path(self.root)
        subprocess.run([str(root / "tools/frontend")], check=True)  # noqa: S603 - our own program
        sources = sorted((root / "src/kotaham").rglob("locale/*/LC_MESSAGES/*.po"))
        missing = [str(file.relative_to(root)) for file in sources if not file.with_suffix(".mo").exists()]
        if missing:
            raise RuntimeError(f"not compiled: {', '.join(missing)}. Run tools/assets, then build again.")
