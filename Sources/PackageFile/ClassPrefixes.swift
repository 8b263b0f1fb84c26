import RatchetCore
import YAMLText

/// Which class a package has by the beginning of its name, where the file does not say it with the package.
struct ClassPrefixes {
    /// The longest first: `Remote Support Base` before `Remote Support`.
    private let prefixes: [(text: String, packageClass: PackageClass)]

    init(_ prefixes: [(text: String, packageClass: PackageClass)]) {
        self.prefixes = prefixes.sorted { $0.text.count > $1.text.count }
    }

    func packageClass(of name: String) -> PackageClass? { prefixes.first { name.hasPrefix($0.text) }?.packageClass }
}

extension YAMLReader {
    /// For each class a beginning of names, or a list of them.
    mutating func prefixes(_ value: YAMLValue?) -> ClassPrefixes {
        guard let value, let fields = fields(of: value, known: PackageFileKeys.classes) else {
            return ClassPrefixes([])
        }
        var prefixes: [(text: String, packageClass: PackageClass)] = []
        for packageClass in PackageClass.allCases {
            guard let entry = fields[packageClass.rawValue] else { continue }
            var entries = [entry]
            if case .list(let list) = entry.content { entries = Array(list.prefix(20)) }
            for entry in entries {
                guard let text = text(entry, most: 64) else { continue }
                if let other = prefixes.first(where: { $0.text == text }), other.packageClass != packageClass {
                    fault(at: entry, "stands for \(other.packageClass) already; a prefix has one class")
                }
                prefixes.append((text, packageClass))
            }
        }
        return ClassPrefixes(prefixes)
    }
}
