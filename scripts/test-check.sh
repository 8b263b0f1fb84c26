#!/bin/bash
# Proves that `make check` can fail: plants each fault in a small house and expects to be told of it, file and line.
# Also that it can pass: what only looks like a fault is planted too.
set -u

here=$(cd "$(dirname "$0")" && pwd)
checker=$("$here/check.sh" --build-only) || exit 1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# --- a small house in order -------------------------------------------------------------------------------------------

house=$work/house
mkdir -p "$house"
cat >"$house/Package.swift" <<'SWIFT'
// swift-tools-version: 6.2
import PackageDescription

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")

let package = Package(
    name: "house",
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
    ],
    targets: [
        .target(name: "RatchetCore"),
        .target(name: "AppleMDM"),
        .target(name: "Storage", dependencies: ["RatchetCore"]),
        .target(name: "StorageSQLite", dependencies: ["Storage", grdb]),
        .target(name: "Orchestrator", dependencies: ["RatchetCore", "Storage"]),
        .target(name: "DeviceEndpoint", dependencies: ["Orchestrator", nio]),
        .target(name: "FleetSimulator", dependencies: ["AppleMDM"]),
        .executableTarget(name: "ratchet", dependencies: ["DeviceEndpoint", "StorageSQLite"]),
        .testTarget(name: "RatchetCoreTests", dependencies: ["RatchetCore", "ratchet"]),
    ]
)
SWIFT
room() { # room TARGET IMPORT...
    local folder=$house/Sources/$1
    [[ $1 != *Tests ]] || folder=$house/Tests/$1
    mkdir -p "$folder"
    shift
    printf 'import %s\n' "$@" >"$folder/Room.swift"
}
room RatchetCore Foundation
room AppleMDM Foundation
room Storage RatchetCore
room StorageSQLite GRDB Storage
room Orchestrator Foundation RatchetCore Storage
room DeviceEndpoint NIOCore Orchestrator
room FleetSimulator AppleMDM
room ratchet DeviceEndpoint StorageSQLite
room RatchetCoreTests RatchetCore Testing

dump() { # dump FOLDER
    "$here/swift.sh" package --package-path "$1" --scratch-path "$work/manifest" dump-package
}
dump "$house" >"$work/package.json" || exit 1

