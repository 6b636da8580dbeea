"""Serves from the files of one folder, named on the command line. Run by test_start.py.

With "full", on a full disk; with "older gate", with a gate that learned from other examples than today's.
"""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from assistant.lean import start_lean
from assistant.privacy.quiet import be_quiet

be_quiet()
start_lean()

from assistant.commands import main  # noqa: E402
from assistant.language import encoder_file  # noqa: E402
from assistant.safety import second_look  # noqa: E402
from assistant.server import launch  # noqa: E402
from assistant.tracker_store import store  # noqa: E402
from assistant.training import model  # noqa: E402

folder = Path(sys.argv[1])
model.MODELS = encoder_file.FOLDER = folder / "models"
store.DATABASE = folder / "conversations.db"
launch.DATABASE = folder / "website.db"
if "full" in sys.argv:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, resource.RLIM_INFINITY))
if "older gate" in sys.argv:
    second_look.examples_checksum = lambda: "of today"
sys.argv = ["assistant", "serve"]
main()
