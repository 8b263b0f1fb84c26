/// The first message of an enrolment (reference 1.3): reset what an old enrolment left, and do not push yet.
public struct Authenticate: Sendable, Hashable {
    public var identity: EnrolmentIdentity
    public var topic: String
    public var osVersion: String?
    public var buildVersion: String?
    /// The product, such as `iPhone17,1` or `Mac14,7`.
    public var productName: String?
    public var serialNumber: String?
    public var imei: String?
    public var meid: String?
    public var deviceName: String?
    public var model: String?
    public var modelName: String?

    public init(identity: EnrolmentIdentity, topic: String) {
        self.identity = identity
        self.topic = topic
    }
}

extension Authenticate: PlistMessage {
    public init(from decoder: any Decoder) throws {
        let reader = try PlistReader(decoder)
        self.init(identity: try EnrolmentIdentity(reader), topic: try reader.text("Topic"))
        osVersion = try reader.optionalText("OSVersion")
        buildVersion = try reader.optionalText("BuildVersion")
        productName = try reader.optionalText("ProductName")
        serialNumber = try reader.optionalText("SerialNumber")
        imei = try reader.optionalText("IMEI")
        meid = try reader.optionalText("MEID")
        deviceName = try reader.optionalText("DeviceName")
        model = try reader.optionalText("Model")
        modelName = try reader.optionalText("ModelName")
    }

    public var plistFields: [String: PlistNode] {
        var fields = identity.checkInFields(.authenticate)
        fields["Topic"] = .string(topic)
        fields.add("OSVersion", osVersion)
        fields.add("BuildVersion", buildVersion)
        fields.add("ProductName", productName)
        fields.add("SerialNumber", serialNumber)
        fields.add("IMEI", imei)
        fields.add("MEID", meid)
        fields.add("DeviceName", deviceName)
        fields.add("Model", model)
        fields.add("ModelName", modelName)
        return fields
    }
}
