import Yams

/// Octets that somebody wrote, made a tree of values: bounded in size, number and depth, and without aliases.
public enum YAMLDocument {
    /// - Throws: `YAMLFaults` with the one fault that keeps it from being read.
    public static func read(
        _ octets: some Collection<UInt8>, limits: YAMLLimits = .standard
    ) throws(YAMLFaults) -> YAMLValue {
        guard octets.count <= limits.octets else {
            throw YAMLFaults(line: nil, "is larger than \(limits.octets) octets; split it")
        }
        guard let text = String(validating: octets, as: UTF8.self) else {
            throw YAMLFaults(line: nil, "is not UTF-8; save it as UTF-8")
        }
        try refuseAliases(text)
        do {
            // Without looking for numbers and dates, which would cost time and is not wanted.
            let parser = try Parser(yaml: text, resolver: .basic)
            // The nodes hold their anchors weakly, the parser holds them.
            return try withExtendedLifetime(parser) { try tree(of: $0.singleRoot(), limits) }
        } catch let faults as YAMLFaults {
            throw faults
        } catch {
            throw YAMLFaults([fault(error)])
        }
    }

    private static func tree(of root: Node?, _ limits: YAMLLimits) throws(YAMLFaults) -> YAMLValue {
        guard let root else { return YAMLValue(content: .nothing, line: 1, path: "") }
        var tree = YAMLTree(limits: limits)
        return try tree.value(of: root, path: "", depth: 1)
    }

    /// Where and what, without the line itself, which may say what is nobody's business.
    private static func fault(_ error: any Error) -> YAMLFault {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            YAMLFault(line: mark.line, "is not YAML: \(problem) (column \(mark.column))")
        case .duplicatedKeysInMapping(let keys, let context):
            YAMLFault(line: context.mark.line, "\(Quoted.key(among: keys)) is there twice")
        case .reader(let problem, _, _, _): YAMLFault(line: nil, "is not YAML: \(problem)")
        default: YAMLFault(line: nil, "is not YAML")
        }
    }

    /// The library would repeat what an alias stands for, and a few lines of aliases of aliases stand for more than any memory
    /// holds. So they are refused before it reads them: an anchor, then more words that look like aliases than prose has.
    /// What gets by is small, and refused by its anchor.
    private static func refuseAliases(_ text: String) throws(YAMLFaults) {
        var (line, anchors, aliases) = (1, 0, 0)
        var before = UInt8(ascii: "\n")
        var mark: UInt8?
        for octet in text.utf8 {
            if let word = mark, octet > 0x20 {
                if word == UInt8(ascii: "&") { anchors += 1 } else { aliases += 1 }
            }
            mark = (octet == UInt8(ascii: "&") || octet == UInt8(ascii: "*")) && startsWord(after: before) ? octet : nil
            if octet == UInt8(ascii: "\n") { line += 1 }
            if anchors > 0, aliases > most {
                throw YAMLFaults(line: line, "has aliases (*name), which are not read here; write it out instead")
            }
            before = octet
        }
    }

    private static let most = 16

    private static func startsWord(after octet: UInt8) -> Bool {
        octet <= 0x20 || octet >= 0x80 || ",[]{}:-?!&*\"'".utf8.contains(octet)
    }
}

extension YAMLFaults {
    init(line: Int?, path: String = "", _ problem: String) { self.init([YAMLFault(line: line, path: path, problem)]) }
}
