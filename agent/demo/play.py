"""The main job, end to end, with real parts: agent, extension, browser, and a site that records what reached it."""

import asyncio
import contextlib
import signal
import tempfile
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import BrowserContext, Error, Locator, Page
from playwright.async_api import expect as expect_page

from agent.demo.browser import has_display, launch, make_extension, pair
from agent.demo.people import JAMIE, PRIYA, ROBIN, SAM, Person
from agent.demo.process import AgentProcess
from agent.demo.site import Site
from agent.demo.story import StepFailed, Story, expect

HOSTS = ("http://127.0.0.1/*",)
SOON = 20_000
"""Milliseconds that a window may take to come, on a busy machine."""
QUIET = 800
"""Milliseconds to wait where nothing may happen."""

CLIENTS: tuple[tuple[Person, str, str], ...] = (
    (JAMIE, "J. D.", "current"),
    (ROBIN, "R. H.", "former"),
    (PRIYA, "P. N.", "prospective"),
)


class Stage:
    """What the steps act on: the page in front, the site behind it, the agent."""

    def __init__(self, context: BrowserContext, site: Site, agent: AgentProcess) -> None:
        self.context = context
        self.site = site
        self.agent = agent
        self.page: Page = context.pages[0]

    @asynccontextmanager
    async def warned(self, control: Locator) -> AsyncIterator[Page]:
        """Press a control and give the warning that opens to the block; after it the window is gone."""
        before = self.site.interactions
        await control.hover()
        async with self.context.expect_page(lambda page: "/pages/warning/" in page.url, timeout=SOON) as opening:
            await control.click()
        warning = await opening.value
        await expect_page(warning.get_by_role("button", name="Don't").first).to_be_visible(timeout=SOON)
        expect(self.site.interactions == before, "The gesture was warned about, and reached the site all the same.")
        yield warning
        if not warning.is_closed():
            await warning.wait_for_event("close", timeout=SOON)

    async def arrived(self, request: str) -> None:
        """Wait until the site has got this request."""
        for _ in range(SOON // 50):
            if request in self.site.interactions:
                return
            await asyncio.sleep(0.05)
        raise StepFailed(f"The site never got {request}; it got {self.site.interactions or 'nothing'}.")

    def status(self, number: str) -> Locator:
        """One status of the timeline."""
        return self.page.locator(f'article[data-id="{number}"]')


async def set_up(story: Story, folder: Path, stack: AsyncExitStack, *, headless: bool) -> Stage:
    """Vault, agent, site, browser, pairing."""
    agent = AgentProcess(folder / "home")
    async with story.step("Made a vault to throw away and started the agent, on 127.0.0.1 only.") as details:
        await agent.init()
        stack.push_async_callback(agent.stop)
        await agent.start()
        details["agent"] = f"port {agent.port}"
    async with story.step("Put three sample clients on the watch list.") as details:
        for person, label, status in CLIENTS:
            given = {"label": label, "names": [person.name], "accounts": [person.account], "status": status}
            await agent.ask("client", "add", given=given)
        details["clients"] = "\n".join(f"{label}  {status:12} {person.account}" for person, label, status in CLIENTS)
    async with story.step("Started a small Mastodon-shaped site on this machine.") as details:
        site = await stack.enter_async_context(Site())
        details["site"] = site.url
    async with story.step("Opened the browser and paired the extension with a code."):
        extension = make_extension(HOSTS, folder / "extension")
        context = await stack.enter_async_context(launch(folder / "profile", extension, headless=headless))
        async with agent.pairing() as code:
            page = await pair(context, code)
        await story.picture(page, "paired")
        await page.close()
    return Stage(context, site, agent)


async def heed_a_follow(story: Story, stage: Stage) -> None:
    """Follow a current client; heed the warning."""
    async with story.step("Pressed Follow on a current client's profile: held, warned, heeded.") as details:
        await stage.page.goto(f"{stage.site.url}/@{JAMIE.acct}")
        await story.picture(stage.page, "profile")
        async with stage.warned(stage.page.get_by_role("button", name="Follow").first) as warning:
            details["warning"] = await words(warning)
            await story.picture(warning, "warning")
            await warning.get_by_role("button", name="Don't follow").click()
        expect(not stage.site.interactions, "The site got the follow that was heeded.")
        details["site"] = "The site has got no request."


async def override_a_like(story: Story, stage: Stage) -> None:
    """Like a current client's post; go ahead with a reason; press again."""
    like = stage.status("9001").get_by_role("button", name="Favorite")
    async with story.step("Pressed Like on the same client's post: held, warned, overridden with a reason.") as details:
        await stage.page.goto(f"{stage.site.url}/home")
        async with stage.warned(like) as warning:
            details["warning"] = await words(warning)
            reason = warning.get_by_role("radiogroup", name="Reason").get_by_role("radio").first
            await expect_page(reason).to_be_enabled(timeout=SOON)
            await reason.check()
            await story.picture(warning, "reason")
            await warning.get_by_role("button", name="Go ahead").click()
            await expect_page(warning.get_by_role("button", name="Back to the page")).to_be_visible()
            await story.picture(warning, "granted")
            await warning.get_by_role("button", name="Back to the page").click()
        expect(not stage.site.interactions, "The like reached the site before it was pressed again.")
        details["site"] = "The site has still got no request: going ahead needs a second press."
    async with story.step("Pressed Like again: the browser's own click went through, once."):
        await stage.page.bring_to_front()
        await like.click()
        await stage.arrived("POST /api/v1/statuses/9001/favourite")
        await story.picture(stage.page, "liked")


async def hold_a_comment(story: Story, stage: Stage) -> None:
    """Reply to a former client's post; heed the warning."""
    async with story.step("Pressed Reply on a former client's post: held, warned, heeded.") as details:
        before = stage.site.interactions
        async with stage.warned(stage.status("9004").get_by_role("button", name="Reply")) as warning:
            details["warning"] = await words(warning)
            await story.picture(warning, "comment")
            await warning.get_by_role("button", name="Don't comment").click()
        text = await stage.page.get_by_role("textbox").input_value()
        expect(stage.site.interactions == before and not text, "The reply was opened all the same.")


async def like_somebody_else(story: Story, stage: Stage) -> None:
    """Like a post of somebody who is no client, though a client brought it into the timeline."""
    async with story.step("Liked a post by somebody else, which a client had boosted: unhindered.") as details:
        pages = len(stage.context.pages)
        await stage.status("9003").get_by_role("button", name="Favorite").click()
        await stage.arrived("POST /api/v1/statuses/9003/favourite")
        await stage.page.wait_for_timeout(QUIET)
        expect(len(stage.context.pages) == pages, "A window opened for somebody who is no client.")
        details["author"] = SAM.account
        await story.picture(stage.page, "somebody-else")


async def read_the_log(story: Story, stage: Stage) -> None:
    """Print the override log and verify it."""
    async with story.step("The override log has the three warnings and what became of them.") as details:
        entries = await stage.agent.log()
        details["log"] = "\n".join(map(line, entries))
        found = [(entry["interaction"], entry["outcome"], entry["use"]) for entry in entries]
        wanted = [("follow", "heeded", None), ("react", "overridden", "used"), ("comment", "heeded", None)]
        expect(found == wanted, f"The log should tell {wanted}, and tells {found}.")
        expect(SAM.account not in details["log"], "The log names somebody who is no client.")
    async with story.step("Verified the log's chain of signed events.") as details:
        verified = await stage.agent.ask("log", "verify")
        expect(verified["ok"], f"The log doesn't verify: {verified['problems']}")
        details["chain"] = f"{verified['events']} events, head {verified['head'][:16]}…"


def line(entry: dict[str, Any]) -> str:
    """One entry of the log for reading."""
    became = f"{entry['outcome']}{', ' + entry['use'] if entry['use'] else ''}"
    reason = f" ({entry['reason'].replace('_', ' ')})" if entry["reason"] else ""
    return f"{entry['time'][:19]}Z  {entry['label']:6} tier {entry['tier']}  {entry['interaction']:8} {became}{reason}"


async def words(warning: Page) -> str:
    """Return what the warning says, on one line."""
    text = await warning.get_by_role("alertdialog").inner_text()
    return "\n".join(line for line in text.split("Don't")[0].splitlines() if line.strip())


async def play(story: Story, *, headless: bool) -> None:
    """Play everything. Raises StepFailed at the first step that doesn't do what it says."""
    async with AsyncExitStack() as stack:
        folder = Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="framekeeper-demo-", ignore_cleanup_errors=True))
        )
        stage = await set_up(story, folder, stack, headless=headless)
        for act in (heed_a_follow, override_a_like, hold_a_comment, like_somebody_else, read_the_log):
            await act(story, stage)
        story.finished = True
        story.say(f"\nEverything did what it says. Screenshots are in {story.output.resolve()}.")
        if not headless:
            story.say("The window stays open to play with. Close it, or press Ctrl+C, to end.")
            with contextlib.suppress(Error):
                await stage.context.wait_for_event("close", timeout=0)


def run(output: Path, *, as_json: bool = False, headless: bool | None = None) -> int:
    """Play the demo; the exit status is 0 only if every step did what it says.

    `output` is where the screenshots go; `headless` by default unless there is a display.
    """
    story = Story(output, as_json=as_json)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        asyncio.run(play(story, headless=not has_display() if headless is None else headless))
    except StepFailed as error:
        story.say(f"\n{error}")
        return 1
    except KeyboardInterrupt:
        story.say("")
    return 0 if story.finished else 1
