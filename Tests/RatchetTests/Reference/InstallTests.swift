import Foundation
import TestSupport
import Testing

@testable import ratchet

@Suite("make install")
struct InstallTests {
    private let folder = try? TemporaryDirectory()

    private func shell() throws -> DocsShell {
        let folder = try #require(folder)
        return DocsShell(folder: folder.url, environment: ProcessInfo.processInfo.environment)
    }

    private var program: String { Project.programs.appending(path: "ratchet").path }
    private var script: String { Project.folder.appending(path: "scripts/install.sh").path }

    @Test(arguments: [("/usr/local", "site-functions"), ("/usr", "vendor-completions")])
    func `everything lies where Debian looks for it`(prefix: String, zsh: String) async throws {
        let finished = try await shell().run("'\(script)' '\(program)' \(prefix) stage && find stage -type f")
        #expect(finished.exit == 0, "\(finished.output)")
        for path in [
            "bin/ratchet", "share/man/man1/ratchet.1", "share/man/man1/ratchet-explain.1",
            "share/bash-completion/completions/ratchet", "share/zsh/\(zsh)/_ratchet",
            "share/fish/vendor_completions.d/ratchet.fish",
        ] {
            #expect(finished.output.contains("stage\(prefix)/\(path)\n"), "\(path)")
        }
    }

    @Test func `without an executable it says what makes one`() async throws {
        let finished = try await shell().run("'\(script)' missing /usr/local stage")
        #expect(finished.exit == 1 && finished.output.contains("`make build` makes it"))
    }

    @Test(arguments: [
        ("ratchet pla", "plan"), ("ratchet explain --language ", "fr"), ("ratchet devices --answer n", "not-yet"),
        ("ratchet releases list --platform ", "visionOS"), ("ratchet plan create --target latest-", "latest-minor"),
    ])
    func `bash completes words, options and values`(line: String, offered: String) async throws {
        let words = line.split(separator: " ", omittingEmptySubsequences: false)
        let typed = words.map { "'\($0)'" }.joined(separator: " ")
        let finished = try await shell().run(
            """
            PATH="\(Project.programs.path):$PATH"; export RATCHET_SERVER=http://127.0.0.1:9
            source <(ratchet --generate-completion-script bash)
            COMP_WORDS=(\(typed)); COMP_CWORD=\(words.count - 1); COMP_LINE='\(line)'; COMP_POINT=\(line.count)
            $(complete -p ratchet | sed 's/.*-F \\([^ ]*\\).*/\\1/') ratchet '\(words.last ?? "")' '\(words.dropLast().last ?? "")'
            printf '%s\\n' "${COMPREPLY[@]}"
            """)
        #expect(
            finished.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.contains(offered))
    }
}
