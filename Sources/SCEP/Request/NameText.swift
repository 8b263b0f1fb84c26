public import X509

extension DistinguishedName {
    /// As RFC 4514 writes it, cut to what a person reads, and without U+0000, which no store takes.
    public var text: String {
        var text = String.UnicodeScalarView()
        text.append(contentsOf: description.unicodeScalars.lazy.filter { $0.value != 0 }.prefix(400))
        return String(text)
    }
}
