#!/usr/bin/env python3
"""Django's command line, the same as the command `barnetsplan`."""

from barnetsplan.__main__ import main

if __name__ == "__main__":
    main()
