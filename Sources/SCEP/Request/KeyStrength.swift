import Crypto
import CryptoExtras
public import X509

extension Certificate.PublicKey {
    /// Whether a certificate may be for such a key: RSA of 2048 to 8192 bits (below it is weak, above it each check costs too much), or
    /// on P-256, P-384 or P-521.
    public var isStrong: Bool {
        if let rsa = _RSA.Signing.PublicKey(self) { return (2048...8192).contains(rsa.keySizeInBits) }
        return P256.Signing.PublicKey(self) != nil || P384.Signing.PublicKey(self) != nil
            || P521.Signing.PublicKey(self) != nil
    }
}
