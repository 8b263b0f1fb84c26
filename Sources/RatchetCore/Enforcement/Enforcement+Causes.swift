extension Enforcement {
    /// The likely causes, most likely first, each named once, with its evidence and its way out.
    func causes(_ device: DeviceFacts, _ context: ExplainContext) -> [Cause] {
        suspected(device, context).reduce(into: []) { causes, cause in
            if !causes.contains(where: { $0.reason == cause.reason }) { causes.append(cause) }
        }
    }

    private func suspected(_ device: DeviceFacts, _ context: ExplainContext) -> [Cause] {
        let clues = Clues(device: device, context: context, failure: failure, evidence: evidence)
        let first = clues.unappliedReport + (state.isDeclared ? clues.targetMissing : [])
        let likely = state.clues.flatMap { clues.causes(of: $0, in: self) }
        return first + likely + (state.isLive ? clues.otherPlan : [])
    }
}

extension Clues {
    fileprivate func causes(of clue: Clue, in enforcement: Enforcement) -> [Cause] {
        switch clue {
        case .notHeld: notHeld(since: enforcement.since)
        case .stalled: stalled(enforcement)
        case .disk: disk
        case .power: power
        case .silence: silent
        case .offline: offline
        case .push: pushRefused
        case .user: user
        case .bootstrapToken: bootstrapToken
        case .expiredPasscode: expiredPasscode
        case .failure: failureText
        case .refusal: [Cause(.declarationRefused, .reviewDeclaration, evidence: [evidence])]
        case .withdrawal: withdrawal(enforcement.outcome)
        }
    }
}
