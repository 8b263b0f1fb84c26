import CoreFoundation
import Foundation
import Glibc

/// What a process, or a family of them, has used so far, as the kernel counts it.
struct ProcessTimes {
    /// Of one process, on all cores, in all of its threads.
    static func processor(of pid: Int32) -> Duration {
        var clock = clockid_t()
        var time = timespec()
        guard clock_getcpuclockid(pid, &clock) == 0, clock_gettime(clock, &time) == 0 else { return .zero }
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }

    /// Of a process, its children, and those of its children that have ended.
    static func processor(ofFamily pid: Int32) -> Duration {
        let living = children(of: pid).reduce(processor(of: pid)) { $0 + processor(of: $1) }
        let ticks = stat(pid).dropFirst(15).prefix(2).compactMap { Int($0) }.reduce(0, +)
        return living + .seconds(ticks) / sysconf(Int32(_SC_CLK_TCK))
    }

    /// Memory that is in use now, in octets.
    static func resident(_ pid: Int32) -> Int {
        let status = (try? String(contentsOfFile: "/proc/\(pid)/status", encoding: .utf8)) ?? ""
        let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
        return (line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
    }

    private static func children(of pid: Int32) -> [Int32] {
        let entries = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
        return entries.compactMap { Int32($0) }.filter { stat($0).dropFirst(3).first.flatMap { Int32($0) } == pid }
    }

    /// The fields of `/proc/PID/stat`; the second, which may have blanks in it, is one.
    private static func stat(_ pid: Int32) -> [Substring] {
        guard let text = try? String(contentsOfFile: "/proc/\(pid)/stat", encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else { return [] }
        return ["", ""] + text[text.index(after: end)...].split(separator: " ")
    }
}
