public import Foundation
import WireText

extension LookupFeed {
    /// Reads a feed leniently: unknown keys and platforms are taken as they come, a missing list is tolerated, a bad row
    /// is passed over and noted.
    ///
    /// Throws when the feed is no JSON object, or has none of the lists: a cut or foreign answer must not look empty.
    public init(json: Data) throws(LookupError) {
        guard json.count <= Self.maximumBytes else {
            throw LookupError(.tooLarge, "the feed is larger than \(Self.maximumBytes) octets")
        }
        let members = try Self.members(of: json)
        self.init(rows: [], lists: [])
        for list in LookupList.allCases { read(list, members) }
        guard !lists.isEmpty else { throw LookupError(.noLists, "the feed has none of the known lists") }
    }

    private static func members(of json: Data) throws(LookupError) -> [String: Any] {
        let root: Any
        do {
            root = try JSONSerialization.jsonObject(with: json, options: .fragmentsAllowed)
        } catch {
            throw LookupError(.notJSON, "the feed is not JSON, or was cut off")
        }
        guard let members = root as? [String: Any] else { throw LookupError(.notAnObject, "the feed is no object") }
        return members
    }

    /// Reads a list under each of its names. A row that comes twice, say under two names of its platform, counts once.
    private mutating func read(_ list: LookupList, _ members: [String: Any]) {
        var seen: Set<LookupRow> = []
        for key in list.keys {
            guard let value = members[key] else { continue }
            guard let platforms = value as? [String: Any] else {
                note(list, nil, nil, "\(key) is no object")
                continue
            }
            lists.insert(list)
            let sorted = platforms.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            for (platform, rows) in sorted { read(rows, list, platform, &seen) }
        }
    }

    private mutating func read(_ value: Any, _ list: LookupList, _ platform: String, _ seen: inout Set<LookupRow>) {
        guard let elements = value as? [Any] else {
            return note(list, platform, nil, "the platform's value is no array")
        }
        for (index, element) in elements.enumerated() {
            do {
                let row = try LookupRowReader(element).row(list, platform: Self.platform(platform))
                if seen.insert(row).inserted { rows.append(row) }
            } catch {
                note(list, platform, index, error.reason)
            }
        }
    }

    private mutating func note(_ list: LookupList, _ platform: String?, _ index: Int?, _ reason: String) {
        problems.append(LookupProblem(list: list, platform: platform, index: index, reason: reason))
    }

    /// visionOS was called xrOS until September 2024; both may stand side by side.
    private static func platform(_ name: String) -> String {
        name == "xrOS" ? "visionOS" : name.replacingNUL()
    }
}
