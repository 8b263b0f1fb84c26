import Foundation

/// What is written on: how wide it is, whether it shows colours, and which signs.
struct Canvas: Sendable, Equatable {
    /// Columns.
    var width: Int
    var ink: Ink = .none
    var glyphs: Glyphs = .unicode

    /// Columns for sentences: longer lines are hard to read.
    var textWidth: Int { min(width, Canvas.widestText) }

    static let widestText = 120

    /// Standard output as it is.
    static func output(_ color: ColorChoice = .auto) -> Canvas {
        let environment = ProcessInfo.processInfo.environment
        return Canvas(
            width: Terminal.width, ink: color.ink(environment: environment, isTerminal: Terminal.isOutput),
            glyphs: Glyphs(environment: environment))
    }
}
