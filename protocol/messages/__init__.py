"""Every message between a client of the agent and the agent: declared here and nowhere else.

A session carries three kinds of frame: a `Call` asks, an `Answer` replies to it by the same `id`, a
`Notice` is sent by the agent unasked. What they carry is told apart by the tag `type`. All are frozen, and
unknown fields are refused: a message that one side doesn't understand is an error, never a guess.
`protocol/generate.py` turns these declarations into the extension's types; `protocol/README.md` is the prose.
"""

from typing import Annotated

from msgspec import Meta

from protocol.messages.drafts import DraftCheck, DraftHint, DraftHints, DraftKind
from protocol.messages.figures import (
    LogFigures,
    LogFiguresReply,
    MonthFigures,
    PlaceFigures,
    WeekFigures,
)
from protocol.messages.files import (
    MOST_BYTES,
    PART,
    FileBegin,
    FileDrop,
    FilePart,
    FileRead,
    FileReady,
    FileWrite,
)
from protocol.messages.imports import (
    IMPORT_PAGE,
    MOST_PEOPLE,
    ClientExport,
    ImportCancel,
    ImportColumn,
    ImportCommit,
    ImportField,
    ImportPeople,
    ImportPeopleReply,
    ImportPerson,
    ImportPreview,
    ImportProgress,
    ImportProgressReply,
    ImportRead,
    ImportRemark,
    ImportRemarks,
    ImportRemarksReply,
    ImportReport,
    ImportSame,
    ImportStep,
    ImportUndo,
    Remark,
    WhyNot,
)
from protocol.messages.keys import (
    Backup,
    BackupContent,
    BackupLook,
    BackupMake,
    BackupRestore,
    Browser,
    BrowserRename,
    Browsers,
    BrowsersReply,
    PairingCode,
    PairingConfirm,
    PairingOffer,
    PairingPaired,
    PairingRequest,
    PairingStart,
    PairingWait,
    PassphraseChange,
    RecoveryCode,
    RecoveryConfirm,
    RecoveryRenew,
    Unpair,
    VaultMake,
)
from protocol.messages.log import (
    ChangedEntry,
    Checkpoint,
    CheckpointReply,
    Entry,
    Event,
    LogCheck,
    LogCheckpoint,
    LogCheckReply,
    LogExport,
    LogExportReply,
    LogFilter,
    LogList,
    LogNote,
    LogProgress,
    LogProgressReply,
    LogReply,
    LogShow,
    LogShowReply,
    LogVerify,
    Period,
    Verification,
)
from protocol.messages.own import (
    MOST_OWN,
    OwnAccount,
    OwnAdd,
    OwnEdit,
    OwnList,
    OwnListReply,
    OwnRemove,
    OwnReply,
)
from protocol.messages.practice import (
    Country,
    CrisisLine,
    CrisisNumbers,
    Day,
    NumbersConfirm,
    NumbersShow,
    PracticeChanged,
    PracticeErase,
    PracticeUndo,
)
from protocol.messages.practice_consents import (
    Bar,
    Consent,
    ConsentAdd,
    ConsentedShare,
    ConsentKind,
    ConsentList,
    ConsentRemove,
    ConsentReply,
    ConsentsReply,
    ConsentState,
    ConsentWithdraw,
)
from protocol.messages.practice_contacts import (
    Contact,
    ContactAdd,
    ContactBy,
    ContactEdit,
    ContactKind,
    ContactList,
    ContactRemove,
    ContactReply,
    ContactsReply,
    Handling,
)
from protocol.messages.practice_policy import (
    Channel,
    Citation,
    PolicyAnswers,
    PolicyBlock,
    PolicyClauseChange,
    PolicyClient,
    PolicyClients,
    PolicyClientsReply,
    PolicyDifferences,
    PolicyDifferencesReply,
    PolicyDiscard,
    PolicyDraft,
    PolicyDraftReply,
    PolicyExport,
    PolicyFinish,
    PolicyFormat,
    PolicyGive,
    PolicyGiving,
    PolicyImport,
    PolicyImportLine,
    PolicyImportReply,
    PolicyKind,
    PolicyLanguage,
    PolicyLine,
    PolicyPreview,
    PolicyPreviewReply,
    PolicyProblem,
    PolicyRemove,
    PolicyReviewed,
    PolicySave,
    PolicySection,
    PolicyStanding,
    PolicyTakeBack,
    PolicyText,
    PolicyVersion,
    PolicyVersions,
    PolicyVersionsReply,
    Profession,
    WorksWith,
)
from protocol.messages.retention import (
    HeldClient,
    LegalHold,
    LogErase,
    LogErased,
    PastEntry,
    Retention,
    RetentionReply,
)
from protocol.messages.settings import (
    Chosen,
    Rules,
    Settings,
    SettingsReply,
    TierCell,
    TierChoice,
    WhenAway,
    WhenUnnamed,
    WithoutMinutes,
)
from protocol.messages.state import (
    Activity,
    Autostart,
    AutostartReply,
    Done,
    Lock,
    Ping,
    Problem,
    StatusAsk,
    StatusReply,
    Unlock,
)
from protocol.messages.warnings import (
    AdapterOutdated,
    Check,
    ClearingUndo,
    Missed,
    Pause,
    Sighting,
    Unprotected,
    Verdict,
    Verdicts,
    WarningDecide,
    WarningDecided,
    WarningOpen,
    WarningUse,
    WarningView,
)
from protocol.messages.watchlist import (
    Account,
    AccountAdd,
    AccountGiven,
    AccountRemove,
    Client,
    ClientAdd,
    ClientEdit,
    ClientList,
    ClientRemove,
    ClientReply,
    ClientSave,
    ClientShow,
    ClientsReply,
    ClientUndo,
    Learned,
    Resolve,
    Resolved,
    ResolveReply,
)
from protocol.messages.words import (
    VERSION,
    AccountKey,
    EntryKind,
    ExportFormat,
    Flag,
    Gesture,
    HandleSource,
    Interaction,
    Message,
    Names,
    Outcome,
    OwnRole,
    PeriodKind,
    Reason,
    Role,
    Short,
    Status,
    Text,
    Tier,
    Time,
    Use,
    VerdictName,
)


