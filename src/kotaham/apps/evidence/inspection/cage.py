"""Shut this process in, before it touches a file it does not know: memory, time, files, network, other programs.

Limits of memory, time and files always hold on Linux. The network is taken away twice where the kernel allows it: by a
filter of system calls and by a network space of its own. Where neither is allowed (some containers), `shut` says so,
and what remains is Python's own audit hook, which stops Python code but not a broken library.
"""

import ctypes
import os
import platform
import resource
import signal
import struct
import sys

_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | 1, 0x80000000
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
# socket, connect, bind, execve, execveat, ptrace, clone, clone3, io_uring_setup and, where they exist, their elders.
_FORBIDDEN = {
    "x86_64": (0xC000003E, (41, 42, 49, 53, 56, 57, 58, 59, 101, 322, 425, 435)),
    "aarch64": (0xC00000B7, (198, 199, 200, 203, 117, 220, 221, 281, 425, 435)),
}
_X32 = 0x40000000
_QUIET = ("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.fork", "os.system", "os.remove", "os.rename")


def limit(memory: int, cpu_seconds: float) -> None:
    """Set the limits that always hold: address space, processor time, no file written, few files open, no core dump."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CPU, int(cpu_seconds) + 1),
    ):
        resource.setrlimit(what, (most, most))
    signal.setitimer(signal.ITIMER_PROF, cpu_seconds)  # its signal ends the process; RLIMIT_CPU counts whole seconds


def shut() -> list[str]:
    """Take the network and other programs away; return which of the three ways hold here."""
    libc = ctypes.CDLL(None, use_errno=True)
    held = ["net"] if _leave_network(libc) else []
    held += ["calls"] if _filter_calls(libc) else []
    sys.addaudithook(_watch)
    return [*held, "hook"]


def _leave_network(libc: ctypes.CDLL) -> bool:
    space = _NEW_NET if os.geteuid() == 0 else _NEW_NET | _NEW_USER
    return bool(libc.unshare(space) == 0)


def _filter_calls(libc: ctypes.CDLL) -> bool:
    if platform.machine() not in _FORBIDDEN:
        return False
    architecture, calls = _FORBIDDEN[platform.machine()]
    program = _program(architecture, calls)
    code = ctypes.create_string_buffer(b"".join(program))
    head = struct.pack("HL", len(program), ctypes.addressof(code))
    return bool(
        libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) == 0
        and libc.prctl(_SECCOMP, _FILTER, ctypes.create_string_buffer(head), 0, 0) == 0
    )


def _program(architecture: int, calls: tuple[int, ...]) -> list[bytes]:
    """Write the filter: another architecture is killed, the calls named are refused, all others pass."""
    lines = [
        _line(_LOAD, 0, 0, 4),
        _line(_EQUAL, 1, 0, architecture),
        _line(_RETURN, 0, 0, _KILL),
        _line(_LOAD, 0, 0, 0),
        _line(_AT_LEAST, 0, 1, _X32),
        _line(_RETURN, 0, 0, _KILL),
    ]
    for call in calls:
        lines += [_line(_EQUAL, 0, 1, call), _line(_RETURN, 0, 0, _REFUSE)]
    return [*lines, _line(_RETURN, 0, 0, _ALLOW)]


def _line(code: int, when: int, unless: int, value: int) -> bytes:
    return struct.pack("HBBI", code, when, unless, value)


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    writes = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
    if writes or event.startswith(_QUIET):
        raise PermissionError(event)
