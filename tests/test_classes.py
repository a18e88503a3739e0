"""Classes of fields, which are made without the standard library's `dataclasses`."""

from __future__ import annotations

import copy
import inspect
import pickle

import pytest

from cleaner.classes import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Fixed:
    """A class that cannot change."""

    name: str
    size: int = 0
    marks: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0:
            raise ValueError(self.size)


@dataclass(slots=True)
class Loose:
    names: list[str] = field(default_factory=list)
    size: int = 0


@dataclass(eq=False)
class Apart:
    name: str = ""


def test_fields_are_given_by_place_or_by_name_and_have_defaults() -> None:
    assert repr(Fixed("a", size=2)) == "Fixed(name='a', size=2, marks=())"
    assert list(inspect.signature(Fixed).parameters) == ["name", "size", "marks"]
    assert Loose().names is not Loose().names
    assert Fixed.__doc__ == "A class that cannot change."
    with pytest.raises(TypeError, match=r"Fixed.__init__\(\) got an unexpected keyword argument 'color'"):
        Fixed("a", color="red")  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="-1"):
        Fixed("a", -1)


def test_objects_of_one_class_with_the_same_values_are_equal() -> None:
    assert Fixed("a") == Fixed("a") != Fixed("b")
    assert len({Fixed("a"), Fixed("a")}) == 1
    assert Loose() == Loose() != Loose(size=1)
    assert Loose().__eq__(Fixed("a")) is NotImplemented
    with pytest.raises(TypeError):
        hash(Loose())
    assert Apart("a") != Apart("a")
    assert len({Apart("a"), Apart("a")}) == 2


def test_a_fixed_object_is_changed_by_none_and_copied_by_all() -> None:
    one = Fixed("a", 1)
    with pytest.raises(AttributeError, match="size cannot change"):
        one.size = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del one.size
    assert replace(one, size=2) == Fixed("a", 2)
    assert copy.deepcopy(one) == copy.copy(one) == pickle.loads(pickle.dumps(one)) == one
    loose = Loose(["a"])
    loose.size = 3
    with pytest.raises(AttributeError):
        loose.color = "red"  # type: ignore[attr-defined]
    assert pickle.loads(pickle.dumps(loose)) == loose
