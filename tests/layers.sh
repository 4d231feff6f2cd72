#!/bin/sh
# Reads the #include lines and fails where a file sees what it may not (docs/design.md):
#
#   include/ sees include/; a layer of src/ sees include/, itself and those before it; a
#   check sees <galley/...> alone; foreign libraries stay behind one file each.
set -eu
cd "$(dirname "$0")/.."
bad=0
complain() {
    echo "layers: $1 includes $2: $3" >&2
    bad=1
}

includes() { sed -nE 's/^#[[:space:]]*include[[:space:]]+["<]([^">]+)[">].*/\1/p' "$1"; }

layers="base text note engine report cli"
for file in $(find src -name '*.c' -o -name '*.h' -o -name '*.inc' | sort); do
    own=${file#src/}
    own=${own%%/*}
    allowed=" ${layers%%"$own"*}$own "
    # The library stands beside the command line and sees what that sees but reports.
    [ "$own" = lib ] && allowed=" base text note engine lib "
    for header in $(includes "$file"); do
        case $header in
        base/* | text/* | note/* | engine/* | report/* | cli/* | lib/*)
            layer=${header%%/*}
            case $allowed in
            *" $layer "*) ;;
            *) complain "$file" "$header" "$own may not see $layer" ;;
            esac
            ;;
        esac
    done
done

for file in $(find checks -name '*.c' | sort); do
    for header in $(includes "$file"); do
        case $header in
        galley/* | assert.h | limits.h | math.h | stdbool.h | stddef.h | stdint.h | stdio.h | stdlib.h | string.h) ;;
        *) complain "$file" "$header" "a check sees <galley/check.h> alone" ;;
        esac
    done
done

for file in $(find include -name '*.h' | sort); do
    for header in $(includes "$file"); do
        case $header in
        galley/* | std*.h | string.h) ;;
        *) complain "$file" "$header" "a public header sees public headers" ;;
        esac
    done
done

# One file a library.
while read -r header home; do
    for file in $(grep -rlE "#[[:space:]]*include[[:space:]]+[<\"]$header" src checks include || true); do
        [ "$file" = "$home" ] || complain "$file" "$header" "only $home may"
    done
done <<'EOF'
pcre2.h src/base/pattern.c
csv.h src/base/csv.c
hunspell/ src/base/dictionary.c
yaml.h src/base/yaml.c
md4c.h src/text/markdown.c
zip.h src/base/zip.c
expat.h src/base/xml.c
EOF

exit $bad
