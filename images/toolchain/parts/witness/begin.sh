# Sourced by install.sh before the packages are installed: what can be known of the image's witness by then, and its build, which runs beside the rest.
witness=$scratch/witness
# binaries by the digest of what they were compiled from, each with its checksum and what it cost
witness_cache=${WITNESS_CACHE:-$recipe/built}
witness_build='' inputs=''

# starts the build, unless the cache has its result
begin_witness() {
    inputs=$(cat "$witness/inputs")
    if (cd "$witness_cache" 2>/dev/null && sha256sum --check --status "$inputs.sum" 2>/dev/null); then
        stage "witness: compiled before from the same packages: $(cat "$witness_cache/$inputs.cost")"
        return
    fi
    stage "witness: compiling, beside the rest"
    setsid sh "$recipe/parts/witness/build.sh" "$witness" > "$witness/log" 2>&1 &
    witness_build=$!
    trap '[ -z "$witness_build" ] || kill -- "-$witness_build" 2>/dev/null || true' EXIT
}

# the field of a package that apt would take from sid
of_sid() { APT_CONFIG="$witness/apt.conf" apt-cache show --no-all-versions "$1" | sed -n "s/^$2: //p"; }

if [ -e "$given_witness" ]; then
    # one that does not run in this root is known before the rest is installed
    install -m755 "$given_witness" "$scratch/witness-given"
    "$scratch/witness-given" version > "$log" 2>&1 \
        || die "the witness given by --witness does not run in the image: it ended with $?, $(tail -n 1 "$log" | grep . || echo "without a word")"
else
    quietly sh "$recipe/parts/witness/plan.sh" "$witness"
    debian_version=$(of_sid witness Version)
    debian_go_witness=$(of_sid witness Static-Built-Using | sed -n 's/.*golang-github-in-toto-go-witness (= \([^)]*\)).*/\1/p')
    built_go_witness=$(sed -n 's/^golang-github-in-toto-go-witness-dev=//p' "$witness/packages")
    # while Debian's binary has the same library, compiling it again would hardly change it: what install.sh finds decides
    [ "$debian_go_witness" = "$built_go_witness" ] || begin_witness
fi
