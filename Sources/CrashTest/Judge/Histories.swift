import AdminAPI

/// What the interface has served of the past. Whatever comes, what was served once is never served otherwise.
struct Histories: Sendable {
    /// By device, the oldest event first.
    private(set) var timelines: [String: [EventResource]] = [:]
    /// By position, from 1.
    private(set) var stream: [StreamedEventResource] = []

    /// How many events of timelines were served.
    var events: Int { timelines.values.reduce(0) { $0 + $1.count } }

    /// Events of timelines that have no place in the stream yet, with their devices: they get one soon after they happened.
    var unplaced: [Unplaced] {
        let placed = Set(stream.map(\.event.id))
        return timelines.sorted { $0.key < $1.key }.flatMap { device, events in
            events.filter { !placed.contains($0.id) }.map { Unplaced(device: device, event: $0) }
        }
    }

    struct Unplaced: Equatable {
        let device: String
        let event: EventResource

        var loss: Loss { Loss(.stream, device, "it never got a place: \(event.words)") }
    }

    /// A device's whole timeline was served, the oldest event first. It must begin with what was served before.
    mutating func served(_ timeline: [EventResource], of device: String) -> Loss? {
        let known = timelines[device, default: []]
        for (index, event) in known.enumerated() {
            guard index < timeline.count else {
                let text = "it ends after \(timeline.count) events; \(known.count) had been served"
                return Loss(.history, device, "\(text), the next of them \(event.words)")
            }
            if timeline[index] != event {
                return Loss(
                    .history, device,
                    "event \(index + 1) is \(timeline[index].words); served had been \(event.words)")
            }
        }
        timelines[device] = timeline
        return nil
    }

    /// The whole stream was served, or its end from `first` on. No place may be another than before, missing or left out.
    mutating func served(_ events: [StreamedEventResource], from first: Int) -> Loss? {
        for (index, event) in events.enumerated() {
            let position = first + index
            guard event.position == Int64(position) else {
                return Loss(.stream, nil, "position \(position) is missing; \(event.position) comes in its place")
            }
            if position > stream.count {
                stream.append(event)
            } else if !stream[position - 1].isSame(as: event) {
                return Loss(
                    .stream, event.device?.id,
                    "position \(position) is \(event.event.words); served had been \(stream[position - 1].event.words)")
            }
        }
        let end = first + events.count - 1
        guard end >= stream.count else {
            return Loss(.stream, nil, "it ends at position \(end); \(stream.count) had been served")
        }
        return nil
    }
}

extension StreamedEventResource {
    /// The device's title may change: it is how the device is called now.
    fileprivate func isSame(as other: StreamedEventResource) -> Bool {
        position == other.position && event == other.event && device?.id == other.device?.id
            && device?.number == other.device?.number
    }
}

extension EventResource {
    /// `enforcement.moved 0196... of 2026-11-22T06:30:00Z {from: offered, to: delivered}`
    fileprivate var words: String {
        let fields = body.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
        return "\(type) \(id) of \(time) {\(fields)}"
    }
}
