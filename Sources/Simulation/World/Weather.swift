import SeededRandom

/// How often what goes wrong, in so many of 1000 cases.
struct Weather {
    /// A message is lost on its way to the server.
    var lostMessage = 0
    /// The answer is lost on its way back.
    var lostReply = 0
    /// A message comes twice.
    var repeated = 0
    /// A message is given up by its device and comes all the same, minutes later.
    var late = 0
    /// The store can't do its work now.
    var storeTrouble = 0
    /// A push is lost, late, or comes twice.
    var pushTrouble = 0
    /// The push service does not take a push.
    var pushRefused = 0
    /// The feed can't be fetched, or what comes is no good.
    var feedTrouble = 0
    /// The server ends before or after a step.
    var crash = 0

    static let calm = Weather()

    /// Of a quarter of the seeds the weather is fair, so that nothing hides behind the trouble.
    static func of(_ random: inout SeededRandom) -> Weather {
        let strength = random.pick([0, 1, 2, 5])
        return Weather(
            lostMessage: 12 * strength, lostReply: 12 * strength, repeated: 12 * strength, late: 8 * strength,
            storeTrouble: 4 * strength, pushTrouble: 60 * strength, pushRefused: 15 * strength,
            feedTrouble: 120 * strength, crash: 3 * strength)
    }
}