# The house's own rules, but for its exceptions.
rules=$work/rules
mkdir "$rules"
cp "$here"/check/*.txt "$rules"
: >"$rules/exceptions.txt"

# --- planting ---------------------------------------------------------------------------------------------------------

told() { # told NAME EXPECTED-EXIT EXPECTED-TEXT EXIT OUTPUT
    if [[ $4 == "$2" && $5 == *"$3"* ]]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED $1: expected exit $2 and \"$3\", got exit $4 and"
        sed 's/^/    /' <<<"$5"
    fi
}

planted=$work/planted
plant() { # plant FILE CODE: the house with CODE as lines of FILE
    rm -rf "$planted"
    cp -r "$house" "$planted"
    mkdir -p "$planted/$(dirname "$1")"
    printf '%s\n' "$2" >>"$planted/$1"
}

refused() { # refused FILE CODE EXPECTED
    local output
    plant "$1" "$2"
    output=$("$checker" "$planted" "$work/package.json" "$rules")
    told "$2" 1 "$3" $? "$output"
}

allowed() { # allowed FILE CODE
    local output
    plant "$1" "$2"
    output=$("$checker" "$planted" "$work/package.json" "$rules")
    told "$2" 0 "house: clean" $? "$output"
}

manifest() { # manifest SED-SCRIPT EXPECTED: the house with another Package.swift
    local output
    rm -rf "$planted"
    cp -r "$house" "$planted"
    sed -i "$1" "$planted/Package.swift"
    dump "$planted" >"$work/other.json"
    output=$("$checker" "$planted" "$work/other.json" "$rules")
    told "$1" 1 "$2" $? "$output"
}

impure() { refused Sources/RatchetCore/Planted.swift "$1" "in RatchetCore, which is pure"; }
pure() { allowed Sources/RatchetCore/Planted.swift "$1"; }
endpoint=Sources/DeviceEndpoint/Planted.swift

# --- the house itself -------------------------------------------------------------------------------------------------

allowed Sources/RatchetCore/Planted.swift "struct Planted {}"

# --- the procedure's rules --------------------------------------------------------------------------------------------

rule=Sources/RatchetCore/Upgrade/Rule.swift
refused $rule $'enum Rule {\n    /// Never sideways.\n    case P1\n}' "the rule P1 has no declaration whose comment names (P1)"
refused $rule $'enum Rule {\n    case P1\n}\n/// (P1) Never.\nstruct Path {}' "docs/rules.md: does not say what the code says"

# --- walls: imports ---------------------------------------------------------------------------------------------------

refused $endpoint "import StorageSQLite" "Planted.swift:1: DeviceEndpoint imports StorageSQLite: StorageSQLite is only for"
refused $endpoint "import GRDB" "GRDB is only for StorageSQLite"
refused $endpoint "import SQLite3" "which it does not declare"
refused $endpoint "import Storage" "no door leads from DeviceEndpoint to Storage"
refused $endpoint "public import StorageSQLite" "imports StorageSQLite"
refused $endpoint "internal import StorageSQLite" "imports StorageSQLite"
refused $endpoint "@testable import StorageSQLite" "imports StorageSQLite"
refused $endpoint "@preconcurrency public import StorageSQLite" "imports StorageSQLite"
refused $endpoint "@_spi(Internals) import StorageSQLite" "imports StorageSQLite"
refused $endpoint "@_exported import StorageSQLite" "imports StorageSQLite"
refused $endpoint "import struct StorageSQLite.Engine" "imports StorageSQLite"
refused $endpoint "import class GRDB.DatabasePool" "imports GRDB"
refused $endpoint $'import\n    StorageSQLite' "imports StorageSQLite"
refused $endpoint "import /* the */ StorageSQLite" "imports StorageSQLite"
refused $endpoint "import Foundation; import StorageSQLite" "imports StorageSQLite"
refused $endpoint $'#if canImport(GRDB)\nimport GRDB\n#endif' "Planted.swift:2: DeviceEndpoint imports GRDB"
refused $endpoint "import AppleMDM" "imports AppleMDM, which it does not declare"
refused $endpoint 'import `GRDB`' "imports GRDB"
refused Sources/FleetSimulator/Planted.swift "import RatchetCore" "no door leads from FleetSimulator to RatchetCore"
refused Sources/FleetSimulator/Planted.swift "import Orchestrator" "no door leads from FleetSimulator to Orchestrator"
refused Sources/AppleMDM/Planted.swift "import RatchetCore" "no door leads from AppleMDM to RatchetCore"
refused Sources/Storage/Planted.swift "import GRDB" "GRDB is only for StorageSQLite"
refused Sources/Orchestrator/Planted.swift "import NIOCore" "NIOCore is only for"
refused Sources/RatchetCore/Planted.swift "import NIOCore" "NIOCore is only for"
for module in Logging Dispatch Glibc Synchronization FoundationNetworking ServiceLifecycle AsyncHTTPClient Hummingbird; do
    refused Sources/RatchetCore/Planted.swift "import $module" "RatchetCore imports $module"
done
refused Tests/RatchetCoreTests/Planted.swift "import StorageSQLite" "which it does not declare"
refused Tests/RatchetCoreTests/Planted.swift "import GRDB" "GRDB is only for StorageSQLite"
refused Sources/Annex/Planted.swift "struct Annex {}" "belongs to no target"
allowed $endpoint "// import StorageSQLite"
allowed $endpoint 'let text = "import StorageSQLite"'
allowed $endpoint $'let text = """\n    import StorageSQLite\n    """'
allowed $endpoint 'let order = Order(import: goods).import'

# --- walls: Package.swift ---------------------------------------------------------------------------------------------

