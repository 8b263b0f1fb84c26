import AdminAPI
import RatchetCore

/// An appliance's upgrade at one look: its hops, the soak's clock, the window, and the gates by their rules.
struct UpgradePicture {
    let explanation: ApplianceExplanationResource
    let now: Instant

    var details: ApplianceDetailsResource { explanation.details }
    private var hops: [UpgradeHopResource] { details.upgrade?.hops ?? [] }
    /// The hop that is under way or comes next.
    private var next: Int? { hops.firstIndex { !$0.isDone } }

    static let barWidth = 24

    func lines(on canvas: Canvas, title: String) -> [Line] {
        let runs = details.appliance.installed?.words ?? "nothing that is known"
        let head: [Line] = [Line(title, .strong), "\(details.appliance.name) runs \(runs)", ""]
        let rows = hops.indices.map { row($0, canvas) }
        let all = head + track(canvas) + [""] + rows + ["", soak(canvas), window] + gates(canvas)
        return all.map { $0.cut(to: canvas.width) }
    }

    /// For whoever can't be shown a picture.
    var line: String {
        guard let upgrade = details.upgrade else { return "no upgrade" }
        guard let next else { return "hops \(upgrade.done)/\(hops.count)  \(upgrade.state)" }
        let shut = shutRules.isEmpty || isHopping ? "" : "  shut: \(shutRules.joined(separator: " "))"
        let quarter = fraction.map { "  \(Int($0 * 4) * 25) %" } ?? ""
        return "hops \(upgrade.done)/\(hops.count)  \(hops[next].package)  \(upgrade.state)\(quarter)\(shut)"
    }

    private var isHopping: Bool {
        details.upgrade.flatMap { UpgradeState(rawValue: $0.state) }?.isHopping ?? false
    }

    /// How far the installation is, as the appliance says.
    private var fraction: Double? {
        guard isHopping, details.call?.verb == DriverVerb.install.rawValue else { return nil }
        return details.call?.progress?.fraction
    }
}

extension UpgradePicture {
    private enum Place {
        case done, underWay, waiting
        var tone: Tone? {
            switch self {
            case .done: .good
            case .underWay: .strong
            case .waiting: .faint
            }
        }
    }

    private func place(_ index: Int) -> Place {
        if hops[index].isDone { return .done }
        return index == next && isHopping ? .underWay : .waiting
    }

    /// The path in one line: what is done, what is under way, what is still to come.
    private func track(_ canvas: Canvas) -> [Line] {
        let glyphs = canvas.glyphs
        let link = String(repeating: glyphs.horizontal, count: 3)
        var line = Line(hops.first.map { short($0.before) } ?? "", .faint)
        for (index, hop) in hops.enumerated() {
            let sign: Character =
                switch place(index) {
                case .done: glyphs.full
                case .underWay: glyphs.half
                case .waiting: glyphs.empty
                }
            let target =
                hop.packageClass == PackageClass.base.rawValue ? "base \(hop.after.base ?? "")" : hop.after.product
            line = line + "\(link)\(Line("[\(sign) \(target ?? hop.package)]", place(index).tone))"
        }
        return [line]
    }

    private func short(_ versions: VersionsResource) -> String { versions.product ?? versions.base ?? "" }

    private func row(_ index: Int, _ canvas: Canvas) -> Line {
        let hop = hops[index]
        let name = "\(hop.number)  \(hop.package)".padded(to: 20)
        let share: Int
        let word: String
        switch place(index) {
        case .done: (share, word) = (100, "done")
        case .underWay:
            share = fraction.map { Int($0 * 100) } ?? 100
            let said = fraction == nil ? nil : details.call?.progress?.message
            let percent = fraction.map { "\(Int($0 * 100)) %" }
            word = [details.upgrade?.state, percent, said].compactMap(\.self).joined(separator: "  ")
        case .waiting: (share, word) = (0, index == next ? preparing ?? "next" : "waiting")
        }
        let bar = Bar.text(share, here: hop.isDone ? 0 : share, of: 100, width: UpgradePicture.barWidth, canvas.glyphs)
        return "\(name, place(index).tone)  \(bar, place(index).tone)  \(word)"
    }

    /// What the appliance is asked before its next hop.
    private var preparing: String? { details.call.map { "next: \($0.verb)" } }
}
