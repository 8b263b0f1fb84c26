import AdminAPI

/// What has become of a user, in words.
enum UserOutput {
    /// With a password that was made, which stands nowhere else.
    private struct WithPassword: Encodable {
        let user: PersonResource
        let password: String
    }

    static func changed(_ person: PersonResource, _ what: String, _ options: ServerOptions) throws {
        options.json ? try Output.json(person) : try Output.line("\(person.name) \(what).")
    }

    static func changed(
        _ person: PersonResource, _ what: String, _ new: NewPasswordOptions, _ password: String,
        _ options: ServerOptions
    ) throws {
        guard new.generate else { return try changed(person, what, options) }
        if options.json { return try Output.json(WithPassword(user: person, password: password)) }
        try Output.line("\(person.name) \(what).\nPassword, shown this once: \(password)")
    }
}
