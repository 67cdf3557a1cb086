"""Plug-ins: every file of a folder is one, found by itself; what it adds is its one name in capitals."""

from __future__ import annotations

import importlib
import pkgutil
from types import ModuleType


def modules(package: str) -> tuple[ModuleType, ...]:
    """The modules of a package, in the order of their names."""
    path = importlib.import_module(package).__path__
    names = sorted(one.name for one in pkgutil.iter_modules(path, f"{package}."))
    return tuple(map(importlib.import_module, names))
