"""`python -m bot`: the door for operators and scripts."""

from bot.cli import main

if __name__ == "__main__":
    main()
