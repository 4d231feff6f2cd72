#!/bin/sh
# tests/install.sh BUILD [CFLAGS...]: install into an empty folder and use what stands
# there and nothing else: the program in an empty environment, and the library through
# pkg-config by the example program, compiled with CFLAGS.
set -eu
build=$(realpath "$1")
shift
root=$(realpath "$(dirname "$0")/..")

skip() { echo "skipped: $*"; exit 77; }
fail() { echo "failed: $*" >&2; exit 1; }
for tool in meson pkg-config cc; do
    command -v "$tool" >/dev/null 2>&1 || skip "there is no $tool"
done

there=$(mktemp -d)
trap 'rm -rf "$there"' EXIT
meson install -C "$build" --no-rebuild --quiet --destdir "$there/in" >/dev/null
unset GALLEY_DATA

# Moved as a whole: nothing may depend on the place it was installed to.
mv "$there/in" "$there/moved"
program=$(find "$there/moved" -type f -path '*/bin/galley')
[ -n "$program" ] || fail "no program was installed"
cd "$there"
printf '# Letter\n\nThis sentence has a doubled word word in it. Recieve it.\n' >letter.md

# expect STATUS COMMAND...: run it in an empty environment, keep what it says in ./said.
expect() {
    wanted=$1
    shift
    got=0
    env -i "$@" >said 2>&1 || got=$?
    [ "$got" = "$wanted" ] || { cat said >&2; fail "$*: exit status $got, not $wanted"; }
}

expect 0 "$program" --version
expect 1 "$program" check --format concise letter.md
grep -q "letter.md:3:29: error: 'word' stands twice" said || { cat said; fail "findings"; }
expect 0 "$program" rules

# The library.
pc=$(find "$there/moved" -name galley.pc)
[ -n "$pc" ] || fail "no galley.pc was installed"
PKG_CONFIG_PATH=$(dirname "$pc")
PKG_CONFIG_SYSROOT_DIR=$there/moved
export PKG_CONFIG_PATH PKG_CONFIG_SYSROOT_DIR
cc -std=c17 -Wall -Wextra -Werror "$@" "$root/examples/proof.c" -o proof \
    $(pkg-config --cflags --libs galley)
library=$(dirname "$(find "$there/moved" -name 'libgalley.so.0')")
expect 1 LD_LIBRARY_PATH="$library" ./proof letter.md
grep -q "letter.md:3:29: 'word' stands twice" said || { cat said; fail "the library"; }
grep -q "write 'word'" said || fail "fixes"
expect 2 LD_LIBRARY_PATH="$library" ./proof missing.md

# Only the interface is seen from outside.
if command -v nm >/dev/null 2>&1; then
    seen=$(nm -D --defined-only "$library/libgalley.so.0" |
        awk '$3 !~ /^(galley_|__|_end$|_edata$|_init$|_fini$)/ { print $3 }')
    [ -z "$seen" ] || fail "symbols that are nobody's business: $seen"
fi
echo "installed, moved and used"
