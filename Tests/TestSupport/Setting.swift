import Glibc

/// By which backend, and as whom, sandboxes are started in a test.
public enum Setting: String, Sendable, CaseIterable {
    /// With user namespaces, as whoever runs the tests.
    case namespace
    /// Without them, as root.
    case chroot
    /// With user namespaces, as an ordinary user whom root makes of itself.
    case ordinaryUser = "ordinary user"

    /// The backend's name.
    public var backend: String { self == .chroot ? "chroot" : "namespace" }

    /// All that whoever runs the tests can bring about.
    public static var possible: [Setting] { geteuid() == 0 ? allCases : [.namespace] }

    /// The command that runs a program of this build as whom this setting says.
    /// - Parameters:
    ///   - products: the directory of the build's products.
    ///   - image: the unpacked tree of an image of root's store that an ordinary user shall find in its own.
    public func command(_ program: String, _ arguments: [String], products: String, image: String? = nil) -> [String] {
        guard self == .ordinaryUser else { return ["\(products)/\(program)"] + arguments }
        return ["unshare", "--mount", "--propagation", "private", "sh", "-euc", Self.asOrdinaryUser, "sh", products, image ?? "", program] + arguments
    }

    /// The user is the one that owns what root unpacks, so that no image need be copied. It finds the build, which may lie in a directory that is
    /// closed to it, and a home of its own, of which nothing is left afterwards. Both may lie in the very directory that they end up covering.
    private static let asOrdinaryUser = """
        products=$1 image=$2 program=$3
        shift 3
        place=/mnt
        mount -t tmpfs -o mode=1777 tmpfs $place
        mkdir $place/build $place/home
        mount --bind "$products" $place/build
        if [ -n "$image" ]; then
            stored=${image%/rootfs}
            store=$place/home/.local/share/witnessbox/images
            mkdir -p $store/locks $store/scratch $store/sha256/${stored##*/}/rootfs
            cp -r "${stored%/*/*}/references" $store
            cp "$stored"/*.json $store/sha256/${stored##*/}
        fi
        chown -R 60606:60606 $place/home
        [ -z "$image" ] || mount --bind "$image" $store/sha256/${stored##*/}/rootfs
        mount --move $place /var/tmp
        exec setpriv --reuid=60606 --regid=60606 --clear-groups --inh-caps=-all \\
            env -u XDG_DATA_HOME HOME=/var/tmp/home TMPDIR=/var/tmp/home "/var/tmp/build/$program" "$@"
        """
}
