#!/bin/sh
# Puts the executable, its manual pages and its completions where Debian looks for them.
#
#   scripts/install.sh EXECUTABLE PREFIX [DESTDIR]    PREFIX is /usr/local or the like; DESTDIR goes before it, for packages
set -eu

executable=$1
prefix=$2
root=${3:-}$prefix

if [ ! -x "$executable" ]; then
    echo "There is no $executable yet: \`make build\` makes it." >&2
    exit 1
fi

# zsh looks into vendor-completions for what a package brings, and into site-functions for what the machine's owner does.
case $prefix in
/usr) zsh_folder=$root/share/zsh/vendor-completions ;;
*) zsh_folder=$root/share/zsh/site-functions ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$executable" reference manual "$work/man1"

install -d "$root/bin" "$root/share/man/man1" "$root/share/bash-completion/completions" "$zsh_folder" \
    "$root/share/fish/vendor_completions.d"
install -m 755 "$executable" "$root/bin/ratchet"
install -m 644 "$work"/man1/*.1 "$root/share/man/man1"
put() { # put SHELL FILE
    "$executable" --generate-completion-script "$1" >"$work/completion"
    install -m 644 "$work/completion" "$2"
}
put bash "$root/share/bash-completion/completions/ratchet"
put zsh "$zsh_folder/_ratchet"
put fish "$root/share/fish/vendor_completions.d/ratchet.fish"

echo "installed $root/bin/ratchet, its manual pages (\`man ratchet\`) and completions for bash, zsh and fish"
