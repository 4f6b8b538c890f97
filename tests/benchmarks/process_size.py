"""How large a running process and its children are, read from the system (Linux)."""

from pathlib import Path


def processes_of(pid: int) -> list[int]:
    """Return a process and all below it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return [pid, *(one for child in children for one in processes_of(int(child)))]


def resident_mb(pid: int) -> float:
    """Return the memory in use of a process and all below it, in megabytes."""
    return sum(map(_resident_kb, processes_of(pid))) / 1024


def _resident_kb(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS:")), 0)


def peak_mb() -> float:
    """Return the most memory that this process has used, in megabytes."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024
