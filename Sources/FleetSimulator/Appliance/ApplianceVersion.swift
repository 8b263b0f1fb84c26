/// A version as a simulated appliance compares them: dotted numbers, a missing one counts as zero.
///
/// Written apart from the core's, so that it does not share its errors.
struct ApplianceVersion: Comparable {
    private let numbers: [Int]

    init(_ text: String) { numbers = text.split(separator: ".").map { Int($0) ?? 0 } }

    static func < (left: ApplianceVersion, right: ApplianceVersion) -> Bool {
        for index in 0..<max(left.numbers.count, right.numbers.count) where left[index] != right[index] {
            return left[index] < right[index]
        }
        return false
    }

    static func == (left: ApplianceVersion, right: ApplianceVersion) -> Bool { !(left < right) && !(right < left) }

    private subscript(index: Int) -> Int { index < numbers.count ? numbers[index] : 0 }
}
