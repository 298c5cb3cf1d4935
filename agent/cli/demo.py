"""`demo`: the main job, played with real parts and a throw-away vault."""

from pathlib import Path

import click

from agent.cli.options import command
from agent.errors import NotAllowed


@command("demo", example="framekeeper demo")
@click.option(
    "--output",
    metavar="FOLDER",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("demo-output"),
    show_default=True,
    help="Where the screenshots go.",
)
@click.option("--headless/--window", default=None, help="Without or with a window; with one if there is a display.")
def demo(output: Path, headless: bool | None, as_json: bool) -> int:
    """Show how Framekeeper works.

    In a browser of its own, with made-up clients and a vault that is thrown away. Yours isn't touched.
    """
    try:
        from agent.demo import play
    except ImportError:
        raise NotAllowed(
            "The demo needs Playwright. Install it with `pip install playwright`, then try again."
        ) from None
    return play.run(output, as_json=as_json, headless=headless)


COMMANDS = (demo,)
