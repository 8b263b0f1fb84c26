/// The signs that bars and curves are drawn with.
enum Glyphs: Sendable, Equatable {
    case unicode
    /// Where the locale is not UTF-8.
    case ascii

    /// As POSIX has it: the first variable that is set decides.
    init(environment: [String: String]) {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? "C"
        let encoding = locale.split(separator: ".").dropFirst().first?.prefix { $0 != "@" } ?? ""
        self = encoding.lowercased().filter { $0 != "-" } == "utf8" ? .unicode : .ascii
    }

    /// What has gone further.
    var full: Character { self == .unicode ? "█" : "#" }
    /// What is here now.
    var half: Character { self == .unicode ? "▒" : "=" }
    /// The part of a bar that is empty.
    var empty: Character { self == .unicode ? "·" : "." }
    /// Stands for what was cut off.
    var ellipsis: String { self == .unicode ? "…" : "~" }
    var vertical: Character { self == .unicode ? "│" : "|" }
    var horizontal: Character { self == .unicode ? "─" : "-" }
    var corner: Character { self == .unicode ? "└" : "+" }
    /// A column that is filled by so many eighths of a line, 0 to 8.
    func column(eighths: Int) -> Character {
        let steps: [Character] = self == .unicode ? [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] : Array("   ..::##")
        return steps[min(max(eighths, 0), 8)]
    }
}
