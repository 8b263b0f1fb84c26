/// What a stranger sent, as the log and the list of refusals may repeat it: a word that is long enough to be a secret is left out.
enum RefusedText {
    private static let longest = 16

    static func shown(_ word: String) -> String { word.utf8.count > longest ? "..." : word }
}
