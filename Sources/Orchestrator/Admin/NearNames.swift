import RatchetCore
import Storage

/// What somebody who named a thing that there is not may have meant.
extension StoreTransaction {
    /// ` Did you mean Anna's Mac (3)?`, with a blank before it; empty where nothing is near.
    func nearDevices(_ word: String) throws -> String {
        // A number that is wrong is near to every other.
        if word.allSatisfy(\.isNumber) || !word.isWord { return "" }
        var numbers: [String: Int64] = [:]
        for device in try deviceNames() {
            for name in [device.name, device.serial].compactMap(\.self) where numbers[name] == nil {
                numbers[name] = device.number
            }
        }
        return AdminProblem.didYouMean(
            try NearMatch.of(word, among: numbers.keys).compactMap { name in
                try numbers[name].flatMap { try findDevices(String($0), limit: 1).first }.map { device in
                    let called = device.facts.name?.lowercased() == name ? device.facts.name : nil
                    return "\(AdminProblem.shown(called ?? name)) (\(device.number))"
                }
            })
    }

    func nearGroups(_ word: String) throws -> String {
        AdminProblem.didYouMean(NearMatch.of(word, among: try groups().map(\.name)).map(AdminProblem.shown))
    }

    func nearAppliances(_ word: String) throws -> String {
        if word.allSatisfy(\.isNumber) || !word.isWord { return "" }
        let names = try appliances(after: 0, limit: AdminLimits.devices).map(\.facts.name)
        return AdminProblem.didYouMean(NearMatch.of(word, among: names).map(AdminProblem.shown))
    }

    func nearCalendars(_ word: String) throws -> String {
        AdminProblem.didYouMean(NearMatch.of(word, among: try calendars().map(\.calendar.name)))
    }

    func nearGraphs(_ word: String) throws -> String {
        AdminProblem.didYouMean(NearMatch.of(word, among: try graphs().map(\.product)).map(AdminProblem.shown))
    }

    /// A plan goes by its number; somebody may have typed its name.
    func nearPlans(_ word: String) throws -> String {
        if word.allSatisfy(\.isNumber) { return "" }
        let plans = try plans()
        let names = Set(NearMatch.of(word, among: plans.map(\.name)))
        return AdminProblem.didYouMean(
            plans.filter { names.contains($0.name) }.prefix(3).map { "\($0.number) (\(AdminProblem.shown($0.name)))" })
    }
}

extension AdminProblem {
    static func didYouMean(_ words: [String]) -> String {
        guard let last = words.last else { return "" }
        let start = words.dropLast().joined(separator: ", ")
        return " Did you mean \(start)\(start.isEmpty ? "" : " or ")\(last)?"
    }
}
