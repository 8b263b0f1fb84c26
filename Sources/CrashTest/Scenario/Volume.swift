import Foundation

/// A small file system of its own, seen by this process and its children only.
struct Volume: Sendable {
    enum Kind: Sendable {
        /// In memory: any user may mount one in a namespace of their own.
        case memory
        /// ext4 in a file: the one that becomes read-only under a running program, as after a fault of the disk. Takes root
        /// and a loop device.
        case image(URL)
    }

    let kind: Kind
    let folder: URL
    private var ballast: URL { folder.appendingPathComponent("ballast") }

    /// In MiB.
    private static let size = 32

    func mount() throws {
        switch kind {
        case .memory: try Shell.run(["mount", "-t", "tmpfs", "-o", "size=\(Volume.size)m", "tmpfs", folder.path])
        case .image(let file):
            if !FileManager.default.fileExists(atPath: file.path) {
                try Shell.run(["truncate", "-s", "\(Volume.size)M", file.path])
                try Shell.run(["mkfs.ext4", "-q", "-F", file.path])
            }
            try Shell.run(["mount", "-o", "loop", file.path, folder.path])
        }
    }

    /// Takes it away; what it holds is gone with this process, unless a copy is kept.
    func end(keepingIn copy: URL?) throws {
        if let copy { try Shell.run(["cp", "-a", folder.path, copy.path]) }
        try unmount()
    }

    func unmount() throws { try Shell.run(["umount", folder.path]) }

    /// As a mount that is asked for; refused while a file is open for writing.
    func remount(readOnly: Bool) throws {
        try Shell.run(["mount", "-o", readOnly ? "remount,ro" : "remount,rw", folder.path])
    }

    /// What ext4 does by itself after a fault: nothing can be written any more, by whoever has it open already too.
    func fail() throws { try Shell.run(["mount", "-o", "remount,abort", folder.path]) }

    /// Takes all the room that is left.
    func fill() throws {
        guard FileManager.default.createFile(atPath: ballast.path, contents: nil) else {
            throw CocoaError(.fileWriteUnknown)
        }
        let handle = try FileHandle(forWritingTo: ballast)
        defer { try? handle.close() }
        try handle.seekToEnd()
        for size in [1 << 20, 1 << 12, 1] {
            let block = Data(count: size)
            while (try? handle.write(contentsOf: block)) != nil {}
        }
    }

    /// Gives the room back.
    func free() throws { try FileManager.default.removeItem(at: ballast) }
}

/// Runs programs of the system.
enum Shell {
    struct Failed: Error, CustomStringConvertible {
        let words: [String]
        let output: String

        var description: String { "`\(words.joined(separator: " "))` failed: \(output)" }
    }

    static func run(_ words: [String]) throws {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let text = String(decoding: said, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
            throw Failed(words: words, output: text)
        }
    }
}