class ListChanged(Message, frozen=True, tag="list.changed"):
    """Verdicts given before are void: those on `accounts`, or all of them where none is named."""

    epoch: int
    accounts: list[AccountKey] = []


class Locked(Message, frozen=True, tag="locked"):
    """The vault is being locked; the connection ends."""


Request = (
    StatusAsk | Unlock | Lock | Activity | Ping | Settings | Autostart
    | Check | WarningOpen | WarningDecide | WarningUse | ClearingUndo | Pause | Unprotected | Missed | AdapterOutdated
    | ClientAdd | ClientList | ClientShow | ClientEdit | ClientSave | ClientRemove | ClientUndo
    | AccountAdd | AccountRemove | Resolve | ClientExport
    | ImportRead | ImportPeople | ImportRemarks | ImportCommit | ImportProgress | ImportCancel | ImportUndo
    | OwnAdd | OwnList | OwnEdit | OwnRemove
    | PracticeUndo | PracticeErase | NumbersShow | NumbersConfirm
    | ContactAdd | ContactEdit | ContactRemove | ContactList
    | ConsentAdd | ConsentList | ConsentWithdraw | ConsentRemove
    | PolicyDraft | PolicySave | PolicyDiscard | PolicyPreview | PolicyFinish
    | PolicyVersions | PolicyReviewed | PolicyRemove | PolicyDifferences | PolicyExport
    | PolicyClients | PolicyGive | PolicyTakeBack | PolicyImport
    | LogList | LogShow | LogNote | LogCheckpoint | LogVerify | LogProgress | LogExport | LogCheck | LogFigures
    | LogErase | Retention | LegalHold
    | PairingStart | PairingWait | PairingRequest | PairingConfirm | Browsers | BrowserRename | Unpair
    | VaultMake | PassphraseChange | RecoveryRenew | RecoveryConfirm | Backup
    | BackupMake | BackupLook | BackupRestore
    | FileBegin | FileWrite | FileRead | FileDrop
    | DraftCheck
)  # fmt: skip

