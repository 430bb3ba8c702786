"""Who else is on this machine: a connection from another user's program is not answered.

A cookie knows no port, so a browser shows it to every server of this machine that it visits; and on many machines
everybody can read what address a browser was started with. Neither is of use to a program of another user where the
system tells whose a connection is, as Linux does.
"""

import os
import sys
from pathlib import Path

Address = tuple[str, int]
TABLE = Path("/proc/net/tcp")
"""Every connection over IPv4 with the number of its user."""
_LOCAL, _REMOTE, _USER = 1, 2, 7


def owner(client: Address, server: Address) -> int | None:
    """Return the number of the user whose program holds the other end; nothing where the system does not tell."""
    wanted = [_as_shown(client), _as_shown(server)]
    try:
        with TABLE.open(encoding="ascii") as table:
            for line in table:
                words = line.split()
                if words[_LOCAL : _REMOTE + 1] == wanted:
                    return int(words[_USER])
    except (OSError, ValueError, IndexError):
        return None
    return None


def is_strange(client: Address, server: Address) -> bool:
    """Whether it is known that a connection is another user's; the system's own user may read everything anyway."""
    if not hasattr(os, "getuid"):
        return False
    ours = {0, os.getuid()}
    sudo = os.environ.get("SUDO_UID", "")
    if os.getuid() == 0 and sudo.isdecimal():
        ours.add(int(sudo))
    found = owner(client, server)
    return found is not None and found not in ours


def _as_shown(address: Address) -> str:
    """Return an address as the table has it: the number of the machine's own byte order, and the port."""
    number = int.from_bytes(bytes(map(int, address[0].split("."))), sys.byteorder)
    return f"{number:08X}:{address[1]:04X}"
