#!/bin/sh
# Installs the system packages that Ratchet is built and tested with, if any is missing. Silent and quick when none is.
# Debian and Ubuntu; elsewhere it names what to install by hand.
set -eu

# Each package is looked for by what it brings, so a machine that has it from elsewhere is left alone.
has_command() { command -v "$1" >/dev/null 2>&1; }
has_library() { has_command pkg-config && pkg-config --exists "$1"; }
has_postgres() {
    has_command initdb && return 0
    for file in /usr/lib/postgresql/*/bin/initdb; do
        [ -x "$file" ] && return 0
    done
    return 1
}

missing=""
needs() { # needs PACKAGE TEST...
    package=$1
    shift
    "$@" || missing="$missing $package"
}

needs git has_command git
needs make has_command make
needs curl has_command curl
needs pkg-config has_command pkg-config
needs libsqlite3-dev has_library sqlite3
needs libpq-dev has_library libpq
needs libcurl4-openssl-dev has_library libcurl
needs libssl-dev has_library libcrypto
needs openssl has_command openssl
needs zlib1g-dev has_library zlib
needs postgresql has_postgres
needs tzdata test -e /usr/share/zoneinfo/Europe/Berlin
needs ca-certificates test -e /etc/ssl/certs/ca-certificates.crt

[ -n "$missing" ] || exit 0

by_hand() {
    echo "$1" >&2
    echo "Install these by hand, then type the command again:$missing" >&2
    echo "(names as in Debian and Ubuntu: SQLite and PostgreSQL client headers, zlib and OpenSSL headers, openssl and a PostgreSQL server for the tests)" >&2
    exit 1
}

has_command apt-get || by_hand "System packages are missing, and there is no apt-get here."

if [ "$(id -u)" -eq 0 ]; then
    as_root=""
elif has_command sudo; then
    as_root="sudo"
else
    by_hand "System packages are missing, and installing them takes root or sudo."
fi

# The tests start a PostgreSQL of their own; Debian's package would also start one for the whole machine. Tell it not to.
no_cluster=/etc/postgresql-common/createcluster.d/ratchet-build.conf
cleanup() {
    [ -z "${log:-}" ] || rm -f "$log"
    [ -z "${planted:-}" ] || $as_root rm -f "$no_cluster"
}
trap cleanup EXIT

echo "Installing system packages with apt-get:$missing" >&2
case "$missing" in
*postgresql*)
    $as_root mkdir -p "${no_cluster%/*}"
    planted=yes
    echo "create_main_cluster = false" | $as_root tee "$no_cluster" >/dev/null
    ;;
esac

log=$(mktemp)
quietly() { "$@" </dev/null >"$log" 2>&1; }
quietly $as_root apt-get update -qq || echo "apt-get update failed; trying with the lists that are here." >&2
if ! quietly $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    -o DPkg::Lock::Timeout=120 $missing; then
    cat "$log" >&2
    by_hand "apt-get could not install the system packages."
fi
echo "Installed:$missing" >&2
