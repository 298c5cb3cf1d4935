from protocol.messages.files import FileBegin, FileDrop, FilePart, FileRead, FileReady, FileWrite
from protocol.messages.state import Done
from tests.support.agents import CLI
from tests.support.talk import Talk


async def test_a_file_is_sent_read_and_dropped_by_who_began_it(talk: Talk) -> None:
    file = (await talk.get(FileBegin(3), FileReady)).file
    assert await talk.get(FileWrite(file, 0, b"abc"), Done) == Done()
    assert "isn't with the agent" in str(await talk.ask(FileRead(file), CLI))
    assert await talk.get(FileRead(file), FilePart) == FilePart(b"abc")
    assert (await talk.refused(FileRead(file)))[0] == "not_found"
    other = (await talk.get(FileBegin(3), FileReady)).file
    await talk.get(FileDrop(other), Done)
    assert (await talk.refused(FileWrite(other, 0, b"abc")))[0] == "not_found"


async def test_a_lock_forgets_files(talk: Talk) -> None:
    file = (await talk.get(FileBegin(3), FileReady)).file
    talk.reopen()
    assert (await talk.refused(FileRead(file)))[0] == "not_found"
