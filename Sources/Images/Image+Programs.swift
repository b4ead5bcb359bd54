import Foundation
import SystemPackage

extension Image {
    /// Those of the programs that lie in a directory of the image's `PATH`.
    public func programs(among names: Set<String>) -> Set<String> {
        let directories = (environment["PATH"] ?? "").split(separator: ":").map { FilePath(String($0)) }
        return names.filter { name in
            directories.contains { directory in
                let path = rootFileSystem.appending(directory.components).appending(name)
                // Links are not followed: an absolute one would lead out of the image.
                return (try? FileManager.default.attributesOfItem(atPath: path.string)) != nil
            }
        }
    }
}
