public import Foundation

extension LookupFeed {
    /// The feed as the service sends it, with sorted keys; every list in `lists` is written, also an empty one.
    public func json() -> Data {
        var sets: [String: [String: [WireRow]]] = [:]
        for list in lists { sets[list.rawValue] = [:] }
        for row in rows { sets[row.list.rawValue, default: [:]][row.platform, default: []].append(WireRow(row)) }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Strings in dictionaries and arrays: nothing in them can fail to encode.
        return (try? encoder.encode(sets)) ?? Data("{}".utf8)
    }
}

/// A row as it goes on the wire; absent keys are left out.
private struct WireRow: Encodable {
    let row: LookupRow

    init(_ row: LookupRow) { self.row = row }

    private enum Key: String, CodingKey {
        case productVersion = "ProductVersion"
        case build = "Build"
        case productVersionExtra = "ProductVersionExtra"
        case prerequisiteBuild = "PrerequisiteBuild"
        case postingDate = "PostingDate"
        case expirationDate = "ExpirationDate"
        case supportedDevices = "SupportedDevices"
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(row.productVersion, forKey: .productVersion)
        try fields.encode(row.build, forKey: .build)
        try fields.encodeIfPresent(row.productVersionExtra, forKey: .productVersionExtra)
        try fields.encodeIfPresent(row.prerequisiteBuild, forKey: .prerequisiteBuild)
        try fields.encodeIfPresent(row.postingDate, forKey: .postingDate)
        try fields.encodeIfPresent(row.expirationDate, forKey: .expirationDate)
        try fields.encode(row.supportedDevices, forKey: .supportedDevices)
    }
}
