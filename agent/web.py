"""aiohttp's server without its client's certificates; the agent takes aiohttp from here only.

Importing aiohttp reads all certificates of the system, for its client: 50 ms of the agent's start, 2 MB for good. The
agent opens no outward connection, so it looks for them where there are none. In such a process, aiohttp's client trusts
nobody over TLS.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

_PLACES = ("SSL_CERT_FILE", "SSL_CERT_DIR")
"""Where OpenSSL looks for certificates, instead of its own places."""


@contextmanager
def _without_certificates() -> Iterator[None]:
    before = {place: os.environ.get(place) for place in _PLACES}
    os.environ.update(dict.fromkeys(_PLACES, os.devnull))
    try:
        yield
    finally:
        for place, value in before.items():
            if value is None:
                del os.environ[place]
            else:
                os.environ[place] = value


with _without_certificates():
    from aiohttp import WSCloseCode, WSMsgType, web

__all__ = ["WSCloseCode", "WSMsgType", "web"]
