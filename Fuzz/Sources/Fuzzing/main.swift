import CFuzzer
import Foundation

// usage: ratchet-fuzz --target=NAME [libFuzzer's arguments]
//        ratchet-fuzz --targets
//
// libFuzzer passes over arguments that begin with two dashes, and hands all of them on to the processes that it starts.

if CommandLine.arguments.contains("--targets") {
    print(FuzzTarget.allCases.map(\.rawValue).joined(separator: "\n"))
    exit(0)
}
guard FuzzTarget.chosen != nil else {
    print("ratchet-fuzz: --target=NAME is missing, or names none of these:")
    print(FuzzTarget.allCases.map { "  \($0.rawValue)" }.joined(separator: "\n"))
    exit(2)
}

var count = CommandLine.argc
var arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
let status = LLVMFuzzerRunDriver(&count, &arguments) { start, count in
    FuzzTarget.chosen?.run([UInt8](UnsafeBufferPointer(start: start, count: count)))
    return 0
}
exit(status)
