/// An element of an XML property list. The raw value is the name's octets as one number, so that a name is read and known
/// without a text; none has more than seven.
enum PlistElement: UInt64 {
    case plist = 0x70_6C_69_73_74
    case dict = 0x64_69_63_74
    case key = 0x6B_65_79
    case array = 0x61_72_72_61_79
    case string = 0x73_74_72_69_6E_67
    case data = 0x64_61_74_61
    case date = 0x64_61_74_65
    case integer = 0x69_6E_74_65_67_65_72
    case real = 0x72_65_61_6C
    case `true` = 0x74_72_75_65
    case `false` = 0x66_61_6C_73_65
}

extension ByteScanner {
    /// Steps over small letters; nil when they are no element's name.
    ///
    /// Of a longer name the first letters fall out of the number, which then has eight and is nobody's.
    mutating func takeElement() -> PlistElement? {
        var name: UInt64 = 0
        while let letter = next, (0x61...0x7A).contains(letter) {
            name = name << 8 | UInt64(letter)
            advance()
        }
        return PlistElement(rawValue: name)
    }
}

/// What stands between `<` and `>`.
struct PlistTag: Equatable {
    enum Kind { case open, close, empty }

    let element: PlistElement
    let kind: Kind
}
