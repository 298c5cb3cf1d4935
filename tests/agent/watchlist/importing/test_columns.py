import pytest

from agent.watchlist.importing.columns import find_heading, is_private, recognised
from tests.agent.watchlist.importing.support import names, reading


@pytest.mark.parametrize(
    ("field", "headings"),
    [
        ("first", "First Name|Legal first name|GIVEN NAME|first_name|Vorname|Nombre de pila"),
        ("last", "Last Name|Surname|Family Name|Legal last name|Nachname|Apellidos"),
        ("name", "Name|Client|Full Name|Nombre completo|Klient:in"),
        ("preferred", "Preferred Name|What name do they go by?|Rufname|Apodo"),
        ("status", "Status|Client status|Estado"),
        ("email", "Email|E-mail|E-Mail-Adresse|Email Address|Correo electrónico"),
        ("account", "Website|URL|Instagram|Twitter handle|LinkedIn URL|Social media"),
    ],
)
def test_headings_are_known_by_their_synonyms(field: str, headings: str) -> None:
    for heading in headings.split("|"):
        assert recognised(heading) == field, heading
        assert not is_private(heading), heading


@pytest.mark.parametrize(
    "heading",
    [
        *("Date of Birth", "DOB", "Geburtsdatum", "Fecha de nacimiento", "Diagnosis", "ICD-10", "Diagnosen"),
        *("Primary Insurance", "Krankenkasse", "Seguro", "Address", "Street Address", "Dirección", "PLZ"),
        *("Notes", "Phone", "Billing type", "SSN"),
    ],
)
def test_what_is_private_is_known_as_that_and_never_read(heading: str) -> None:
    assert recognised(heading) is None
    assert is_private(heading)
    found = reading(f"Name,{heading}\nJane Doe,SECRET", ["name", "preferred"])
    assert found.heading.fields == ["name", None]
    assert "SECRET" not in repr(found)


def test_columns_can_be_mapped_otherwise() -> None:
    table = "Jane Doe,Active\nJohn Smith,Inactive"
    found = reading(table)
    assert (found.heading.row, found.heading.fields) == (0, [None, None])
    mapped = reading(table, ["name", "status"]).found
    assert [(person.row, person.names, person.status) for person in mapped.people] == [
        (1, ["Jane Doe"], "current"),
        (2, ["John Smith"], "former"),
    ]
    assert [column.heading for column in found.heading.columns()] == ["", ""]


def test_a_list_of_names_alone_needs_no_heading() -> None:
    assert names("Jane Doe\nJohn Smith\n") == [["Jane Doe"], ["John Smith"]]


def test_one_column_of_each_kind_is_taken_and_of_accounts_all() -> None:
    cells = ["Name", "Full Name", "Website", "Instagram"]
    assert find_heading([(1, cells)]).fields == ["name", None, "account", "account"]
