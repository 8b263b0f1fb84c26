/// Measures a binary property list before a recursive reader sees it: table bounds, nesting, cycles, and how many objects
/// and octets it has when every reference is followed.
struct BinaryPlistGuard {
    private let bytes: [UInt8]
    private let limits: PlistLimits
    private let trailer: BinaryPlistTrailer
    /// What was found below each object so far.
    private var measures: [Measure]
    /// References read so far; never more than the objects they lead to.
    private var references = 0

    /// A container whose children are being measured.
    private struct Level {
        let object: Int
        let children: [Int]
        var next = 0
    }

    private enum Measure {
        case unseen
        /// Its children are being measured; to meet it again is a cycle.
        case open
        case done(depth: Int, objects: Int, octets: Int)
    }

    /// Whether the bytes claim to be a binary property list.
    static func applies(to bytes: [UInt8]) -> Bool { bytes.starts(with: "bplist".utf8) }

    /// Throws `notAPlist`, `tooDeep` or `tooLarge`.
    static func check(_ bytes: [UInt8], _ limits: PlistLimits) throws(MDMCodecError) {
        guard bytes.starts(with: "bplist00".utf8), let trailer = BinaryPlistTrailer(bytes) else {
            throw broken("a bad trailer")
        }
        guard trailer.objectCount <= limits.maximumObjects else { throw tooLarge(limits) }
        var scan = BinaryPlistGuard(bytes, limits, trailer)
        try scan.measure(trailer.topObject)
    }

    private init(_ bytes: [UInt8], _ limits: PlistLimits, _ trailer: BinaryPlistTrailer) {
        self.bytes = bytes
        self.limits = limits
        self.trailer = trailer
        measures = Array(repeating: .unseen, count: trailer.objectCount)
    }

    /// Visits the objects below one, children first, with a stack of its own.
    private mutating func measure(_ top: Int) throws(MDMCodecError) {
        var stack = [try open(top)]
        while var level = stack.popLast() {
            guard level.next < level.children.count else {
                try close(level.object, level.children)
                continue
            }
            let child = level.children[level.next]
            level.next += 1
            stack.append(level)
            try visit(child, &stack)
        }
    }

    private mutating func visit(_ child: Int, _ stack: inout [Level]) throws(MDMCodecError) {
        switch measures[child] {
        case .done: return
        case .open: throw Self.broken("an object within itself")
        case .unseen:
            guard stack.count <= limits.maximumDepth else { throw Self.tooDeep(limits) }
            stack.append(try open(child))
        }
    }

    private mutating func open(_ object: Int) throws(MDMCodecError) -> Level {
        measures[object] = .open
        guard let children = trailer.children(of: object, in: bytes) else { throw Self.broken("a bad object") }
        references += children.count
        guard references <= limits.maximumObjects else { throw Self.tooLarge(limits) }
        return Level(object: object, children: children)
    }

    private mutating func close(_ object: Int, _ children: [Int]) throws(MDMCodecError) {
        guard var octets = trailer.octets(of: object, in: bytes) else { throw Self.broken("a bad object") }
        var depth = 0
        var objects = 1
        for child in children {
            guard case .done(let childDepth, let childObjects, let childOctets) = measures[child] else { continue }
            depth = max(depth, childDepth)
            objects += childObjects
            octets += childOctets
            guard objects <= limits.maximumObjects, octets <= limits.maximumBytes else { throw Self.tooLarge(limits) }
        }
        if trailer.isDictionary(object, in: bytes) { try checkKeys(children.prefix(children.count / 2)) }
        depth += trailer.isContainer(object, in: bytes) ? 1 : 0
        guard depth <= limits.maximumDepth else { throw Self.tooDeep(limits) }
        measures[object] = .done(depth: depth, objects: objects, octets: octets)
    }

    private func checkKeys(_ keys: ArraySlice<Int>) throws(MDMCodecError) {
        for key in keys {
            guard case .done(_, _, let octets) = measures[key], octets <= limits.maximumKeyBytes else {
                throw MDMCodecError(.tooLarge, "a key is longer than \(limits.maximumKeyBytes) octets")
            }
        }
    }

    private static func broken(_ what: String) -> MDMCodecError {
        MDMCodecError(.notAPlist, "not a property list: \(what)")
    }

    private static func tooDeep(_ limits: PlistLimits) -> MDMCodecError {
        MDMCodecError(.tooDeep, "the message is nested deeper than \(limits.maximumDepth) levels")
    }

    private static func tooLarge(_ limits: PlistLimits) -> MDMCodecError {
        MDMCodecError(
            .tooLarge, "the message has more than \(limits.maximumObjects) objects or \(limits.maximumBytes) octets")
    }
}
