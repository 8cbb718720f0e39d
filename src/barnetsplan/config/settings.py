"""The one settings file. Production is the default; development and demonstration opt out by name."""

import mimetypes
import sys
from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from barnetsplan.config import env, outgoing
from barnetsplan.identity.load import load as load_providers
from barnetsplan.library.help import help_in
from barnetsplan.practice.load import use

env.check_names()

PACKAGE = Path(__file__).resolve().parent.parent
PROJECT = PACKAGE.parent.parent

DEMO = env.flag("DEMO")
DEBUG = env.flag("DEBUG")
PLAIN_HTTP = env.flag("PLAIN_HTTP")
#: The file in which the identity providers stand; empty means none.
SIGN_IN = env.text("SIGN_IN", "")
#: Whether small organisations may have accounts of this installation's own, with passkeys.
LOCAL_ACCOUNTS = env.flag("LOCAL_ACCOUNTS")

if not DEMO and (DEBUG or PLAIN_HTTP):
    raise ImproperlyConfigured("BARNETSPLAN_DEBUG and BARNETSPLAN_PLAIN_HTTP belong to the demonstration only.")
if SIGN_IN and not Path(SIGN_IN).is_file():
    raise ImproperlyConfigured(f"BARNETSPLAN_SIGN_IN names no file: '{SIGN_IN}'.")
# A wrong file of providers stops the start and names line and field; one for tests has no place in production, and one
# of production none in the demonstration, which lets anybody be anybody (law.md IDN-06).
SIGN_IN_PROVIDERS = load_providers(Path(SIGN_IN), production=not DEMO) if SIGN_IN else {}
#: What names the ways of signing in, one for each room that has some (``accounts.ways``).
SIGN_IN_WAYS = (
    *(["barnetsplan.identity.ways.ways"] if SIGN_IN else []),
    *(["barnetsplan.demo.ways.ways"] if DEMO else []),
    "barnetsplan.accounts.codes.ways",
)
#: The organisations whose local accounts prove who somebody is at the third level (law.md IDN-20; ADR 0020).
LOCAL_LEVEL_3 = frozenset(filter(None, env.text("LOCAL_LEVEL_3", "").split(",")))
#: The one host for which passkeys are made; that of the request is never believed.
PASSKEY_HOST = env.text("PASSKEY_HOST", "localhost" if DEMO else "")
if LOCAL_ACCOUNTS:
    SIGN_IN_WAYS = (*SIGN_IN_WAYS, "barnetsplan.credentials.ways.ways")
    if not PASSKEY_HOST:
        raise ImproperlyConfigured(
            "BARNETSPLAN_LOCAL_ACCOUNTS needs BARNETSPLAN_PASSKEY_HOST: the host name of the addresses, for passkeys.",
        )
#: Making the keys needs no way of signing in, and no key files.
MAKING_KEYS = "make_keys" in sys.argv[1:2]
if not (DEMO or MAKING_KEYS or SIGN_IN or LOCAL_ACCOUNTS):
    raise ImproperlyConfigured(
        "No real sign-in is configured (BARNETSPLAN_SIGN_IN or BARNETSPLAN_LOCAL_ACCOUNTS). Without one nobody could "
        "be told apart, so nothing starts. For a demonstration with invented people, set BARNETSPLAN_DEMO=1.",
    )

STATE_DIR = env.folder("STATE_DIR")
MASTER_KEY_FILE = STATE_DIR / "master.keys"
SECRET_KEY = "no request is served while keys are made" if MAKING_KEYS else env.secret(STATE_DIR / "secret.key")
if not MAKING_KEYS:
    # The keys in it are read when something is first sealed or opened; that the file is missing is said at once.
    env.secret(MASTER_KEY_FILE)
ALLOWED_HOSTS = env.text("HOSTS", "localhost,127.0.0.1,[::1],testserver" if DEMO else "").split(",")

PRACTICE_FILE = Path(env.text("PRACTICE_FILE", str(PACKAGE / "practice" / "kronoberg.toml")))
# A wrong practice model stops the start and names line and field.
PRACTICE = use(PRACTICE_FILE)
#: Help that exists in the county (``library/help.py``); empty means that the page says that nobody has listed it.
HELP_FILE = env.text("HELP_FILE", str(PACKAGE / "demo" / "help.toml") if DEMO else "")
if HELP_FILE:
    help_in(Path(HELP_FILE))
#: ClamAV's socket, or ``host:port``; empty means that nobody looks through what is uploaded, and the pages say so.
VIRUS_SCANNER = env.text("VIRUS_SCANNER", "")
#: The population register in its file form; empty means that there is no connection.
REGISTER_FILE = env.text("REGISTER_FILE", str(STATE_DIR / "register.json") if DEMO else "")

_ROOMS = (
    "ui",
    "vault",
    "audit",
    "access",
    "organisations",
    "people",
    "accounts",
    "identity",
    "credentials",
    "signatures",
    "records",
    "notices",
    "protection",
    "consent",
    "coordination",
    "reporting",
    "keeping",
    "noticing",
    "cases",
    "gathering",
    "plans",
    "meetings",
    "handover",
    "revising",
    "sending",
    "guests",
    "family",
    "work",
)
INSTALLED_APPS = [
    # First, so that its `migrate` and `flush` take the place of Django's (append-only triggers).
    "barnetsplan.records",
    # Before `audit`, so that its `log` can review too.
    "barnetsplan.duties",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "django_tasks_db",
    *(f"barnetsplan.{room}" for room in _ROOMS if room != "records"),
    *(["barnetsplan.demo"] if DEMO else []),
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "barnetsplan.access.middleware.HeadersMiddleware",
    "barnetsplan.access.middleware.MomentMiddleware",
    "barnetsplan.access.middleware.WatchedSessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "barnetsplan.access.middleware.CsrfMiddleware",
    "barnetsplan.accounts.middleware.ActorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "barnetsplan.access.middleware.ShownAgainMiddleware",
    "barnetsplan.access.middleware.DeclaredActMiddleware",
]

