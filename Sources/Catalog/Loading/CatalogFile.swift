import Basics
import Crypto
import Foundation
import SystemPackage

/// A data file of a catalog, read whole.
struct CatalogFile {
    /// Where it was found, for errors.
    var name: String
    /// Path below the catalog's directory, for example `commands/go.yaml`.
    var path: String
    /// Permission bits that matter: 0o755 for what its owner may execute, else 0o644.
    var mode: UInt16
    var content: [UInt8]

    /// All regular files below a directory, sorted by path.
    static func all(below directory: FilePath, log: MistakeLog<CatalogMistake>) -> [CatalogFile] {
        let root = URL(fileURLWithPath: directory.string, isDirectory: true).standardizedFileURL.path
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: root, isDirectory: &isDirectory), isDirectory.boolValue,
            let enumerator = FileManager.default.enumerator(atPath: root)
        else {
            log.note(CatalogMistake(file: directory.string, message: "no such catalog directory"))
            return []
        }
        var files: [CatalogFile] = []
        while let path = enumerator.nextObject() as? String {
            guard enumerator.fileAttributes?[.type] as? FileAttributeType == .typeRegular else { continue }
            let permissions = (enumerator.fileAttributes?[.posixPermissions] as? NSNumber)?.uint16Value ?? 0
            let name = root + "/" + path
            guard let content = FileManager.default.contents(atPath: name) else {
                log.note(CatalogMistake(file: name, message: "the file can't be read; make it readable"))
                continue
            }
            files.append(CatalogFile(name: name, path: path, mode: permissions & 0o100 == 0 ? 0o644 : 0o755, content: Array(content)))
        }
        return files.sorted { $0.path < $1.path }
    }

    /// Digest of the files of several directories: it changes with any name, mode or byte, and with the order of the directories.
    static func digest(of directories: [[CatalogFile]]) -> String {
        var hasher = SHA256()
        func update(_ bytes: some Collection<UInt8>) {
            withUnsafeBytes(of: UInt64(bytes.count).littleEndian) { hasher.update(bufferPointer: $0) }
            hasher.update(data: Array(bytes))
        }
        for files in directories {
            for file in files {
                update(file.path.utf8)
                update(String(file.mode, radix: 8).utf8)
                update(file.content)
            }
            update([])
        }
        return "sha256:" + hasher.finalize().hexadecimal
    }
}
