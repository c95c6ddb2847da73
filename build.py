"""The factbook's command line; `pip install .` gives the same as the command `factbook`."""

from factbook.cli import main

if __name__ == "__main__":
    main()
