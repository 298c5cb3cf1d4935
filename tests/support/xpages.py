"""Small pages in the structure of x.com, written by hand, served at its real address inside the browser only."""

from html import escape
from urllib.parse import urlsplit
from zlib import crc32

from playwright.async_api import BrowserContext, Page, Route

HOME = "https://x.com/home"
_OWN = (
    '<nav><a data-testid="AppTabBar_Profile_Link" href="/ada_quill" aria-label="Profile">Profile</a></nav>'
    '<div data-testid="SideNav_AccountSwitcher_Button"><div data-testid="UserAvatar-Container-ada_quill"></div></div>'
)
_ICONS = {
    "like": "M16.697 5.5c-1.222-.06-2.679.51-3.89 2.16l-.805 1.09-.806-1.09C9.984 6.01 8.526 5.44 7.304 5.5z",
    "reply": "M1.8 10c0-4.4 3.6-8 8-8h4.4c4.5 0 8.1 3.6 8.1 8.1 0 3-1.6 5.7-4.2 7.1l-8 4.4v-3.7z",
    "retweet": "M4.5 3.9l4.4 4.1-1.4 1.5L5.5 7.6V16c0 1.1.9 2 2 2H13v2H7.5c-2.2 0-4-1.8-4-4V7.6z",
}
_ICONS["unlike"] = _ICONS["like"]
_LETTER = "M2 4h20v16H2zm2 3v10h16V7l-8 6z"


def control(test_id: str, label: str) -> str:
    """One button of a tweet's action bar."""
    path = _ICONS.get(test_id, _LETTER)
    return (
        f'<button role="button" type="button" data-testid="{test_id}" aria-label="{escape(label)}"><div dir="ltr">'
        f'<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><g><path d="{path}"></path></g></svg>'
        "</div></button>"
    )


def number_of(handle: str) -> str:
    """Give everybody a number of their own: one number for two handles would be one account that was renamed."""
    return str(crc32(handle.encode()))


def user_cell(handle: str, name: str, number: str = "") -> str:
    """One person in a list, with a Follow button."""
    number = number or number_of(handle)
    return (
        f'<div data-testid="UserCell"><div data-testid="UserAvatar-Container-{handle}"></div>'
        f'<a href="/{handle}" role="link"><span>{escape(name)}</span></a>'
        f'<a href="/{handle}" role="link" tabindex="-1"><span>@{handle}</span></a>'
        f'<button role="button" type="button" data-testid="{number}-follow" aria-label="Follow @{handle}">'
        f"<span>Follow</span></button></div>"
    )


def tweet(handle: str, number: int = 1, text: str = "Something said.") -> str:
    """One tweet with its action bar."""
    return (
        f'<article data-testid="tweet" role="article" tabindex="0"><div data-testid="Tweet-User-Avatar">'
        f'<div data-testid="UserAvatar-Container-{handle}"><a href="/{handle}" role="link"></a></div></div>'
        f'<div data-testid="User-Name"><a href="/{handle}" role="link"><span>{handle.title()}</span></a>'
        f'<a href="/{handle}" role="link" tabindex="-1"><span>@{handle}</span></a>'
        f'<a href="/{handle}/status/{number}" role="link"><time datetime="2026-11-22T10:00:00.000Z">1h</time></a></div>'
        f'<div data-testid="tweetText"><span>{escape(text)}</span></div><div role="group">'
        f"{control('reply', '2 Replies. Reply')}{control('retweet', '1 repost. Repost')}"
        f"{control('like', '3 Likes. Like')}</div></article>"
    )


def profile(handle: str) -> str:
    """A profile's head: Follow and Message."""
    number = number_of(handle)
    return (
        f'<div data-testid="primaryColumn"><div data-testid="UserName"><span>{handle.title()}</span>'
        f'<span>@{handle}</span></div><div data-testid="placementTracking">'
        f'<button role="button" type="button" data-testid="{number}-follow" aria-label="Follow @{handle}">'
        f"<span>Follow</span></button></div>{control('sendDMFromProfile', 'Message')}</div>"
    )


def page(body: str, head: str = "") -> str:
    """Put a page around a body. Its own script records each trusted click on a control in `window.done`."""
    return (
        f'<!DOCTYPE html><html lang="en"><head>{head}<meta charset="utf-8"><title>X</title></head>'
        f'<body><div id="react-root"><div>{_OWN}<main role="main">{body}</main></div></div><div id="layers"></div>'
        "<script>window.done = [];document.getElementById('react-root').addEventListener('click', (event) => {"
        "const button = event.target.closest('[data-testid]'); if (button) done.push(button.dataset.testid); });"
        "</script></body></html>"
    )


async def serve(context: BrowserContext, text: str, url: str = HOME, **headers: str) -> Page:
    """Open a new page at its own address that has this text. Nothing else of that host is reached."""
    tab = await context.new_page()

    async def answer(route: Route) -> None:
        wanted = route.request.is_navigation_request() and route.request.frame.parent_frame is None
        told = {"content-type": "text/html"} | headers
        await route.fulfill(status=200 if wanted else 204, headers=told, body=text if wanted else "")

    await tab.route(f"https://{urlsplit(url).hostname}/**", answer)
    await tab.goto(url)
    return tab
