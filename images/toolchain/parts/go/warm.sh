#!/bin/sh
# Compiles and vets every module of the proxy and the usual standard packages once, so that later builds find them in the
# build cache: warm.sh DIRECTORY, which it makes to work in.
set -eu
here=$(dirname "$0")
while IFS= read -r setting; do export "${setting?}"; done < "$here/environment"
cp -r "$here/warm" "$1"
cd "$1"
export GOPATH="$1.gopath"
go mod init warm.invalid/warm
# -e: some modules import, for other systems, packages that Debian leaves out
go mod tidy -e
go mod download all
# the go command indexes the main module by the times of its files
find . -exec touch -d "@$SOURCE_DATE_EPOCH" {} +
go build -o /dev/null .
go vet .
# a cached test result would hold its duration
go test -count=1 .
