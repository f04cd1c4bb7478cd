"""Frozen values behave as the standard library's frozen dataclasses with slots do."""

from __future__ import annotations

import copy
import dataclasses
import inspect
from typing import Any, ClassVar

import pytest

from kneerehab import frozen


def family(maker: Any) -> tuple[Any, Any, Any]:
    """A class, a class that extends it, and one with positional fields, made by this decorator."""

    @maker(frozen=True, slots=True, kw_only=True)
    class Base:
        id: str
        note: str | None = None
        kinds: ClassVar[int] = 3

    @maker(frozen=True, slots=True, kw_only=True)
    class Further(Base):
        """More of it."""

        marks: list[int] = dataclasses.field(default_factory=list)
        secret: str = dataclasses.field(default="", repr=False)
        source: str = dataclasses.field(default="", compare=False)
        size: int = dataclasses.field(init=False, compare=False)

        def __post_init__(self) -> None:
            object.__setattr__(self, "size", len(self.marks))

    @maker(frozen=True, slots=True)
    class Pair:
        left: int
        right: int = 0

        def __repr__(self) -> str:
            return f"{self.left}|{self.right}"

    return Base, Further, Pair


OURS, STANDARD = family(frozen.dataclass), family(dataclasses.dataclass)
BOTH = pytest.mark.parametrize("classes", [OURS, STANDARD], ids=["ours", "standard"])


@BOTH
def test_a_value_has_what_it_was_given_and_its_defaults(classes: Any) -> None:
    _base, further, pair = classes
    made = further(id="a", marks=[1, 2])
    assert (made.id, made.note, made.marks, made.secret, made.size, made.kinds) == ("a", None, [1, 2], "", 2, 3)
    assert further(id="a").marks == []
    assert further(id="a").marks is not further(id="a").marks
    assert (pair(1).left, pair(1).right, pair(1, 2).right) == (1, 0, 2)


@BOTH
@pytest.mark.parametrize("change", [lambda one: setattr(one, "id", "b"), lambda one: delattr(one, "id")])
def test_a_value_is_never_changed(classes: Any, change: Any) -> None:
    made = classes[1](id="a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        change(made)
    assert made.id == "a"
    assert not hasattr(made, "__dict__")


@BOTH
def test_a_copy_is_as_the_value_and_as_frozen(classes: Any) -> None:
    made = classes[1](id="a", marks=[1, 2])
    other = copy.deepcopy(made)
    assert other == made
    assert (other.size, other.marks is made.marks) == (2, False)
    with pytest.raises(dataclasses.FrozenInstanceError):
        other.note = "changed"


@BOTH
def test_values_are_equal_if_all_that_is_compared_is(classes: Any) -> None:
    base, further, pair = classes
    assert further(id="a", source="x") == further(id="a", source="y")
    assert further(id="a") != further(id="b")
    assert base(id="a") != further(id="a")
    assert hash(base(id="a")) == hash(base(id="a"))
    assert {pair(1, 2)} == {pair(1, 2)} != {pair(2, 1)}
    with pytest.raises(TypeError, match="unhashable"):
        hash(further(id="a"))


@BOTH
def test_what_is_missing_or_unknown_is_a_type_error(classes: Any) -> None:
    base, _further, pair = classes
    for wrong in (base, lambda: base("a"), lambda: base(id="a", more=1), lambda: pair(1, 2, 3)):
        with pytest.raises(TypeError):
            wrong()


def test_the_rest_of_the_standard_library_takes_them_for_its_own() -> None:
    for ours, standard in zip(OURS, STANDARD, strict=True):
        assert [*inspect.signature(ours).parameters] == [*inspect.signature(standard).parameters]
        assert ours.__init__.__annotations__ == standard.__init__.__annotations__
        assert [part.name for part in dataclasses.fields(ours)] == [part.name for part in dataclasses.fields(standard)]
        assert ours.__match_args__ == standard.__match_args__
    made = OURS[1](id="a", marks=[1], secret="s")
    assert repr(made) == repr(STANDARD[1](id="a", marks=[1], secret="s"))
    assert "'s'" not in repr(made)
    assert repr(OURS[2](1)) == "1|0"
    assert dataclasses.replace(made, note="n").note == "n"
    assert dataclasses.asdict(made) == {
        "id": "a", "note": None, "marks": [1], "secret": "s", "source": "", "size": 1,
    }  # fmt: skip


def test_only_frozen_values_with_slots_are_made() -> None:
    with pytest.raises(ValueError, match="frozen"):
        frozen.dataclass(frozen=True, slots=False)
