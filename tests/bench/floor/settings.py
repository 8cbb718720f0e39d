"""Settings of the floor: sessions, accounts, one template, nothing of the product."""

import os
from typing import Any

from barnetsplan.config import env

SECRET_KEY = "the floor holds nothing"
ALLOWED_HOSTS = ["*"]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "tests.bench.floor",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "tests.bench.floor.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
            ],
        },
    },
]
_DATABASE: dict[str, Any] = env.database(os.environ["FLOOR_DATABASE"])
if "pool" in _DATABASE["OPTIONS"] and "FLOOR_TUNED" not in os.environ:
    # As Django has it, connections kept. How the product tunes its driver is the product's and does not move the floor.
    _DATABASE["OPTIONS"] = {"pool": _DATABASE["OPTIONS"]["pool"]}
DATABASES = {"default": _DATABASE}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
