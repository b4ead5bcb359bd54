python3 "$recipe/parts/go/proxy.py" /opt/cache/goproxy "$SOURCE_DATE_EPOCH" $(debian_sources)
quietly sh "$recipe/parts/go/warm.sh" "$scratch/go-warm"
rm -f /opt/cache/gomod/cache/lock
settle_go_cache /opt/cache/gocache
