#!/bin/sh
# Describes the finished image from inside: what its tools say of themselves, its packages and its SBOM.
#
#   describe.sh PROFILE DIRECTORY
#
# Writes DIRECTORY/{versions,packages,witness.json,sbom.spdx.json}; leaves no trace elsewhere in the root. Both runs of two equal
# builds give the same bytes: what syft draws at random or from the clock is replaced by what follows from the content.
set -eu
recipe=$(cd "$(dirname "$0")" && pwd)
profile=${1:?usage: describe.sh PROFILE DIRECTORY} directory=${2:?usage: describe.sh PROFILE DIRECTORY}
while IFS= read -r line; do export "${line?}"; done < /etc/image-env
mkdir -p "$directory/scratch"
export HOME="$directory/scratch" TMPDIR="$directory/scratch"

for part in $(sed 's/#.*//' "$recipe/profiles/$profile"); do
    [ -e "$recipe/parts/$part/versions" ] || continue
    while read -r tool command; do
        version=$(sh -c "$command" 2>&1 < /dev/null) || { echo "describe: '$command' failed in the image: $version" >&2; exit 1; }
        printf '%s\t%s\n' "$tool" "$(echo "$version" | sed '/./!d; q')"
    done < "$recipe/parts/$part/versions"
done > "$directory/scratch/versions"
LC_ALL=C sort "$directory/scratch/versions" > "$directory/versions"
cut -d' ' -f1,2 /etc/image-packages > "$directory/packages"
[ ! -e /etc/image-witness.json ] || cp /etc/image-witness.json "$directory/witness.json"

SYFT_FILE_METADATA_SELECTION=none syft scan dir:/ -q --override-default-catalogers image --source-name "toolchain-$profile" \
    --exclude ./proc --exclude ./sys --exclude ./dev --exclude ./run --exclude ./tmp --exclude ".$directory" --exclude ".$recipe" \
    -o spdx-json="$directory/scratch/sbom.json"
# files are left out: syft lists them without digests
jq -S --arg created "$(date -u -d "@$SOURCE_DATE_EPOCH" +%Y-%m-%dT%H:%M:%SZ)" \
    'del(.files) | .relationships |= map(select([.spdxElementId, .relatedSpdxElement] | any(startswith("SPDXRef-File-")) | not))
    | .creationInfo.created = $created | .documentNamespace = ""' "$directory/scratch/sbom.json" > "$directory/scratch/plain.json"
jq -S --arg digest "$(sha256sum < "$directory/scratch/plain.json" | cut -d' ' -f1)" \
    '.documentNamespace = "urn:sha256:" + $digest' "$directory/scratch/plain.json" > "$directory/sbom.spdx.json"
rm -rf "$directory/scratch" /tmp/hsperfdata_*
