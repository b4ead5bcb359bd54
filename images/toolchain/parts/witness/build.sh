#!/bin/sh
# Compiles witness from the Debian packages that plan.sh chose. Installs nothing; needs a Debian root with the lists of its apt.
#
#   build.sh DIRECTORY
#
# Writes DIRECTORY/witness and DIRECTORY/cost, and removes what it took to make them. Ends with 3 when a package cannot be fetched.
set -eu
directory=${1:?usage: build.sh DIRECTORY}

seconds() { echo $(($(date +%s) - $1)); }

begun=$(date +%s)
mkdir -p "$directory/debs" "$directory/tree" "$directory/home"
cd "$directory/debs"
APT_CONFIG="$directory/apt.conf" apt-get -qq download $(cat "$directory/packages") || exit 3
megabytes=$(($(cat ./*.deb | wc -c) / 1000000))
fetched=$(seconds "$begun")
for package in ./*.deb; do
    dpkg-deb --fsys-tarfile "$package" | tar -x -C "$directory/tree" --no-same-owner --exclude='*_test.go' --exclude=testdata --exclude='./usr/share/doc' \
        --exclude='./usr/share/go-*/test' --exclude='./usr/share/go-*/api'
    rm "$package"
done

begun=$(date +%s)
root=$(echo "$directory"/tree/usr/lib/go-*)
compile() {
    env -i PATH="$root/bin:/usr/bin:/bin" HOME="$directory/home" TMPDIR="$directory" GOROOT="$root" GOPATH="$directory/tree/usr/share/gocode" \
        GOCACHE="$directory/cache" GOTOOLCHAIN=local GO111MODULE=off CGO_ENABLED=0 \
        go build -trimpath -ldflags '-s -w' -o "$directory/witness" github.com/in-toto/witness
}
# once more with what is compiled already, in case the machine only lacked something for a moment
compile || compile
times > "$directory/times"
processor=$(awk 'NR == 2 { for (i = 1; i <= 2; i++) { split($i, t, /[ms]/); s += t[1] * 60 + t[2] } printf "%d", s }' "$directory/times")
echo "$(wc -l < "$directory/packages") packages, $megabytes MB, fetched in $fetched s, compiled in $(seconds "$begun") s, $processor s of processor time in all" \
    > "$directory/cost"
rm -rf "$directory/debs" "$directory/tree" "$directory/cache" "$directory/home"
