/// A fleet sorted into groups of devices that get the same answer, by situation and then by policy.
public struct FleetGroups: Sendable {
    /// Devices with the same facts.
    public struct Group: Sendable, Hashable {
        public let facts: PlanningFacts
        /// Where its devices stand in the order of all.
        fileprivate let range: Range<Int>

        /// How many devices.
        public var count: Int { range.count }
    }

    public let groups: [Group]
    private let order: [UInt32]

    /// - Parameter fleet: at most 2³² devices, with the numbers of one table.
    public init(_ fleet: [PlanningFacts]) {
        let byPolicy = Self.sorted(fleet, in: fleet.indices.lazy.map(UInt32.init), by: \.policy)
        order = Self.sorted(fleet, in: byPolicy, by: \.situation)
        var (groups, start): ([Group], Int) = ([], 0)
        for place in order.indices {
            let facts = fleet[Int(order[place])]
            let isLast = place + 1 == order.count || fleet[Int(order[place + 1])] != facts
            guard isLast else { continue }
            groups.append(Group(facts: facts, range: start..<place + 1))
            start = place + 1
        }
        self.groups = groups
    }

    /// The places in the fleet of a group's devices, rising.
    public func devices(of group: Group) -> ArraySlice<UInt32> { order[group.range] }

    /// The groups whose answer can be another one after a change of the catalog.
    ///
    /// - Parameter kinds: that the change concerns (`Catalog.kindsConcerned(since:of:on:)`).
    public func concerned(by kinds: Set<FeedKey>, in table: FleetTable) -> [Group] {
        let isConcerned = table.situations.map { $0.kind.map(kinds.contains) ?? false }
        return groups.filter { isConcerned[Int($0.facts.situation)] }
    }

    /// Counts how often each number occurs, and then gives every device its place: no comparing, no hashing, and
    /// devices with the same number stay in the order in which they came.
    private static func sorted(
        _ fleet: [PlanningFacts], in order: some Sequence<UInt32>, by number: (PlanningFacts) -> UInt32
    ) -> [UInt32] {
        var places = [Int](repeating: 0, count: fleet.reduce(0) { max($0, Int(number($1)) + 1) } + 1)
        for facts in fleet { places[Int(number(facts)) + 1] += 1 }
        for index in places.indices.dropFirst() { places[index] += places[index - 1] }
        var sorted = [UInt32](repeating: 0, count: fleet.count)
        for device in order {
            let number = Int(number(fleet[Int(device)]))
            sorted[places[number]] = device
            places[number] += 1
        }
        return sorted
    }
}
