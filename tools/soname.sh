#!/bin/sh
# soname.sh FOLDER NAME: the name under which libNAME.so of a folder is loaded.
set -eu
soname=$(readelf -d "$1/lib$2.so" | sed -n 's/.*(SONAME).*\[\(.*\)\]/\1/p')
[ -n "$soname" ] || { echo "soname.sh: $1/lib$2.so has no name" >&2; exit 1; }
echo "$soname"
