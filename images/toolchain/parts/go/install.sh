python3 "$recipe/parts/go/proxy.py" /opt/cache/goproxy "$SOURCE_DATE_EPOCH" $(debian_sources)
quietly sh "$recipe/parts/go/warm.sh" "$scratch/go-warm"
# entries of the build cache end in the nanosecond they were made
find /opt/cache/gocache -name '*-a' -exec sed -i -E "s/^(v1 [0-9a-f]+ [0-9a-f]+ +[0-9]+) +[0-9]+$/\1 $(printf %20s "${SOURCE_DATE_EPOCH}000000000")/" {} +
rm -rf /opt/cache/gocache/trim.txt /opt/cache/gocache/testexpire.txt /opt/cache/gomod/cache/lock
