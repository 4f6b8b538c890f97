"""The measurement of delegations says what it found, or that it was skipped."""

import json
import os
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT


def test_without_the_real_documents_one_line_says_so(tmp_path: Path) -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.delegations"],
        env={**os.environ, "DIRECTIVES_SHARED": str(tmp_path)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert json.loads(printed)["skipped"]
