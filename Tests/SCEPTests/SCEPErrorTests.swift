import SCEP
import Testing

struct SCEPErrorTests {
    @Test func `an error says why`() {
        #expect(SCEPError("no request").description == "no request")
    }
}
