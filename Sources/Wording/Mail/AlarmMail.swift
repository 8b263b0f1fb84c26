/// The mail that an alarm about an appliance becomes: a subject, and a text whose first line says what to do or not to do.
///
/// In English: a mail goes to a group of people, of whom nobody has said which language they read.
public struct AlarmMail: Sendable, Equatable {
    public let subject: String
    public let text: String

    /// - Parameters:
    ///   - fields: the alarm's name as `alarm`, and its details by name, as the appliance's timeline has them.
    public init(_ fields: [String: String], appliance: String) {
        let package = fields["package"] ?? "its package"
        let said = fields["reason"] ?? "it did not say why"
        let reason = said.hasSuffix(".") ? String(said.dropLast()) : said
        let explain = "`ratchet appliance explain \(ShellWord.quoted(appliance))` says where it stands and what to do."
        let lines: [String]
        switch fields["alarm"] {
        case "do-not-restart":
            subject = "Do not restart \(appliance): base package \(package) failed"
            lines = [
                "Do not restart this appliance.", "",
                "The base package \(package) on \(appliance) failed: \(reason).",
                "Ratchet has frozen the appliance: it only reads from it and asks for a support bundle, and nothing else is done until a "
                    + "person unfreezes it. A restart could make it unrecoverable. Call the vendor's support.",
            ]
        case "hop-failed":
            subject = "\(appliance): package \(package) failed"
            lines = [
                "The upgrade of \(appliance) has stopped at \(package).", "", "It failed: \(reason).",
                AlarmMail.recovery(fields), "Nothing goes on by itself.",
            ]
        case "restore-failed":
            subject = "\(appliance): its backup was not restored"
            lines = [
                "The backup of \(appliance) that was to be restored may not be back.", "",
                "Package \(package) had failed before. The restoring failed: \(reason).",
                "Look at what the appliance runs now. Nothing goes on by itself.",
            ]
        case "overrun":
            subject = "\(appliance): the installation of \(package) goes on after its window"
            lines = [
                "The installation of \(package) on \(appliance) has overrun its window.", "",
                "The window closed at \(fields["windowEnded"] ?? "its time"). The installation is not interrupted; nothing new "
                    + "starts.",
            ]
        case "changed-by-others":
            subject = "\(appliance): its versions were changed by others"
            lines = [
                "The versions of \(appliance) changed, and it was not Ratchet.", "",
                "From \(fields["from"] ?? "-") to \(fields["to"] ?? "-"). A running upgrade is paused, and its path was computed anew.",
            ]
        case "turn-has-come":
            subject = "\(appliance): its turn has come for \(package)"
            lines = [
                "The turn of \(appliance) has come, and everything is ready.", "",
                "The package \(package) can be installed in the appliance's windows.",
            ]
        case "driver-fails":
            let (verb, times) = (fields["verb"] ?? "its driver", fields["times"] ?? "some")
            subject = "\(appliance): `\(verb)` goes on failing"
            lines = [
                "The driver of \(appliance) has failed \(times) times in a row to do what the next hop needs.", "",
                "`\(verb)` failed: \(reason).",
                "It is tried again by itself, more and more seldom. Nothing begins before it has succeeded.",
            ]
        default:
            subject = "\(appliance): something needs a look"
            lines = ["Something about \(appliance) needs a look."]
        }
        text = (lines + ["", explain, ""]).joined(separator: "\n")
    }

    private static func recovery(_ fields: [String: String]) -> String {
        let until = fields["until"].map { " (\($0))" } ?? ""
        return switch fields["recovery"] {
        case "restore": "Its documented recovery: restore the backup\(until)."
        case "swap-back": "Its documented recovery: swap back to the version before\(until)."
        case "vendor-support": "Its documented recovery: the vendor's support\(until)."
        default: "The graph documents no recovery for it."
        }
    }
}
