"""What a server leaves out at its start: in processes of their own, since it holds for a whole process."""

from __future__ import annotations

import subprocess
import sys

from fresh_python import python

from assistant.settings import ROOT


def _run(code: str) -> str:
    """Return what a new process prints."""
    whole = (
        "from assistant.privacy.quiet import be_quiet\nbe_quiet()\n"
        f"from assistant.lean import start_lean\nstart_lean()\nimport sys\n{code}"
    )
    return python(whole, ROOT)


def test_the_server_loads_nothing_of_what_it_leaves_out() -> None:
    """With all that the server imports, no database client, channel or training tool of Rasa is loaded."""
    code = (
        "import assistant.turn.conversation, assistant.server.app, assistant.server.launch\n"
        "unwanted = ('aiogram', 'slack_sdk', 'questionary', 'botocore', 'bson', 'redis', 'skops', 'matplotlib',"
        " 'aiohttp.connector', 'sklearn.model_selection._split', 'scipy.stats._stats_py', 'apscheduler')\n"
        "print([name for name in unwanted if name in sys.modules])"
    )
    assert _run(code) == "[]"


def test_what_is_left_out_says_so_when_it_is_used() -> None:
    """Something left out is named in the error, with the file to look into."""
    code = (
        "from boto3.dynamodb.conditions import Key\ntry:\n    Key('x')\nexcept RuntimeError as error:\n    print(error)"
    )
    assert _run(code) == "boto3.dynamodb.conditions.Key is left out of this process (assistant/lean.py)"


def test_an_error_that_is_left_out_catches_nothing() -> None:
    """Rasa names errors of what is left out behind `except`: another error passes them as what it is."""
    code = (
        "from rasa.utils.endpoints import ClientResponseError\nimport aiohttp\n"
        "try:\n    1 / 0\nexcept (ClientResponseError, aiohttp.ContentTypeError):\n    print('caught')\n"
        "except ZeroDivisionError:\n    print('passed')"
    )
    assert _run(code) == "passed"


def test_garbage_is_searched_for_seldom_while_all_is_loaded_and_as_usual_then() -> None:
    """A search through a million objects takes a quarter of a second, and finds nothing while they are being loaded."""
    code = (
        "import gc\nfrom assistant.lean import settle\n"
        "print(gc.get_threshold()[0] > 10_000)\nsettle()\nprint(gc.get_threshold(), gc.isenabled())"
    )
    assert _run(code).splitlines() == ["True", "(700, 10, 10) True"]


def test_what_comes_later_comes_whole() -> None:
    """A module that is put off is the real one as soon as something of it is asked for; so is a channel of Rasa."""
    code = (
        "import scipy.stats\n"
        "print(scipy.stats.rankdata([3, 1, 2]).tolist())\n"
        "from rasa.core.channels import OutputChannel, UserMessage\n"
        "from rasa.core.channels.channel import OutputChannel as same\n"
        "print(OutputChannel is same, 'rasa.core.channels.telegram' in sys.modules)"
    )
    assert _run(code).splitlines() == ["[3.0, 1.0, 2.0]", "True False"]


def test_the_command_line_leaves_numpy_to_the_server() -> None:
    """NumPy reads how many threads it may use when it is imported: nothing imports it before `start_lean`."""
    code = "import sys, assistant.commands; print('numpy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
