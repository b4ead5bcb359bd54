import Archive
import Images
import SystemPackage
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

    /// No index can name itself, since it would hold its own digest; but indexes can be stacked.
    @Test(arguments: [(3, nil), (4, nil), (6, "content")] as [(Int, String?)]) func indexesAreFollowedSoFarAndNoFurther(depth: Int, stage: String?)
        async throws
    {
        let box = try StoreBox()
        var fixture = ContainerFixture(layers: [base])
        fixture.indexes = depth
        if let stage {
            #expect(try await box.refusal(of: fixture.oci())?.stage == stage)
        } else {
            try await box.importing(fixture.oci())
        }
    }

    @Test func anIndexThatIsItselfIsRefused() async throws {
        let box = try StoreBox()
        var fixture = ContainerFixture(layers: [base])
        let index =
            #"{"manifests":[{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"sha256:\#(String(repeating: "0", count: 64))"}]}"#
        fixture.spoil = { name, content in name == "index.json" ? Array(index.utf8) : content }
        let archive =
            Array(fixture.oci().dropLast(1024))
            + TarBytes.archive {
                $0.hardLink("blobs/sha256/" + String(repeating: "0", count: 64), to: "index.json")
            }
        #expect(try await box.refusal(of: archive)?.stage == "digest")
    }

    @Test(arguments: [
        String(repeating: "[", count: 100_000), #"{"manifests":"# + String(repeating: "[", count: 2_000_000), String(repeating: " ", count: 5 << 20),
        #"{"manifests":[{"digest":1e999}]}"#, #"{"manifests":[{"digest":"\ud800"}]}"#,
    ]) func anIndexThatIsHugeOrDeepIsRefused(index: String) async throws {
        let box = try StoreBox()
        var fixture = ContainerFixture(layers: [base])
        fixture.spoil = { name, content in name == "index.json" ? Array(index.utf8) : content }
        let error = try await box.refusal(of: fixture.oci())
        #expect(["content", "limit", "digest"].contains(error?.stage))
        #expect(error?.subject.contains("index.json") == true || error?.stage == "digest")
    }

    @Test func aLayerMayOccurOftenButNotWithoutEnd() async throws {
        let box = try StoreBox(limits: ExtractionLimits(entries: 1000))
        let layers = Array(repeating: TarBytes.archive { $0.file("f") }, count: 300)
        let image = try await box.importing(ContainerFixture(layers: layers).oci())
        #expect(try box.text("f", in: image) == "content\n")
        let more = ContainerFixture(layers: layers + layers)
        #expect(try await StoreBox().refusal(of: more.oci())?.stage == "content")
    }

    /// Telling what an archive is, and checking a layer's digest, must not unpack without measure either.
    @Test(arguments: ["index.json", "blobs/sha256/x"]) func aBombIsRefusedBeforeItIsUnderstood(name: String) async throws {
        let box = try StoreBox(limits: ExtractionLimits(ratioFloorBytes: 1 << 20))
        var tar = TarBytes()
        tar.entry(Array(name.utf8), type: "0", size: TarBytes.octal(64 << 20, digits: 11))
        let error = try await box.refusal(of: ZstandardBytes.frame(tar.bytes, zeros: (64 << 20) + 1024))
        #expect(error?.stage == "limit")
        #expect(error?.subject.hasSuffix(name) == true)
    }

    @Test func aLayerThatIsABombIsRefused() async throws {
        let box = try StoreBox(limits: ExtractionLimits(ratioFloorBytes: 1 << 20))
        let layer = TarBytes.archive { $0.file("f") }
        var fixture = ContainerFixture(layers: [layer])
        fixture.spoil = { _, content in content == layer ? ZstandardBytes.frame(layer, zeros: 64 << 20) : content }
        #expect(try await box.refusal(of: fixture.docker())?.stage == "limit")
    }

    @Test(
        arguments: [
            ("etc/.wh..wh.passwd", "hostile-whiteout"), ("etc/.wh..wh..wh..opq", "hostile-whiteout"), ("file/.wh.x", "hostile-link"),
            ("etc/../.wh.x", "hostile-name"), ("/.wh.x", "hostile-name"), ("etc/.wh.link/x", nil), (".wh.link", nil), (".wh.etc", nil),
            (".wh..wh..opq", nil),
        ] as [(String, String?)]) func aWhiteoutHidesANameAndNothingElse(name: String, stage: String?) async throws
    {
        for form in Form.allCases {
            let box = try StoreBox()
            try box.directory.write(Array("keep".utf8), to: "outside/keep")
            let lower = TarBytes.archive {
                $0.file("etc/passwd")
                $0.file("file")
                $0.symbolicLink("link", to: box.directory.path.appending("outside").string)
            }
            let archive = form.archive(ContainerFixture(layers: [lower, TarBytes.archive { $0.file(name, "") }]))
            if let stage {
                #expect(try await box.refusal(of: archive)?.stage == stage)
            } else {
                try await box.importing(archive)
            }
            #expect(try box.directory.text("outside/keep") == "keep")
        }
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
