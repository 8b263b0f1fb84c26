import RatchetCore
public import Storage

/// The authority that signs the devices' certificates.
public enum AuthoritySteps {
    /// Keeps an authority where there is none. Returns the one that counts: of two servers that make one, the first wins.
    public static func keep(_ authority: AuthorityRow) -> AdminStep<AuthorityRow> {
        { store, context in
            let kept = try store.keepAuthority(authority, at: context.now)
            if kept == authority { try store.audit("authority.made", of: "authority", by: .service, context) }
            return StepOutcome(kept)
        }
    }
}
