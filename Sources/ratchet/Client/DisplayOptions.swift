import ArgumentParser

/// How a person wants to be shown what a command has to say.
struct DisplayOptions: ParsableArguments {
    @Option(
        help: """
            When to use colours: auto, always or never. auto: on a terminal, unless NO_COLOR is set. A colour never says \
            more than the words beside it.
            """)
    var color = ColorChoice.auto

    @Flag(help: "Print at once what is longer than the terminal, without RATCHET_PAGER, PAGER or less.")
    var noPager = false

    /// Standard output, as wide and as colourful as it may be.
    var canvas: Canvas { .output(color) }
}
