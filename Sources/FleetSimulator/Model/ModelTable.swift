/// The models that a simulated fleet is made of.
///
/// Product names, board ids, versions and builds are facts of Apple's lookup feed as of March 2026, and older systems of
/// what Apple released before.
enum ModelTable {
    static let macs: [ModelEntry] = [
        mac("Mac14,2", "J413AP", "MacBook Air (13-inch, M2, 2022)"),
        mac("Mac14,9", "J414sAP", "MacBook Pro (14-inch, 2023)", capacity: 512),
        mac("Mac14,3", "J473AP", "Mac mini (2023)", battery: false),
        mac("MacBookAir10,1", "J313AP", "MacBook Air (M1, 2020)"),
        mac("MacBookPro17,1", "J293AP", "MacBook Pro (13-inch, M1, 2020)"),
        mac("Mac15,12", "J613AP", "MacBook Air (13-inch, M3, 2024)", ventura: false),
        mac("Mac16,12", "J713AP", "MacBook Air (13-inch, M4, 2025)", ventura: false),
        mac("MacBookPro16,1", "J152FAP", "MacBook Pro (16-inch, 2019)", silicon: false, capacity: 512),
    ]

    static let phones: [ModelEntry] = [
        handheld("iPhone17,1", "iPhone", .iOS, "iPhone 16 Pro", sixteen: false),
        handheld("iPhone16,2", "iPhone", .iOS, "iPhone 15 Pro Max", sixteen: false),
        handheld("iPhone14,6", "iPhone", .iOS, "iPhone SE (3rd generation)"),
        handheld("iPhone12,1", "iPhone", .iOS, "iPhone 11"),
        lastOn18("iPhone11,2", "iPhone", .iOS, "iPhone XS"),
    ]

    static let tablets: [ModelEntry] = [
        handheld("iPad16,3", "iPad", .iPadOS, "iPad Pro 11-inch (M4)", sixteen: false),
        handheld("iPad13,18", "iPad", .iPadOS, "iPad (10th generation)"),
        handheld("iPad14,3", "iPad", .iPadOS, "iPad Pro 11-inch (4th generation)"),
        lastOn18("iPad7,11", "iPad", .iPadOS, "iPad (7th generation)"),
    ]

    static let others: [ModelEntry] = [
        television("AppleTV14,1", "Apple TV 4K (3rd generation)"),
        headset("RealityDevice14,1", "Apple Vision Pro"),
        television("AppleTV11,1", "Apple TV 4K (2nd generation)"),
    ]

    /// Out of ten devices four are Macs, three iPhones, two iPads; one is a television or a headset.
    static func entry(forDevice index: Int) -> ModelEntry {
        let round = index / 10
        switch index % 10 {
        case 0: return pick(macs, round * 4)
        case 3: return pick(macs, round * 4 + 1)
        case 6: return pick(macs, round * 4 + 2)
        case 8: return pick(macs, round * 4 + 3)
        case 1: return pick(phones, round * 3)
        case 4: return pick(phones, round * 3 + 1)
        case 7: return pick(phones, round * 3 + 2)
        case 2: return pick(tablets, round * 2)
        case 5: return pick(tablets, round * 2 + 1)
        default: return pick(others, round)
        }
    }

    static func pick(_ entries: [ModelEntry], _ index: Int) -> ModelEntry {
        entries[index % entries.count]
    }
}

extension ModelTable {
    private static func system(_ version: OSVersion, _ build: String) -> InstalledSystem {
        InstalledSystem(version: version, build: build)
    }

    private static func mac(
        _ product: String, _ board: String, _ name: String, silicon: Bool = true, battery: Bool = true,
        ventura: Bool = true, capacity: Int = 256
    ) -> ModelEntry {
        ModelEntry(
            model: DeviceModel(
                product, "Mac", .macOS, feedKey: board, name, appleSilicon: silicon, battery: battery,
                capacity: capacity),
            current: system(OSVersion(26, 4), "25E246"),
            older: [
                system(OSVersion(26, 3, 1), "25D2128"), system(OSVersion(26, 2), "25C56"),
                system(OSVersion(26, 3), "25D125"), system(OSVersion(15, 7, 4), "24G517"),
            ],
            beforeEnforcement: ventura ? system(OSVersion(13, 7, 8), "22H730") : nil,
            majorBehind: system(OSVersion(15, 7, 4), "24G517"))
    }

    private static func handheld(
        _ product: String, _ family: String, _ platform: Platform, _ name: String, sixteen: Bool = true
    ) -> ModelEntry {
        ModelEntry(
            model: DeviceModel(product, family, platform, name, capacity: 128),
            current: system(OSVersion(26, 4), "23E246"),
            older: [
                system(OSVersion(26, 3, 1), "23D8133"), system(OSVersion(26, 2), "23C55"),
                system(OSVersion(26, 3), "23D127"), system(OSVersion(26, 2, 1), "23C71"),
            ],
            beforeEnforcement: sixteen ? system(OSVersion(16, 6, 1), "20G81") : nil,
            majorBehind: system(OSVersion(18, 6, 2), "22G100"))
    }

    /// A model that takes no system after 18.
    private static func lastOn18(
        _ product: String, _ family: String, _ platform: Platform, _ name: String
    ) -> ModelEntry {
        ModelEntry(
            model: DeviceModel(product, family, platform, name, capacity: 64),
            current: system(OSVersion(18, 7, 7), "22H333"),
            older: [system(OSVersion(18, 7, 4), "22H218"), system(OSVersion(18, 7, 5), "22H311")],
            beforeEnforcement: nil, majorBehind: nil)
    }

    private static func television(_ product: String, _ name: String) -> ModelEntry {
        ModelEntry(
            model: DeviceModel(product, "AppleTV", .tvOS, name, battery: false, capacity: 64),
            current: system(OSVersion(26, 4), "23L243"),
            older: [system(OSVersion(26, 3), "23K620"), system(OSVersion(26, 2), "23K54")],
            beforeEnforcement: nil, majorBehind: nil)
    }

    private static func headset(_ product: String, _ name: String) -> ModelEntry {
        ModelEntry(
            model: DeviceModel(product, "RealityDevice", .visionOS, name),
            current: system(OSVersion(26, 4), "23O247"),
            older: [system(OSVersion(26, 3, 1), "23N630"), system(OSVersion(26, 2), "23N301")],
            beforeEnforcement: nil, majorBehind: nil)
    }
}
