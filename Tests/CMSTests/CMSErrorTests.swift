import CMS
import Testing

struct CMSErrorTests {
    @Test func `an error says why`() {
        #expect(CMSError("no signature").description == "no signature")
    }
}
