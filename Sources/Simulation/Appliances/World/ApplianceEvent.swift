import Ports
import RatchetCore
import SeededRandom

/// Something that happens in the appliances' world.
enum ApplianceEvent {
    /// A worker of a server looks for work; of a life of that server.
    case work(String, server: Int, life: Int)
    case settle(Int, server: Int, life: Int)
    case sendMail(MailInHand)
    /// A call is made: the driver has been asked, and the order travels to the appliance.
    case makeCall(CallInHand)
    /// Whoever waits for a call looks how far it is.
    case follow(CallInHand)
    case answer(CallInHand, DriverOutcome?)
    /// The worker says that it still waits.
    case hold(CallInHand)
    case restart(server: Int)
    case clockJumps(server: Int)
    /// Something happens at an appliance by itself.
    case machineMoves(Int)
    case nature(Int)
    /// Somebody looks after an appliance, and will again.
    case attend(Int)
    /// Somebody has read a mail.
    case alarmed(Int)
    /// Somebody does something to all, or to the calendars.
    case whim
    case calm
    case judge
}

/// How often what goes wrong in the appliances' world, in so many of 1000 cases.
struct ApplianceWeather {
    /// A call does not reach the appliance.
    var lostOrder = 0
    /// Its answer does not come back.
    var lostAnswer = 0
    /// Its answer comes minutes or hours late.
    var lateAnswer = 0
    /// The store can't do its work now.
    var storeTrouble = 0
    /// Nobody says that a call is still waited for.
    var forgottenHold = 0
    var crash = 0
    var mailTrouble = 0
    /// An installation goes wrong at the appliance.
    var hopTrouble = 0
    /// Something happens to an appliance that nobody planned, each few hours.
    var nature = 0

    static let calm = ApplianceWeather()

    /// Of a quarter of the seeds the weather is fair, so that nothing hides behind the trouble.
    init(_ random: inout SeededRandom) {
        let strength = random.pick([0, 1, 2, 4])
        (lostOrder, lostAnswer, lateAnswer) = (8 * strength, 12 * strength, 8 * strength)
        (storeTrouble, forgottenHold, crash) = (2 * strength, 10 * strength, 3 * strength)
        (mailTrouble, hopTrouble, nature) = (60 * strength, 120 * strength, 20 * strength)
    }

    private init() {}
}
