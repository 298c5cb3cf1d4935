"""`policy`: the social media policy, from a draft to what clients have signed."""

from pathlib import Path
from typing import get_args

import click
import msgspec

from agent.cli import downloads, policy_answers
from agent.cli.asking import opened
from agent.cli.givings import give, import_givings, list_clients
from agent.cli.options import Group, command, passphrase_option, read_json, stdin_option
from agent.cli.show import count, day, say, say_json, table, when
from agent.paths import Paths
from protocol.messages.files import FileReady
from protocol.messages.practice_policy import (
    PolicyDifferences,
    PolicyDifferencesReply,
    PolicyDiscard,
    PolicyDraft,
    PolicyDraftReply,
    PolicyExport,
    PolicyFinish,
    PolicyFormat,
    PolicyKind,
    PolicyLanguage,
    PolicyPreview,
    PolicyPreviewReply,
    PolicyRemove,
    PolicyReviewed,
    PolicySave,
    PolicyText,
    PolicyVersions,
    PolicyVersionsReply,
)

LANGUAGE = click.option(
    "--language",
    type=click.Choice(get_args(PolicyLanguage)),
    default="en",
    show_default=True,
    help="The language of the words.",
)
KIND = click.option(
    "--consent-clause", is_flag=True, help="The clause for an informed-consent form, instead of the policy."
)
_SET = "Change an answer; give it once an answer. A list is parted by commas."
VERSION = click.option("--version", type=click.IntRange(1), metavar="NUMBER", help="A version; without it, the draft.")


@click.group("policy", cls=Group)
def policy() -> None:
    """Write your social media policy, and keep who was given it and signed it."""


@command(
    "draft", example="framekeeper policy draft\nframekeeper policy draft --set country=US --set channels=portal,phone"
)
@click.option("--set", "pairs", multiple=True, metavar="ANSWER=VALUE", help=_SET)
@click.option("--discard", is_flag=True, help="Throw the draft away and go back to the latest version.")
@stdin_option("some of the answers, by the names that this command shows,")
@passphrase_option
def draft(pairs: tuple[str, ...], discard: bool, from_stdin: bool, passphrase: str | None, as_json: bool) -> None:
    """Show the answers that the policy is made from, or change them, and say what is still missing.

    The answers that --set or a JSON line names are changed; all others stay as they are.
    """
    if discard + from_stdin + bool(pairs) > 1:
        raise click.UsageError("Either throw the draft away, or change it by --set, or by --stdin.")
    changed = policy_answers.given(read_json(policy_answers.CHANGES)) if from_stdin else policy_answers.read(pairs)
    with opened(Paths.find(), passphrase, may_ask=not from_stdin) as asker:
        found = asker.ask(PolicyDiscard() if discard else PolicyDraft(), PolicyDraftReply)
        if changed:
            found = asker.ask(PolicySave(msgspec.structs.replace(found.answers, **changed)), PolicyDraftReply)
    if as_json:
        say_json(found)
        return
    table(("Answer", "Is", "To choose from"), policy_answers.rows(found.answers))
    for problem in found.problems:
        say(problem.sentence)
    if found.problems:
        say("Change an answer with `framekeeper policy draft --set ANSWER=VALUE`.")
    else:
        say("Nothing is missing. Make it a version with `framekeeper policy finish`.")


@command("show", example="framekeeper policy show --version 1 --language es")
@LANGUAGE
@KIND
@VERSION
@passphrase_option
def show(
    language: PolicyLanguage, consent_clause: bool, version: int | None, passphrase: str | None, as_json: bool
) -> None:
    """Print the draft or a version in words."""
    with opened(Paths.find(), passphrase) as asker:
        text = asker.ask(PolicyPreview(language, _kind(consent_clause), version), PolicyPreviewReply).text
    if as_json:
        say_json(text)
    else:
        _print(text)


def _print(text: PolicyText) -> None:
    say("\n".join(filter(None, (text.title, text.subtitle, text.mark))))
    for section in text.sections:
        say(f"\n{section.heading}")
        for block in section.blocks:
            for line in (block.text, *(f"- {item}" for item in block.items)):
                if line:
                    say(line, 2)


