"""The sample site's pages: Mastodon's own structure (classes, roles, attributes, order), made-up content.

The structure is that of the interface's source and of a running 4.x instance: the author's link is
`.status .status__display-name`, a booster stands in `.status__prepend` before it, a profile has two follow
buttons, a reply is written in the left column outside every article.
"""

import json
from html import escape

from agent.demo.people import DOMAIN, ME, PEOPLE, POSTS, Person, Post

_ICONS = {
    "reply": "M10 9V5l-7 7 7 7v-4.1c5 0 8.5 1.6 11 5.1-1-5-4-10-11-11z",
    "reply-all": "M7 8V5l-7 7 7 7v-3l-4-4zm6 1V5l-7 7 7 7v-4.1c5 0 8.5 1.6 11 5.1-1-5-4-10-11-11z",
    "retweet": "M7 7h10v3l4-4-4-4v3H5v6h2zm10 10H7v-3l-4 4 4 4v-3h12v-6h-2z",
    "star": "M12 3.5l2.600 5.600 6.100.7-4.500 4.200 1.200 6-5.400-3-5.400 3 1.200-6L3.300 9.800l6.100-.7z",
    "bookmark": "M6 3h12v18l-6-4-6 4z",
    "ellipsis-h": "M5 10h4v4H5zm5 0h4v4h-4zm5 0h4v4h-4z",
    "times": "M6 5l6 6 6-6 1 1-6 6 6 6-1 1-6-6-6 6-1-1 6-6-6-6z",
    "globe": "M12 3a9 9 0 100 18 9 9 0 000-18zm0 2c2 0 3 4 3 7s-1 7-3 7-3-4-3-7 1-7 3-7z",
    "ellipsis-v": "M10 4h4v4h-4zm0 6h4v4h-4zm0 6h4v4h-4z",
}


def icon(name: str) -> str:
    """Draw one icon as the interface draws it: `svg.icon.icon-NAME`."""
    path = _ICONS[name]
    return (
        f'<svg class="icon icon-{name}" aria-hidden="true" viewBox="0 0 24 24" width="24" height="24">'
        f'<path d="{path}"></path></svg>'
    )


def avatar(person: Person) -> str:
    """Show a drawn avatar; the picture comes from the sample site itself."""
    return f'<div class="account__avatar"><img src="/avatars/{person.id}.svg" alt="" width="46" height="46"></div>'


def display_name(person: Person) -> str:
    """Show name and handle, as `DisplayName` renders them."""
    return (
        f'<span class="display-name"><bdi><strong class="display-name__html">{escape(person.name)}</strong></bdi> '
        f'<span class="display-name__account">@{escape(person.acct)}</span></span>'
    )


def _icon_button(name: str, title: str, extra: str = "", counter: int | None = None, attributes: str = "") -> str:
    count = f'<span class="icon-button__counter">{counter}</span>' if counter else ""
    return (
        f'<button type="button" aria-label="{escape(title)}" title="{escape(title)}" '
        f'class="{extra + " " if extra else ""}icon-button" {attributes}>{icon(name)}{count}</button>'
    )


def action_bar(post: Post, name: str = "status__action-bar") -> str:
    """Show reply, boost or quote, favourite, bookmark, more: as a timeline does."""
    bar = "status__action-bar__button"
    replies, boosts, stars = post.counts
    reply = ("reply-all", "Reply to thread") if post.replies_to else ("reply", "Reply")
    buttons = (
        _icon_button(*reply, bar, replies),
        _icon_button("retweet", "Boost or quote", bar, boosts, 'aria-haspopup="true" aria-expanded="false"'),
        _icon_button("star", "Favorite", f"{bar} star-icon", stars),
        _icon_button("bookmark", "Bookmark", f"{bar} bookmark-icon"),
        _icon_button("ellipsis-h", "More", bar, None, 'aria-haspopup="true" aria-expanded="false"'),
    )
    wrapped = "".join(f'<div class="status__action-bar__button-wrapper">{button}</div>' for button in buttons)
    return f'<div class="{name}">{wrapped}</div>'


