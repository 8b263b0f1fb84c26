/// What the interface's refusals are called on the command line: one table.
enum CommandWords {
    /// By field of the request, `deadline.local`.
    private static let options: [String: String] = [
        "rule": "--target", "scope": "--all-devices, --group, --device", "scope.group": "--group",
        "scope.devices": "--device", "deadline": "--deadline, --days", "deadline.local": "--deadline",
        "deadline.days": "--days", "deadline.at": "--at", "detailsURL": "--details-url", "name": "--name",
        "priority": "--priority", "followImprovements": "--ignore-bsi", "now": "--now", "because": "--reason",
    ]

    /// By code of the problem and field, where a field is said in another way there.
    private static let special: [String: [String: String]] = [
        "invalid-group": ["name": "NAME"], "invalid-user": ["name": "NAME", "password": "password"],
        "invalid-token": ["name": "NAME", "role": "--role", "areas": "--area"], "malformed-body": ["days": "--days"],
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
        ("The list of tokens shows what there is.", "`ratchet token list` lists what there is."),
    ]

    static func option(for field: String, of code: String) -> String {
        special[code]?[field] ?? options[field] ?? field
    }

    static func sentence(_ text: String) -> String {
        phrases.reduce(text) { $0.replacing($1.0, with: $1.1) }
    }
}
