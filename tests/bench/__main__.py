"""``bin/bench``: the figures of the product, measured beside the floor in one run, printed as tables."""

import django

if __name__ == "__main__":
    django.setup()
    # Models can be imported only after the set-up.
    from tests.bench.tables import print_all

    print_all()
