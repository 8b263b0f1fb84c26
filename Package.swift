// swift-tools-version: 6.2
import PackageDescription

/// One array for every target of ours: a type that leaks through an import is visible, and a warning is an error.
let house: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")
let certificates = Target.Dependency.product(name: "X509", package: "swift-certificates")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let grdbSQLite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTP2 = Target.Dependency.product(name: "NIOHTTP2", package: "swift-nio-http2")
let nioHPACK = Target.Dependency.product(name: "NIOHPACK", package: "swift-nio-http2")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let swiftASN1 = Target.Dependency.product(name: "SwiftASN1", package: "swift-asn1")
let systemPackage = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: house)
}

func tests(of name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies, exclude: exclude,
        swiftSettings: house)
}

let package = Package(
    name: "ratchet",
    products: [.executable(name: "ratchet", targets: ["ratchet"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-asn1", from: "1.7.0"),
        .package(url: "https://github.com/apple/swift-certificates", from: "1.21.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-http2", from: "1.46.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    ],
    targets: [
        // Pure: values, machines and codecs. No clock, no I/O.
        room("RatchetCore"),
        room("SeededRandom"),
        room("WireText"),
        room("AppleMDM", ["WireText"]),
        room("AppleDDM", ["WireText"]),
        room("AppleLookup", ["WireText"]),
        room("AppleManagement", ["RatchetCore", "AppleMDM", "AppleDDM", "AppleLookup", crypto]),
        room("Wording", ["RatchetCore"]),

        // Files that people write: a release graph, a calendar.
        room("YAMLText", ["RatchetCore", yams]),
        room("PackageFile", ["RatchetCore", "YAMLText"]),
        room("CalendarFile", ["RatchetCore", "YAMLText"]),

        // What goes out or comes in, and what is kept.
        room("Ports", ["RatchetCore"]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        room("CMS", ["COpenSSL"]),
        room("SCEP", ["CMS", certificates, swiftASN1, crypto, cryptoExtras]),
        room("Storage", ["RatchetCore"]),
        .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
        room("StorageSQLite", ["Storage", "CSQLite", grdb, grdbSQLite]),
        .systemLibrary(name: "CPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        room("StoragePostgres", ["Storage", "CPQ"]),
        room(
            "Orchestrator",
            [
                "RatchetCore", "AppleManagement", "AppleMDM", "AppleDDM", "AppleLookup", "Storage", "Ports", crypto,
                logging, lifecycle,
            ]),

        // Adapters and endpoints.
        room("SoftwareLookup", ["Ports", asyncHTTPClient, nioCore, nioHTTP1, nioSSL]),
        room(
            "ApplePush",
            [
                "Ports", "RatchetCore", "AppleMDM", asyncHTTPClient, certificates, crypto, nioCore, nioHTTP1, nioHTTP2,
                nioSSL, swiftASN1,
            ]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        room("Notify", ["Ports", "RatchetCore", "CCurl"]),
        room("ApplianceDrivers", ["Ports", "RatchetCore", "FleetSimulator", subprocess, systemPackage]),
        room("Identity", ["Ports", "RatchetCore", "CMS", "SCEP", certificates, swiftASN1, crypto, cryptoExtras]),
        room(
            "DeviceEndpoint",
            [
                "Orchestrator", "AppleMDM", "AppleDDM", "Ports", hummingbird, httpTypes, logging,
                nioCore,
                nioSSL,
            ]),
        room("AdminAPI", ["Orchestrator", "RatchetCore", "Wording", hummingbird, httpTypes, logging, nioCore]),

        // A fleet that is not there, speaking the real wire.
        room(
            "FleetSimulator",
            [
                "AppleMDM", "AppleDDM", "AppleLookup", "CMS", "SCEP", "SeededRandom", asyncHTTPClient, certificates,
                crypto, cryptoExtras, hummingbird, httpTypes, logging, lifecycle, nioCore, nioHPACK, nioHTTP1, nioHTTP2,
                nioPosix, nioSSL, swiftASN1,
            ]),

        // What a server may say of a simulated device, by what is true of it.
        room("FleetAudit", ["RatchetCore", "FleetSimulator"]),

        // The real server as a child process, for whoever shows or tries it.
        room("LocalServer"),

        // The server's steps and simulated devices in one thread, with everything that can go wrong.
        room(
            "Simulation",
            [
                "RatchetCore", "AppleMDM", "AppleDDM", "AppleLookup", "Ports", "Storage", "StorageSQLite",
                "Orchestrator", "DeviceEndpoint", "FleetSimulator", "SeededRandom",
            ]),
        .executableTarget(name: "ratchet-simulation", dependencies: ["Simulation"], swiftSettings: house),

        .systemLibrary(name: "CMalloc"),
        .executableTarget(
            name: "ratchet",
            dependencies: [
                "AppleMDM", "AppleManagement", "CMalloc", "RatchetCore", "Wording", "Ports", "Storage", "StorageSQLite",
                "StoragePostgres",
                "Orchestrator",
                "SoftwareLookup", "ApplePush", "Identity", "Notify", "ApplianceDrivers", "PackageFile", "CalendarFile",
                "YAMLText",
                "DeviceEndpoint", "AdminAPI", "FleetAudit", "FleetSimulator",
                "LocalServer", "SeededRandom", argumentParser, asyncHTTPClient, hummingbird, hummingbirdCore,
                hummingbirdTLS,
                logging, lifecycle, unixSignals, nioCore, nioHTTP1, nioSSL,
            ],
            swiftSettings: house),

        // Kills the real server again and again (`make crash-test`), and judges what it still knows.
        room(
            "CrashTest",
            [
                "AdminAPI", "AppleMDM", "FleetAudit", "FleetSimulator", "LocalServer", "SeededRandom", "Storage",
                "StorageSQLite", "TestSupport", asyncHTTPClient, crypto, logging, nioCore, nioHTTP1,
            ]),
        .executableTarget(
            name: "ratchet-crash-test", dependencies: ["CrashTest", argumentParser], swiftSettings: house),

        // Measures all of it (`make bench`); built with the rest, so that it does not rot.
        .executableTarget(
            name: "RatchetBench",
            dependencies: [
                "RatchetCore", "AppleManagement", "AppleMDM", "AppleDDM", "AppleLookup", "SeededRandom", "Ports",
                "Storage", "StorageSQLite", "StoragePostgres", "Orchestrator", "DeviceEndpoint", "FleetSimulator",
                "ApplePush", "LocalServer", "TestSupport", "CMS", "SCEP", "Identity", argumentParser, asyncHTTPClient,
                certificates, crypto, cryptoExtras, hummingbird, logging, nioCore, nioHTTP1, nioPosix, nioSSL,
            ],
            swiftSettings: house),

        // The store contract, a PostgreSQL to throw away, and what else several test targets need.
        room(
            "TestSupport",
            [
                "Storage", "StorageSQLite", "StoragePostgres", "Orchestrator", "Ports", "RatchetCore", hummingbird,
                hummingbirdTesting, nioCore, nioPosix, nioSSL,
            ]),

        tests(of: "SeededRandom"),
        tests(of: "YAMLText"),
        tests(of: "PackageFile", ["RatchetCore", "YAMLText"]),
        tests(of: "CalendarFile", ["RatchetCore", "YAMLText"]),
        tests(of: "Notify", ["Ports", "RatchetCore", "TestSupport"]),
        tests(of: "ApplianceDrivers", ["FleetSimulator", "Ports", "RatchetCore", "SeededRandom", "TestSupport"]),
        tests(of: "FleetAudit", ["FleetSimulator", "RatchetCore"]),
        tests(of: "CrashTest", ["AdminAPI", "AppleMDM", "FleetSimulator"]),
        tests(of: "Simulation", ["FleetAudit", "FleetSimulator", "Orchestrator", "Ports", "RatchetCore"]),
        tests(of: "AppleDDM", ["SeededRandom"]),
        tests(of: "AppleLookup"),
        tests(of: "AppleMDM", ["SeededRandom"]),
        tests(of: "WireText"),
        tests(of: "Storage", ["RatchetCore", "TestSupport"], exclude: ["Golden"]),
        tests(of: "StorageSQLite", ["Storage", "TestSupport"]),
        tests(of: "StoragePostgres", ["Storage", "StorageSQLite", "TestSupport"]),
        tests(
            of: "ApplePush",
            [
                "FleetSimulator", "Orchestrator", "Ports", "RatchetCore", "SeededRandom", "Storage", "TestSupport",
                httpTypes, hummingbird, logging, nioCore,
            ]),
        tests(
            of: "SoftwareLookup",
            ["Ports", "TestSupport", asyncHTTPClient, crypto, httpTypes, hummingbird, nioCore, nioSSL]),
        .testTarget(
            name: "RatchetTests",
            dependencies: [
                "ratchet", "AdminAPI", "ApplianceDrivers", "FleetAudit", "FleetSimulator", "LocalServer", "Notify",
                "Orchestrator", "Ports", "PackageFile", "RatchetCore", "SeededRandom", "Storage", "TestSupport",
                "Wording", argumentParser, logging,
            ],
            swiftSettings: house),
        tests(of: "Wording", ["RatchetCore", "SeededRandom"]),
        tests(of: "RatchetCore", ["AppleLookup", "AppleManagement", "SeededRandom"]),
        tests(of: "AppleManagement", ["RatchetCore", "AppleMDM", "AppleDDM", "AppleLookup", "SeededRandom", yams]),
        .testTarget(
            name: "StorageDomainTests",
            dependencies: ["RatchetCore", "Storage", "TestSupport"],
            swiftSettings: house),
        tests(of: "CMS", ["TestSupport"]),
        tests(of: "SCEP", ["CMS", "TestSupport", certificates, swiftASN1]),
        tests(
            of: "Identity",
            [
                "Ports", "RatchetCore", "SeededRandom", "TestSupport", "CMS", "SCEP", certificates, swiftASN1,
                crypto, cryptoExtras, hummingbird,
            ]),
        tests(
            of: "DeviceEndpoint",
            [
                "AppleDDM", "AppleMDM", "Orchestrator", "Ports", "RatchetCore", "SeededRandom", "Storage",
                "TestSupport", httpTypes,
                hummingbird, hummingbirdCore, hummingbirdTesting, nioCore,
            ]),
        tests(
            of: "Orchestrator",
            [
                "AppleManagement", "AppleDDM", "AppleLookup", "AppleMDM", "Ports", "RatchetCore", "Storage",
                "TestSupport", logging,
            ]),
        tests(
            of: "AdminAPI",
            [
                "Orchestrator", "RatchetCore", "Storage", "TestSupport", hummingbird, hummingbirdTesting, httpTypes,
                nioCore,
            ]),
        tests(
            of: "FleetSimulator",
            [
                "AppleMDM", "AppleDDM", "AppleLookup", "CMS", "SeededRandom", "TestSupport", asyncHTTPClient,
                certificates,
                httpTypes, hummingbird, logging, nioCore, nioHTTP1, swiftASN1,
            ], exclude: ["Fleet/Golden"]),
    ]
)
