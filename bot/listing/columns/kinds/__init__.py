"""The kinds of columns, one file each; `bot.listing.columns` walks this package."""
