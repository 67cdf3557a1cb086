"""The command line: one module per command, loaded when it is called."""

from __future__ import annotations

import difflib
import importlib
import sys
from pathlib import Path
from typing import Any

import click

from bot.errors import PaperlistError, UsageError

_COMMANDS = {
    "init": "Bring the bot to the list in this folder: form, workflow, what was learnt.",
    "doctor": "Say what is missing, and how to mend it.",
    "add": "Add works to a list; shows the diff, --write writes it.",
    "import": "Take in other people's lists, bibliographies and titles.",
    "sections": "Show the sections of a list and what was learnt of each.",
    "entries": "Show every work a list holds.",
    "suggest": "Rank the sections that fit a title.",
    "lint": "Report what is wrong with a list; --fix mends what is safe.",
    "parse": "Show what an issue asks for.",
    "run": "Answer the event that started a GitHub Actions run.",
    "reconcile": "Bring every open request to where it should be.",
    "guard": "Fail when an entry of the base is lost and nothing says so.",
    "demo": "Show the whole way of four issues, on this machine alone.",
}
_MODULES = {"import": "imports"}  # no module can be called what Python keeps for itself


class _Commands(click.Group):
    """Knows the names and one-line helps without loading a command."""

    def list_commands(self, _: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, _: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = _MODULES.get(cmd_name, cmd_name)
        command: click.Command = importlib.import_module(f"bot.cli.{module}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in _COMMANDS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], _COMMANDS, 1)
            meant = f"Did you mean paperlist {near[0]}? " if near else ""
            raise UsageError(
                f"There is no command “{args[0]}”.", f"{meant}paperlist --help shows all of them."
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="paperlist-bot", prog_name="paperlist")
def command() -> None:
    """Keep a Markdown paper list: one well-placed, well-formed line per work.

    \b
    Examples:
      paperlist init
      paperlist sections
      paperlist add https://arxiv.org/abs/2309.06180 --section "LLM Serving"

    Next: paperlist COMMAND --help shows how each is used; paperlist demo plays all of it in a checkout of
    this project.
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; leaves with an exit status of docs/commands.md."""
    try:
        status: Any = command.main(args=arguments, prog_name="paperlist", standalone_mode=False)
    except PaperlistError as error:
        from bot.text import line_safe

        click.echo(line_safe(f"paperlist: {error}"), err=True)
        sys.exit(error.status)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        sys.exit(error.exit_code)
    except click.ClickException as error:
        path = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else "paperlist"
        said = error.format_message().rstrip(".")
        click.echo(f"paperlist: {said}.\n{path} --help shows examples.", err=True)
        sys.exit(error.exit_code)
    except click.Abort:
        click.echo("paperlist: stopped.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except Exception as error:  # a fault of this program, told in two lines as every other error is
        click.echo(f"paperlist: {_fault(error)}", err=True)
        sys.exit(PaperlistError.status)
    sys.exit(status if isinstance(status, int) else 0)


def _fault(error: Exception) -> str:
    """What to report. The text of the error may be a stranger's, so it forms no command for Actions."""
    from traceback import extract_tb

    from bot.init.release import address
    from bot.text import log_safe

    frame = extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}, line {frame.lineno}"
    what = log_safe(f"{type(error).__name__}: {error}")
    return f"This should not have happened: {what} ({place}).\nPlease report it: {address()}/issues"
