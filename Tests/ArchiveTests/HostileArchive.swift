import TestSupport
import Testing

/// An archive made to do harm, and how it must end.
struct HostileArchive: Sendable, CustomTestStringConvertible {
    let name: String
    /// The stage of the one error, or `nil` when it must unpack without harm.
    let stage: String?
    let bytes: [UInt8]

    var testDescription: String { name }

    init(_ name: String, _ stage: String?, _ build: (inout TarBytes) -> Void) {
        self.init(name, stage, bytes: TarBytes.archive(build))
    }

    init(_ name: String, _ stage: String?, bytes: [UInt8]) {
        self.name = name
        self.stage = stage
        self.bytes = bytes
    }
}

extension HostileArchive {
    static let all = names + symbolicLinks + hardLinks + nodes + sizes + headers + whiteouts + bombs + harmless

    private static let names = [
        HostileArchive("absolute name", "hostile-name") { $0.file("/tmp/witnessbox-hostile") },
        HostileArchive("dot-dot first", "hostile-name") { $0.file("../outside") },
        HostileArchive("dot-dot inside", "hostile-name") { $0.file("a/../../outside") },
        HostileArchive("dot-dot that stays inside", "hostile-name") { $0.file("a/../b") },
        HostileArchive("dot-dot last", "hostile-name") { $0.directory("a/..") },
        HostileArchive("dot-dot after a dot", "hostile-name") { $0.file("./../outside") },
        HostileArchive("dot-dot alone", "hostile-name") { $0.directory("..") },
        HostileArchive("doubled slashes first", "hostile-name") { $0.file("//etc/passwd") },
        HostileArchive("absolute name in PAX", "hostile-name") {
            $0.extended([("path", Array("/tmp/witnessbox-hostile".utf8))])
            $0.file("innocent")
        },
        HostileArchive("dot-dot in PAX", "hostile-name") {
            $0.extended([("path", Array("../outside".utf8))])
            $0.file("innocent")
        },
        HostileArchive("dot-dot in a GNU long name", "hostile-name") {
            $0.gnuLong("L", Array("a/../../outside".utf8))
            $0.file("innocent")
        },
        HostileArchive("a name of 5,000 bytes", "hostile-name") {
            $0.gnuLong("L", Array(String(repeating: "d/", count: 2500).utf8))
            $0.file("innocent")
        },
        HostileArchive("a component of 256 bytes", "hostile-name") {
            $0.gnuLong("L", [UInt8](repeating: 97, count: 256))
            $0.file("innocent")
        },
        HostileArchive("300 directories deep", "hostile-name") {
            $0.gnuLong("L", Array(String(repeating: "d/", count: 300).utf8))
            $0.directory("innocent")
        },
        HostileArchive("empty name", "hostile-name") { $0.entry([], type: "0") },
        HostileArchive("the root as a file", "hostile-name") { $0.file(".") },
        HostileArchive("the root as a link", "hostile-name") { $0.symbolicLink(".", to: "/etc") },
        HostileArchive("the root as a hard link", "hostile-name") {
            $0.file("f")
            $0.hardLink("./.", to: "f")
        },
        HostileArchive("slashes alone", "hostile-name") { $0.directory("///") },
        HostileArchive("a name that PAX makes empty", "hostile-name") {
            $0.extended([("path", [])])
            $0.entry([], type: "0")
        },
        HostileArchive("dot-dot behind a name of another encoding", "hostile-name") {
            $0.extended([("hdrcharset", Array("BINARY".utf8)), ("path", [0xFF] + Array("/../../outside".utf8))])
            $0.file("innocent")
        },
    ]

