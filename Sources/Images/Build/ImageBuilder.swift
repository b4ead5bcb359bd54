import Basics
import Crypto
import Foundation
import SystemPackage

/// Builds a toolchain image from its recipe, as root or, in a user namespace, as any other user.
///
/// Equal recipes, mirrors and witness binaries give equal bytes, whoever builds. Works on one cache at a time, which keeps downloads for the next build.
public struct ImageBuilder: Sendable {
    /// The recipe to build from.
    public let recipe: ImageRecipe
    /// One of the recipe's profiles.
    public let profile: String
    /// The archive to write, `NAME.tar.zst`; `NAME.manifest.json` and `NAME.sbom.spdx.json` come beside it.
    public let archive: FilePath
    /// Where downloads are kept from build to build.
    public let cache: FilePath
    /// A witness executable for the image, instead of Debian's or one compiled from Debian's sources.
    public let witness: FilePath?
    /// The Debian mirror; by default the one of the host's apt sources.
    public let mirror: String?

    /// A build with every part given.
    /// - Throws: ``ImageError`` of stage `build-prepare` when there is no such profile, the archive's name does not end in `.tar.zst`, or the witness is
    ///   not an executable for this kind of machine.
    public init(recipe: ImageRecipe, profile: String, archive: FilePath, cache: FilePath, witness: FilePath? = nil, mirror: String? = nil) throws {
        _ = try recipe.parts(of: profile)
        guard archive.lastComponent?.string.hasSuffix(Self.suffix) == true else {
            throw ImageBuildStage.prepare.failure(archive.string, "not a name of an archive to build", mend: "end it in \(Self.suffix)")
        }
        self.recipe = recipe
        self.profile = profile
        if let witness { try Self.requireProgram(witness) }
        let here = FilePath(FileManager.default.currentDirectoryPath)
        self.archive = here.pushing(archive)
        self.cache = here.pushing(cache)
        self.witness = witness.map(here.pushing)
        self.mirror = mirror
    }

    /// `$XDG_CACHE_HOME/witnessbox/build` (`~/.cache` when the variable is unset).
    /// - Throws: ``ImageError`` of stage `store` when neither that variable nor `HOME` is set.
    public static func defaultCache() throws -> FilePath { try UserDirectory.cache().appending("build") }

    /// Builds, and writes the three files together at the end: the archive last, so that where it is, the others are.
    /// - Parameter progress: told what is being done, a line at a time.
    /// - Throws: ``ImageError`` of a stage of ``ImageBuildStage``, or `CancellationError`; nothing is written then.
    public func build(progress: @escaping @Sendable (ImageBuildStage, String) -> Void = { _, _ in }) async throws -> ImageManifest {
        progress(.prepare, "profile \(profile) of \(recipe.directory)")
        let host = try BuildHost()
        let mirror = try mirror ?? DebianMirror.ofHost()
        let workspace = try BuildWorkspace(cache: cache)
        defer { workspace.clear() }
        let outputs = BuildOutputs(archive: archive, suffix: Self.suffix)
        defer { outputs.removePartial() }
        // a place that cannot be written is known now, not when the image is built
        try outputs.write([], to: outputs.archive)

        progress(.fetch, "Python wheels")
        try await HostTool.run(
            "sh", [recipe.directory.appending("fetch.sh").string, profile, workspace.wheels.string], environment: host.userEnvironment,
            stage: .fetch,
            mend: "check that 'python3 -m pip download' reaches its index")

        progress(.root, host.isRoot ? "as root" : "in a user namespace")
        try await HostTool.run(
            "mmdebstrap", arguments(for: host, mirror: mirror, in: workspace), environment: host.rootEnvironment(epoch: recipe.sourceDateEpoch),
            stage: .root, mend: "see the last lines above; --mirror names another Debian mirror, and TMPDIR a directory with 8 GB to spare"
        ) { line in
            if let text = Self.progress(in: line) { progress(.root, text) }
        }

        progress(.compress, "by zstd")
        async let tarball = workspace.tarball.described(named: "\(outputs.stem).tar")
        // zstd gives the same bytes for any number of threads, but not for none
        try await HostTool.run(
            "zstd", ["-q", "-f", "-3", "-T2", workspace.tarball.string, "-o", outputs.partial(outputs.archive).string],
            environment: host.userEnvironment, stage: .compress, mend: "make room on the file system of \(archive)")

        progress(.write, archive.string)
        let manifest = try await manifest(of: outputs, tarball: tarball, in: workspace)
        workspace.keepBuilt(from: manifest.witness?.inputs)
        try outputs.commit(manifest: CanonicalJSON.encodeReadably(manifest))
        return manifest
    }

    private static let suffix = ".tar.zst"

    private func manifest(of outputs: BuildOutputs, tarball: ImageManifest.File, in workspace: BuildWorkspace) async throws -> ImageManifest {
        try outputs.write(try workspace.description("sbom.spdx.json"), to: outputs.sbom)
        async let archive = outputs.partial(outputs.archive).described(named: outputs.archive.lastComponent?.string ?? "")
        return ImageManifest(
            archive: try await archive,
            tarball: tarball,
            sbom: try await outputs.partial(outputs.sbom).described(named: outputs.sbom.lastComponent?.string ?? ""),
            profile: profile,
            parts: try recipe.parts(of: profile),
            suite: recipe.suite,
            sourceDateEpoch: recipe.sourceDateEpoch,
            recipe: recipe.digest,
            witness: try workspace.witness(),
            tools: try workspace.table("versions", separator: "\t"),
            packages: try workspace.table("packages", separator: " ")
        )
    }

