import Foundation
import RatchetCore

extension Instant {
    /// The whole second of a certificate's or a message's time.
    init(_ date: Date) { self.init(seconds: Int64(date.timeIntervalSince1970.rounded(.down))) }

    var date: Date { Date(timeIntervalSince1970: Double(seconds)) }
}
