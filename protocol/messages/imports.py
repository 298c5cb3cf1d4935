"""Clients out of a file that the agent holds (`file.begin`, `file.write`); whose id is the import's, too."""

from typing import Annotated, Literal

from msgspec import Meta

from protocol.messages.files import FileId
from protocol.messages.words import AccountKey, Message, Status

MOST_PEOPLE = 200_000
"""People in one import."""
IMPORT_PAGE = 500
"""People, or remarks, in one reply at most."""

ImportField = Literal["name", "first", "middle", "last", "preferred", "status", "email", "account"]
"""What a column may hold. An e-mail address tells people of one name apart, and isn't kept."""
WhyNot = Literal["no_name", "name_too_long", "formula", "incomplete", "unreadable", "quote", "organisation", "too_many"]
"""Why a row was skipped. `quote`: a quotation mark that nothing closes; `incomplete`: the file ends within it."""
Remark = Literal["status_unknown", "status_kept", "first_name_only", "account_taken", "account_own", "link_unknown"]
"""What to know of a row that was taken; `account_taken`: it is another client's or another row's."""
ImportStep = Literal["reading", "comparing", "writing", "finishing", "done"]

Place = Annotated[int, Meta(ge=0)]


class ImportColumn(Message, frozen=True):
    """A column: its heading, empty where there is none, and what it holds. What is private is never read."""

    heading: str
    field: ImportField | None
    private: bool = False


class ImportSame(Message, frozen=True):
    """Whom a person may be: a client on the list, or an earlier `person` of the file. `sure`: taken as that unasked."""

    label: str
    client: str | None = None
    person: int | None = None
    sure: bool = True


class ImportPerson(Message, frozen=True):
    """A person as they would be put on the list; `person` counts from 0, `row` is where they stand in the file."""

    person: int
    row: int
    names: list[str]
    status: Status
    accounts: list[AccountKey]
    same: ImportSame | None = None


class ImportRemark(Message, frozen=True):
    """A row that was skipped, or something to know of one that was taken, and the cell that it is about, if it says."""

    row: int
    why: WhyNot | Remark
    what: str = ""


class ImportRead(Message, frozen=True, tag="import.read"):
    """Read a file and compare it with the list. `fields` says what each column holds, instead of its heading."""

    file: FileId
    fields: Annotated[list[ImportField | None], Meta(max_length=200)] | None = None


class ImportPreview(Message, frozen=True, tag="import.preview"):
    """What would come of it. `same` of the people are perhaps on the list, or in the file, already."""

    file: FileId
    kind: Literal["csv", "xlsx", "vcard"]
    columns: list[ImportColumn]
    rows: int
    people: int
    same: int
    skipped: int
    remarks: int


class ImportPeople(Message, frozen=True, tag="import.people"):
    """A page of the people; `only_same`: of those who may be on the list or in the file already."""

    file: FileId
    only_same: bool = False
    offset: Place = 0
    limit: Annotated[int, Meta(ge=1, le=IMPORT_PAGE)] = 20


class ImportPeopleReply(Message, frozen=True, tag="import.people.reply"):
    """In the file's order; `more` is the next offset, null at the end."""

    people: list[ImportPerson]
    more: int | None = None


class ImportRemarks(Message, frozen=True, tag="import.remarks"):
    """A page of the rows that were skipped, or of remarks on those that were taken."""

    file: FileId
    skipped: bool = True
    offset: Place = 0
    limit: Annotated[int, Meta(ge=1, le=IMPORT_PAGE)] = 100


class ImportRemarksReply(Message, frozen=True, tag="import.remarks.reply"):
    """By row; `more` is the next offset, null at the end."""

    remarks: list[ImportRemark]
    more: int | None = None


class ImportCommit(Message, frozen=True, tag="import.commit"):
    """Put all on the list, in one change. `same`: whether people are those that they may be; null: where it is sure.

    `others` are the people of whom the contrary holds.
    """

    file: FileId
    same: bool | None = None
    others: Annotated[list[Place], Meta(max_length=100_000)] = []


class ImportReport(Message, frozen=True, tag="import.report"):
    """What was done, durably. `merged` people were put together with somebody; `change` undoes all of it."""

    added: int
    merged: int
    changed: int
    skipped: int
    remarks: int
    change: int | None = None


class ImportProgress(Message, frozen=True, tag="import.progress"):
    """Ask how far an import has come."""

    file: FileId


class ImportProgressReply(Message, frozen=True, tag="import.progress.reply"):
    """`part` from 0 to 1. From `finishing` on it is durable. `report` is there when it is `done`."""

    step: ImportStep
    part: float
    report: ImportReport | None = None


class ImportCancel(Message, frozen=True, tag="import.cancel"):
    """Stop reading or writing and forget the file; nothing of it is left. What is durable by now stays."""

    file: FileId


class ImportUndo(Message, frozen=True, tag="import.undo"):
    """Undo an import, whole, by the number that its report gave, until the vault is locked."""

    change: Annotated[int, Meta(ge=1)]


class ClientExport(Message, frozen=True, tag="client.export"):
    """Make a file of the whole list, unencrypted; the passphrase is asked for again."""

    passphrase: Annotated[str, Meta(max_length=1000)]
    format: Literal["csv", "json"] = "csv"


Request = (
    ClientExport | ImportRead | ImportPeople | ImportRemarks | ImportCommit | ImportProgress | ImportCancel | ImportUndo
)
Reply = ImportPreview | ImportPeopleReply | ImportRemarksReply | ImportReport | ImportProgressReply
