// swift-tools-version: 6.2
import PackageDescription

/// The settings of the main package, and libFuzzer's instrumentation with AddressSanitizer's.
let instrumented: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
    .unsafeFlags(["-sanitize=fuzzer,address"]),
]

/// A room of the main package: `Sources` has a symbolic link to it, because a package takes no files from outside of it.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: instrumented)
}

/// The fuzzer stands apart, so that it neither waits for the main package's dependencies nor lends it its flags.
let package = Package(
    name: "ratchet-fuzz",
    targets: [
        room("RatchetCore"),
        room("WireText"),
        room("AppleMDM", ["WireText"]),
        room("AppleDDM", ["WireText"]),
        room("AppleLookup", ["WireText"]),
        room("Ports", ["RatchetCore"]),
        // Only what reads: the rest of that room needs libraries.
        room("DriverAnswers", ["Ports", "RatchetCore"]),
        // Only what reads: the rest of that room needs swift-crypto.
        room("AppleManagement", ["RatchetCore", "AppleMDM", "AppleDDM", "AppleLookup"]),
        // libcrypto itself is linked as it is, without instrumentation.
        .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto"),
        room("CMS", ["COpenSSL"]),
        // Without what swift-certificates reads.
        room("SCEP", ["CMS"]),
        .systemLibrary(name: "CFuzzer"),
        .executableTarget(
            name: "ratchet-fuzz",
            dependencies: [
                "CFuzzer", "RatchetCore", "AppleMDM", "AppleDDM", "AppleLookup", "AppleManagement", "CMS", "SCEP",
                "DriverAnswers", "Ports",
            ],
            path: "Sources/Fuzzing", swiftSettings: instrumented,
            // The linker of the toolchain: older ones cannot link its sanitizers.
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]),
    ]
)