manifest 's/"Orchestrator", nio/"Orchestrator", "StorageSQLite", nio/' "DeviceEndpoint declares StorageSQLite: StorageSQLite is only for"
manifest 's/"Orchestrator", nio/"Orchestrator", grdb, nio/' "DeviceEndpoint declares GRDB: GRDB is only for StorageSQLite"
manifest 's/name: "FleetSimulator", dependencies: \[/&"Storage", /' "FleetSimulator declares Storage: no door"
manifest 's/name: "RatchetCore")/name: "RatchetCore", dependencies: [nio])/' "RatchetCore declares NIOCore: NIOCore is only for"
manifest 's/name: "FleetSimulator", dependencies: \[/&"AppleMDM", nio, /' "FleetSimulator declares NIOCore, which no file of it imports"
manifest 's/"RatchetCore", "Storage"\]/"RatchetCore", "Storage", "AppleMDM"]/' "Orchestrator declares AppleMDM, which no file of it imports"
manifest 's/"AppleMDM"),/"AppleMDM"), .target(name: "Cellar", dependencies: ["StorageSQLite"]),/' "Cellar has no line in"

# --- purity -----------------------------------------------------------------------------------------------------------

while IFS= read -r code; do
    [[ -z $code ]] || impure "$code"
done <<'SWIFT'
let a = Date()
let a = Date ()
let a = Date( )
let a = Date/* now */()
let a = Date.init()
let a = Foundation.Date()
let a = `Date`()
let a: Date = .init()
let a = Date.now
let a: Date = .now
let a = later ?? .now
func a() -> Date { return .now }
func a(at: Date = .now) {}
let a = Date(timeIntervalSinceNow: 3)
let a: Date = .init(timeIntervalSinceNow: 3)
let a = date.timeIntervalSinceNow
let a = Date.timeIntervalSinceReferenceDate
let a = Date.init
let a = Date.self.init()
let a = Date.self
typealias Moment = Date
typealias Moment = Foundation.Date
extension Date { init(here: Int) { self.init() } }
let a = NSDate()
let a = "at \(Date())"
let a = #"at \#(Date())"#
let a = "at \("and \(Date.now)")"
let a = ContinuousClock().now
let a = clock.now
let a = SuspendingClock()
let a = DispatchTime.now()
let a = CFAbsoluteTimeGetCurrent()
let a = time(nil)
let a = time(&now)
let a = Glibc.time(nil)
let a = clock()
let a = clock_gettime(CLOCK_REALTIME, &spec)
let a = clock_gettime_nsec_np(CLOCK_REALTIME)
let a = gettimeofday(&value, nil)
let a = zone.secondsFromGMT()
let a = zone.nextDaylightSavingTimeTransition
let a = calendar.isDateInToday(date)
let a = DateInterval()
let a = UUID()
let a = UUID.init()
let a: UUID = .init()
let a = UUID().uuidString
let a = list.map { _ in UUID() }
let a = Int.random(in: 0..<3)
let a: Int = .random(in: 0..<3)
let a = Bool.random()
let a = list.randomElement()
let a = list.shuffled()
var a = SystemRandomNumberGenerator()
let a = arc4random()
let a = arc4random_uniform(3)
let a = rand()
let a = SymmetricKey(size: .bits256)
let a = P256.Signing.PrivateKey()
func hash(into hasher: inout Hasher) {}
let a = "x".hashValue
let a = TimeZone.current
let a = TimeZone.autoupdatingCurrent
let a: TimeZone = .current
let a = make(timeZone: .current)
let a = Locale.current
let a = Calendar.current
let a = 5.formatted()
let a = DateFormatter()
let a = FileManager.default
let a = try Data(contentsOf: url)
let a = try String(contentsOf: url, encoding: .utf8)
let a = try String(contentsOfFile: path, encoding: .utf8)
let a = Data.init(contentsOf:)
let a = URL(fileURLWithPath: "x")
let a = fopen("x", "r")
let a = ProcessInfo.processInfo
let a = CommandLine.arguments
let a = getenv("HOME")
print("here")
try await Task.sleep(for: .seconds(1))
Task { work() }
Thread.sleep(forTimeInterval: 1)
@_silgen_name("time") func moment(_ pointer: Int) -> Int
let a = dlsym(nil, "time")
SWIFT

while IFS= read -r code; do
    [[ -z $code ]] || pure "$code"
