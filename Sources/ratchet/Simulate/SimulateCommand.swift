import ArgumentParser
import FleetSimulator

/// `ratchet simulate`: a fleet of simulated Apple devices against a server, until Ctrl-C.
struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate",
        abstract: "Run simulated Apple devices against a server.",
        discussion: """
            The devices enrol, take pushes, declarations and commands, and install the updates that they are told to, \
            over the same messages as real ones. A lookup service and a push service stand in for Apple's on the \
            loopback; the server's configuration needs their URLs. With --state a run can be stopped and continued. \
            Ctrl-C stops.

            All devices share 64 connections that are kept alive. A large fleet is paced: 100 devices a second are \
            switched on, and those with nothing to do cost about thirty requests a second together, however many \
            there are. At the end a table says how many requests of each kind there were, how long they took (p50, \
            p95, p99, the longest) and which came to nothing. A seed gives every device the same end at any pace.

            A server that believes devices without proof needs nothing more. For any other, devices enrol as real ones do: \
            each fetches a profile, makes an RSA key, gets its certificate over SCEP, and signs what it says. --enroll asks \
            a Ratchet for a link per device; --links and --profile take what any server has given. Keys and certificates \
            stay in the state file, which only its owner can read.

            Examples:
              ratchet simulate --devices 10 --state fleet.json
              ratchet simulate --state fleet.json --server http://127.0.0.1:8443
              ratchet simulate --devices 2000 --until-settled \\
                --audit http://127.0.0.1:8080
              ratchet simulate --push-listen 127.0.0.1:9000 \\
                --lookup-listen 127.0.0.1:9001
            """)

    @Option(help: "The server's device listener. Default: that of the state file, or http://127.0.0.1:8443.")
    var server: String?

    @OptionGroup var enrolment: EnrolmentOptions

    @Option(
        help: """
            How many devices, 1 to \(FleetConfiguration.mostDevices). Default: those of the state file, else one for each \
            profile or link, else 30.
            """)
    var devices: Int?

    @Option(
        help: ArgumentHelp(
            "Switch new devices on over so many seconds. Default: 3, or for a large fleet as many as 100 a second take.",
            valueName: "seconds"))
    var ramp: Double?

    @Option(help: "Decides everything random; a state file brings its own.")
    var seed: UInt64 = 1

    @Option(help: "The file that the devices live in.", completion: .file())
    var state: String?

    @Option(help: "Where the stand-in push service listens, HOST:PORT; port 0: any free one.")
    var pushListen = "127.0.0.1:0"

    @Option(
        help: ArgumentHelp(
            """
            Let the stand-in push service speak HTTP/2 over TLS, and write into this folder what the server needs for it: \
            roots.pem (push.roots) and push.pem (push.certificate).
            """, valueName: "folder"), completion: .directory)
    var pushTLS: String?

    @Option(help: "Where the stand-in lookup service listens, HOST:PORT; port 0: any free one.")
    var lookupListen = "127.0.0.1:0"

    @Flag(help: "Start no stand-ins; devices then only poll.")
    var noStandIns = false

    @Flag(help: "Let everything take as long as on real devices.")
    var realistic = false

    @Option(help: "So many times as fast.")
    var speed = 1.0

    @Option(help: "About so many seconds for each phase of an update.")
    var phaseSeconds: Double?

    @Flag(help: "Every device does what it is told; otherwise a few of each kind do not.")
    var obedient = false

    @Option(
        help: """
            What the users do: eager (install early), willing (early or tonight), mixed (some put it off until the deadline, \
            some never answer, some are on leave).
            """)
    var users = Users.willing

    @Flag(
        help: """
            End when nothing more comes of any device by itself: all have nothing to do, cannot be told to update, or wait \
            for something that does not end or for a deadline that is far away.
            """)
    var untilSettled = false

    @Option(
        help: ArgumentHelp(
            """
            At the end, ask the server at this admin address to explain every device, and compare that with what is the \
            matter with it in truth; exit with 1 where they disagree.
            """, valueName: "url"))
    var audit: String?

    @Flag(help: "One JSON object a line.")
    var json = false

    enum Users: String, ExpressibleByArgument, CaseIterable {
        case eager, willing, mixed

        var habits: HabitMix {
            switch self {
            case .eager: .eager
            case .willing: .willing
            case .mixed: .mixed
            }
        }
    }

    func validate() throws {
        if let devices, !(1...FleetConfiguration.mostDevices).contains(devices) {
            throw ValidationError("--devices takes 1 to \(FleetConfiguration.mostDevices).")
        }
        if let ramp, !(0...86_400).contains(ramp) { throw ValidationError("--ramp takes 0 to 86400 seconds.") }
        guard speed > 0, speed.isFinite else { throw ValidationError("--speed must be more than 0.") }
        if let phaseSeconds, phaseSeconds <= 0 { throw ValidationError("--phase-seconds must be more than 0.") }
        for text in [pushListen, lookupListen] where ListenAddress(text) == nil {
            throw ValidationError("\(text) is no HOST:PORT.")
        }
    }
}
