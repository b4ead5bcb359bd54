import Glibc
import SystemPackage

/// The descriptions of containers that runtimes of the Open Container Initiative start from.
enum ContainerBundle {
    static func path(in workshop: Workshop, lifetime: Lifetime?) -> FilePath {
        workshop.path.appending("bundle\(lifetime?.argument ?? "")")
    }

    /// Writes one for each lifetime of the command; the containers are as near to a WitnessBox sandbox as such a runtime comes.
    static func write(in workshop: Workshop, user: uid_t) throws {
        for lifetime in [nil] + Lifetime.allCases {
            let directory = path(in: workshop, lifetime: lifetime)
            mkdir(directory.string, 0o755)
            let file = try FileDescriptor.open(
                directory.appending("config.json"), .writeOnly, options: [.create], permissions: [.ownerReadWrite, .groupRead, .otherRead])
            try file.closeAfter { _ = try file.writeAll(text(workshop: workshop, user: user, lifetime: lifetime).utf8) }
        }
    }

    private static func text(workshop: Workshop, user: uid_t, lifetime: Lifetime?) -> String {
        let arguments = ([workshop.command] + (lifetime.map { [$0.argument] } ?? [])).map { "\"\($0)\"" }.joined(separator: ", ")
        let mapping = "[{\"containerID\": 0, \"hostID\": \(user), \"size\": 1}]"
        let namespaces = ["pid", "ipc", "uts", "mount", "network", "cgroup", "user"].map { "{\"type\": \"\($0)\"}" }.joined(separator: ", ")
        return """
            {"ociVersion": "1.0.2",
             "process": {"user": {"uid": 0, "gid": 0}, "args": [\(arguments)], "cwd": "/", "noNewPrivileges": true},
             "root": {"path": "\(workshop.root)", "readonly": true},
             "mounts": [{"destination": "/proc", "type": "proc", "source": "proc"},
                        {"destination": "/dev", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid", "mode=755"]},
                        {"destination": "/tmp", "type": "tmpfs", "source": "tmpfs", "options": ["nosuid"]}],
             "linux": {"namespaces": [\(namespaces)], "uidMappings": \(mapping), "gidMappings": \(mapping)}}
            """
    }
}