done <<'SWIFT'
// Date() and UUID() are not for us, nor is .now
/* Date() /* Date.now */ UUID() */
let a = "Date() and TimeZone.current"
let a = #"\(Date())"#
let a = Date(timeIntervalSince1970: 5)
let a = try container.decode(Date.self, forKey: .date)
let a: [Date] = []
let a = context.now
let a = self.now
let a = $0.now
list.append(contentsOf: others)
list.insert(contentsOf: others, at: 0)
let a = UUID(uuidString: text)
let a: Verdict = .current
let a = Release.current
let a = zone.secondsFromGMT(for: date)
let a = makeDate()
let a = Date_()
self.init()
let a = Thing()
let a = generator.next()
let a = text.firstMatch(of: /"(\d+)"/)
let a = x / y; let b = "Date()"; let c = x / y
func print(_ verdict: Verdict) {}
page.print(verdict)
SWIFT

refused Sources/RatchetCore/Plan/Deep.swift $'struct Plan {\n    let at = Date()\n}' "Sources/RatchetCore/Plan/Deep.swift:2: \`Date()\` in RatchetCore"
refused Sources/AppleMDM/Planted.swift "let a = UUID()" "in AppleMDM, which is pure"
allowed Sources/Orchestrator/Planted.swift "let a = Date()"

# --- house ------------------------------------------------------------------------------------------------------------

long=$(yes '// a line' | head -n 351)
refused Sources/Storage/Planted.swift "$long" "351 lines"
allowed Sources/Storage/Planted.swift "${long#*$'\n'}"
refused Sources/Storage/Planted.swift 'let a = try! read()' "\`try!\`"
refused Sources/Storage/Planted.swift 'let a = b as! Int' "\`as!\`"
refused Sources/Storage/Planted.swift 'func a() -> Never { fatalError("no") }' "fatalError"
allowed Sources/Storage/Planted.swift 'let a = try !isReady()'
refused Sources/Storage/Planted.swift 'nonisolated(unsafe) var a = 1' "nonisolated(unsafe)"
refused Sources/Storage/Planted.swift 'final class A: @unchecked Sendable {}' "@unchecked"
refused docs/planted.md "cd /""work/house && make" "names one machine"
refused scripts/planted.sh "curl https://""registry.acme.net/x" "names one machine"
allowed docs/planted.md "see work/list.md, ../root/x and https://github.com/apple/swift-nio"

allowed Fuzz/.build/planted.yaml "cd /""work/house && make"
allowed Fuzz/corpus/planted/input "cd /""work/house && make"
refused Fuzz/Sources/Planted.swift "// cd /""work/house && make" "names one machine"

refused docs/planted.md "see [it](other.md)" "docs/planted.md:1: there is no docs/other.md"
refused Sources/Storage/Planted.swift "/// The drawing is \`docs/""planted.svg\`." "there is no docs/planted.svg"
allowed docs/planted.md "see [it](../Package.swift), [there](#there), [core](../Sources/RatchetCore) and https://swift.org"
exempted() { # exempted FILE CODE EXCEPTION EXIT EXPECTED
    local output
    plant "$1" "$2"
    echo "$3" >"$rules/exceptions.txt"
    output=$("$checker" "$planted" "$work/package.json" "$rules")
    told "exception $3" "$4" "$5" $? "$output"
    : >"$rules/exceptions.txt"
}
exempted Sources/Storage/Planted.swift 'let a = try! read()' "traps Sources/Storage/Planted.swift it is a test" 0 "house: clean"
exempted Sources/Storage/Planted.swift 'let a = 1' "traps Sources/Storage/Planted.swift it was a test" 1 "any more"
exempted Sources/Storage/Planted.swift 'let a = try! read()' "traps Sources/Storage/Planted.swift" 2 "expected"

# --- format, and the whole script -------------------------------------------------------------------------------------

plant Sources/RatchetCore/Planted.swift $'struct A {\n  let at = Date()\n}'
plant2=$("$here/check.sh" --root "$planted" 2>&1)
told "check.sh tells format and purity at once" 1 "[Indentation]" $? "$plant2"
told "check.sh tells format and purity at once" 1 "purity: 1 fault" 1 "$plant2"

echo "$passed passed, $failed failed"
[[ $failed -eq 0 ]]
