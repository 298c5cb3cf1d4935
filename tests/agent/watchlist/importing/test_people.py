import pytest

from protocol.messages.words import Status
from tests.agent.watchlist.importing.support import names, reading, skipped


@pytest.mark.parametrize(
    ("table", "people"),
    [
        ("First Name,Last Name\nJane & John,Smith", [["Jane Smith"], ["John Smith"]]),
        ("First Name,Last Name\nJane & John,Smith & Doe", [["Jane Smith"], ["John Doe"]]),
        ("Name\nJane and John Smith", [["Jane Smith"], ["John Smith"]]),
        ("Name\nJane Doe + John Smith", [["Jane Doe"], ["John Smith"]]),
        ("Name\nJana und Jan Kowalski", [["Jana Kowalski"], ["Jan Kowalski"]]),
        ('Name\n"Smith, Jane & John"', [["Jane Smith"], ["John Smith"]]),
        ("Name\nJane Doe & Family", [["Jane Doe"]]),
        ("Name\nAna Ortega y Gasset", [["Ana Ortega y Gasset"]]),
        ("Name\nAnders Sand", [["Anders Sand"]]),
    ],
)
def test_couples_are_parted(table: str, people: list[list[str]]) -> None:
    assert names(table) == people


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            "First,Middle Name,Last,Preferred Name\nRobert,James,Smith,Bob",
            ["Robert Smith", "Robert James Smith", "Bob Smith"],
        ),
        (
            "Legal first name,Legal last name,What name do they go by?\nRobert,Smith,Bobby Jones",
            ["Robert Smith", "Bobby Jones"],
        ),
        ('Client,Nickname\n"Doe, Jane",Janie', ["Jane Doe", "Janie Doe"]),
        ('Name\n"Jane Doe, PhD"', ["Jane Doe, PhD"]),
        ("Given name,Name,Surname\nJane,Jane Q. Doe,Doe", ["Jane Doe", "Jane Q. Doe"]),
        ("Vorname;Nachname;Rufname\nJohanna;Müller;Hanna", ["Johanna Müller", "Hanna Müller"]),
        ("Name;Vorname\nMüller;Johanna", ["Johanna Müller"]),
        ("Nombre;Apellidos\nMaría José;Núñez Gil", ["María José Núñez Gil"]),
        ("Nombre y apellidos;Estado\nMaría Núñez;Activa", ["María Núñez"]),
    ],
)
def test_names_are_put_together(table: str, expected: list[str]) -> None:
    assert names(table) == [expected]


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("Active active ACTIVO Aktiv yes", "current"),
        ("Inactive Archived Discharged Archivado Inaktiv", "former"),
        ("Prospective Prospect Waitlist Interessentin Potencial", "prospective"),
    ],
)
def test_statuses(words: str, status: Status) -> None:
    for word in words.split():
        (person,) = reading(f"Name,Client status\nJane Doe,{word}").found.people
        assert person.status == status, word


def test_a_status_that_is_not_known_is_current_and_remarked_on() -> None:
    found = reading("Name,Status\nJane Doe,On sabbatical").found
    assert found.people[0].status == "current"
    assert [(each.row, each.why, each.what) for each in found.remarks] == [(2, "status_unknown", "On sabbatical")]


def test_what_cannot_be_a_name_is_skipped_and_said() -> None:
    rows = ["=HYPERLINK(1)", "@SUM(1)", "-1+1", "...", "x" * 1000, f"{'x' * 150} {'y' * 150}"]
    assert skipped("Name\n" + "\n".join(rows)) == [
        (2, "formula"),
        (3, "formula"),
        (4, "formula"),
        (5, "no_name"),
        (6, "name_too_long"),
        (7, "name_too_long"),
    ]


def test_strange_names_are_text() -> None:
    assert names(
        "Name\n<b>Jane</b> Doe\n'-Jane Doe\n\u202eenaJ\u202c Doe\n\u0634\u0627\u0647\u062f \u0639\u0644\u06cc\n"
    ) == [
        ["<b>Jane</b> Doe"],
        ["'-Jane Doe"],
        ["enaJ Doe"],
        ["\u0634\u0627\u0647\u062f \u0639\u0644\u06cc"],
    ]


def test_handles_and_links_become_accounts() -> None:
    table = (
        "Name,Instagram,Twitter handle,Website\n"
        "Jane Doe,@jane.doe,https://twitter.com/Jane,https://janedoe.example\n"
        "John Doe,,,facebook:john.doe tiktok:@john\n"
        "Mary Doe,,,mary@example.org\n"
    )
    found = reading(table).found
    assert [person.accounts for person in found.people] == [
        ["instagram:jane.doe", "x:jane"],
        ["facebook:john.doe", "tiktok:john"],
        [],
    ]
    assert [(each.row, each.why) for each in found.remarks] == [(2, "link_unknown"), (4, "link_unknown")]


def test_a_first_name_alone_is_remarked_on() -> None:
    assert [each.why for each in reading("Name\nJane\n\u5c71\u7530\u592a\u90ce").found.remarks] == ["first_name_only"]