def _kind(consent_clause: bool) -> PolicyKind:
    return "consent" if consent_clause else "policy"


@command("finish", example="framekeeper policy finish")
@passphrase_option
def finish(passphrase: str | None, as_json: bool) -> None:
    """Make the draft a version, which is never changed; refused while anything is missing or contradicts itself."""
    with opened(Paths.find(), passphrase) as asker:
        latest = asker.ask(PolicyFinish(), PolicyVersionsReply).versions[0]
    if as_json:
        say_json(latest)
    else:
        say(f"This is version {latest.number} now. Its review is due on {day(latest.review_due)}.")


@command("versions", example="framekeeper policy versions")
@click.option("--reviewed", is_flag=True, help="You have read the latest version again, and it stays as it is.")
@click.option(
    "--delete", "number", type=click.IntRange(1), metavar="NUMBER", help="Delete a version that nobody was given."
)
@passphrase_option
def versions(reviewed: bool, number: int | None, passphrase: str | None, as_json: bool) -> None:
    """List the versions, who has them, and when the next review is due."""
    with opened(Paths.find(), passphrase) as asker:
        reply = asker.ask(PolicyVersions(), PolicyVersionsReply)
        if number is not None:
            reply = asker.ask(PolicyRemove(number), PolicyVersionsReply)
        if reviewed:
            reply = asker.ask(PolicyReviewed(), PolicyVersionsReply)
    if as_json:
        for one in reply.versions:
            say_json(one)
    elif reply.versions:
        rows = [
            (
                str(one.number),
                when(one.made),
                day(one.review_due) + (", due" if one.is_due else ""),
                str(one.given),
                str(one.signed),
            )
            for one in reply.versions
        ]
        table(("Version", "Made", "Review", "Given to", "Signed by"), rows)
    else:
        say("No version yet. Fill in `framekeeper policy draft`, then run `framekeeper policy finish`.")


@command("diff", example="framekeeper policy diff 1 2")
@click.argument("before", type=click.IntRange(1))
@click.argument("after", type=click.IntRange(1), required=False)
@LANGUAGE
@passphrase_option
def diff(before: int, after: int | None, language: PolicyLanguage, passphrase: str | None, as_json: bool) -> None:
    """Say what differs between two versions, or between a version and the draft, clause by clause."""
    with opened(Paths.find(), passphrase) as asker:
        found = asker.ask(PolicyDifferences(before, after, language), PolicyDifferencesReply).clauses
    if as_json:
        for one in found:
            say_json(one)
        return
    for one in found:
        say(one.heading)
        for line in one.lines:
            if line.kind != "same":
                say(f"  {'-' if line.kind == 'gone' else '+'} {line.text}", 4)
    if not found:
        say("They say the same.")


@command("export", example="framekeeper policy export --version 1 --format pdf --output policy.pdf")
@click.option(
    "--format", "kind", type=click.Choice(get_args(PolicyFormat)), default="docx", show_default=True, help="The format."
)
@LANGUAGE
@KIND
@VERSION
@click.option(
    "--output", metavar="FILE", type=click.Path(path_type=Path), required=True, help="The new file; - prints."
)
@passphrase_option
def export(
    kind: PolicyFormat,
    language: PolicyLanguage,
    consent_clause: bool,
    version: int | None,
    output: Path,
    passphrase: str | None,
    as_json: bool,
) -> None:
    """Write the policy, or the consent clause, to a new file. A draft says on every page that it is one."""
    with opened(Paths.find(), passphrase) as asker:
        ready = asker.ask(PolicyExport(kind, language, _kind(consent_clause), version), FileReady)
        data = downloads.read(asker, ready)
    downloads.write(data, output)
    if str(output) == "-":
        return
    if as_json:
        say_json({"file": str(output), "name": ready.name, "format": kind, "bytes": len(data)})
    else:
        say(f"It is in {output} ({count(len(data), 'byte')}).")


for made in (draft, show, finish, versions, diff, export, give, list_clients, import_givings):
    policy.add_command(made)
COMMANDS = (policy,)
