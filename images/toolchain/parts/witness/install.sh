# Puts at /usr/bin/witness one that can verify tokens, if there is one, and says in /etc/image-witness.json which it is and what the check of it found.

# whether a binary verifies tokens; if not, $refusal says why
verifies_tokens() { refusal=$(python3 -I "$recipe/parts/witness/check.py" "$1" "$scratch/witness-check" 2>&1); }

# waits for the build; $refusal says why there is no result
finish_witness() {
    if [ -n "$witness_build" ]; then
        status=0
        wait "$witness_build" || status=$?
        witness_build=
        [ "$status" != 3 ] || die "witness: a source package cannot be fetched: $(tail -n 1 "$witness/log")"
        if [ "$status" != 0 ]; then
            refusal="it does not compile: $(grep -v '^#' "$witness/log" | head -n 1)"
            return 1
        fi
        stage "witness: compiled: $(cat "$witness/cost")"
        mkdir -p "$witness_cache"
        cp "$witness/witness" "$witness_cache/$inputs"
        cp "$witness/cost" "$witness_cache/$inputs.cost"
        (cd "$witness_cache" && sha256sum "$inputs" > "$inputs.sum")
    fi
    cp "$witness_cache/$inputs" "$witness/witness"
}

passed_over=null
if [ -e "$given_witness" ]; then
    origin=given version='' go_witness='' can=true
    verifies_tokens "$scratch/witness-given" || can=false
    install -m755 "$scratch/witness-given" /usr/bin/witness
else
    (cd /var/cache/apt/archives && apt-get -qq download "witness=$debian_version") >&2
    dpkg-deb -x /var/cache/apt/archives/"witness_$(echo "$debian_version" | sed 's/:/%3a/')"_*.deb "$scratch/witness-debian"
    origin=debian version=$debian_version go_witness=$debian_go_witness can=true
    if ! verifies_tokens "$scratch/witness-debian/usr/bin/witness"; then
        can=false debian_refusal=$refusal
        passed_over=$(jq -n --arg version "$debian_version" --arg goWitness "$debian_go_witness" --arg refusal "$refusal" \
            --arg digest "sha256:$(sha256sum < "$scratch/witness-debian/usr/bin/witness" | cut -d' ' -f1)" '$ARGS.named')
        [ -n "$inputs" ] || begin_witness
        if finish_witness && verifies_tokens "$witness/witness"; then
            origin=built version=$(sed -n 's/^golang-github-in-toto-witness-dev=//p' "$witness/packages") go_witness=$built_go_witness can=true
        else
            stage "warning: witness compiled from Debian's sources is no better: $refusal"
            refusal=$debian_refusal passed_over=null
        fi
    fi
    if [ "$origin" = built ]; then
        install -m755 "$witness/witness" /usr/bin/witness
    else
        quietly apt-get -qq -y -o Dpkg::Use-Pty=0 install "witness=$debian_version"
    fi
fi
[ "$can" = true ] || stage "warning: the image's witness cannot verify tokens: $refusal"
jq -S -n --arg origin "$origin" --arg digest "sha256:$(sha256sum < /usr/bin/witness | cut -d' ' -f1)" --arg version "$version" \
    --arg goWitness "$go_witness" --arg inputs "$([ "$origin" != built ] || echo "sha256:$inputs")" --arg refusal "$([ "$can" = true ] || echo "$refusal")" \
    --argjson canVerifyTokens "$can" --argjson passedOver "$passed_over" \
    '$ARGS.named | with_entries(select(.value != "" and .value != null))' > /etc/image-witness.json
