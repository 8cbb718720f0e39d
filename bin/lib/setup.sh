# Steps shared by bin/start, bin/test, bin/check and bin/bench; sourced by them from the root of the clone (POSIX sh).
# Each step does its work once and leaves a stamp, so that a second run takes seconds.

root=$(pwd -P)
export UV_PYTHON_DOWNLOADS=never
export PYTHONUTF8=1

say() {
    printf '%s\n' "$*" >&2
}

fail() {
    say "$*"
    exit 1
}

is_root() {
    [ "$(id -u)" = 0 ]
}

has() {
    command -v "$1" >/dev/null 2>&1
}

# A checksum of the named files and of where the clone stands (a virtual environment cannot be moved).
checksum() {
    { printf '%s\n' "$root"; cat "$@"; } | cksum
}

is_stamped() { # file, text
    [ -f "$1" ] && [ "$(cat "$1")" = "$2" ]
}

# --- packages of the operating system ------------------------------------------------------------

# Debian's packages, by name: installed when root, otherwise the line to run.
apt_install() {
    if ! has apt-get; then
        fail "Missing, by their names on Debian: $*. Please install them and run this again."
    fi
    if ! is_root; then
        fail "Missing: $*. Please run this line, and then this command again:
    sudo apt-get update && sudo apt-get install --yes --no-install-recommends $*"
    fi
    say "Installing $*"
    apt_log=$(mktemp)
    if apt-get update >"$apt_log" 2>&1 &&
        DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends "$@" >>"$apt_log" 2>&1 </dev/null; then
        rm -f "$apt_log"
    else
        cat "$apt_log" >&2
        rm -f "$apt_log"
        fail "apt-get could not install: $*"
    fi
}

# --- Python --------------------------------------------------------------------------------------

# The first Python that is new enough and has all that a virtual environment needs; its real path, not a shim.
find_python() {
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if "$candidate" -c '
import sys
assert sys.version_info >= (3, 11)
import ensurepip, sqlite3, ssl, venv
print(sys.executable)' 2>/dev/null; then
            return 0
        fi
    done
    return 1
}

create_venv() {
    python=$(find_python) || {
        apt_install python3 python3-venv ca-certificates
        python=$(find_python) || fail "Barnets plan needs Python 3.11 or newer with venv. Please install it."
    }
    say "Creating .venv with $("$python" --version)"
    "$python" -m venv --clear .venv
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/uv.txt
}

# The tests play identity providers in Node; that of Debian 12 is too old for them.
is_node_new() {
    node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null
}

# `install_python run` or `install_python tests`; tests, once there, stay.
install_python() {
    if [ "$1" = tests ] || [ -f .venv/with-tests ]; then
        set -- requirements/uv.txt requirements/run.txt requirements/test.txt
    else
        set -- requirements/uv.txt requirements/run.txt
    fi
    if ! has npm || [ -f .venv/with-node ]; then
        set -- "$@" requirements/node.txt
    elif [ $# = 3 ] && ! is_node_new; then
        set -- "$@" requirements/node.txt
    fi
    wanted=$(checksum "$@" pyproject.toml)
    if ! is_stamped .venv/installed "$wanted" || ! .venv/bin/python -c '' 2>/dev/null; then
        if ! .venv/bin/uv --version >/dev/null 2>&1 || ! .venv/bin/python -c '' 2>/dev/null; then
            create_venv
        fi
        say "Installing the Python packages"
        rm -f .venv/installed
        # Compiled now, once: a server that compiles at each start needs twice as long for its first page.
        .venv/bin/uv pip sync --quiet --compile-bytecode --python "$root/.venv/bin/python" --require-hashes "$@"
        .venv/bin/uv pip install --quiet --offline --no-deps --python "$root/.venv/bin/python" --editable .
        case " $* " in *test.txt*) : >.venv/with-tests ;; esac
        case " $* " in *node.txt*) : >.venv/with-node ;; esac
        printf '%s\n' "$wanted" >.venv/installed
    fi
    # Behind the system's own tools: npm is taken from here only where the system has none.
    PATH=$PATH:$root/.venv/bin
}

# --- front end -----------------------------------------------------------------------------------

# `install_front_end run` or `install_front_end tests`; what the tests need, once there, stays.
install_front_end() {
    omit=--omit=dev
    if [ "$1" = tests ] || [ -f node_modules/.with-tests ]; then
        omit=
    fi
    wanted="$omit $(checksum package.json package-lock.json)"
    if ! is_stamped node_modules/.installed "$wanted"; then
        say "Installing the front-end packages"
        # shellcheck disable=SC2086
        npm ci --ignore-scripts --no-audit --no-fund --loglevel=error $omit >&2
        [ -n "$omit" ] || : >node_modules/.with-tests
        printf '%s\n' "$wanted" >node_modules/.installed
    fi
}

# --- the project ---------------------------------------------------------------------------------

# The demonstration's settings, its state kept in the given folder.
demonstration_in() {
    mkdir -p "$1"
    chmod 700 "$1"
    BARNETSPLAN_STATE_DIR=$(cd "$1" && pwd -P)
    BARNETSPLAN_DATABASE=sqlite:///$BARNETSPLAN_STATE_DIR/demo.sqlite3
    BARNETSPLAN_DEMO=1
    BARNETSPLAN_PLAIN_HTTP=1
    DJANGO_SETTINGS_MODULE=barnetsplan.config.settings
    export BARNETSPLAN_STATE_DIR BARNETSPLAN_DATABASE BARNETSPLAN_DEMO BARNETSPLAN_PLAIN_HTTP DJANGO_SETTINGS_MODULE
}

manage() {
    .venv/bin/python manage.py "$@"
}

make_missing_keys() {
    for keys in secret.key master.keys signing.keys; do
        [ -s "$BARNETSPLAN_STATE_DIR/$keys" ] || manage make_keys >&2
    done
}

# Keys, catalogues and static files: made when missing or older than a source.
build_files() {
    make_missing_keys
    built=$BARNETSPLAN_STATE_DIR/built
    if [ -f "$built" ] && [ -z "$(find src locale node_modules/.installed .venv/installed -type f -newer "$built" \
        ! -name '*.pyc' ! -name '*.mo' 2>/dev/null | head -n 1)" ]; then
        return 0
    fi
    say "Building catalogues and static files"
    rm -f "$built"
    manage build_static >&2
    manage compile_texts >&2
    manage collectstatic --no-input --verbosity 0 >&2
    .venv/bin/python -m compileall -q src tests
    : >"$built"
}
