"""Who a message comes from, for the appointment form. Known during one turn only; never stored here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from ipaddress import IPv6Address, ip_address, ip_network

caller_number: ContextVar[str | None] = ContextVar("caller_number", default=None)
"""Set by a channel that knows it (SMS), in E.164 form; None everywhere else."""
_network: ContextVar[str | None] = ContextVar("caller_network", default=None)


@contextmanager
def calling_from(address: str) -> Iterator[None]:
    """Say for a block that its message comes from this network address."""
    before = _network.set(network_of(address) or None)
    try:
        yield
    finally:
        _network.reset(before)


def sender() -> str | None:
    """Return the number or else the network address that the message comes from, None where nobody knows."""
    return caller_number.get() or _network.get()


def network_of(address: str) -> str:
    """Return what counts as one address: of IPv6 the network (/64), as its owner has all addresses in it."""
    try:
        ip = ip_address(address)
    except ValueError:
        return address
    if isinstance(ip, IPv6Address):
        return str(ip.ipv4_mapped or ip_network((ip, 64), strict=False))
    return str(ip)
