"""The sample site: Mastodon's structure, and a record of what reached it."""

import json

import pytest
from aiohttp import ClientSession

from agent.demo.people import BY_ACCT, JAMIE, LENA, ME, PEOPLE, POSTS
from agent.demo.site import Site


async def text(site: Site, path: str) -> str:
    async with ClientSession() as session, session.get(site.url + path) as answer:
        assert answer.status == 200
        return await answer.text()


async def test_a_timeline_names_authors_and_boosters_as_mastodon_does() -> None:
    async with Site() as site:
        page = await text(site, "/")
    assert page.count('<article data-id="') == len(POSTS)
    assert '<div class="status__prepend">' in page
    assert f'title="@{JAMIE.acct}"' in page
    assert 'id="mastodon"' in page


async def test_the_initial_state_names_the_own_account() -> None:
    async with Site() as site:
        page = await text(site, "/directory")
    state = json.loads(page.partition('type="application/json">')[2].partition("</script>")[0])
    assert state["accounts"][state["meta"]["me"]]["acct"] == ME.acct


@pytest.mark.parametrize("person", PEOPLE, ids=lambda person: person.username)
async def test_every_person_has_a_profile_and_a_picture(person: object) -> None:
    known = next(each for each in PEOPLE if each is person)
    async with Site() as site:
        assert known.name in await text(site, f"/@{known.acct}")
        assert "<svg" in await text(site, f"/avatars/{known.id}.svg")


async def test_it_remembers_what_was_done_and_by_what_request() -> None:
    async with Site() as site, ClientSession() as session:
        for path, body in (("statuses/1/favourite", None), ("statuses", {"status": "hello"})):
            async with session.post(f"{site.url}/api/v1/{path}", json=body) as answer:
                assert answer.status == 200
        assert site.interactions == ["POST /api/v1/statuses/1/favourite", "POST /api/v1/statuses"]
        assert site.requests[1].body == {"status": "hello"}
        site.forget()
        assert site.interactions == []


@pytest.mark.parametrize("path", ["/@nobody", "/@lena/1", "/avatars/1.svg", "/packs/secret", "/else"])
async def test_what_is_not_there_is_not_found(path: str) -> None:
    async with Site() as site, ClientSession() as session, session.get(site.url + path) as answer:
        assert answer.status == 404


async def test_a_hostile_head_comes_first() -> None:
    async with Site() as site:
        site.head = "<script>first</script>"
        assert "<head><script>first</script>" in await text(site, "/@lena/9005")
        assert (await text(site, "/packs/site.css")).startswith(":root")


def test_people_are_made_up_and_live_on_reserved_hosts() -> None:
    assert all(person.host.endswith((".example.org", ".example.net")) for person in PEOPLE)
    assert BY_ACCT["lena"] is LENA
    assert LENA.account == "mastodon:lena@sample.example.org"
    assert JAMIE.initials == "JD"