Reply = (
    StatusReply | SettingsReply | AutostartReply | Done | Problem | Verdicts | WarningView | WarningDecided
    | ClientReply | ClientsReply | ResolveReply | OwnReply | OwnListReply
    | ImportPreview | ImportPeopleReply | ImportRemarksReply | ImportReport | ImportProgressReply
    | PracticeChanged | CrisisNumbers | ContactReply | ContactsReply | ConsentReply | ConsentsReply
    | PolicyDraftReply | PolicyPreviewReply | PolicyVersionsReply | PolicyDifferencesReply
    | PolicyClientsReply | PolicyImportReply
    | LogReply | LogShowReply | CheckpointReply | Verification
    | LogProgressReply | LogExportReply | LogCheckReply | LogFiguresReply
    | LogErased | RetentionReply
    | PairingCode | PairingPaired | PairingOffer | BrowsersReply | RecoveryCode | BackupContent
    | FileReady | FilePart
    | DraftHints
)  # fmt: skip


class Call(Message, frozen=True, tag_field="frame", tag="call"):
    """A request; `id` rises by one within a session."""

    id: Annotated[int, Meta(ge=0)]
    body: Request


class Answer(Message, frozen=True, tag_field="frame", tag="answer"):
    """The reply to the call with the same `id`."""

    id: Annotated[int, Meta(ge=0)]
    body: Reply


class Notice(Message, frozen=True, tag_field="frame", tag="notice"):
    """Sent by the agent unasked."""

    body: ListChanged | Locked


Frame = Call | Answer | Notice

