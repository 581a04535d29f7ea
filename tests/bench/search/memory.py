"""The memory of this process. Standard library alone: it is read in the environment of the other engines as well."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

_STATM = Path("/proc/self/statm")
_MEGABYTE = 1 << 20


def resident_megabytes() -> float:
    """The resident set in megabytes (2^20 bytes); where the system does not tell, the largest so far."""
    if _STATM.exists():
        return int(_STATM.read_text("ascii").split()[1]) * resource.getpagesize() / _MEGABYTE
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return largest / _MEGABYTE if sys.platform == "darwin" else largest / 1024
