#!/bin/sh
# Computes what witness is to be compiled from; the root's apt must have the lists of the suite and of sid.
#
#   plan.sh DIRECTORY
#
# Writes DIRECTORY/apt.conf, by which apt prefers sid and forgets what is installed; DIRECTORY/packages, NAME=VERSION a line; and DIRECTORY/inputs, a
# digest: where it is the same, the compiled binary is.
set -eu
part=$(cd "$(dirname "$0")" && pwd)
directory=${1:?usage: plan.sh DIRECTORY}
. "$part/../../release"

entries() { sed 's/#.*//; /^[[:space:]]*$/d' "$part/$1"; }

mkdir -p "$directory"
: > "$directory/status"
printf 'Package: *\nPin: release n=sid\nPin-Priority: 900\n' > "$directory/preferences"
cat > "$directory/apt.conf" <<CONF
Dir::State::status "$directory/status";
Dir::Etc::preferences "$directory/preferences";
Dir::Etc::preferencesparts "/dev/null";
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
CONF
export APT_CONFIG="$directory/apt.conf"

apt-get -qq -s install $(entries sources) | sed -n 's/^Inst \([^ ]*\) (\([^ ]*\) .*/\1=\2/p' > "$directory/closure"
{ entries needless; entries sources-suite; } | sed 's/.*/^&=/' > "$directory/left-out"
{
    # the rest of the closure is what Go packages need to be installed, not to be compiled
    grep -E '^golang-(.*-dev|[0-9.]+-(go|src))=' "$directory/closure" | grep -v -f "$directory/left-out"
    for name in $(entries sources-suite); do
        apt-cache madison "$name" | awk -F ' *[|] *' -v suite=" $SUITE/" 'index($3, suite) { print $1 "=" $2; exit }' | tr -d ' '
    done
} | LC_ALL=C sort > "$directory/packages"
cat "$part/build.sh" "$directory/packages" | sha256sum | cut -d' ' -f1 > "$directory/inputs"
