/// How a fleet of some size is kept from doing everything at once, so that what is measured is the server and not a storm that
/// no fleet makes. Small fleets are as quick as ever.
///
/// Only when something happens depends on it, never what: a seed gives every device the same end at any pace.
enum FleetPacing {
    /// Devices switched on in a second: a server on one of two cores takes about five hundred enrolments a second in, and
    /// has something else to do.
    static let enrolments = 100.0
    /// Polls a second of devices that have nothing to do, over the whole fleet.
    static let polls = 12.0
    /// Full reports a second over the whole fleet, each with two requests.
    static let fullReports = 9.0

    /// - Parameter ramp: over how many seconds the devices are switched on; nil: as the size of the fleet asks for.
    static func paced(_ durations: PhaseDurations, devices: Int, ramp: Double?) -> PhaseDurations {
        var paced = durations
        let usual = max(durations.enrolment.upperBound, Double(devices) / enrolments)
        paced.enrolment = 0...(ramp ?? usual)
        paced.poll = stretched(durations.poll, devices, to: polls)
        paced.fullReport = stretched(durations.fullReport, devices, to: fullReports)
        return paced
    }

    /// The range, longer where so many devices would come more often than `rate` times a second.
    private static func stretched(
        _ range: ClosedRange<Double>, _ devices: Int, to rate: Double
    ) -> ClosedRange<Double> {
        let middle = (range.lowerBound + range.upperBound) / 2
        let factor = max(1, Double(devices) / rate / middle)
        return (range.lowerBound * factor)...(range.upperBound * factor)
    }
}
