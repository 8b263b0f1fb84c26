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
        return first + likely(clues) + (state.isLive ? clues.otherPlan : [])
    }

    private func likely(_ clues: Clues) -> [Cause] {
        switch state {
        case .planned, .closed: []
        case .offered, .unreachable: clues.pushRefused + clues.offline
        case .delivered, .accepted: clues.notHeld(since: since) + clues.stalled(self) + clues.silent + clues.pushRefused
        case .waiting, .downloading:
            clues.notHeld(since: since) + clues.disk + clues.power + clues.stalled(self) + clues.silent
                + clues.pushRefused
        case .prepared: clues.user + clues.bootstrapToken + clues.silent
        case .pastDue: clues.bootstrapToken + clues.disk + clues.power + clues.expiredPasscode + clues.offline
        case .installing: clues.silent + clues.pushRefused
        case .installingSilent, .satisfied: clues.pushRefused + clues.offline
        case .failing, .blocked: clues.failureText + clues.bootstrapToken + clues.disk + clues.power
        case .rejected: [Cause(.declarationRefused, .reviewDeclaration, evidence: [evidence])]
        case .withdrawn: clues.withdrawal(outcome) + clues.pushRefused + clues.silent
        case .done: clues.pushRefused + clues.silent
        }
    }
}
