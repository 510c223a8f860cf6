#!/bin/sh
# Starts PostgreSQL by the rules of the `postgres` image, as far as a stack uses them: the first start makes the database that POSTGRES_USER,
# POSTGRES_PASSWORD and POSTGRES_DB describe (or files that POSTGRES_…_FILE name) and runs what lies in /docker-entrypoint-initdb.d.
set -eu

[ "${1#-}" = "$1" ] || set -- postgres "$@"
[ "$1" = postgres ] || exec "$@"

# A volume may come with any owner; root hands it over and then becomes the user postgres, since the server refuses to run as root.
if [ "$(id -u)" = 0 ]; then
  mkdir -p "$PGDATA"
  chown -R postgres:postgres "$PGDATA"
  chmod 700 "$PGDATA"
  exec setpriv --reuid=postgres --regid=postgres --init-groups "$0" "$@"
fi

# setting NAME DEFAULT
setting() {
  eval "value=\${$1-} file=\${$1_FILE-}"
  if [ -n "$value" ] && [ -n "$file" ]; then
    echo "Both $1 and $1_FILE are set; set one of them." >&2
    exit 1
  fi
  [ -z "$file" ] || value=$(cat "$file")
  echo "${value:-$2}"
}

run_script() {
  echo "$1"
  case $1 in
  *.sh) if [ -x "$1" ]; then "$1"; else . "$1"; fi ;;
  *.sql) query --file "$1" ;;
  *.sql.gz) gzip -dc "$1" | query ;;
  *) echo "$1 is left out: neither .sh nor .sql nor .sql.gz" ;;
  esac
}

query() { psql -v ON_ERROR_STOP=1 --no-psqlrc --no-password --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" "$@"; }

create() {
  method=${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}
  if [ -z "$POSTGRES_PASSWORD" ] && [ "$method" != trust ]; then
    echo "There is no database yet and POSTGRES_PASSWORD is not set, so nobody could log in. Set it (or POSTGRES_HOST_AUTH_METHOD=trust)." >&2
    exit 1
  fi

  mkdir -p "$PGDATA"
  chmod 700 "$PGDATA"
  password=$(mktemp)
  # initdb wants a line in this file, even if no password is asked for.
  echo "${POSTGRES_PASSWORD:-none}" >"$password"
  # shellcheck disable=SC2086
  initdb --no-sync --username="$POSTGRES_USER" --pwfile="$password" ${POSTGRES_INITDB_ARGS-}
  rm "$password"
  echo "host all all all $method" >>"$PGDATA/pg_hba.conf"

  # Until everything is there, only this script may connect: by TCP the server must not look ready.
  pg_ctl -w start -o "-c listen_addresses=''"
  if [ "$POSTGRES_DB" != postgres ]; then
    psql -v ON_ERROR_STOP=1 --no-psqlrc --username "$POSTGRES_USER" --dbname postgres --set name="$POSTGRES_DB" <<'EOF'
CREATE DATABASE :"name";
EOF
  fi
  for script in /docker-entrypoint-initdb.d/*; do
    [ ! -f "$script" ] || run_script "$script"
  done
  pg_ctl -w -m fast stop
}

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  POSTGRES_USER=$(setting POSTGRES_USER postgres)
  POSTGRES_PASSWORD=$(setting POSTGRES_PASSWORD '')
  POSTGRES_DB=$(setting POSTGRES_DB "$POSTGRES_USER")
  export POSTGRES_USER POSTGRES_PASSWORD POSTGRES_DB
  create
fi

exec "$@"
