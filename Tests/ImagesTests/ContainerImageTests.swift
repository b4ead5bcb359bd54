import Archive
import Images
import TestSupport
import Testing

@Suite struct ContainerImageTests {
    private let base = TarBytes.archive { tar in
        tar.directory("etc")
        tar.file("etc/keep", "base")
        tar.file("etc/gone", "base")
        tar.file("opaque/old", "base")
        tar.file("opaque/deep/old", "base")
        tar.file("replaced/inside", "base")
    }
    private let upper = TarBytes.archive { tar in
        tar.file("opaque/new", "upper")
        tar.file("etc/.wh.gone", "")
        tar.file("etc/.wh.never", "")
        tar.file("opaque/.wh..wh..opq", "")
        tar.file("opaque/deep/new", "upper")
        tar.file("replaced", "upper")
    }

    enum Form: CaseIterable, Sendable {
        case docker
        case oci

        func archive(_ fixture: ContainerFixture) -> [UInt8] { self == .docker ? fixture.docker() : fixture.oci() }
    }

    @Test(arguments: Form.allCases) func layersAreStackedAndWhiteoutsHide(form: Form) async throws {
        let box = try StoreBox()
        let image = try await box.importing(form.archive(ContainerFixture(layers: [base, upper])))
        #expect(try box.text("etc/keep", in: image) == "base")
        #expect(!box.has("etc/gone", in: image))
        #expect(!box.has("opaque/old", in: image))
        #expect(!box.has("opaque/deep/old", in: image))
        #expect(try box.text("opaque/new", in: image) == "upper")
        #expect(try box.text("opaque/deep/new", in: image) == "upper")
        #expect(try box.text("replaced", in: image) == "upper")
        #expect(!box.names("").contains { $0.contains(".wh.") })
        #expect(image.environment == ["HOME": "/root", "PATH": "/bin", "FROM": "container"])
        #expect(try box.store.record(of: image).source == (form == .docker ? .dockerArchive : .ociArchive))
        #expect(box.names("scratch").isEmpty)
    }

    @Test(arguments: Form.allCases, [ArchiveFilter.gzip, .zstd]) func layersMayBeCompressed(form: Form, filter: ArchiveFilter) async throws {
        let box = try StoreBox()
        let layer = try compressed(filter, in: box.directory, [("f", "content")])
        let plain = try compressed(.none, in: box.directory, [("f", "content")])
        var fixture = ContainerFixture(layers: [form == .docker ? plain : layer])
        if form == .docker { fixture.spoil = { name, content in name.hasSuffix("layer.tar") ? layer : content } }
        let image = try await box.importing(form.archive(fixture))
        #expect(try box.text("f", in: image) == "content")
    }

    @Test(arguments: Form.allCases) func aChangedLayerIsRefused(form: Form) async throws {
        let box = try StoreBox()
        var fixture = ContainerFixture(layers: [base])
        let base = base
        fixture.spoil = { _, content in content == base ? TarBytes.archive { $0.file("etc/evil") } : content }
        #expect(try await box.refusal(of: form.archive(fixture))?.stage == "digest")
    }

    @Test(arguments: Form.allCases) func aMissingLayerIsRefused(form: Form) async throws {
        let box = try StoreBox()
        var fixture = ContainerFixture(layers: [base])
        let base = base
        fixture.spoil = { _, content in content == base ? nil : content }
        #expect(try await box.refusal(of: form.archive(fixture))?.stage == "content")
    }

    @Test(arguments: [
        ("etc/.wh...", "hostile-whiteout"), ("etc/.wh.", "hostile-whiteout"), ("etc/.wh..", "hostile-whiteout"), (".wh..wh.plnk", "hostile-whiteout"),
        ("../.wh.etc", "hostile-name"), ("link/.wh.passwd", "hostile-link"), ("link/.wh..wh..opq", "hostile-link"),
    ]) func aHostileWhiteoutIsRefused(name: String, stage: String) async throws {
        for form in Form.allCases {
            let box = try StoreBox()
            let layers = [
                TarBytes.archive {
                    $0.directory("etc")
                    $0.symbolicLink("link", to: "/etc")
                }, TarBytes.archive { $0.file(name, "") },
            ]
            #expect(try await box.refusal(of: form.archive(ContainerFixture(layers: layers)))?.stage == stage)
        }
    }

    @Test func aLayerCannotWriteThroughALinkOfAnother() async throws {
        let box = try StoreBox()
        let layers = [TarBytes.archive { $0.symbolicLink("out", to: "/tmp") }, TarBytes.archive { $0.file("out/witnessbox-hostile") }]
        #expect(try await box.refusal(of: ContainerFixture(layers: layers).oci())?.stage == "hostile-link")
    }

    @Test(arguments: [
        #"{"manifests":[{"digest":"sha256:../../../../etc/passwd"}]}"#, #"{"manifests":[{"digest":"md5:00"}]}"#,
    ]) func anIndexCannotLeadAstray(index: String) async throws {
        let box = try StoreBox()
        var fixture = ContainerFixture(layers: [base])
        fixture.spoil = { name, content in name == "index.json" ? Array(index.utf8) : content }
        #expect(try await box.refusal(of: fixture.oci())?.stage == "digest")
    }

    @Test(arguments: ["", "[]", "{}", #"{"manifests":[]}"#, "\u{0}"]) func anIndexOfAnotherShapeIsRefused(index: String) async throws {
        let box = try StoreBox()
        var fixture = ContainerFixture(layers: [base])
        fixture.spoil = { name, content in name == "index.json" ? Array(index.utf8) : content }
        #expect(try await box.refusal(of: fixture.oci())?.stage == "content")
    }

    @Test func anImageForAnotherPlatformIsRefused() async throws {
        let box = try StoreBox()
        let archive = ContainerFixture(layers: [base]).oci(platform: ["os": "plan9", "architecture": "mips"])
        #expect(try await box.refusal(of: archive)?.stage == "content")
    }

    @Test(arguments: [
        #"[{"Config":"../../etc/passwd","Layers":[]}]"#, #"[{"Config":"/etc/passwd","Layers":[]}]"#,
    ]) func aDockerManifestCannotLeadAstray(manifest: String) async throws {
        let box = try StoreBox()
        var fixture = ContainerFixture(layers: [base])
        fixture.spoil = { name, content in name == "manifest.json" ? Array(manifest.utf8) : content }
        #expect(try await box.refusal(of: fixture.docker())?.stage == "hostile-name")
    }

    /// `docker save` once wrote a layer that occurs twice as a link to the first; such a link must not lead out.
    @Test func aLayerThatIsALinkIsFollowedInsideOnly() async throws {
        let box = try StoreBox()
        var fixture = ContainerFixture(layers: [base])
        let base = base
        fixture.spoil = { _, content in content == base ? nil : content }
        let docker = fixture.docker().dropLast(1024)
        let hex = ContainerFixture.directory(ofLayer: 0)
        func archive(_ target: String) -> [UInt8] {
            Array(docker)
                + TarBytes.archive { tar in
                    tar.entry(Array("\(String(repeating: "f", count: 64)).tar".utf8), type: "0", data: base)
                    tar.symbolicLink("\(hex)/layer.tar", to: target)
                }
        }
        #expect(try await box.refusal(of: archive("../../../../../../../../../etc/passwd"))?.stage == "hostile-name")
        #expect(try await box.refusal(of: archive("layer.tar"))?.stage == "content")
        let image = try await box.importing(archive("../\(String(repeating: "f", count: 64)).tar"))
        #expect(try box.text("etc/keep", in: image) == "base")
    }
}
