/// The first message of an enrolment (reference 1.3): reset what an old enrolment left, and do not push yet.
public struct Authenticate: Sendable, Hashable {
    /// Who sent it, and on which channel.
    public var identity: EnrolmentIdentity
    /// The topic of the push certificate, `com.apple.mgmt.` and more.
    public var topic: String
    /// Such as `26.4`.
    public var osVersion: String?
    /// Such as `25E246`.
    public var buildVersion: String?
    /// The product, such as `iPhone17,1` or `Mac14,7`.
    public var productName: String?
    /// Absent with user enrolment.
    public var serialNumber: String?
    /// Of the first radio; needs an access right.
    public var imei: String?
    /// Of a CDMA radio; needs an access right.
    public var meid: String?
    /// The name that the user gave; macOS sends it here.
    public var deviceName: String?
    /// The model, as the device spells it.
    public var model: String?
    /// The model's name for people, such as `MacBook Pro`.
    public var modelName: String?

    /// A message with what every device sends; set the rest by its property.
    public init(identity: EnrolmentIdentity, topic: String) {
        self.identity = identity
        self.topic = topic
    }
}

extension Authenticate: PlistMessage {
    public init(plistFields: [String: PlistNode]) throws(MDMCodecError) {
        let reader = PlistReader(plistFields)
        self.init(identity: try EnrolmentIdentity(reader), topic: try reader.text("Topic"))
        // An inventory field of the wrong type must not keep a device from enrolling.
        var inventory = LenientReader(reader)
        osVersion = inventory.text("OSVersion")
        buildVersion = inventory.text("BuildVersion")
        productName = inventory.text("ProductName")
        serialNumber = inventory.text("SerialNumber")
        imei = inventory.text("IMEI")
        meid = inventory.text("MEID")
        deviceName = inventory.text("DeviceName")
        model = inventory.text("Model")
        modelName = inventory.text("ModelName")
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
