"""The list a command line means: where it is, what is configured for it, and what it holds."""

from __future__ import annotations

from bot import config
from bot.cli.folder import Folder
from bot.config import Config
from bot.listing.lists import Lists


def settled(file: str) -> tuple[Folder, Config]:
    """The folder to work in, and what is configured there; for the list named, else the configured one."""
    folder, path = Folder.holding(file) if file else (Folder(), "")
    return folder, config.load(folder).of(path)


def open_list(file: str) -> Lists:
    """The list named by ``--file``, else the configured one, with the files it consists of."""
    folder, settings = settled(file)
    return Lists.open(folder, settings.file, settings.mirrors)
