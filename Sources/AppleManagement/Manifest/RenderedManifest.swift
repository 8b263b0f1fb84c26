public import AppleDDM
public import Foundation

/// A declaration as bytes, with the token that follows them.
public struct RenderedDeclaration: Sendable, Equatable {
    public let kind: DeclarationKind
    public let identifier: String
    public let serverToken: String
    public let body: Data
}

/// A manifest as bytes: rendered once, stored, and served as stored (design rule 4).
public struct RenderedManifest: Sendable, Equatable {
    /// A hash over the sorted kinds, identifiers and server tokens of what the manifest holds (reference 2.1).
    public let token: String
    /// The answer to `declaration-items`.
    public let items: Data
    public let declarations: [RenderedDeclaration]
}
