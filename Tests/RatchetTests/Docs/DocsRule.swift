import Foundation

/// What is done with a command of the documentation. The table below has a rule for each kind; a command without one fails
/// the test, so that nobody can write one that is not run.
struct DocsRule: Sendable {
    enum Deed: Sendable, Equatable {
        /// It ends by itself, with this exit code.
        case run(exit: Int32)
        /// It stays: it is started, awaited until it has printed this, and ended when the page is over. One of the same name
        /// takes the place of the one before it.
        case start(String, until: Sign)
        /// A verb of the house, which the gate runs: `make -n` must know it.
        case knowVerb
        /// It sets up the shell of a person; the test has set up its own.
        case skip
    }

    /// What tells that something that stays is there.
    enum Sign: Sendable, Equatable {
        case text(String)
        case anything
        /// As many devices have enrolled as there are.
        case everybodyEnrolled
    }

    let pattern: String
    let deed: Deed
    /// Whether there must be a server with devices before.
    var needsFleet = false

    /// The first that fits counts.
    static let all: [DocsRule] = [
        DocsRule(pattern: #"^export "#, deed: .skip),
        DocsRule(pattern: #"^ratchet log(in|out) "#, deed: .skip),
        DocsRule(pattern: #"^source <\(ratchet --generate-completion-script"#, deed: .run(exit: 0)),
        DocsRule(pattern: #"^make demo$"#, deed: .start("demo", until: .text("Plan 1"))),
        DocsRule(pattern: #"^make "#, deed: .knowVerb),
        DocsRule(pattern: #"^kill -9 "#, deed: .run(exit: 0)),
        DocsRule(pattern: #"^ratchet-(simulation|crash-test) .*--sabotage"#, deed: .run(exit: 1)),
        DocsRule(
            pattern: #"^ratchet demo appliance"#, deed: .start("appliance's demo", until: .text("alice starts it"))),
        DocsRule(pattern: #"^ratchet demo"#, deed: .start("demo", until: .text("Plan 1"))),
        DocsRule(pattern: #"^ratchet serve"#, deed: .start("server", until: .text("listening admin"))),
        DocsRule(pattern: #"^ratchet simulate-appliance"#, deed: .run(exit: 0)),
        DocsRule(pattern: #"^ratchet simulate"#, deed: .start("devices", until: .everybodyEnrolled)),
        // The link of the example is none of the test's.
        DocsRule(pattern: #"^ratchet enroll end "#, deed: .run(exit: 4), needsFleet: true),
        // Nobody listens for mail.
        DocsRule(pattern: #"^ratchet mail check "#, deed: .run(exit: 1)),
        DocsRule(
            pattern: #"^ratchet (config|calendar check|package (validate|schema)|appliance path --graph)"#,
            deed: .run(exit: 0)),
        // The examples' appliance is none of the test's; docs/appliances.md brings its own.
        DocsRule(pattern: #"^ratchet appliance add support-"#, deed: .run(exit: 1), needsFleet: true),
        DocsRule(
            pattern: #"^ratchet (appliance|package|calendar) .*(support-(paris|lab)|"Remote Support"|explain 1 )"#,
            deed: .run(exit: 4), needsFleet: true),
        DocsRule(pattern: #"^ratchet checkpoint sign "#, deed: .run(exit: 4), needsFleet: true),
        DocsRule(pattern: #"^ratchet --generate-completion-script"#, deed: .run(exit: 0)),
        DocsRule(pattern: #"^ratchet watch.*--once"#, deed: .run(exit: 0), needsFleet: true),
        DocsRule(pattern: #"^ratchet watch"#, deed: .start("watch", until: .anything), needsFleet: true),
        DocsRule(pattern: #"^ratchet "#, deed: .run(exit: 0), needsFleet: true),
        DocsRule(pattern: #"^curl .*text/event-stream"#, deed: .start("stream", until: .anything), needsFleet: true),
        DocsRule(pattern: #"^curl "#, deed: .run(exit: 0), needsFleet: true),
    ]

    static func of(_ command: String) throws -> DocsRule? {
        try all.first { rule in try Regex(rule.pattern).anchorsMatchLineEndings().firstMatch(in: command) != nil }
    }
}
