import Foundation
import SystemPackage

/// Where the host gets its Debian packages from.
enum DebianMirror {
    /// Suites of a full Debian archive; the security and update archives lack what an image needs.
    private static let suites: Set = ["bookworm", "trixie", "forky", "sid", "stable", "testing", "unstable"]

    /// The address of the first Debian archive in apt's sources below `root`, with component `main`.
    /// - Throws: ``ImageError`` of stage `build-prepare`.
    static func ofHost(root: FilePath = "/") throws -> String {
        let apt = root.appending("etc/apt")
        // A host need not have all of these files; one that cannot be read names no mirror.
        let parts = (try? FileManager.default.contentsOfDirectory(atPath: apt.appending("sources.list.d").string)) ?? []
        let files = [apt.appending("sources.list")] + parts.sorted().map { apt.appending("sources.list.d").appending($0) }
        for file in files {
            guard let text = try? String(contentsOfFile: file.string, encoding: .utf8) else { continue }
            let sources = file.extension == "sources" ? stanzas(text) : lines(text)
            if let source = sources.first(where: \.isDebianArchive) { return source.address }
        }
        throw ImageBuildStage.prepare.failure(apt.string, "no Debian archive in apt's sources", mend: "name a Debian mirror by --mirror")
    }

    private struct Source {
        var address: String
        var suites: [String]
        var components: [String]

        var isDebianArchive: Bool {
            (address.hasPrefix("http://") || address.hasPrefix("https://")) && components.contains("main")
                && suites.contains(where: DebianMirror.suites.contains)
        }
    }

    /// The one-line format: `deb [options] address suite component…`.
    private static func lines(_ text: String) -> [Source] {
        text.split(separator: "\n").compactMap { line in
            let words = line.replacing(/\[[^\]]*\]/, with: "").split(whereSeparator: \.isWhitespace).map(String.init)
            guard words.count > 3, words[0] == "deb" else { return nil }
            return Source(address: words[1], suites: [words[2]], components: Array(words[3...]))
        }
    }

    /// The format of `.sources` files: fields of a stanza on lines of their own.
    private static func stanzas(_ text: String) -> [Source] {
        text.split(separator: /\n[ \t]*\n/).compactMap { stanza in
            var fields: [String: [String]] = [:]
            for line in stanza.split(separator: "\n") where !line.hasPrefix("#") {
                let parts = line.split(separator: ":", maxSplits: 1)
                guard parts.count == 2 else { continue }
                fields[parts[0].lowercased()] = parts[1].split(whereSeparator: \.isWhitespace).map(String.init)
            }
            guard let address = fields["uris"]?.first, fields["types"]?.contains("deb") == true, fields["enabled"]?.first != "no" else { return nil }
            return Source(address: address, suites: fields["suites"] ?? [], components: fields["components"] ?? [])
        }
    }
}
