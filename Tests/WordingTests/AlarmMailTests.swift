import Testing
import Wording

@Suite("Mails about alarms")
struct AlarmMailTests {
    @Test func `what goes on failing is told by its verb, in the driver's words`() {
        let mail = AlarmMail(
            ["alarm": "driver-fails", "verb": "backup", "times": "3", "reason": "no space left."], appliance: "alpha")
        #expect(mail.subject == "alpha: `backup` goes on failing")
        #expect(
            mail.text.contains("failed 3 times in a row") && mail.text.contains("`backup` failed: no space left.\n"))
    }

    @Test func `D2: a restoring that failed is told with its reason`() {
        let mail = AlarmMail(
            ["alarm": "restore-failed", "package": "product-23.1", "reason": "no such backup"], appliance: "alpha")
        #expect(mail.subject == "alpha: its backup was not restored")
        #expect(mail.text.contains("The restoring failed: no such backup.\n"))
    }

    @Test func `D1: the first line about a frozen appliance is not to restart it`() {
        let mail = AlarmMail(["alarm": "do-not-restart", "package": "base-6.1", "reason": "x"], appliance: "alpha")
        #expect(mail.subject.hasPrefix("Do not restart alpha") && mail.text.hasPrefix("Do not restart this appliance."))
    }
}
