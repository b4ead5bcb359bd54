import Basics

extension AttestationCollection {
    /// The collection without what changes from run to run: two runs of the same work in the same image have equal canonical forms.
    ///
    /// Start and end times are not part of this type. Left out here are SLSA's times, the process numbers of traced commands and git's index
    /// among the materials, whose bytes hold file times and inode numbers. Sorted are attestations, subjects, the materials of links,
    /// SLSA's dependencies and secret findings, all of which witness writes in the order of a hash map or of the attestor that
    /// finished first.
    public func canonicalForm() -> AttestationCollection {
        var form = self
        form.subject.sort { ($0.name, $0.digest.description) < ($1.name, $1.digest.description) }
        form.predicate.attestations = predicate.attestations.sorted { $0.type < $1.type }.map { entry in
            var entry = entry
            for rule in CanonicalRule.all where rule.type == entry.type {
                entry.attestation = rule.apply(to: entry.attestation)
            }
            return entry
        }
        return form
    }
}

/// One place in one type of attestation where two runs of the same work differ.
private struct CanonicalRule {
    enum Action {
        /// Takes the value out.
        case remove
        /// Sorts a list, and takes out git's index.
        case sort
    }

    let type: String
    let path: [String]
    let action: Action

    static let gitIndex = ".git/index"

    static let all: [CanonicalRule] = [
        rule(.material, [gitIndex], .remove),
        rule(.link, ["materials"], .sort),
        rule(.slsa, ["build_definition", "resolved_dependencies"], .sort),
        rule(.slsa, ["run_details", "metadata", "started_on"], .remove),
        rule(.slsa, ["run_details", "metadata", "finished_on"], .remove),
        rule(.secretScan, ["findings"], .sort),
        rule(.commandRun, ["processes"], .remove),
    ].flatMap { $0 }

    private static func rule(_ attestor: Attestor, _ path: [String], _ action: Action) -> [CanonicalRule] {
        attestor.predicateTypes.map { CanonicalRule(type: $0, path: path, action: action) }
    }

    func apply(to value: JSONValue) -> JSONValue {
        applied(to: value, path: path[...])
    }

    private func applied(to value: JSONValue, path: ArraySlice<String>) -> JSONValue {
        guard let key = path.first else { return sorted(value) }
        guard case .object(var members) = value, let member = members[key] else { return value }
        if path.count == 1, action == .remove {
            members[key] = nil
        } else {
            members[key] = applied(to: member, path: path.dropFirst())
        }
        return .object(members)
    }

    private func sorted(_ value: JSONValue) -> JSONValue {
        guard case .array(let elements) = value else { return value }
        return .array(elements.filter { $0["name"]?.text != Self.gitIndex }.sortedCanonically())
    }
}
