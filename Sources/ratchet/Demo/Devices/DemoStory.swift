/// What is done to the fleet while people look on. It goes by how far the fleet is and not only by the clock, so that a slow
/// machine shows the same.
struct DemoStory {
    enum Act: CaseIterable {
        /// A second plan is made for a few devices, with a deadline that has passed already.
        case hurry
        /// Apple publishes the next releases.
        case publish
    }

    /// How far the fleet is.
    struct Scene {
        var devices: Int
        /// Under declarative management.
        var managed: Int
        /// On the newest release for them.
        var newest: Int
        var elapsed: Duration
    }

    private var played = 0

    var isOver: Bool { played == Act.allCases.count }

    /// The act whose turn it is, when its time has come; the same until it was played.
    func due(in scene: Scene) -> Act? {
        guard let act = Act.allCases.dropFirst(played).first else { return nil }
        let isTime =
            switch act {
            case .hurry: scene.managed * 10 >= scene.devices * 9 || scene.elapsed >= .seconds(20)
            case .publish: scene.newest * 2 >= scene.devices || scene.elapsed >= .seconds(60)
            }
        return isTime ? act : nil
    }

    mutating func wasPlayed() { played += 1 }
}
