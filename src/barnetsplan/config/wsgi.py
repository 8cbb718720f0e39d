"""The WSGI application."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "barnetsplan.config.settings")
application = get_wsgi_application()

# What stands after the start lives as long as the process: the collector need not look through it again and again.
gc.collect()
gc.freeze()
# Nearly all that a page makes is gone when it is answered, without the collector; it looks for the rest rarely.
gc.set_threshold(10_000, 10, 10)