    private static let symbolicLinks = [
        HostileArchive("file through an absolute link", "hostile-link") {
            $0.symbolicLink("a", to: "/tmp")
            $0.file("a/witnessbox-hostile")
        },
        HostileArchive("file through a relative link", "hostile-link") {
            $0.symbolicLink("a", to: "..")
            $0.file("a/outside")
        },
        HostileArchive("file through two links", "hostile-link") {
            $0.directory("d")
            $0.symbolicLink("d/up", to: "..")
            $0.symbolicLink("upper", to: "d/up/..")
            $0.file("upper/outside")
        },
        HostileArchive("directory through a link", "hostile-link") {
            $0.symbolicLink("a", to: "..")
            $0.directory("a/made")
        },
        HostileArchive("link through a link", "hostile-link") {
            $0.symbolicLink("a", to: "..")
            $0.symbolicLink("a/b", to: "/etc")
        },
        HostileArchive("a directory that becomes a link", "hostile-link") {
            $0.directory("a")
            $0.file("a/one")
            $0.symbolicLink("a", to: "..")
            $0.file("a/outside")
        },
        HostileArchive("a link without a target", "read") { $0.symbolicLink("a", to: "") },
        HostileArchive("a link whose target is longer than a path", "hostile-link") {
            $0.gnuLong("K", [UInt8](repeating: 97, count: 5000))
            $0.symbolicLink("a", to: "a")
        },
        HostileArchive("file through the second name of a link", "hostile-link") {
            $0.symbolicLink("s", to: "..")
            $0.hardLink("h", to: "s")
            $0.file("h/outside")
        },
        HostileArchive("file through a link that another case names", "hostile-link") {
            $0.directory("a")
            $0.symbolicLink("A", to: "..")
            $0.file("A/outside")
        },
        HostileArchive("file through a link that replaced a full directory", "hostile-link") {
            $0.file("d/e/f")
            $0.symbolicLink("d/e", to: "../..")
            $0.file("d/e/outside")
        },
        HostileArchive("file through a link in dev", "hostile-link") {
            $0.symbolicLink("dev", to: "..")
            $0.entry(Array("dev/null".utf8), type: "3", device: (1, 3))
            $0.file("dev/outside")
        },
    ]

    private static let hardLinks = [
        HostileArchive("hard link to an absolute name", "hostile-name") { $0.hardLink("a", to: "/etc/passwd") },
        HostileArchive("hard link out by dot-dot", "hostile-name") { $0.hardLink("a", to: "../outside") },
        HostileArchive("hard link through a link", "hostile-link") {
            $0.symbolicLink("s", to: "..")
            $0.hardLink("a", to: "s/outside")
        },
        HostileArchive("hard link placed through a link", "hostile-link") {
            $0.file("f")
            $0.symbolicLink("s", to: "..")
            $0.hardLink("s/made", to: "f")
        },
        HostileArchive("hard link to nothing", "hostile-link") { $0.hardLink("a", to: "missing") },
        HostileArchive("hard link to a directory", "hostile-link") {
            $0.directory("d")
            $0.hardLink("a", to: "d")
        },
        HostileArchive("hard link out by PAX", "hostile-name") {
            $0.extended([("linkpath", Array("../outside".utf8))])
            $0.hardLink("a", to: "b")
        },
        HostileArchive("hard link out by a GNU long target", "hostile-name") {
            $0.gnuLong("K", Array("b/../../outside".utf8))
            $0.hardLink("a", to: "b")
        },
        HostileArchive("hard link in place of the directory that holds its target", "hostile-link") {
            $0.file("d/f")
            $0.hardLink("d", to: "d/f")
        },
        HostileArchive("hard link below its target", "hostile-link") {
            $0.file("f")
            $0.hardLink("f/g", to: "f")
        },
        HostileArchive("hard link to a skipped device", "hostile-link") {
            $0.entry(Array("dev/sda".utf8), type: "4", device: (8, 0))
            $0.hardLink("disk", to: "dev/sda")
        },
        HostileArchive("hard link to what comes later", "hostile-link") {
            $0.hardLink("a", to: "b")
            $0.file("b")
        },
    ]

