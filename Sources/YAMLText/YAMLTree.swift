import Yams

/// Makes values of the library's nodes, and counts them.
struct YAMLTree {
    let limits: YAMLLimits
    private var count = 0

    init(limits: YAMLLimits) { self.limits = limits }

    mutating func value(of node: Node, path: String, depth: Int) throws(YAMLFaults) -> YAMLValue {
        let line = node.mark?.line ?? 1
        count += 1
        guard count <= limits.values else {
            throw YAMLFaults(line: line, "has more than \(limits.values) values; split it")
        }
        guard depth <= limits.depth else {
            throw YAMLFaults(line: line, "stands deeper than \(limits.depth) lists and mappings in each other")
        }
        guard node.anchor == nil else {
            throw YAMLFaults(line: line, path: path, "has an anchor (&name), which is not read here; leave it out")
        }
        return YAMLValue(content: try content(of: node, path: path, depth: depth), line: line, path: path)
    }

    private mutating func content(of node: Node, path: String, depth: Int) throws(YAMLFaults) -> YAMLValue.Content {
        switch node {
        case .scalar(let scalar): return YAMLTree.content(of: scalar)
        case .sequence(let sequence):
            var list: [YAMLValue] = []
            for (index, entry) in sequence.enumerated() {
                list.append(try value(of: entry, path: "\(path)[\(index)]", depth: depth + 1))
            }
            return .list(list)
        case .mapping(let mapping):
            var fields: [YAMLField] = []
            for (key, entry) in mapping { fields.append(try field(key, entry, path: path, depth: depth)) }
            return .fields(fields)
        case .alias: return .nothing
        }
    }

    private mutating func field(
        _ key: Node, _ entry: Node, path: String, depth: Int
    ) throws(YAMLFaults) -> YAMLField {
        let line = key.mark?.line ?? 1
        guard let name = key.scalar?.string, key.anchor == nil else {
            throw YAMLFaults(line: line, path: path, "has a key that is not a word")
        }
        let inner = path.isEmpty ? Quoted.key(name) : "\(path).\(Quoted.key(name))"
        return YAMLField(key: name, line: line, value: try value(of: entry, path: inner, depth: depth + 1))
    }

    private static func content(of scalar: Node.Scalar) -> YAMLValue.Content {
        scalar.style == .plain && ["", "~", "null"].contains(scalar.string) ? .nothing : .text(scalar.string)
    }
}
