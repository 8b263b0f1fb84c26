/// Some bases with some products.
struct Positions: Sendable {
    var bases: Span
    var products: Span

    init(bases: Span, products: Span) { (self.bases, self.products) = (bases, products) }

    init(_ position: Position) {
        bases = Span(low: position.base, high: position.base)
        products = Span(low: position.product, high: position.product)
    }

    /// Of a class; a licence goes with the product.
    subscript(packageClass: PackageClass) -> Span { packageClass == .base ? bases : products }
}
