/// A body of a request whose keys are all known: `JSONAnswer` refuses others before it reads it. Its coding keys are written out.
protocol StrictBody: Decodable {
    associatedtype CodingKeys: CodingKey & CaseIterable
}

/// Reads a body once its keys are known.
struct Strict<Body: StrictBody>: Decodable {
    let value: Body

    init(from decoder: any Decoder) throws {
        try decoder.refuseOtherKeys(than: Body.CodingKeys.self)
        value = try Body(from: decoder)
    }
}
