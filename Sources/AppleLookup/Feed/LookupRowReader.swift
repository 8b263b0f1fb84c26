import Foundation
import WireText

/// Reads one row, naming what is wrong with it.
struct LookupRowReader {
    /// Why a row is passed over.
    struct Fault: Error {
        let reason: String
    }

    private let members: [String: Any]

    init(_ value: Any) throws(Fault) {
        guard let members = value as? [String: Any] else { throw Fault(reason: "the row is no object") }
        self.members = members
    }

    func row(_ list: LookupList, platform: String) throws(Fault) -> LookupRow {
        LookupRow(
            list: list, platform: platform, productVersion: try text("ProductVersion"), build: try text("Build"),
            productVersionExtra: try optionalText("ProductVersionExtra"),
            prerequisiteBuild: try optionalText("PrerequisiteBuild"), postingDate: try date("PostingDate"),
            expirationDate: try date("ExpirationDate"), supportedDevices: try devices())
    }

    private func text(_ key: String) throws(Fault) -> String {
        guard let text = try optionalText(key) else { throw Fault(reason: "\(key) is missing") }
        guard !text.isEmpty else { throw Fault(reason: "\(key) is empty") }
        return text
    }

    private func optionalText(_ key: String) throws(Fault) -> String? {
        guard let value = members[key], !(value is NSNull) else { return nil }
        guard let text = value as? String else { throw Fault(reason: "\(key) is no string") }
        return text.replacingNUL()
    }

    private func date(_ key: String) throws(Fault) -> String? {
        guard let text = try optionalText(key) else { return nil }
        guard CalendarDay(text.utf8) != nil else { throw Fault(reason: "\(key) is no day like 2026-03-24") }
        return text
    }

    private func devices() throws(Fault) -> [String] {
        guard let value = members["SupportedDevices"] else { throw Fault(reason: "SupportedDevices is missing") }
        guard let elements = value as? [Any] else { throw Fault(reason: "SupportedDevices is no array") }
        var devices: [String] = []
        for element in elements {
            guard let device = element as? String else { throw Fault(reason: "SupportedDevices holds no string") }
            devices.append(device.replacingNUL())
        }
        return devices
    }
}
