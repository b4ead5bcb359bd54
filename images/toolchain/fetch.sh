#!/bin/sh
# Fetches the Python wheels that a profile pins, for a build without an index.
#
#   fetch.sh PROFILE DIRECTORY
#
# Fills DIRECTORY/PART/{wheels,tools,binaries}. Every pin names one file by its SHA-256; what is there already is kept and
# what no pin names is removed, so that a second run needs no network. Needs python3 with pip, which knows its index.
set -eu
recipe=$(cd "$(dirname "$0")" && pwd)
profile=${1:?usage: fetch.sh PROFILE DIRECTORY} directory=${2:?usage: fetch.sh PROFILE DIRECTORY}
. "$recipe/release"
tag=cp$(echo "$PYTHON" | tr -d .)

digests() { find "$1" -type f -exec sha256sum {} + | LC_ALL=C sort; }

for part in $(sed 's/#.*//' "$recipe/profiles/$profile"); do
    for kind in wheels tools binaries; do
        pins=$recipe/parts/$part/$kind.txt target=$directory/$part/$kind
        [ -e "$pins" ] || continue
        mkdir -p "$target"
        digests "$target" | while read -r digest file; do
            grep -q "sha256:$digest" "$pins" || rm -f "$file"
        done
        [ "$(digests "$target" | wc -l)" != "$(grep -c sha256: "$pins")" ] || continue
        echo "fetch: $part $kind"
        python3 -m pip download -q --disable-pip-version-check --require-hashes --no-deps --only-binary=:all: \
            --python-version "$PYTHON" --implementation cp --abi "$tag" --abi abi3 --abi none \
            --platform manylinux_2_34_x86_64 --platform manylinux_2_28_x86_64 --platform manylinux_2_17_x86_64 \
            --platform manylinux2014_x86_64 --platform manylinux_2_5_x86_64 --platform manylinux1_x86_64 --platform any \
            -d "$target" -r "$pins"
    done
done
