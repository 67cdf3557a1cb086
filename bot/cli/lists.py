"""The list a command line means, read."""

from __future__ import annotations

from bot import config as configuration
from bot.cli.folder import Folder
from bot.listing.lists import Lists


def open_list(file: str) -> Lists:
    """The list named by ``--file``, else the configured one, with the files it consists of."""
    folder, path = Folder.holding(file) if file else (Folder(), "")
    settings = configuration.load(folder).of(path)
    return Lists.open(folder, settings.file, settings.mirrors)
