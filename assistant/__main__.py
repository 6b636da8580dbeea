"""The command `assistant`, also `python -m assistant`."""

from assistant.commands import main

if __name__ == "__main__":
    main()
