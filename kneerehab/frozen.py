"""`dataclass` for frozen values with slots: as the standard one, in a quarter of its time.

The standard one writes and compiles six functions for each class, which was an eighth of what the program does until
Today is there. Here only `__init__` is compiled; the others are the same for every class.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen: bool, slots: bool, kw_only: bool = False) -> Callable[[type], type]:
        """As `dataclasses.dataclass`; `frozen` and `slots` are there to be read, and must be True (else ValueError)."""
        if not (frozen and slots):
            raise ValueError("only for frozen values with slots")
        return lambda plain: _made(plain, kw_only)


def _made(plain: type, kw_only: bool) -> Any:
    standard: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)
    made: Any = standard(plain)
    parts = dataclasses.fields(made)
    own = {"__init__": _init(made, parts), "__setattr__": _refuse, "__delattr__": _refuse, "__repr__": _repr}
    own["__setstate__"] = _filled_again
    own |= _comparing([part.name for part in parts if part.compare])
    for name, function in own.items():
        if name not in plain.__dict__:
            setattr(made, name, function)
    return made


def _init(made: Any, parts: tuple[dataclasses.Field[Any], ...]) -> Callable[..., None]:
    """The function that fills a new value; what it sets goes into the slots, past `__setattr__`."""
    known: dict[str, Any] = {"_missing": dataclasses.MISSING}
    given, named, body = ["self"], ["*"], []
    for part in parts:
        if not part.init:  # `__post_init__` works it out
            continue
        name, default, value = part.name, "", part.name
        if part.default is not dataclasses.MISSING:
            default, known[f"_default_{name}"] = f"=_default_{name}", part.default
        elif part.default_factory is not dataclasses.MISSING:
            default, known[f"_make_{name}"] = "=_missing", part.default_factory
            value = f"_make_{name}() if {name} is _missing else {name}"
        known[f"_set_{name}"] = getattr(made, name).__set__
        (named if part.kw_only else given).append(name + default)
        body.append(f"_set_{name}(self, {value})")
    if hasattr(made, "__post_init__"):
        body.append("self.__post_init__()")
    head = ", ".join(given + (named if named[1:] else []))
    # Made of the names of fields alone: no value of a record or a file is ever part of it.
    exec(f"def __init__({head}):\n " + "\n ".join(body or ["pass"]), known)
    init: Callable[..., None] = known["__init__"]
    init.__annotations__ = {part.name: part.type for part in parts if part.init} | {"return": None}
    init.__qualname__ = f"{made.__qualname__}.__init__"
    return init


def _comparing(names: list[str]) -> dict[str, Callable[..., Any]]:
    """Values are equal if they are of one class and all their parts are."""
    get: Callable[[Any], object] = attrgetter(*names) if names else lambda _value: ()

    def same(self: object, other: object) -> bool:
        return get(self) == get(other) if other.__class__ is self.__class__ else NotImplemented

    return {"__eq__": same, "__hash__": lambda self: hash(get(self))}


def _refuse(self: object, name: str, *_value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot change field {name!r}")


def _filled_again(self: object, state: tuple[None, dict[str, object]]) -> None:
    """For `copy` and `pickle`, which make a value without `__init__`."""
    for name, value in state[1].items():
        object.__setattr__(self, name, value)


def _repr(self: Any) -> str:
    parts = (f"{part.name}={getattr(self, part.name)!r}" for part in dataclasses.fields(self) if part.repr)
    return f"{type(self).__qualname__}({', '.join(parts)})"
