import RatchetCore
import SeededRandom

extension SampleGraph {
    func chance() throws -> ReleaseGraph {
        var random = SeededRandom(seed: 1)
        let bases = try (1...1000).map { place in
            try base("\(place)", product: ">=\(Int.random(in: 0...(place * 8), using: &random))")
        }
        let products = try (1...9000).map { place in
            let base = Int.random(in: 0...(place / 10), using: &random)
            let product = Int.random(in: max(0, place - 2000)..<place, using: &random)
            return try self.product(
                "\(place)", base: ">=\(base) <=\(base + Int.random(in: 1...200, using: &random))",
                product: ">=\(product)")
        }
        // Who got stuck by chance has one way out.
        return try graph(bases + products + [product("9001")], [], [.base, .product])
    }

    /// Each package asks for older ones of its class, and for some of the other class at about its own height.
    func spans(upTo width: Int) throws -> ReleaseGraph {
        var random = SeededRandom(seed: 1)
        var packages: [Package] = []
        for place in 1...5000 {
            packages.append(
                try base("\(place)", base: before(place, width, &random), product: around(place, width, &random)))
            packages.append(
                try product("\(place)", base: around(place, width, &random), product: before(place, width, &random)))
        }
        // Who got stuck by chance has one way out.
        packages += [try base("5001"), try product("5001")]
        return try graph(packages, [], [.base, .product])
    }

    func ladder() throws -> ReleaseGraph {
        let packages = try (1...5000).flatMap { place in
            try [
                base("\(place)", base: "=\(place - 1)", product: "=\(place - 1)"),
                product("\(place)", base: "=\(place)", product: "=\(place - 1)"),
            ]
        }
        return try graph(packages, [], [.base, .product])
    }

    private func before(_ place: Int, _ width: Int, _ random: inout SeededRandom) -> String {
        let low = Int.random(in: max(0, place - width)..<place, using: &random)
        let high = Int.random(in: low..<place, using: &random)
        return place % 3 == 0 ? ">=\(low)" : ">=\(low) <=\(high)"
    }

    private func around(_ place: Int, _ width: Int, _ random: inout SeededRandom) -> String {
        let (below, above) = (Int.random(in: 0...width, using: &random), Int.random(in: 0...width, using: &random))
        return ">=\(max(0, place - below)) <=\(min(5000, place + above))"
    }
}
