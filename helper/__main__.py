"""`python -m helper` is `postcheck`."""

from helper.cli import main

if __name__ == "__main__":
    main()
