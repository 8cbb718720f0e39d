"""Prints the closing line of bin/test: the tests of all runs and the checks, counted together."""

import sys
from pathlib import Path
from xml.etree import ElementTree as ET


def count_run(report: Path) -> tuple[int, int, int]:
    """Passed, failed and skipped of one run of pytest."""
    suites = ET.parse(report).getroot().iter("testsuite")  # noqa: S314 - pytest wrote it a moment ago
    passed = failed = skipped = 0
    for suite in suites:
        broken = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        left_out = int(suite.get("skipped", 0))
        passed += int(suite.get("tests", 0)) - broken - left_out
        failed += broken
        skipped += left_out
    return passed, failed, skipped


def main() -> None:
    """Add up the reports in a folder; a part that failed without a failed test counts as one."""
    folder, failed_parts = Path(sys.argv[1]), sys.argv[2].split()
    passed = failed = skipped = 0
    for report in sorted(folder.glob("*.xml")):
        counts = count_run(report)
        passed, failed, skipped = passed + counts[0], failed + counts[1], skipped + counts[2]
        if counts[1] and report.stem in failed_parts:
            failed_parts.remove(report.stem)
    if (checks := folder / "checks").exists():
        lines = checks.read_text().split()
        passed, failed = passed + lines.count("ok"), failed + lines.count("failed")
        if "failed" in lines and "checks" in failed_parts:
            failed_parts.remove("checks")
    failed += len(failed_parts)
    tail = f", {skipped} skipped" if skipped else ""
    print(f"{passed} passed, {failed} failed{tail}")


if __name__ == "__main__":
    main()
