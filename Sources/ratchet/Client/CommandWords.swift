/// What the interface's refusals are called on the command line: one table.
enum CommandWords {
    /// By field of the request, `deadline.local`.
    private static let options: [String: String] = [
        "rule": "--target", "scope": "--all-devices, --group, --device", "scope.group": "--group",
        "scope.devices": "--device", "deadline": "--deadline, --days", "deadline.local": "--deadline",
        "deadline.days": "--days", "deadline.at": "--at", "detailsURL": "--details-url", "name": "--name",
        "priority": "--priority", "followImprovements": "--ignore-bsi", "now": "--now", "because": "--reason",
        "product": "--product", "driver": "--driver", "address": "--address", "role": "--role",
        "calendar": "--calendar", "mail": "--mail", "base": "--base", "version": "--version", "on": "--on",
        "from": "--from", "until": "--until", "note": "--note", "licences": "--licence", "well": "--well",
        "alarms": "--alarm", "reference": "--reference", "sha256": "--sha256", "bytes": "--bytes",
        "verified": "--verified", "fingerprint": "--fingerprint", "privateKey": "--private-key", "failed": "--failed",
    ]

    /// By code of the problem and field, where a field is said in another way there.
    private static let special: [String: [String: String]] = [
        "invalid-group": ["name": "NAME"], "invalid-user": ["name": "NAME", "password": "password"],
        "invalid-token": ["name": "NAME", "role": "--role", "areas": "--area"], "malformed-body": ["days": "--days"],
        "invalid-appliance": ["name": "NAME"], "invalid-waiver": ["rule": "RULE"],
        "invalid-upgrade": [
            "base": "--to-base", "product": "--to", "package": "--to-package", "alone": "--alone",
        ],
        "invalid-password": ["password": "password"], "unknown-devices": ["devices": "DEVICE"],
        "invalid-parameter": ["answer": "--answer", "reason": "--reason"],
    ]

    /// What a sentence for every reader says, and what it is here.
    private static let phrases = [
        ("say now with a reason", "say --now --reason TEXT"),
        ("The list of devices shows what there is.", "`ratchet devices` lists what there is."),
        ("The list of groups shows what there is.", "`ratchet group list` lists what there is."),
        ("The list of plans shows what there is.", "`ratchet plan list` lists what there is."),
        ("The list of users shows who there is.", "`ratchet user list` lists who there is."),
        ("The list of appliances shows what there is.", "`ratchet appliance list` lists what there is."),
        ("The list of calendars shows what there is.", "`ratchet calendar list` lists what there is."),
        ("The list of its packages shows what there is.", "`ratchet package list PRODUCT` lists what there is."),
        (
            "The list of checkpoints shows those that are open.",
            "`ratchet checkpoint list` lists those that are open."
        ),
        ("The list of tokens shows what there is.", "`ratchet token list` lists what there is."),
    ]

    static func option(for field: String, of code: String) -> String {
        special[code]?[field] ?? options[field] ?? field
    }

    static func sentence(_ text: String) -> String {
        phrases.reduce(text) { $0.replacing($1.0, with: $1.1) }
    }

    /// What somebody wrote, as a sentence that has an end.
    static func ended(_ text: String) -> String {
        text.last.map { ".!?".contains($0) } ?? true ? text : "\(text)."
    }
}
