#!/bin/sh
# make check: the format, the walls, the purity and the habits of the house. Tells every fault at once; exit 1 if there is one.
#
#   scripts/check.sh                 the whole project
#   scripts/check.sh --root FOLDER   another tree with a Package.swift (scripts/test-check.sh plants faults in one)
#   scripts/check.sh --build-only    only builds the checker and prints where it is
set -eu

here=$(cd "$(dirname "$0")" && pwd)
project=$(dirname "$here")
root=$project
mode=all
while [ $# -gt 0 ]; do
    case $1 in
    --root) root=$(cd "$2" && pwd); shift 2 ;;
    --build-only) mode=build; shift ;;
    *) echo "check.sh: unknown argument $1" >&2; exit 2 ;;
    esac
done

# The checker is a few Swift files; it is compiled again when one of them or the compiler is newer than it.
work=$project/.build/house-check
checker=$work/house-check
mkdir -p "$work"
compiler=$("$here/swift.sh" --version 2>/dev/null | head -n 1)
if [ ! -x "$checker" ] || [ "$(cat "$work/compiler" 2>/dev/null)" != "$compiler" ] \
    || [ -n "$(find "$here/check" -name '*.swift' -newer "$checker")" ]; then
    "$here/swift.sh" compiler -O -swift-version 6 -warnings-as-errors -o "$checker.$$" "$here"/check/*.swift
    mv "$checker.$$" "$checker"
    echo "$compiler" >"$work/compiler"
fi
if [ $mode = build ]; then
    echo "$checker"
    exit 0
fi

status=0

# 1. Format.
formatted=""
for path in Sources Tests Package.swift Fuzz/Package.swift Fuzz/Sources/Fuzzing scripts/check; do
    [ ! -e "$root/$path" ] || formatted="$formatted $path"
done
if (cd "$root" && "$here/swift.sh" format lint --strict --parallel --recursive --configuration "$project/.swift-format" $formatted) >"$work/format.log" 2>&1; then
    echo "format: clean"
else
    status=1
    echo "format: $(grep -c ': error:' "$work/format.log" || true) faults"
    sed -e "s|^$root/||" -e 's/^/  /' "$work/format.log"
    echo "      way out: make format mends all but [LineLength]"
fi

# 2. Walls, purity and house.
dump=$(mktemp "$work/package.XXXXXX")
trap 'rm -f "$dump"' EXIT
if "$here/swift.sh" package --package-path "$root" --scratch-path "$work/manifest" dump-package >"$dump" 2>"$dump.log"; then
    "$checker" "$root" "$dump" "$here/check" || status=1
else
    status=1
    echo "walls: Package.swift cannot be read"
    sed 's/^/  /' "$dump.log"
fi
rm -f "$dump.log"

if [ $status -eq 0 ]; then
    echo "check: the house is in order"
else
    echo "check: there are faults, see above"
fi
exit $status
