import Basics
import Foundation
import SystemPackage

/// A directory that is filled beside its destination and takes its place in one move, so that a reader never sees half of it.
///
/// Two processes must not stage the same destination at once. What an interrupted run left behind is removed by the next one: where a removal fails,
/// the step after it does too, and says why.
final class StagedDirectory {
    /// Where to write.
    let path: FilePath
    private let destination: FilePath
    private let retired: FilePath

    init(replacing destination: FilePath) throws {
        let name = destination.lastComponent?.string ?? "dataset"
        let parent = destination.removingLastComponent()
        self.destination = destination
        path = parent.appending(".\(name).new")
        retired = parent.appending(".\(name).old")
        try? FileManager.default.removeItem(atPath: path.string)
        try DatasetError.attempt("write", path) { try FileSystem.makeDirectory(path) }
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path.string)
    }

    /// Puts the directory in its place; what stood there is removed.
    func commit() throws {
        try DatasetError.attempt("write", path) { try FileSystem.synchronize(path) }
        try? FileManager.default.removeItem(atPath: retired.string)
        try DatasetError.attempt("write", destination) {
            do {
                try FileSystem.move(destination, to: retired)
            } catch Errno.noSuchFileOrDirectory {
                // Nothing stood there.
            }
            try FileSystem.move(path, to: destination)
            try FileSystem.synchronize(destination.removingLastComponent())
        }
        try? FileManager.default.removeItem(atPath: retired.string)
    }
}
