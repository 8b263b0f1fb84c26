#!/bin/sh
# Runs `swift` with the given arguments, or says plainly why it cannot.
# Looks on PATH first, then where toolchains are usually unpacked.
set -eu

oldest_major=6
oldest_minor=2

if ! command -v swift >/dev/null 2>&1; then
    for place in /opt/swift/usr/bin "${SWIFTLY_BIN_DIR:-${HOME:-}/.local/share/swiftly/bin}" "${HOME:-}/.swiftly/bin" /usr/libexec/swift/bin; do
        if [ -x "$place/swift" ]; then
            echo "swift is not on PATH; using $place/swift" >&2
            PATH="$place:$PATH"
            export PATH
            break
        fi
    done
fi

if ! command -v swift >/dev/null 2>&1; then
    echo "Ratchet needs a Swift toolchain, $oldest_major.$oldest_minor or newer, and found none on PATH, in /opt/swift or of swiftly." >&2
    echo "Install one as https://www.swift.org/install/linux/ says, then type this command again." >&2
    exit 1
fi

version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9][0-9]*\.[0-9][0-9]*\).*/\1/p' | head -n 1)
major=${version%%.*}
minor=${version#*.}
if [ -z "$version" ]; then
    echo "$(command -v swift) does not run: \`swift --version\` told no version." >&2
    exit 1
fi
if [ "$major" -lt "$oldest_major" ] || { [ "$major" -eq "$oldest_major" ] && [ "$minor" -lt "$oldest_minor" ]; }; then
    echo "Ratchet needs Swift $oldest_major.$oldest_minor or newer; $(command -v swift) is $version." >&2
    echo "Install a newer one as https://www.swift.org/install/linux/ says, then type this command again." >&2
    exit 1
fi

# `swiftc ...` through the same door, for the few scripts that need the compiler itself.
if [ "${1:-}" = "compiler" ]; then
    shift
    exec swiftc "$@"
fi
exec swift "$@"
