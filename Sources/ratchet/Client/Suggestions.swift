import AdminAPI
import ArgumentParser
import Foundation
import NIOCore

/// What a shell offers for a word that is being typed. The server that the line names is asked, at most for a second; without
/// an answer nothing is offered and nothing is said.
enum Suggestions {
    static let devices = CompletionKind.custom { words, _, prefix in
        await offered(prefix, words) { client in
            // The server chooses, so that a large fleet is no burden.
            let query = ["limit": "200"].merging(prefix.isEmpty ? [:] : ["q": prefix]) { $1 }
            let list: DeviceListResource = try await client.get(["devices"], query)
            return list.devices.map { device in
                [device.name, device.serial].compactMap(\.self).first(where: isPlain) ?? String(device.number)
            }
        }
    }

    static let groups = CompletionKind.custom { words, _, prefix in
        await offered(prefix, words) { client in
            let list: GroupListResource = try await client.get(["groups"])
            return list.groups.map { isPlain($0.name) ? $0.name : String($0.number) }
        }
    }

    static let plans = CompletionKind.custom { words, _, prefix in
        await offered(prefix, words) { client in
            let list: PlanListResource = try await client.get(["plans"])
            return list.plans.map { String($0.number) }
        }
    }

    static let appliances = CompletionKind.custom { words, _, prefix in
        await offered(prefix, words) { client in
            let list: ApplianceListResource = try await client.get(["appliances"], ["limit": "200"])
            return list.appliances.map { isPlain($0.name) ? $0.name : String($0.number) }
        }
    }

    static let checkpoints = CompletionKind.custom { words, _, prefix in
        await offered(prefix, words) { client in
            let list: CheckpointListResource = try await client.get(["checkpoints"])
            return list.checkpoints.map { String($0.number) }
        }
    }

    static let calendars = CompletionKind.custom { words, _, prefix in
        await offered(prefix, words) { client in
            let list: CalendarListResource = try await client.get(["calendars"])
            return list.calendars.map(\.name)
        }
    }

    /// Those that have a release graph.
    static let products = CompletionKind.custom { words, _, prefix in
        await offered(prefix, words) { client in
            let list: GraphListResource = try await client.get(["packages"])
            return list.graphs.map(\.product).filter(isPlain)
        }
    }

    /// Rules that follow, and versions that there are.
    static let targets = CompletionKind.custom { words, _, prefix in
        let rules = ["latest", "latest-minor", "latest-of-major:"].filter { $0.hasPrefix(prefix) }
        return await rules
            + offered(prefix, words) { client in
                let list: ReleaseListResource = try await client.get(["releases"])
                return list.releases.map(\.version)
            }
    }

    static let platforms = CompletionKind.list(["iOS", "macOS", "visionOS"])

    private static func offered(
        _ prefix: String, _ words: [String], _ ask: (AdminClient) async throws -> [String]
    ) async -> [String] {
        guard var client = try? client(for: words) else { return [] }
        client.patience = .seconds(1)
        let answers = (try? await ask(client)) ?? []
        return answers.filter { $0.hasPrefix(prefix) }.reduce(into: []) { kept, word in
            if !kept.contains(word) { kept.append(word) }
        }
    }

    /// The server that a line means: `--server` and `--config` may stand anywhere in it.
    static func client(for words: [String]) throws -> AdminClient {
        var options: [String] = []
        for (index, word) in words.enumerated() {
            for option in ["--server", "--config"] {
                if word.hasPrefix("\(option)=") { options.append(word) }
                if word == option, let value = words.dropFirst(index + 1).first { options += [option, value] }
            }
        }
        return try ServerOptions.parse(options).client()
    }

    /// A word that no shell has to quote; what a device calls itself may be anything.
    private static func isPlain(_ word: String) -> Bool {
        !word.isEmpty && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
    }
}
