import SystemPackage
import TestSupport
import Testing

@testable import Images

/// Which of the host's apt sources an image is built from.
@Suite struct BuildMirrorTests {
    @Test func skipsSecurityAndThirdPartyStanzas() throws {
        let directory = try TemporaryDirectory()
        try directory.write(
            """
            Types: deb
            URIs: http://security.example/debian-security
            Suites: bookworm-security
            Components: main

            # the archive
            Types: deb deb-src
            URIs: http://mirror.example/debian
            Suites: bookworm bookworm-updates
            Components: main contrib
            Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

            """, to: "etc/apt/sources.list.d/debian.sources", mode: 0o644)
        try directory.write("deb https://vendor.example/apt cloud-bookworm main\n", to: "etc/apt/sources.list.d/a-vendor.list", mode: 0o644)
        #expect(try DebianMirror.ofHost(root: directory.path) == "http://mirror.example/debian")
    }

    @Test func readsTheOneLineFormatWithOptions() throws {
        let directory = try TemporaryDirectory()
        try directory.write(
            """
            # deb http://old.example/debian trixie main
            deb [arch=amd64 signed-by=/etc/key.gpg] https://mirror.example/debian trixie main
            """, to: "etc/apt/sources.list", mode: 0o644)
        #expect(try DebianMirror.ofHost(root: directory.path) == "https://mirror.example/debian")
    }

    @Test func switchedOffStanzaIsNoMirror() throws {
        let directory = try TemporaryDirectory()
        try directory.write(
            "Types: deb\nURIs: http://mirror.example/debian\nSuites: trixie\nComponents: main\nEnabled: no\n",
            to: "etc/apt/sources.list.d/debian.sources", mode: 0o644)
        let error = #expect(throws: ImageError.self) { try DebianMirror.ofHost(root: directory.path) }
        #expect(error?.stage == "build-prepare")
        #expect(error?.mend.contains("--mirror") == true)
    }
}