    /// - Throws: ``ImageError`` of stage `build-prepare` when the file is not an executable ELF file for amd64.
    private static func requireProgram(_ file: FilePath) throws {
        func refusal(_ cause: String) -> ImageError {
            ImageBuildStage.prepare.failure(file.string, cause, mend: "name a witness binary for Linux on amd64 by --witness")
        }
        guard FileManager.default.isExecutableFile(atPath: file.string) else { throw refusal("not an executable file") }
        let header: [UInt8] = try ImageBuildStage.prepare.attempt(file, mend: "name a file that you can read by --witness") {
            let descriptor = try FileDescriptor.open(file, .readOnly, options: .closeOnExec)
            return try descriptor.closeAfter {
                try Array(unsafeUninitializedCapacity: 20) { $1 = try descriptor.read(into: UnsafeMutableRawBufferPointer($0)) }
            }
        }
        // 64 bits, little-endian; at 18 the machine, where amd64 is 62
        guard header.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]), header.count == 20, header[18] == 62, header[19] == 0 else {
            throw refusal("not an ELF file for amd64")
        }
    }

    /// What mmdebstrap is to do. Its hooks run in order: the recipe goes in, installs and describes itself, and what is kept comes out.
    func arguments(for host: BuildHost, mirror: String, in workspace: BuildWorkspace) -> [String] {
        let archives = "/var/cache/apt/archives"
        var hooks = [
            #"mkdir -p "$1/recipe/wheels" "$1/recipe/given" "$1/recipe/built" "$1/description""#,
            "sync-in \(ShellWords.quoted(recipe.directory.string)) /recipe",
            "sync-in \(ShellWords.quoted(workspace.wheels.string)) /recipe/wheels",
            "sync-in \(ShellWords.quoted(workspace.built.string)) /recipe/built",
        ]
        if let witness { hooks.append("upload \(ShellWords.quoted(witness.string)) /recipe/given/witness") }
        hooks += [
            #"chroot "$1" env KEEP_DEBS=1 sh /recipe/install.sh \#(ShellWords.quoted(profile))"#,
            #"chroot "$1" sh /recipe/describe.sh \#(ShellWords.quoted(profile)) /description"#,
            "sync-out /description \(ShellWords.quoted(workspace.descriptions.string))",
            "sync-out /recipe/built \(ShellWords.quoted(workspace.built.string))",
            "sync-out \(archives) \(ShellWords.quoted(workspace.packages.string))",
            // the cache's directory came with the owner and mode it has on the host
            #"rm -rf "$1\#(archives)" && install -d -m755 "$1\#(archives)" "$1\#(archives)/partial""#,
            // mmdebstrap copies the last two from the host
            #"rm -rf "$1/recipe" "$1/description" "$1/etc/resolv.conf" "$1/etc/hostname""#,
        ]
        // apt inside the root speaks https only with certificates
        let https = mirror.hasPrefix("https:") ? ["--include=ca-certificates"] : []
        return [
            "--mode=\(host.isRoot ? "root" : "unshare")", "--variant=minbase", "--format=tar", "--dpkgopt=force-unsafe-io",
            // sid's index may have run out by the time of the build
            #"--aptopt=Acquire::Check-Valid-Until "false""#, #"--aptopt=Acquire::Languages "none""#,
            "--skip=download/empty,essential/unlink", #"--setup-hook=mkdir -p "$1\#(archives)/partial""#,
            "--setup-hook=sync-in \(ShellWords.quoted(workspace.packages.string)) \(archives)",
        ] + https + hooks.map { "--customize-hook=\($0)" } + [recipe.suite, workspace.tarball.string, mirror]
    }

    /// What a line of mmdebstrap or of the recipe's scripts tells a person, or `nil`.
    static func progress(in line: String) -> String? {
        for prefix in ["install: ", "describe: "] where line.hasPrefix(prefix) { return String(line.dropFirst(prefix.count)) }
        guard line.hasPrefix("I: "), line.hasSuffix("...") else { return nil }
        return String(line.dropFirst(3).dropLast(3))
    }
}

extension FilePath {
    /// The file's digest and size, under another name.
    fileprivate func described(named name: String) async throws -> ImageManifest.File {
        try await WorkerThread.run { cancellation in
            try ImageBuildStage.write.attempt(self, mend: "check that the file can be read") {
                let descriptor = try FileDescriptor.open(self, .readOnly, options: .closeOnExec)
                return try descriptor.closeAfter {
                    var hash = SHA256()
                    var bytes = 0
                    try descriptor.forEachPiece { piece in
                        try cancellation.check()
                        hash.update(bufferPointer: piece)
                        bytes += piece.count
                    }
                    return ImageManifest.File(name: name, digest: "sha256:\(hash.finalize().hexadecimal)", bytes: bytes)
                }
            }
        }
    }
}