__all__ = [
    "IMPORT_PAGE",
    "MOST_BYTES",
    "MOST_OWN",
    "MOST_PEOPLE",
    "PART",
    "VERSION",
    "Account",
    "AccountAdd",
    "AccountGiven",
    "AccountKey",
    "AccountRemove",
    "Activity",
    "AdapterOutdated",
    "Answer",
    "Autostart",
    "AutostartReply",
    "Backup",
    "BackupContent",
    "BackupLook",
    "BackupMake",
    "BackupRestore",
    "Bar",
    "Browser",
    "BrowserRename",
    "Browsers",
    "BrowsersReply",
    "Call",
    "ChangedEntry",
    "Channel",
    "Check",
    "Checkpoint",
    "CheckpointReply",
    "Chosen",
    "Citation",
    "ClearingUndo",
    "Client",
    "ClientAdd",
    "ClientEdit",
    "ClientExport",
    "ClientList",
    "ClientRemove",
    "ClientReply",
    "ClientSave",
    "ClientShow",
    "ClientUndo",
    "ClientsReply",
    "Consent",
    "ConsentAdd",
    "ConsentKind",
    "ConsentList",
    "ConsentRemove",
    "ConsentReply",
    "ConsentState",
    "ConsentWithdraw",
    "ConsentedShare",
    "ConsentsReply",
    "Contact",
    "ContactAdd",
    "ContactBy",
    "ContactEdit",
    "ContactKind",
    "ContactList",
    "ContactRemove",
    "ContactReply",
    "ContactsReply",
    "Country",
    "CrisisLine",
    "CrisisNumbers",
    "Day",
    "Done",
    "DraftCheck",
    "DraftHint",
    "DraftHints",
    "DraftKind",
    "Entry",
    "EntryKind",
    "Event",
    "ExportFormat",
    "FileBegin",
    "FileDrop",
    "FilePart",
    "FileRead",
    "FileReady",
    "FileWrite",
    "Flag",
    "Frame",
    "Gesture",
    "HandleSource",
    "Handling",
    "HeldClient",
    "ImportCancel",
    "ImportColumn",
    "ImportCommit",
    "ImportField",
    "ImportPeople",
    "ImportPeopleReply",
    "ImportPerson",
    "ImportPreview",
    "ImportProgress",
    "ImportProgressReply",
    "ImportRead",
    "ImportRemark",
    "ImportRemarks",
    "ImportRemarksReply",
    "ImportReport",
    "ImportSame",
    "ImportStep",
    "ImportUndo",
    "Interaction",
    "Learned",
    "LegalHold",
    "ListChanged",
    "Lock",
    "Locked",
    "LogCheck",
    "LogCheckReply",
    "LogCheckpoint",
    "LogErase",
    "LogErased",
    "LogExport",
    "LogExportReply",
    "LogFigures",
    "LogFiguresReply",
    "LogFilter",
    "LogList",
    "LogNote",
    "LogProgress",
    "LogProgressReply",
    "LogReply",
    "LogShow",
    "LogShowReply",
    "LogVerify",
    "Message",
    "Missed",
    "MonthFigures",
    "Names",
    "Notice",
    "NumbersConfirm",
    "NumbersShow",
    "Outcome",
    "OwnAccount",
    "OwnAdd",
    "OwnEdit",
    "OwnList",
    "OwnListReply",
    "OwnRemove",
    "OwnReply",
    "OwnRole",
    "PairingCode",
    "PairingConfirm",
    "PairingOffer",
    "PairingPaired",
    "PairingRequest",
    "PairingStart",
    "PairingWait",
    "PassphraseChange",
    "PastEntry",
    "Pause",
    "Period",
    "PeriodKind",
    "Ping",
    "PlaceFigures",
    "PolicyAnswers",
    "PolicyBlock",
    "PolicyClauseChange",
    "PolicyClient",
    "PolicyClients",
    "PolicyClientsReply",
    "PolicyDifferences",
    "PolicyDifferencesReply",
    "PolicyDiscard",
    "PolicyDraft",
    "PolicyDraftReply",
    "PolicyExport",
    "PolicyFinish",
    "PolicyFormat",
    "PolicyGive",
    "PolicyGiving",
    "PolicyImport",
    "PolicyImportLine",
    "PolicyImportReply",
    "PolicyKind",
    "PolicyLanguage",
    "PolicyLine",
    "PolicyPreview",
    "PolicyPreviewReply",
    "PolicyProblem",
    "PolicyRemove",
    "PolicyReviewed",
    "PolicySave",
    "PolicySection",
    "PolicyStanding",
    "PolicyTakeBack",
    "PolicyText",
    "PolicyVersion",
    "PolicyVersions",
    "PolicyVersionsReply",
    "PracticeChanged",
    "PracticeErase",
    "PracticeUndo",
    "Problem",
    "Profession",
    "Reason",
    "RecoveryCode",
    "RecoveryConfirm",
    "RecoveryRenew",
    "Remark",
    "Reply",
    "Request",
    "Resolve",
    "ResolveReply",
    "Resolved",
    "Retention",
    "RetentionReply",
    "Role",
    "Rules",
    "Settings",
    "SettingsReply",
    "Short",
    "Sighting",
    "Status",
    "StatusAsk",
    "StatusReply",
    "Text",
    "Tier",
    "TierCell",
    "TierChoice",
    "Time",
    "Unlock",
    "Unpair",
    "Unprotected",
    "Use",
    "VaultMake",
    "Verdict",
    "VerdictName",
    "Verdicts",
    "Verification",
    "WarningDecide",
    "WarningDecided",
    "WarningOpen",
    "WarningUse",
    "WarningView",
    "WeekFigures",
    "WhenAway",
    "WhenUnnamed",
    "WhyNot",
    "WithoutMinutes",
    "WorksWith",
]
