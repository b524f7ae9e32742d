"""Which hosts are public: what a link leads to must not be a machine behind our own fire wall."""

import ipaddress
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network

_TRANSLATED = IPv6Network("64:ff9b::/96")  # NAT64: its last four bytes are an address of IPv4
_COMPATIBLE = IPv6Network("::/96")  # so are these, as once meant for tunnels


def is_public(address: str) -> bool:
    """Whether a numeric address is one of the public internet's; whatever is no address is none.

    Args:
        address: as the system writes it; a zone as in ``fe80::1%eth0`` does no harm.
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return found.is_global and not found.is_multicast and not found.is_reserved and _carries_a_public_one(found)


def _carries_a_public_one(found: IPv4Address | IPv6Address) -> bool:
    """Whether the addresses of IPv4 that some of IPv6 carry within them are public."""
    if isinstance(found, IPv4Address):
        return True
    carried = [found.ipv4_mapped, found.sixtofour, *(found.teredo or ())]
    if found in _TRANSLATED or found in _COMPATIBLE:
        carried.append(IPv4Address(int(found) & 0xFFFFFFFF))
    return all(is_public(str(one)) for one in carried if one is not None)


def leads_inside(host: str) -> bool:
    """Whether a host, by name or number in any notation, has an address that is not public.

    A name that cannot be resolved is not known to have one: whoever connects finds that out.

    Args:
        host: as in a web address; an address of IPv6 without brackets.
    """
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, ValueError):
        return False
    return any(not is_public(str(address[4][0])) for address in found)


def is_plainly_private(host: str) -> bool:
    """Whether a host says itself, to whoever reads it, that it is a private one: ``localhost``, ``10.0.0.1``.

    Not so addresses in unusual notation, nor of the local link, where clouds keep their machines' secrets.

    Args:
        host: as in a web address; an address of IPv6 without brackets.
    """
    if host.casefold() == "localhost":
        return True
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return False
    return found.is_private and not found.is_link_local and not found.is_unspecified and not found.is_reserved
