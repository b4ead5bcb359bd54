extension RegoRule {
    /// A look at the one value of the attestation that the rule compares with what it demands; nil where the rule is of another form.
    func excerpt(of attestation: String) -> Exhibit? {
        guard let match = variant.module.firstMatch(of: /input\.([A-Za-z_.]+) != ("?)\{\{demanded\}\}/),
            !demanded.contains(where: { "\"\\".contains($0) })
        else { return nil }
        let quote = match.output.2
        let value = ".payload | @base64d | fromjson | .predicate.attestations[] | select(.type == \"\(predicateType)\").attestation.\(match.output.1)"
        return Exhibit("jq '\(value)' \(attestation)", prints: ["\(quote)\(demanded)\(quote)"])
    }
}