def _prepend(post: Post) -> str:
    if post.boosted_by is None:
        return ""
    person = post.boosted_by
    return (
        f'<div class="status__prepend"><div class="status__prepend__icon">{icon("retweet")}</div>'
        f'<span><a data-id="{person.id}" data-hover-card-account="{person.id}" class="status__display-name muted" '
        f'href="/@{escape(person.acct)}"><bdi><strong>{escape(person.name)}</strong></bdi></a> boosted</span></div>'
    )


def status(post: Post, position: int) -> str:
    """Show one status in a timeline: `article[data-id]` with the author's link and the action bar."""
    author, acct = post.author, escape(post.author.acct)
    return (
        f'<article data-id="{post.id}" tabindex="-1" aria-posinset="{position}" aria-setsize="{len(POSTS)}"><div>'
        f'<div class="status__wrapper status__wrapper-public focusable" tabindex="0" '
        f'aria-label="{escape(author.name)}, {escape(post.text)}, {acct}">{_prepend(post)}'
        f'<div class="status status-public" data-id="{post.id}"><div class="status__info">'
        f'<a class="status__relative-time" href="/@{acct}/{post.id}"><span class="status__visibility-icon">'
        f"{icon('globe')}</span><time>{post.age}</time></a>"
        f'<a class="status__display-name" title="@{acct}" data-id="{author.id}" '
        f'data-hover-card-account="{author.id}" href="/@{acct}"><div class="status__avatar">{avatar(author)}</div>'
        f"{display_name(author)}</a></div>"
        f'<div class="status__content status__content--with-action"><div class="status__content__text '
        f'status__content__text--visible translate" lang="en"><p>{escape(post.text)}</p></div></div>'
        f"{action_bar(post)}</div></div></div></article>"
    )


def feed(posts: tuple[Post, ...]) -> str:
    """Show a timeline."""
    items = "".join(status(post, position) for position, post in enumerate(posts, 1))
    return f'<div class="scrollable scrollable--flex"><div role="feed" class="item-list">{items}</div></div>'


def detailed(post: Post) -> str:
    """Show a permalink: the status in full, its action bar beside it and not inside."""
    author, acct = post.author, escape(post.author.acct)
    return (
        f'<div class="scrollable"><div class="focusable detailed-status__wrapper" tabindex="0" '
        f'aria-label="{escape(author.name)}"><div class="detailed-status">'
        f'<a href="/@{acct}" title="@{acct}" data-hover-card-account="{author.id}" '
        f'class="detailed-status__display-name"><div class="detailed-status__display-avatar">{avatar(author)}</div>'
        f'{display_name(author)}</a><div class="status__content"><div class="status__content__text '
        f'status__content__text--visible translate"><p>{escape(post.text)}</p></div></div></div>'
        f"{action_bar(post, 'detailed-status__action-bar')}</div></div>"
    )


def _follow_buttons(person: Person, device: str) -> str:
    menu = 'aria-haspopup="true" aria-expanded="false"'
    more = _icon_button("ellipsis-v", "Menu", "", None, menu)
    follow = (
        f'<button class="button account__header__follow-button" type="button" data-follow="{person.id}">Follow</button>'
    )
    own = '<a class="button" href="/settings/profile">Edit profile</a>'
    return (
        f'<div class="account__header__buttons account__header__buttons--{device}">'
        f"{own if person is ME else follow + more}</div>"
    )


def profile(person: Person) -> str:
    """Show a profile: two rows of buttons (desktop, mobile), no link to its owner in the header."""
    posts = tuple(post for post in POSTS if post.author is person)
    name, domain = escape(person.username), escape(person.host)
    return (
        '<div class="scrollable"><div class="account-timeline__header"><div class="account__header">'
        f'<div class="account__header__image" style="background:{person.colour}"></div>'
        '<div class="account__header__bar"><div class="account__header__tabs">'
        f'<a class="avatar" href="/avatars/{person.id}.svg" rel="noopener" target="_blank">{avatar(person)}</a>'
        f"{_follow_buttons(person, 'desktop')}</div>"
        f'<div class="account__header__tabs__name"><h1><span class="display-name">{escape(person.name)}</span> '
        f'<small><span>@{name}<span class="invisible">@{domain}</span></span></small></h1></div>'
        f"{_follow_buttons(person, 'mobile')}"
        f'<div class="account__header__extra"><div class="account__header__bio"><div class="account__header__content '
        f'translate"><p>{escape(person.bio)}</p></div></div></div></div></div></div>{feed(posts)}</div>'
    )


