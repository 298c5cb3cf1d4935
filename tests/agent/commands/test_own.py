from protocol.messages import ListChanged
from protocol.messages.own import OwnAdd, OwnEdit, OwnList, OwnListReply, OwnRemove, OwnReply
from protocol.messages.warnings import Sighting, Verdict
from protocol.messages.watchlist import ClientAdd, Resolve, ResolveReply
from tests.support.talk import Talk


async def test_everybody_is_told_of_what_changes_verdicts(talk: Talk) -> None:
    seen = Sighting("x:ada_quill", names=["Jamie Doe"])
    assert (await talk.verdict(seen)).verdict == "possible"
    own = (await talk.get(OwnAdd("https://x.com/ada_quill", "personal"), OwnReply)).own
    assert await talk.verdict(seen) == Verdict("clear")
    assert len(talk.notices) == 1
    edited = (await talk.get(OwnEdit("x:ada_quill", "professional"), OwnReply)).own
    assert (edited.key, edited.role, edited.added) == (own.key, "professional", own.added)
    assert len(talk.notices) == 1, "a role changes no verdict"
    assert (await talk.get(OwnList(), OwnListReply)).own == [edited]
    assert (await talk.get(OwnList("personal"), OwnListReply)).own == []
    assert (await talk.get(OwnRemove("x:ada_quill"), OwnReply)).own == edited
    assert (await talk.verdict(seen)).verdict == "possible"
    assert all(isinstance(notice, ListChanged) for notice in talk.notices)
    assert len({notice.epoch for notice in talk.notices if isinstance(notice, ListChanged)}) == 2


async def test_a_client_s_account_is_refused_and_the_other_way_round(talk: Talk) -> None:
    code, message = await talk.refused(OwnAdd("x:jamie_doe", "personal"))
    assert (code, "J. D.'s" in message) == ("already_there", True)
    await talk.get(OwnAdd("x:ada_quill", "personal"), OwnReply)
    assert (await talk.refused(ClientAdd(label="K", accounts=["x:ada_quill"])))[0] == "already_there"
    assert (await talk.refused(OwnRemove("x:jamie_doe")))[0] == "not_found"
    assert (await talk.refused(OwnEdit("nobody", "personal")))[0] == "bad_input"


async def test_a_warning_and_its_record_say_the_role_where_it_is_known(talk: Talk) -> None:
    for role in (None, "personal", "professional"):
        if role == "personal":
            await talk.get(OwnAdd("x:ada_quill", role), OwnReply)
        if role == "professional":
            await talk.get(OwnEdit("x:ada_quill", role), OwnReply)
        view = await talk.open(own_account="x:ada_quill")
        assert (view.own_account, view.own_role) == ("x:ada_quill", role)
        body = await talk.recorded(view)
        assert (body["own_account"], body["own_role"]) == ("x:ada_quill", role)
    assert (await talk.open()).own_role is None


async def test_a_link_to_one_s_own_is_said_to_be_that(talk: Talk) -> None:
    await talk.get(OwnAdd("x:ada_quill", "personal"), OwnReply)
    reply = await talk.get(Resolve(["https://x.com/ada_quill", "x:jamie_doe", "x:somebody"]), ResolveReply)
    assert [(link.verdict, link.own_role) for link in reply.links] == [
        ("clear", "personal"),
        ("listed", None),
        ("clear", None),
    ]
