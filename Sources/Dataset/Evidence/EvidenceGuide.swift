/// `evidence/README.md`: how to verify a run's evidence with nothing of this project.
enum EvidenceGuide {
    static let fileName = "README.md"

    static let text = """
        # Evidence

        Each pack holds the evidence of up to \(EvidencePacker.placesPerPack) verified examples, a directory for each:

        - `example.json`: the specification, the job's key, each step with its arguments and how it ended, and the arguments of `witness verify`
        - `policy.json`, `policy.signed.json` and `policy.pub`: the policy, the same signed, and the key to check its signature with
        - `attestations/`, `artifacts/`: what the policy is about
        - `pipeline/`: on a CI platform, the workflow or other pipeline file that runs the same commands
        - `logs/`: what the steps wrote

        `manifest.json` names the packs and their SHA-256 digests. To verify every example with the stock `witness`, and `tar`, `zstd` and `jq`:

        ```sh
        for pack in *.tar.zst; do
            tar --zstd -xf "$pack"
        done
        for example in */example.json; do
            (
                cd "${example%/*}"
                if jq -j '.verify[] + "\\u0000"' example.json | xargs -0 witness verify 2>/dev/null; then
                    echo "verified ${example%/*}"
                else
                    echo "REJECTED ${example%/*}"
                fi
            )
        done
        ```

        Change one byte of an artifact, an attestation or the policy, and the example is rejected.

        """
}
