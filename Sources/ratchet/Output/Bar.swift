/// A share of something as a bar.
enum Bar {
    /// - Parameters:
    ///   - part: what there is of the whole; anything above nothing is seen.
    ///   - here: how much of `part` is drawn lighter, at its end.
    static func text(_ part: Int, here: Int = 0, of whole: Int, width: Int, _ glyphs: Glyphs) -> String {
        let all = cells(part, of: whole, width)
        let full = min(cells(part - here, of: whole, width), here > 0 && part > here ? max(all - 1, 0) : all)
        let signs: [(Character, Int)] = [(glyphs.full, full), (glyphs.half, all - full), (glyphs.empty, width - all)]
        return signs.map { String(repeating: $0.0, count: $0.1) }.joined()
    }

    /// `83 %`; neither nothing nor all is said of what is not quite.
    static func share(_ part: Int, of whole: Int) -> String {
        if whole <= 0 { return "-" }
        let share = part * 100 / whole
        if part > 0, share == 0 { return "<1 %" }
        return "\(share) %"
    }

    private static func cells(_ part: Int, of whole: Int, _ width: Int) -> Int {
        whole <= 0 ? 0 : min((max(part, 0) * width + whole - 1) / whole, width)
    }
}
