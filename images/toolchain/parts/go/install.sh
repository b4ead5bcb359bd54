python3 "$recipe/parts/go/proxy.py" /opt/cache/goproxy "$SOURCE_DATE_EPOCH" $(debian_sources)

# compiles and vets every module of the proxy and the usual standard packages once, with the flags of later builds
warm() {
    while IFS= read -r setting; do export "${setting?}"; done < "$recipe/parts/go/environment"
    export GOPATH=/tmp/gopath
    cp -r "$recipe/parts/go/warm" /tmp/go-warm
    cd /tmp/go-warm
    go mod init warm.invalid/warm
    # the go command indexes the main module by the times of its files
    touch -d "@$SOURCE_DATE_EPOCH" ./* .
    go mod tidy
    go mod download all
    go build -o /tmp/go-warm.out .
    go vet .
    # a cached test result would hold its duration
    go test -count=1 .
}
(warm) > /tmp/install.log 2>&1 || { tail -n 30 /tmp/install.log >&2; die "warming the Go cache failed"; }
# entries of the build cache end in the nanosecond they were made
find /opt/cache/gocache -name '*-a' -exec sed -i -E "s/^(v1 [0-9a-f]+ [0-9a-f]+ +[0-9]+) +[0-9]+$/\1 $(printf %20s "${SOURCE_DATE_EPOCH}000000000")/" {} +
rm -rf /opt/cache/gocache/trim.txt /opt/cache/gocache/testexpire.txt /opt/cache/gomod/cache/lock
