# A private PostgreSQL for tests and measurements; sourced after setup.sh (POSIX sh).
# Own data, own socket in a folder that only its owner enters, no TCP; gone when it is stopped.

postgres_folder=

# The programs of the newest PostgreSQL >= 15, as Debian lays them out or as found in PATH.
find_postgres() {
    for folder in $(printf '%s\n' /usr/lib/postgresql/*/bin | sort -t / -k 5 -n -r) \
        "$(dirname "$(command -v initdb 2>/dev/null || echo /none/initdb)")"; do
        if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ] &&
            [ "$("$folder/postgres" --version | sed 's/[^0-9]*\([0-9]*\).*/\1/')" -ge 15 ]; then
            printf '%s\n' "$folder"
            return 0
        fi
    done
    return 1
}

# initdb and the server refuse to run as root.
as_postgres() {
    if is_root; then
        setpriv --reuid=postgres --regid=postgres --init-groups env -C / HOME=/ LC_ALL=C.UTF-8 "$@"
    else
        env -C / LC_ALL=C.UTF-8 "$@"
    fi
}

# Starts it and sets postgres_url. Arguments are further server settings, such as `fsync=off`.
# The three roles are those of production (docs/operations.md). Tests sign in as a third: it makes databases and tells
# their stories past the row policies, and takes the program's roles for every request and job.
start_postgres() {
    postgres_bin=$(find_postgres) || fail "No PostgreSQL 15 or newer was found."
    # Not below TMPDIR: the path of a socket may have 107 characters.
    postgres_folder=$(mktemp -d /tmp/barnetsplan-postgres.XXXXXX)
    if is_root; then
        chown postgres: "$postgres_folder"
    fi
    as_postgres "$postgres_bin/initdb" --pgdata="$postgres_folder/data" --username=postgres --auth=trust \
        --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$postgres_folder/initdb.log" 2>&1 ||
        { cat "$postgres_folder/initdb.log" >&2; fail "PostgreSQL could not make its folder (above)."; }
    {
        printf "listen_addresses = ''\nunix_socket_directories = '%s'\n" "$postgres_folder"
        [ $# -eq 0 ] || printf '%s\n' "$@"
    } >>"$postgres_folder/data/postgresql.conf"
    as_postgres "$postgres_bin/pg_ctl" --pgdata="$postgres_folder/data" --log="$postgres_folder/server.log" \
        --wait --timeout=60 --silent start </dev/null ||
        { cat "$postgres_folder/server.log" >&2; fail "PostgreSQL did not start (above)."; }
    as_postgres "$postgres_bin/psql" --host="$postgres_folder" --username=postgres --no-psqlrc --quiet \
        --set=ON_ERROR_STOP=1 --dbname=template1 <<'SQL'
CREATE ROLE barnetsplan_owner LOGIN;
CREATE ROLE barnetsplan_job;
CREATE ROLE barnetsplan_app LOGIN NOINHERIT IN ROLE barnetsplan_job;
CREATE ROLE barnetsplan LOGIN CREATEDB BYPASSRLS IN ROLE barnetsplan_owner, barnetsplan_app, barnetsplan_job;
GRANT USAGE, CREATE ON SCHEMA public TO barnetsplan_owner;
-- A test counts how often the wall is asked.
GRANT SET ON PARAMETER track_functions TO barnetsplan;
SQL
    as_postgres "$postgres_bin/createdb" --host="$postgres_folder" --username=postgres --owner=barnetsplan barnetsplan
    postgres_url="postgresql://barnetsplan@/barnetsplan?host=$postgres_folder"
}

stop_postgres() {
    [ -n "$postgres_folder" ] || return 0
    as_postgres "$postgres_bin/pg_ctl" --pgdata="$postgres_folder/data" --mode=immediate --silent stop \
        >/dev/null 2>&1 || true
    rm -rf "$postgres_folder"
    postgres_folder=
}