def directory() -> str:
    """Show people as cards, each with its own follow button."""
    cards = "".join(
        f'<div class="account"><div class="account__wrapper"><a class="account__display-name" '
        f'title="{escape(person.acct)}" data-hover-card-account="{person.id}" href="/@{escape(person.acct)}">'
        f'<div class="account__avatar-wrapper">{avatar(person)}</div>{display_name(person)}</a>'
        f'<div class="account__relationship"><button class="button" type="button" data-follow="{person.id}">Follow'
        f"</button></div></div></div>"
        for person in PEOPLE
        if person is not ME
    )
    return f'<div class="scrollable"><div class="item-list">{cards}</div></div>'


def _compose() -> str:
    return (
        '<div class="compose-panel"><div class="navigation-bar">'
        f'<a class="account__display-name" title="{ME.acct}" href="/@{ME.acct}">{avatar(ME)}'
        f"{display_name(ME)}</a></div>"
        '<form class="compose-form" autocomplete="off"><div class="compose-form__reply"></div>'
        '<div class="compose-form__highlightable"><div class="autosuggest-textarea">'
        '<textarea class="autosuggest-textarea__textarea" placeholder="What\'s on your mind?" '
        'aria-label="What\'s on your mind?" name="status" rows="4"></textarea></div>'
        '<div class="compose-form__footer"><div class="compose-form__submit">'
        '<button class="button button--compact" type="submit">Post</button></div></div></div></form></div>'
    )


def _initial_state() -> str:
    accounts = {p.id: {"id": p.id, "acct": p.acct, "username": p.username, "display_name": p.name} for p in PEOPLE}
    meta = {"me": ME.id, "domain": DOMAIN, "locale": "en", "title": "Sample"}
    return json.dumps({"meta": meta, "accounts": accounts}).replace("<", "\\u003c")


def page(title: str, column: str, head: str = "") -> str:
    """Put a whole page around one column; `head` is markup that goes first into its head."""
    links = (("/home", "Home"), ("/directory", "People"), (f"/@{ME.acct}", "Your profile"))
    nav = "".join(f'<a class="column-link column-link--transparent" href="{h}">{t}</a>' for h, t in links)
    return (
        '<!DOCTYPE html><html lang="en"><head>'
        f'{head}<meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} - Sample</title>"
        '<link rel="stylesheet" href="/packs/site.css"><link rel="stylesheet" href="/packs/parts.css">'
        '<link rel="icon" href="/avatars/100.svg">'
        f'<script id="initial-state" type="application/json">{_initial_state()}</script>'
        '<script src="/packs/site.js" defer></script></head>'
        '<body class="app-body layout-single-column"><div class="notranslate app-holder" id="mastodon">'
        '<div class="ui"><div class="columns-area__panels">'
        f'<div class="columns-area__panels__pane columns-area__panels__pane--compositional">{_compose()}</div>'
        '<div class="columns-area__panels__main"><div class="columns-area columns-area--mobile">'
        f'<div class="column" role="region" aria-label="{escape(title)}"><div class="column-header__wrapper">'
        f'<h1 class="column-header">{escape(title)}</h1></div>{column}</div></div></div>'
        '<div class="columns-area__panels__pane columns-area__panels__pane--navigational">'
        f'<div class="navigation-panel"><div class="navigation-panel__logo">sample</div>{nav}</div></div>'
        "</div></div></div></body></html>"
    )


def avatar_image(person: Person) -> str:
    """Draw a person's picture, as SVG."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 92 92"><rect width="92" height="92" '
        f'fill="{person.colour}"/><text x="46" y="58" font-family="sans-serif" font-size="36" fill="#fff" '
        f'text-anchor="middle">{person.initials}</text></svg>'
    )
