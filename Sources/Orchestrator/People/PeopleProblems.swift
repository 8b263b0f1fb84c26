/// Why something about people was not done.
extension AdminProblem {
    static func noPerson(_ word: String) -> AdminProblem {
        AdminProblem(
            .notFound, code: "no-such-user", title: "There is no such user",
            detail: "Nobody is called \(quoted(word)). The list of users shows who there is.")
    }

    static func personExists(_ name: String) -> AdminProblem {
        AdminProblem(
            .conflict, code: "user-exists", title: "The user is there already",
            detail: "There is a user called \(quoted(name)) already, perhaps a disabled one. Choose another name.")
    }

    static func lastAdministrator(_ name: String) -> AdminProblem {
        AdminProblem(
            .conflict, code: "last-administrator", title: "There would be no administrator left",
            detail: "\(quoted(name)) is the only administrator who can sign in. Make another one first.")
    }

    static let wrongOldPassword = AdminProblem(
        .conflict, code: "wrong-password", title: "The present password is wrong",
        detail: "Give the password that you sign in with now. Nothing was changed.")

    static let onlyWhoSignedIn = AdminProblem(
        .forbidden, code: "only-signed-in", title: "Only somebody who has signed in can do this",
        detail: "A token, and the server's own machine, have no password. Sign in with a name and a password.")
}
