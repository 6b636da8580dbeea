"""Serves from the files of one folder, named on the command line; with "full", on a full disk. Run by test_start.py."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from assistant.lean import start_lean
from assistant.server.quiet import be_quiet

be_quiet()
start_lean()

from assistant import model  # noqa: E402
from assistant.commands import main  # noqa: E402
from assistant.language import encoder_file  # noqa: E402
from assistant.server import launch, store  # noqa: E402

folder = Path(sys.argv[1])
model.MODELS = encoder_file.FOLDER = folder / "models"
store.DATABASE = folder / "conversations.db"
launch.DATABASE = folder / "website.db"
if "full" in sys.argv:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, resource.RLIM_INFINITY))
sys.argv = ["assistant", "serve"]
main()
