import AppleMDM
import AppleManagement
import Foundation
import Ports
import RatchetCore
import Storage

/// Profiles, each with a challenge of its own.
enum EnrolmentProfiles {
    /// - Parameters:
    ///   - name: whom the certificate will name.
    ///   - device: whose certificate it renews; nil for one that is to enrol.
    static func make(
        _ terms: EnrolmentTerms, name: String, for device: DeviceID?, _ store: inout StoreTransaction,
        _ context: StepContext
    ) throws -> Data {
        let settings = context.settings.enrolment
        let challenge = try Challenges.make(name: name, for: device, &store, context)
        let profile = EnrolmentProfile(
            terms, organization: context.settings.organization, source: settings.source,
            publicURL: settings.publicURL ?? "", name: name, challenge: challenge)
        let bytes = profile.plist()
        return try context.signer?.sign(bytes) ?? bytes
    }
}
