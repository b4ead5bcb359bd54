import Foundation
import Glibc
import SystemPackage

/// A directory that is filled beside its destination and takes its place in one move, so that a reader never sees half of it.
///
/// Two processes must not stage the same destination at once. What an interrupted run left behind is removed by the next one.
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
        try Directory.make(path)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path.string)
    }

    /// Puts the directory in its place; what stood there is removed.
    func commit() throws {
        try Directory.synchronize(path)
        try? FileManager.default.removeItem(atPath: retired.string)
        do {
            if rename(destination.string, retired.string) != 0, errno != ENOENT { throw Errno(rawValue: errno) }
            guard rename(path.string, destination.string) == 0 else { throw Errno(rawValue: errno) }
        } catch let errno as Errno {
            throw DatasetError(stage: "write", path: destination, errno: errno)
        }
        try Directory.synchronize(destination.removingLastComponent())
        try? FileManager.default.removeItem(atPath: retired.string)
    }
}
