import Glibc

// `RatchetBench [FILTER]`: measures and prints a table; only the benchmarks whose name contains FILTER.
let filter = CommandLine.arguments.dropFirst().first ?? ""
let chosen = Benchmark.all.filter { filter.isEmpty || $0.name.contains(filter) }
if chosen.isEmpty {
    print("No benchmark has `\(filter)` in its name. There are:")
    for benchmark in Benchmark.all { print("  \(benchmark.name)") }
    exit(1)
}
let allRan = Report().run([.nothing] + chosen)
exit(allRan ? 0 : 1)
