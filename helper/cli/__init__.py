"""The command line: `postcheck`.

Exit codes everywhere: 0 all well, 1 a draft has findings at warn or stop, 2 something is wrong.
"""

from __future__ import annotations

import os
import sys

import click

from helper import __version__
from helper.cli.lazy import LazyGroup

TROUBLE = 2
INTERRUPTED = 130


@click.group(
    cls=LazyGroup,
    commands_in={
        "check": "helper.cli.check",
        "serve": "helper.cli.serve",
        "rules": "helper.cli.rules",
        "policy": "helper.cli.policy",
        "register": "helper.cli.register",
        "unregister": "helper.cli.register",
        "host": "helper.cli.host",
    },
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 all well, 1 findings at warn or stop, 2 something is wrong.",
)
@click.version_option(__version__, prog_name="postcheck")
def postcheck() -> None:
    """Says what your Trust's social media policy says about a draft.

    Everything happens on this computer: no draft is sent anywhere, and none is kept.

    \b
      postcheck check "I teach maths at Ripley and we think the timetable is daft"
      postcheck check post.txt
      postcheck serve --open        try it in a browser
      postcheck register            let your browsers start PostCheck by themselves
    """  # noqa: D301


def main() -> None:
    """Runs the command line of this process and ends it with the exit code."""
    try:
        code = postcheck.main(prog_name="postcheck", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        code = TROUBLE
    except click.Abort:
        click.echo("Stopped.", err=True)
        code = INTERRUPTED
    except BrokenPipeError:  # the reader has seen enough, as with `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        code = 0
    sys.exit(code if isinstance(code, int) else 0)
