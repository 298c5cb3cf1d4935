"""Files on their way to or from a browser, part by part."""

from agent.commands.registry import Agent, Caller, handles
from protocol.messages.files import FileBegin, FileDrop, FilePart, FileRead, FileReady, FileWrite
from protocol.messages.state import Done


@handles(FileBegin)
def begin(agent: Agent, caller: Caller, request: FileBegin) -> FileReady:
    """Make room for a file that the browser sends; raises BadInput."""
    return agent.files.begin(caller.pairing, request.size)


@handles(FileWrite)
def write(agent: Agent, caller: Caller, request: FileWrite) -> Done:
    """Take the next part of a file; raises NotFound and BadInput."""
    agent.files.write(caller.pairing, request)
    return Done()


@handles(FileRead)
def read(agent: Agent, caller: Caller, request: FileRead) -> FilePart:
    """Give a part of a file; raises NotFound."""
    return agent.files.read(caller.pairing, request)


@handles(FileDrop)
def drop(agent: Agent, caller: Caller, request: FileDrop) -> Done:
    """Forget a file."""
    agent.files.drop(caller.pairing, request.file)
    return Done()