#: Asked by the gate, which lies below, about every child that is opened by named persons alone (ADR 0014).
GUARD = "barnetsplan.protection.guard.GUARD"

#: What the rooms void when somebody's standing with a child ends; called by ``consent.custody``, which lies below them.
WHEN_STANDING_ENDS = (
    "barnetsplan.gathering.taking_back.take_back_from",
    "barnetsplan.meetings.actions.take_back_invitations",
)

#: What the rooms do when somebody may no longer read something; called by ``records.release``, which lies below them.
WHEN_RELEASES_END = ("barnetsplan.meetings.pulse.beat_when_uninvited",)

#: What is made anew when a write has been refused and rolled back; called by ``access.gate``, which lies below it.
AFTER_REFUSAL = "barnetsplan.consent.custody.recheck_after_refusal"

#: What each kind of statement that somebody has signed is held against; asked by ``signatures``, which lies below.
SIGNED = {
    "consent": "barnetsplan.consent.signed.WITNESS",
    "plan": "barnetsplan.plans.signed.WITNESS",
}

#: Reads the register again for the children of one who signs in (law.md FAM-02); called by ``accounts``, further down.
BEFORE_FAMILY_SIGN_IN = "barnetsplan.consent.custody.recheck_family"

ROOT_URLCONF = "barnetsplan.config.urls"
WSGI_APPLICATION = "barnetsplan.config.wsgi.application"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("barnetsplan.ui.quick.loader.Loader", ["django.template.loaders.app_directories.Loader"])],
            "builtins": [
                "django.templatetags.i18n",
                "barnetsplan.ui.templatetags.texts",
                "barnetsplan.ui.templatetags.ui",
                "django.templatetags.static",
                "django.templatetags.tz",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "csp.context_processors.nonce",
                "django.contrib.messages.context_processors.messages",
                "barnetsplan.accounts.frame.frame",
            ],
        },
    },
]

DATABASES = {"default": env.database(env.text("DATABASE"))}
ATOMIC_REQUESTS = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_ENGINE = "barnetsplan.access.sessions"
SESSION_MODEL = "barnetsplan.accounts.models.Session"
#: How long a session lasts stands in the county's file; the cookie goes with the browser, for a phone that is shared.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = not PLAIN_HTTP
SESSION_COOKIE_NAME = "session" if PLAIN_HTTP else "__Host-session"
DEVICE_COOKIE_NAME = "device" if PLAIN_HTTP else "__Host-device"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = not PLAIN_HTTP
CSRF_COOKIE_NAME = "csrf" if PLAIN_HTTP else "__Host-csrf"
CSRF_COOKIE_SAMESITE = "Lax"

#: Argon2id at 19 MiB and nothing older: there are no accounts from before.
PASSWORD_HASHERS = ["barnetsplan.credentials.hashers.Argon2idHasher"]
#: Https ends at a proxy, which says from where a request came; without one only the connection itself does.
BEHIND_PROXY = not PLAIN_HTTP

SECURE_SSL_REDIRECT = not PLAIN_HTTP
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 0 if PLAIN_HTTP else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not PLAIN_HTTP
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}

LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska")]
LOCALE_PATHS = [PROJECT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Stockholm"

STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
WHITENOISE_ALLOW_ALL_ORIGINS = False
mimetypes.add_type("font/woff2", ".woff2")

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
# What is uploaded is a signed paper about a child: it is never written to a disk unsealed, so it must fit in memory.
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 6_000_000
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

#: Ways out of the program (`config/outgoing.py`): `file` in the demonstration, nothing until somebody names them.
MAIL = outgoing.mail(env.text("MAIL", outgoing.FILE if DEMO else ""), demo=DEMO)
SMS = outgoing.sms(env.text("SMS", outgoing.FILE if DEMO else ""), demo=DEMO)
MAIL_FROM = env.text("MAIL_FROM", "ingen@minsida.example" if DEMO else "")
#: The address that people type themselves; it stands in every message, and no other does.
SITE_ADDRESS = env.text("SITE_ADDRESS", "minsida.example" if DEMO else ALLOWED_HOSTS[0])
OUTGOING_FILE = STATE_DIR / "outgoing.jsonl"
outgoing.check(mail=MAIL, mail_from=MAIL_FROM, sms=SMS, site=SITE_ADDRESS)
EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_TIMEOUT = 20
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD, EMAIL_USE_TLS, EMAIL_USE_SSL = outgoing.smtp(MAIL)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_FROM
#: Whether something still waits for somebody, asked before each message by ``sending``, which lies below these rooms.
STILL_WAITS = {
    "staff": "barnetsplan.work.telling.still_waits",
    "family": "barnetsplan.family.telling.still_waits",
}
#: The queue lies in the database; its worker is `barnetsplan jobs run` (ADR 0024).
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

#: Error reports name the view and the exception, never a value of a form or a local variable.
DEFAULT_EXCEPTION_REPORTER = "barnetsplan.config.reporting.SilentReporter"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "barnetsplan.config.reporting.LineFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # Paths hold ids of children's things; a refused request is in the log of the product, not here.
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
TEST_RUNNER = "django.test.runner.DiscoverRunner"
