"""A small Mastodon-shaped site on 127.0.0.1, which remembers every request: what a held gesture never sent.

The requests that count are Mastodon's own: `POST /api/v1/statuses/{id}/favourite`, `…/reblog`,
`POST /api/v1/statuses` and `POST /api/v1/accounts/{id}/follow`.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web

from agent.demo import pages
from agent.demo.people import BY_ACCT, BY_ID, BY_POST, POSTS

STATIC = Path(__file__).parent / "static"


@dataclass(frozen=True)
class Request:
    """One request as it arrived: method, path and, where it had one, its JSON body."""

    method: str
    path: str
    body: Any = None

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


class Site:
    """The sample site; `async with Site() as site` serves it on a free port until the end of the block."""

    def __init__(self) -> None:
        self.head = ""
        """Markup that goes first into the head of every page: what a hostile site would put there."""
        self.requests: list[Request] = []
        self.port = 0
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """Where it is, without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def interactions(self) -> list[str]:
        """What was done to other people, in order: the POST requests."""
        return [str(request) for request in self.requests if request.method == "POST"]

    def forget(self) -> None:
        """Begin a new record of requests."""
        self.requests.clear()

    async def __aenter__(self) -> "Site":
        self._runner = web.AppRunner(self._app(), access_log=None)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._runner:
            await self._runner.cleanup()

    def _app(self) -> web.Application:
        app = web.Application(middlewares=[self._remember])
        app.add_routes(
            [
                web.get("/", _to_home),
                web.get("/home", self._home),
                web.get("/directory", self._directory),
                web.get("/avatars/{id}.svg", _avatar),
                web.get("/@{acct}", self._profile),
                web.get("/@{acct}/{id}", self._post),
                web.get("/packs/{name}", _static),
                web.post("/api/v1/statuses", _accept),
                web.post("/api/v1/statuses/{id}/{verb}", _accept),
                web.post("/api/v1/accounts/{id}/{verb}", _accept),
            ]
        )
        return app

    @web.middleware
    async def _remember(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        body = await request.json() if request.can_read_body and request.content_type == "application/json" else None
        self.requests.append(Request(request.method, request.path, body))
        return await handler(request)

    async def _home(self, _: web.Request) -> web.Response:
        return self._page("Home", pages.feed(POSTS))

    async def _directory(self, _: web.Request) -> web.Response:
        return self._page("People", pages.directory())

    async def _profile(self, request: web.Request) -> web.Response:
        person = BY_ACCT.get(request.match_info["acct"])
        if person is None:
            raise web.HTTPNotFound
        return self._page(person.name, pages.profile(person))

    async def _post(self, request: web.Request) -> web.Response:
        post = BY_POST.get(request.match_info["id"])
        if post is None:
            raise web.HTTPNotFound
        return self._page(post.author.name, pages.detailed(post))

    def _page(self, title: str, column: str) -> web.Response:
        text = pages.page(title, column, self.head)
        return web.Response(text=text, content_type="text/html", headers={"Cache-Control": "no-store"})


async def _to_home(_: web.Request) -> web.Response:
    raise web.HTTPFound("/home")


async def _avatar(request: web.Request) -> web.Response:
    person = BY_ID.get(request.match_info["id"])
    if person is None:
        raise web.HTTPNotFound
    return web.Response(text=pages.avatar_image(person), content_type="image/svg+xml")


async def _static(request: web.Request) -> web.FileResponse:
    name = request.match_info["name"]
    if name not in {"site.css", "parts.css", "site.js"}:
        raise web.HTTPNotFound
    return web.FileResponse(STATIC / name)


async def _accept(_: web.Request) -> web.Response:
    return web.json_response({"ok": True})