    private static let nodes = [
        HostileArchive("character device", "hostile-device") { $0.entry(Array("null".utf8), type: "3", device: (1, 3)) },
        HostileArchive("block device", "hostile-device") { $0.entry(Array("disk".utf8), type: "4", device: (8, 0)) },
        HostileArchive("device in place of dev", "hostile-device") { $0.entry(Array("dev".utf8), type: "3", device: (1, 3)) },
        HostileArchive("device in place of a file", "hostile-device") {
            $0.file("f")
            $0.entry(Array("f".utf8), type: "3", device: (1, 3))
        },
        HostileArchive("fifo", "hostile-device") { $0.entry(Array("pipe".utf8), type: "6") },
        HostileArchive("overlay whiteout device", "hostile-device") { $0.entry(Array("etc/gone".utf8), type: "3", device: (0, 0)) },
        HostileArchive("device deeper in dev", "hostile-device") { $0.entry(Array("dev/mapper/disk".utf8), type: "4", device: (253, 0)) },
        HostileArchive("device in another dev", "hostile-device") { $0.entry(Array("srv/dev/null".utf8), type: "3", device: (1, 3)) },
    ]

    private static let sizes = [
        HostileArchive("size far beyond the archive", "read") { $0.entry(Array("f".utf8), type: "0", size: TarBytes.octal(1 << 20, digits: 11)) },
        HostileArchive("size of 8 GiB less one", "limit") { $0.entry(Array("f".utf8), type: "0", size: TarBytes.octal((8 << 30) - 1, digits: 11)) },
        HostileArchive("size of 2^62 in base 256", "limit") {
            $0.entry(Array("f".utf8), type: "0", size: [0x80, 0, 0, 0, 0x40, 0, 0, 0, 0, 0, 0, 0])
        },
        HostileArchive("negative size in base 256", "read") {
            $0.entry(Array("f".utf8), type: "0", size: [UInt8](repeating: 0xFF, count: 12))
        },
        HostileArchive("huge size in PAX", "limit") {
            $0.extended([("size", Array("9000000000000000000".utf8))])
            $0.file("f")
        },
        HostileArchive("sparse file that is all hole", "limit") {
            $0.extended([
                ("GNU.sparse.major", Array("0".utf8)), ("GNU.sparse.minor", Array("1".utf8)), ("GNU.sparse.size", Array("3145728".utf8)),
                ("GNU.sparse.map", Array("3145728,0".utf8)),
            ])
            $0.file("f", "")
        },
        HostileArchive("sparse file whose data lies behind its end", "read") {
            $0.extended([
                ("GNU.sparse.major", Array("0".utf8)), ("GNU.sparse.minor", Array("1".utf8)), ("GNU.sparse.size", Array("4".utf8)),
                ("GNU.sparse.map", Array("600,8".utf8)),
            ])
            $0.file("f", "12345678")
        },
        HostileArchive("sparse file of an exabyte", "limit") {
            $0.extended([
                ("GNU.sparse.major", Array("0".utf8)), ("GNU.sparse.minor", Array("1".utf8)), ("GNU.sparse.size", Array("1152921504606846976".utf8)),
                ("GNU.sparse.map", Array("0,1".utf8)),
            ])
            $0.file("f", "x")
        },
    ]

