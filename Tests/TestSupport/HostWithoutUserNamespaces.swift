/// A host on which nobody can make a user namespace.
public enum HostWithoutUserNamespaces {
    /// The command, for root to give, that runs another command as root of such a host: a user namespace which holds every user that matters
    /// and allows no further one below it.
    public static func command(_ command: [String]) -> [String] {
        ["/bin/sh", "-euc", script, "sh"] + command
    }

    private static let script = """
        unshare --user sleep 1000 >/dev/null 2>&1 &
        holder=$!
        trap 'kill $holder' EXIT
        until [ "$(readlink /proc/$holder/ns/user)" != "$(readlink /proc/self/ns/user)" ]; do :; done
        echo '0 0 65536' >/proc/$holder/uid_map
        echo '0 0 65536' >/proc/$holder/gid_map
        nsenter --user --target $holder --setuid 0 --setgid 0 -- unshare --mount --propagation private \\
            sh -euc 'echo 0 >/proc/sys/user/max_user_namespaces; exec "$@"' sh "$@"
        """
}
