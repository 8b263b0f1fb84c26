/// Which of the words that there are somebody may have meant.
public enum NearMatch {
    /// Those that are a few slips away from `word`, the nearest first; none where it looks like none of them.
    public static func of(_ word: String, among words: some Sequence<String>, most: Int = 3) -> [String] {
        let typed = Array(word.lowercased().unicodeScalars)
        let limit = slips(in: typed.count)
        var near: [(word: String, slips: Int)] = []
        for candidate in words {
            let wanted = Array(candidate.lowercased().unicodeScalars)
            guard abs(wanted.count - typed.count) <= limit else { continue }
            let distance = distance(typed, wanted)
            if distance <= limit { near.append((candidate, distance)) }
        }
        return near.sorted { ($0.slips, $0.word) < ($1.slips, $1.word) }.prefix(most).map(\.word)
    }

    /// How many slips are believed in a word of this length: two short words have little in common when one letter of three
    /// differs.
    private static func slips(in length: Int) -> Int {
        switch length {
        case ..<3: 0
        case 3...5: 1
        case 6...longest: 2
        default: 0
        }
    }

    /// Longer words are no names.
    private static let longest = 128

    /// How many letters have to be put in, left out, replaced, or exchanged with their neighbour.
    static func distance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var (before, last) = ([Int](), Array(0...right.count))
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                var least = min(last[column + 1] + 1, current[column] + 1, last[column] + (letter == other ? 0 : 1))
                if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                    least = min(least, before[column - 1] + 1)
                }
                current.append(least)
            }
            (before, last) = (last, current)
        }
        return last[right.count]
    }
}