    private static let headers = [
        HostileArchive("wrong checksum", "read") {
            $0.file("f")
            $0.entry(Array("g".utf8), type: "0", checksum: 1)
        },
        HostileArchive("noise after an entry", "read") {
            $0.file("f")
            $0.raw((0..<1024).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) })
        },
        HostileArchive("a PAX header of two megabytes", "read") {
            $0.extended([("comment", [UInt8](repeating: 97, count: 2 << 20))])
            $0.file("f")
        },
        HostileArchive("PAX headers without an entry between them", "read") {
            for _ in 0..<100 { $0.extended([("comment", [97])]) }
            $0.file("f")
        },
        HostileArchive("a PAX header and no entry", "read") { $0.extended([("path", Array("f".utf8))]) },
        HostileArchive("cut in a PAX header", "read", bytes: Array(TarBytes.archive { $0.extended([("path", [97])]) }.prefix(512 + 5))),
        HostileArchive(
            "an archive behind the end mark", "read", bytes: TarBytes.archive { $0.file("f") } + TarBytes.archive { $0.file("g") }.prefix(1024)),
        HostileArchive("noise alone", "open", bytes: (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ 7) }),
        HostileArchive("nothing", "open", bytes: []),
        HostileArchive("cut in a file", "read", bytes: Array(TarBytes.archive { $0.file("f", String(repeating: "x", count: 5000)) }.prefix(2000))),
        HostileArchive("cut in a header", "read", bytes: Array(TarBytes.archive { $0.file("f") }.prefix(1024 + 100))),
        HostileArchive("cut between entries", "read", bytes: Array(TarBytes.archive { $0.file("f") }.prefix(1024))),
        HostileArchive("gzip header and noise", "open", bytes: [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 3] + [UInt8](repeating: 0xAB, count: 600)),
        HostileArchive("zip file", "open", bytes: Array("PK\u{3}\u{4}".utf8) + [UInt8](repeating: 0, count: 600)),
    ]

    private static let whiteouts = [
        HostileArchive("whiteout in a plain archive", "hostile-whiteout") { $0.file("etc/.wh.passwd", "") },
        HostileArchive("opaque whiteout in a plain archive", "hostile-whiteout") { $0.file("etc/.wh..wh..opq", "") },
        HostileArchive("whiteout of dot-dot", "hostile-whiteout") { $0.file("etc/.wh...", "") },
        HostileArchive("whiteout of no name", "hostile-whiteout") { $0.file("etc/.wh.", "") },
    ]

    private static let bombs = [
        HostileArchive("zeros that a directory claims", nil, bytes: bomb(type: "5", size: 3 << 20)),
        HostileArchive("zeros that a device claims", nil, bytes: bomb(type: "3", size: 3 << 20)),
        HostileArchive("a bomb in a bomb", "limit", bytes: ZstandardBytes.frame(bomb(type: "0", size: 3 << 20))),
        HostileArchive("a window of two gigabytes", "open", bytes: ZstandardBytes.frame(TarBytes.archive { $0.file("f") }, windowLog: 31)),
        HostileArchive(
            "frames in thirty frames", "open", bytes: (0..<30).reduce(TarBytes.archive { $0.file("f") }) { frame, _ in ZstandardBytes.frame(frame) }),
    ]

    /// A compressed archive of one entry that holds nothing but zeros.
    private static func bomb(type: Character, size: Int) -> [UInt8] {
        var tar = TarBytes()
        tar.entry(Array("dev/z".utf8), type: type, size: TarBytes.octal(size, digits: 11), device: (1, 3))
        return ZstandardBytes.frame(tar.bytes, zeros: size + 1024)
    }

    private static let harmless = [
        HostileArchive("two entries of one name", nil) {
            $0.file("f", "first", mode: 0o4755)
            $0.file("f", "second")
            $0.file("./f", "third")
        },
        HostileArchive("names that differ in case", nil) {
            $0.symbolicLink("A", to: "..")
            $0.file("a/outside")
        },
        HostileArchive("a link, its second name, and a file in that name's place", nil) {
            $0.symbolicLink("s", to: "../outside")
            $0.hardLink("h", to: "s")
            $0.file("h", "inside")
            $0.file("s", "inside")
        },
        HostileArchive("a file that becomes a directory, a link and a file again", nil) {
            $0.file("d")
            $0.directory("d")
            $0.symbolicLink("d", to: "../outside")
            $0.file("d", "inside")
        },
        HostileArchive("zeros in PAX names", nil) {
            $0.extended([("path", Array("f".utf8) + [0] + Array("/../../outside".utf8))])
            $0.file("innocent")
        },
        HostileArchive("dots and spaces", nil) {
            $0.file("...")
            $0.file(" ")
            $0.file("a/. /.. ")
        },
        HostileArchive("a PAX header that is no list", nil) {
            $0.entry(Array("PaxHeader".utf8), type: "x", data: Array("99999999999999999999 path=../outside\n".utf8))
            $0.file("f")
        },
        HostileArchive("a whiteout's name as a directory on the way", nil) { $0.file("etc/.wh.passwd/f") },
        HostileArchive("overlay attributes of a directory", nil) {
            $0.extended([("SCHILY.xattr.trusted.overlay.opaque", Array("y".utf8)), ("SCHILY.xattr.user.overlay.opaque", Array("y".utf8))])
            $0.directory("d")
        },
        HostileArchive("a window of 128 megabytes", nil, bytes: ZstandardBytes.frame(TarBytes.archive { $0.file("f") }, windowLog: 27)),
        HostileArchive("setuid, setgid and sticky bits", nil) {
            $0.file("su", mode: 0o6755)
            $0.directory("tmp", mode: 0o7777)
        },
        HostileArchive("overlay, capability and ACL attributes", nil) {
            $0.extended([
                ("SCHILY.xattr.trusted.overlay.opaque", Array("y".utf8)), ("SCHILY.xattr.user.overlay.redirect", Array("/etc".utf8)),
                ("SCHILY.xattr.security.capability", [1, 0, 0, 2, 0, 0, 0, 0]), ("LIBARCHIVE.xattr.user.x", Array("eA==".utf8)),
                ("SCHILY.acl.access", Array("user::rwx,user:0:rwx".utf8)), ("SCHILY.fflags", Array("immutable".utf8)),
            ])
            $0.file("f")
        },
        HostileArchive("device nodes of a Debian root", nil) {
            $0.directory("./dev")
            $0.entry(Array("./dev/null".utf8), type: "3", mode: 0o666, device: (1, 3))
            $0.file("f")
        },
        HostileArchive("directories without permissions", nil) {
            $0.directory("d", mode: 0)
            $0.file("d/f", mode: 0)
        },
        HostileArchive("a file under two names, then written anew", nil) {
            $0.file("f", "first")
            $0.hardLink("g", to: "f")
            $0.file("g", "second")
        },
        HostileArchive("a hard link to itself", nil) {
            $0.file("f")
            $0.hardLink("f", to: "f")
        },
        HostileArchive("a link replaced by a file", nil) {
            $0.symbolicLink("f", to: "../outside")
            $0.file("f", "inside")
        },
        HostileArchive("a link replaced by a directory", nil) {
            $0.symbolicLink("d", to: "..")
            $0.directory("d")
            $0.file("d/outside", "inside")
        },
        HostileArchive("a full directory replaced by a file", nil) {
            $0.file("d/e/f")
            $0.file("d", "file")
        },
        HostileArchive("links to everywhere", nil) {
            $0.symbolicLink("a", to: "/etc/passwd")
            $0.symbolicLink("b", to: "../../../../../etc")
            $0.symbolicLink("loop", to: "loop")
        },
        HostileArchive("names of control characters and invalid UTF-8", nil) {
            $0.entry([0x1B, 0x5B, 0x32, 0x4A, 0x0A], type: "0")
            $0.entry([0xFF, 0xFE, 0xC0, 0xAF], type: "0")
        },
        HostileArchive("owner names and times from nowhere", nil) {
            $0.extended([("uname", Array("nobody\u{1B}[2J".utf8)), ("uid", Array("99999999999".utf8)), ("mtime", Array("-99999999999.5".utf8))])
            $0.file("f")
        },
        HostileArchive("global PAX header", nil) {
            $0.extended([("comment", Array("hello".utf8))], type: "g")
            $0.file("f")
        },
    ]
}
