/// The part of a container image's configuration that is used here (OCI image specification, "config").
struct ContainerConfiguration: Decodable {
    struct Process: Decodable {
        var Env: [String]?
    }

    struct RootFileSystem: Decodable {
        var diff_ids: [String]
    }

    var config: Process?
    var rootfs: RootFileSystem
}
