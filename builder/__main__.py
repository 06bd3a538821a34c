"""`python -m builder` is `dateline`."""

from builder.cli import main

if __name__ == "__main__":
    main()
