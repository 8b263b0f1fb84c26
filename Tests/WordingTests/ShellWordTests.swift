import RatchetCore
import Testing

@testable import Wording

@Suite("Commands can be pasted into a shell")
struct ShellWordTests {
    @Test(arguments: [
        ("paris", "paris"), ("support-lab.2", "support-lab.2"), ("/srv/a_b", "/srv/a_b"), ("Zürich", "Zürich"),
        ("a b", "'a b'"),
        ("it's", "'it'\\''s'"), ("$HOME", "'$HOME'"), ("a;b", "'a;b'"), ("~", "'~'"), ("`x`", "'`x`'"), ("", "''"),
    ])
    func `a name is quoted where a shell would take it for more than one word`(name: String, quoted: String) {
        #expect(ShellWord.quoted(name) == quoted)
    }

    @Test func `a name with blanks is one word in the command of every way out, and as it is in the sentence`() {
        for book in Phrasebook.all {
            for wayOut in WayOut.allCases {
                let text = book.text(wayOut, ["appliance": "Bob's box", "checkpoint": "7"])
                let commands = text.split(separator: "`", omittingEmptySubsequences: false).enumerated()
                    .filter { !$0.offset.isMultiple(of: 2) }.map(\.element)
                for command in commands where command.contains("box") {
                    #expect(command.contains("'Bob'\\''s box'"), "\(book.language) \(wayOut)")
                }
                #expect(text.contains("box") == book.text(wayOut).contains("NAME"))
            }
        }
        let found = Phrasebook.english.text(.setTurn, ["appliance": "Support Paris"])
        #expect(found.contains("`ratchet calendar turn 'Support Paris' --on DATE`"))
    }

    @Test func `a mail's command names its appliance as one word`() {
        let mail = AlarmMail(["alarm": "overrun"], appliance: "Support Paris")
        #expect(mail.text.contains("`ratchet appliance explain 'Support Paris'`"))
        #expect(mail.subject.contains("Support Paris:"))
    }
}
