python3 "$recipe/parts/go/proxy.py" /opt/cache/goproxy "$SOURCE_DATE_EPOCH" $(debian_sources)
sh "$recipe/parts/go/warm.sh" /tmp/go-warm > /tmp/install.log 2>&1 || { tail -n 30 /tmp/install.log >&2; die "warming the Go cache failed"; }
# entries of the build cache end in the nanosecond they were made
find /opt/cache/gocache -name '*-a' -exec sed -i -E "s/^(v1 [0-9a-f]+ [0-9a-f]+ +[0-9]+) +[0-9]+$/\1 $(printf %20s "${SOURCE_DATE_EPOCH}000000000")/" {} +
rm -rf /opt/cache/gocache/trim.txt /opt/cache/gocache/testexpire.txt /opt/cache/gomod/cache/lock
