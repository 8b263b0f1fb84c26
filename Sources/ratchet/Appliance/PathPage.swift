import AdminAPI

/// A path for people: its hops as a table, and what they come to; or why there is none.
struct PathPage {
    let path: PathResource

    func lines(on canvas: Canvas) -> [Line] {
        switch path.answer {
        case "path": path.path.map { found($0, canvas) } ?? []
        case "no-path": none(canvas)
        default: sentence(unknown, canvas)
        }
    }

    private func found(_ hops: HopsResource, _ canvas: Canvas) -> [Line] {
        if hops.hops.isEmpty { return sentence("It runs \(path.from.words) already: there is nothing to do.", canvas) }
        let count = Output.count(hops.hops.count, "hop")
        let soaks = hops.productHops > 1 ? ", and a soak after each product hop but the last" : ""
        return PathPage.table(hops.hops).lines(on: canvas) + [""]
            + sentence("\(count) to \(hops.to.words): about \(hops.estimate)\(soaks).", canvas)
    }

    private func none(_ canvas: Canvas) -> [Line] {
        let package = path.package.map { " to \($0)" } ?? ""
        var lines = sentence("There is no path\(package) (P7).", canvas)
        for obstacle in path.missing {
            let text = path.package.map { "\($0): \(obstacle.text)." } ?? "In the way: \(obstacle.text)."
            lines += Line.wrapped(text, first: "  ", width: canvas.textWidth, indent: 2)
        }
        guard let nearest = path.nearest, !nearest.hops.isEmpty else {
            return lines + sentence("Nothing nearer than \(path.from.words) can be reached.", canvas)
        }
        return lines + sentence("The nearest that can be reached is \(nearest.to.words):", canvas) + [""]
            + PathPage.table(nearest.hops, end: "the nearest").lines(on: canvas)
    }

    private var unknown: String {
        guard path.answer == "unknown-inventory" else {
            return "The graph has no package \(path.package ?? ""). `ratchet package validate` names those that it has."
        }
        let unsaid = path.unknown.filter { path.from[$0] == nil }
        if !unsaid.isEmpty {
            return
                "With this graph it has to be said which \(Output.list(unsaid)) is installed (P6): --from-base VERSION."
        }
        let strange = path.unknown.map { "\($0) \(path.from[$0] ?? "")" }
        return """
            The graph does not know \(Output.list(strange)): no package provides it, and it is no origin (P6). Nothing is guessed. \
            Take a snapshot of what the appliance runs (`ratchet appliance snapshot`), then add the missing package or \
            origin to the graph.
            """
    }

    /// - Parameter end: what is said of a hop that is there for its own sake.
    static func table(_ hops: [HopResource], end: String = "the target") -> TextTable {
        var table = TextTable(
            [">HOP", "PACKAGE", "CLASS", "FROM", "TO", ">ESTIMATE", "WHY"], flexible: 6, wraps: true, spare: [2])
        for hop in hops {
            table.add([
                String(hop.number), hop.package, hop.packageClass, hop.from, hop.to,
                EstimateText.words(seconds: hop.estimateSeconds),
                hop.why.map { $0.reason == "target" ? end : $0.text }.joined(separator: "; "),
            ])
        }
        return table
    }

    private func sentence(_ text: String, _ canvas: Canvas) -> [Line] { Line.wrapped(text, width: canvas.textWidth) }
}

extension HopsResource {
    var estimate: String { EstimateText.words(seconds: estimateSeconds) }
}

extension VersionsResource {
    /// `product 22.4 on base 6.2`.
    var words: String {
        switch (product, base) {
        case (let product?, let base?): "product \(product) on base \(base)"
        case (let product?, nil): "product \(product)"
        case (nil, let base?): "base \(base)"
        case (nil, nil): "nothing that is known"
        }
    }

    subscript(packageClass: String) -> String? { packageClass == "base" ? base : product }
}

extension TargetResource {
    /// `product 22.4 on base 6.2`; the licence too, where one is wanted.
    var words: String { licence.map { "\(versions.words) with \($0)" } ?? versions.words }
}

/// How long something takes, for people: whole minutes.
enum EstimateText {
    static func words(seconds: Int64) -> String {
        let (hours, minutes) = (seconds / 3600, seconds % 3600 / 60)
        let parts = [hours > 0 ? "\(hours) h" : nil, minutes > 0 || hours == 0 ? "\(minutes) min" : nil]
        return parts.compactMap(\.self).joined(separator: " ")
    }
}
