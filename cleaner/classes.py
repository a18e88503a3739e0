"""Classes that only hold fields: what `dataclasses` does, without the 15 ms that it adds to every start."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform

T = TypeVar("T")


class _Made:
    """The default of a field that each object gets anew."""

    def __init__(self, *, default_factory: Callable[[], Any]) -> None:
        self.make = default_factory

    def __repr__(self) -> str:
        return "<factory>"


if TYPE_CHECKING:
    from dataclasses import field as field
else:
    field = _Made


@dataclass_transform(field_specifiers=(field,))
def dataclass(*, frozen: bool = False, slots: bool = False, eq: bool = True) -> Callable[[type[T]], type[T]]:
    """Like the decorator of `dataclasses`; the constructor is written when the first object is made."""

    def made(plain: type[T]) -> type[T]:
        names = tuple(plain.__annotations__)
        own = {name: value for name, value in vars(plain).items() if name not in ("__dict__", "__weakref__")}
        defaults = {name: own.pop(name) for name in names if name in own}

        def first(self: T, *given: Any, **named: Any) -> None:
            type.__setattr__(cls, "__init__", _constructor(plain, defaults, frozen))
            cls.__init__(self, *given, **named)

        def values(self: T) -> tuple[Any, ...]:
            return tuple([getattr(self, name) for name in names])

        def refuse(self: T, name: str, value: Any = None) -> None:
            raise AttributeError(f"{plain.__name__} is fixed: {name} cannot change")

        usual: dict[str, Any] = {
            "__reduce__": lambda self: (cls, values(self)),
            "__repr__": lambda self: f"{plain.__name__}({', '.join([f'{name}={getattr(self, name)!r}' for name in names])})",
        }
        if eq:
            usual["__eq__"] = lambda self, other: values(self) == values(other) if type(other) is cls else NotImplemented
            usual["__hash__"] = (lambda self: hash(values(self))) if frozen else None
        usual |= {"__setattr__": refuse, "__delattr__": refuse} if frozen else {}
        usual |= {"__slots__": names} if slots else {}
        cls: type[T] = type(plain.__name__, plain.__bases__, {**usual, **own, "__init__": first, "__match_args__": names})
        return cls

    return made


def _constructor(plain: type, defaults: dict[str, Any], frozen: bool) -> Any:
    names = plain.__annotations__
    given = ", ".join([f"{name}=defaults[{name!r}]" if name in defaults else name for name in names])
    rows = [f"def __init__(self, {given}):"]
    for name in names:
        value = name
        if isinstance(defaults.get(name), _Made):
            value = f"defaults[{name!r}].make() if {name} is defaults[{name!r}] else {name}"
        rows.append(f"    put(self, {name!r}, {value})" if frozen else f"    self.{name} = {value}")
    rows += ["    self.__post_init__()"] if hasattr(plain, "__post_init__") else []
    found: dict[str, Any] = {"defaults": defaults, "put": object.__setattr__}
    exec("\n".join(rows), found)
    found["__init__"].__qualname__, found["__init__"].__annotations__ = f"{plain.__qualname__}.__init__", {**names, "return": "None"}
    return found["__init__"]


def replace(one: T, **changes: Any) -> T:
    """A copy of an object with other values in some fields."""
    return type(one)(**{name: getattr(one, name) for name in one.__match_args__} | changes)  # type: ignore[attr-defined]
