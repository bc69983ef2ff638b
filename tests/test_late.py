"""What nobody asks for is not made, and what is stored unread comes back as it was."""

import pickle
from functools import partial

import pytest

from generator.claim_tables import Groups
from generator.late import Deferred, Late


class Witness:
    """Tells how often one was read from what it was stored as."""

    read = 0

    def __setstate__(self, state: dict[str, object]) -> None:
        Witness.read += 1


def store(value: object) -> object:
    return pickle.loads(pickle.dumps(value))  # noqa: S301 - it was written here


def test_a_stored_value_is_read_once_and_only_if_somebody_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Witness, "read", 0)
    witness = Witness()
    witness.__dict__["mark"] = "x"
    stored = store(store(Deferred(witness)))
    assert isinstance(stored, Deferred)
    assert Witness.read == 0
    assert stored.open() is stored.open()
    assert Witness.read == 1


@pytest.mark.parametrize("value", [None, "", "words", ("a", None)])
def test_a_value_comes_back_as_it_was(value: object) -> None:
    fresh = Deferred(value)
    assert fresh.open() is value
    for stored in (store(fresh), store(store(fresh))):
        assert isinstance(stored, Deferred)
        assert stored.open() == value


def test_a_member_is_made_once_and_only_if_somebody_asks() -> None:
    made: list[str] = []

    def make(name: str) -> str:
        made.append(name)
        return name.upper()

    table = Late({name: partial(make, name) for name in ("gull", "tern")})
    assert list(table) == ["gull", "tern"]
    assert (len(table), "gull" in table, "auk" in table, table.get("auk"), table.get("auk", "none")) == (
        *(2, True, False),
        *(None, "none"),
    )
    assert made == []
    assert (table["tern"], table.get("tern"), dict(table)) == ("TERN", "TERN", {"gull": "GULL", "tern": "TERN"})
    assert made == ["tern", "gull"]


def test_what_goes_wrong_in_making_is_not_taken_for_a_missing_member() -> None:
    def fail() -> str:
        raise KeyError("deep below")

    def find(_: str) -> str:
        return fail()

    for table in (Late({"gull": fail}), Groups({"gull": ("gull/c1",)}, find)):
        with pytest.raises(KeyError, match="deep below"):
            table.get("gull")
        assert table.get("auk", ()) == ()
    with pytest.raises(KeyError, match="auk"):
        Late({"gull": fail})["auk"]
