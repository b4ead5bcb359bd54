// swift-tools-version: 6.2
import PackageDescription

/// The runtime of libFuzzer that `make fuzz` names; other builds know nothing of the fuzz targets.
let fuzzerRuntime = Context.environment["WITNESSBOX_FUZZER_RUNTIME"]

let swiftSettings: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
    ] + (fuzzerRuntime == nil ? [] : [.unsafeFlags(["-sanitize=fuzzer"])])

let cSettings: [CSetting] = [
    .unsafeFlags(["-std=gnu17", "-Wall", "-Wextra", "-Werror", "-Wshadow", "-Wvla", "-fstack-protector-strong"])
]

let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let x509 = Target.Dependency.product(name: "X509", package: "swift-certificates")
let asn1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let jwtKit = Target.Dependency.product(name: "JWTKit", package: "jwt-kit")

let package = Package(
    name: "WitnessBox",
    products: [
        .executable(name: "witnessbox", targets: ["witnessbox"]),
        .executable(name: "sandbox-init", targets: ["sandbox-init"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.4"),
        .package(url: "https://github.com/vapor/jwt-kit", from: "5.7.1"),
    ],
    targets: [
        .target(name: "CSandboxWire", cSettings: cSettings),
        .target(name: "CSystemCalls", cSettings: cSettings),
        .executableTarget(
            name: "sandbox-init",
            dependencies: ["CSandboxWire", "CSystemCalls"],
            cSettings: cSettings,
            linkerSettings: [.linkedLibrary("seccomp"), .unsafeFlags(["-static-executable", "-nostartfiles"])]
        ),
        .target(name: "Sandbox", dependencies: ["CSandboxWire", system], swiftSettings: swiftSettings),
        .target(name: "Basics", dependencies: [system], swiftSettings: swiftSettings),
        .systemLibrary(name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
        .target(name: "Archive", dependencies: ["CArchive", system], swiftSettings: swiftSettings),
        .target(
            name: "Images",
            dependencies: ["Basics", "Archive", "Sandbox", system, crypto, subprocess],
            swiftSettings: swiftSettings
        ),
        .target(
            name: "Orchestrator",
            dependencies: ["Basics", "Sandbox", "Images", system, crypto, grdb, sqlite],
            swiftSettings: swiftSettings
        ),
        .target(name: "CIMocks", dependencies: ["Basics", crypto], swiftSettings: swiftSettings),
        .target(name: "CSeededRSA", cSettings: cSettings, linkerSettings: [.linkedLibrary("gmp")]),
        .target(
            name: "CIServices",
            dependencies: [
                "Basics", "CIMocks", "CSeededRSA", "Orchestrator", "Sandbox",
                system, crypto, cryptoExtras, nioCore, nioPosix, nioHTTP1, nioSSL, x509, asn1, jwtKit,
            ],
            swiftSettings: swiftSettings
        ),
        .target(name: "Witness", dependencies: ["Basics", crypto], swiftSettings: swiftSettings),
        .target(
            name: "Catalog",
            dependencies: ["Basics", "Witness", "CIMocks", "Orchestrator", "Sandbox", system, crypto, yams],
            resources: [.copy("Resources")],
            swiftSettings: swiftSettings
        ),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CLapack", pkgConfig: "lapack", providers: [.apt(["liblapack-dev"])]),
        .target(
            name: "Dataset",
            dependencies: ["Basics", "Catalog", "Orchestrator", "Witness", "Archive", "Sandbox", "CZlib", "CLapack", system, crypto, subprocess],
            swiftSettings: swiftSettings
        ),
        .executableTarget(
            name: "witnessbox",
            dependencies: [
                "Basics", "Sandbox", "Images", "Orchestrator", "Witness", "CIMocks", "Catalog", "CIServices", "Dataset", system, argumentParser,
                "sandbox-init",
            ],
            swiftSettings: swiftSettings
        ),
        .executableTarget(name: "launch-probe", path: "Benchmarks/launch-probe", cSettings: cSettings),
        .executableTarget(
            name: "launch-command",
            path: "Benchmarks/launch-command",
            cSettings: cSettings,
            linkerSettings: [.unsafeFlags(["-static-executable", "-nostartfiles", "-Xclang-linker", "-nostdlib"])]
        ),
        .executableTarget(
            name: "launch-benchmark",
            dependencies: ["Sandbox", "sandbox-init", "launch-probe", "launch-command", system, subprocess, argumentParser],
            path: "Benchmarks/launch-benchmark",
            swiftSettings: swiftSettings
        ),
        .executableTarget(
            name: "scale-benchmark",
            dependencies: ["Sandbox", "sandbox-init", system, argumentParser],
            path: "Benchmarks/scale-benchmark",
            swiftSettings: swiftSettings
        ),
        .executableTarget(
            name: "ci-mock-cost",
            dependencies: ["Basics", "CIMocks", "CIServices", "Images", "Orchestrator", "Sandbox", "sandbox-init", argumentParser],
            path: "Benchmarks/ci-mock-cost",
            swiftSettings: swiftSettings
        ),
        .executableTarget(
            name: "dataset-benchmark",
            dependencies: ["Catalog", "Dataset", "Orchestrator", system, argumentParser],
            path: "Benchmarks/dataset-benchmark",
            swiftSettings: swiftSettings
        ),
        .target(name: "CTestSupport", path: "Tests/CTestSupport", cSettings: cSettings),
        .executableTarget(
            name: "sandbox-guest",
            path: "Tests/sandbox-guest",
            cSettings: cSettings,
            linkerSettings: [.unsafeFlags(["-static-executable", "-nostartfiles"])]
        ),
        .executableTarget(name: "reaper", path: "Tests/reaper", cSettings: cSettings),
        .executableTarget(name: "sandbox-host", dependencies: ["Sandbox", system], path: "Tests/sandbox-host", swiftSettings: swiftSettings),
        .testTarget(
            name: "SandboxTests",
            dependencies: [
                "Sandbox", "CSandboxWire", "CSystemCalls", "CTestSupport", "TestSupport", "sandbox-init", "sandbox-guest", "sandbox-host", system,
            ],
            swiftSettings: swiftSettings
        ),
        .target(name: "TestSupport", dependencies: [system], path: "Tests/TestSupport", swiftSettings: swiftSettings),
        .testTarget(name: "BasicsTests", dependencies: ["Basics"], swiftSettings: swiftSettings),
        .testTarget(
            name: "CIMocksTests", dependencies: ["CIMocks", "Basics", "TestSupport", subprocess, system, yams], swiftSettings: swiftSettings),
        .testTarget(name: "ArchiveTests", dependencies: ["Archive", "CTestSupport", "TestSupport", system], swiftSettings: swiftSettings),
        .testTarget(
            name: "ImagesTests",
            dependencies: ["Basics", "Images", "Archive", "TestSupport", "sandbox-init", system, crypto],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "OrchestratorTests",
            dependencies: ["Orchestrator", "Images", "Sandbox", "TestSupport", "sandbox-init", system, grdb],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "WitnessTests",
            dependencies: ["Basics", "Witness"],
            resources: [.copy("Fixtures")],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "CIServicesTests",
            dependencies: [
                "Basics", "CIMocks", "CIServices", "Images", "Orchestrator", "Sandbox", "sandbox-init",
                system, crypto, cryptoExtras, nioCore, nioPosix, nioSSL, x509, asn1, jwtKit,
            ],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "CatalogTests",
            dependencies: ["Catalog", "CIMocks", "Witness", "Orchestrator", "TestSupport", system, yams],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "DatasetTests",
            dependencies: ["Dataset", "Archive", "Catalog", "Orchestrator", "Sandbox", "TestSupport", system, subprocess, grdb],
            swiftSettings: swiftSettings
        ),
        .testTarget(
            name: "IntegrationTests",
            dependencies: ["Orchestrator", "TestSupport", "witnessbox", "sandbox-init", "reaper", system],
            resources: [.copy("Attempts")],
            swiftSettings: swiftSettings
        ),
    ]
)

if let fuzzerRuntime {
    func fuzzTarget(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
        .executableTarget(
            name: "fuzz-\(name)",
            dependencies: ["FuzzSupport", system] + dependencies,
            path: "Fuzz/\(name)",
            swiftSettings: swiftSettings,
            linkerSettings: [.unsafeFlags(["-Xlinker", fuzzerRuntime]), .linkedLibrary("stdc++")]
        )
    }
    package.targets += [
        .target(name: "CFuzzer", path: "Fuzz/CFuzzer"),
        .target(name: "FuzzSupport", dependencies: ["CFuzzer", "Archive", system], path: "Fuzz/Support", swiftSettings: swiftSettings),
        fuzzTarget("archive", ["Archive", "TestSupport"]),
        fuzzTarget("container", ["Archive", "Images", "TestSupport", crypto]),
        fuzzTarget("document", ["Basics", "Dataset", "Witness"]),
        fuzzTarget("evidence", ["Archive", "Dataset", "TestSupport"]),
        fuzzTarget("store", ["Orchestrator", "Sandbox"]),
    ]
}
