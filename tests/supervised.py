"""A forked process whose calls of one name the kernel puts before this one (seccomp), which lets them pass, or not.

Only these calls cost anything, where strace stops a process at every call of any name.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import select
import signal
import socket
import struct
from collections import Counter
from contextlib import suppress

ALLOW, NOTIFY, CONTINUE = 0x7FFF0000, 0x7FC00000, 1
"""SCMP_ACT_ALLOW, SCMP_ACT_NOTIFY, SECCOMP_USER_NOTIF_FLAG_CONTINUE."""
RECEIVE, ASKED = 0xC0502100, 80
"""SECCOMP_IOCTL_NOTIF_RECV, and the size of ``struct seccomp_notif``, which begins with a number and the thread's."""
SEND, ANSWER = 0xC0182101, "QqiI"
"""SECCOMP_IOCTL_NOTIF_SEND, and ``struct seccomp_notif_resp``: the number, a value, an error, flags."""


def library() -> ctypes.CDLL:
    """Return libseccomp; raise OSError where it is not installed."""
    found = ctypes.CDLL("libseccomp.so.2", use_errno=True)
    found.seccomp_init.restype = ctypes.c_void_p
    found.seccomp_init.argtypes = (ctypes.c_uint32,)
    found.seccomp_rule_add.argtypes = (ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_uint)
    found.seccomp_load.argtypes = found.seccomp_notify_fd.argtypes = (ctypes.c_void_p,)
    return found


def submit(name: str, to: socket.socket) -> None:
    """Let every call *name* of this process, from now on, wait for the answer of who reads from *to*.

    Raise OSError where the kernel does not take that.
    """
    known = library()
    rules = known.seccomp_init(ALLOW)
    number = known.seccomp_syscall_resolve_name(name.encode())
    failure = known.seccomp_rule_add(rules, NOTIFY, number, 0) or known.seccomp_load(rules)
    if failure:
        raise OSError(-failure, os.strerror(-failure))
    # Not by send_fds, which imports a module: nobody answers yet.
    listener = struct.pack("i", known.seccomp_notify_fd(rules))
    to.sendmsg([b"."], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, listener)])


def answer(child: int, by: socket.socket, number: int, reason: str | None) -> None:
    """Let the calls that *child* submits pass until it ends, but the one of this *number* in any of its threads.

    That fails with the *reason* (``EIO``), or *child* is killed at it where there is none. Raise OSError where
    *child* ended before it submitted any.
    """
    _, listeners, _, _ = socket.recv_fds(by, 1, 1)
    if not listeners:
        raise OSError(errno.EPERM, "seccomp")
    made, listener, process = Counter[int](), listeners[0], os.pidfd_open(child)
    try:
        while process not in select.select([process, listener], [], [])[0]:
            asked = bytearray(ASKED)
            with suppress(FileNotFoundError):  # who asked has ended
                fcntl.ioctl(listener, RECEIVE, asked)
                number_asked, thread = struct.unpack_from("QI", asked)
                made[thread] += 1
                if made[thread] != number:
                    fcntl.ioctl(listener, SEND, struct.pack(ANSWER, number_asked, 0, 0, CONTINUE))
                elif reason:
                    fails = -getattr(errno, reason)
                    fcntl.ioctl(listener, SEND, struct.pack(ANSWER, number_asked, 0, fails, 0))
                else:
                    os.kill(child, signal.SIGKILL)
    finally:
        os.close(listener)
        os.close(process)
