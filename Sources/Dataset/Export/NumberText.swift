import Foundation

extension Int {
    /// Decimal digits with a comma between thousands, whatever the locale.
    public var grouped: String {
        let digits = Array(String(magnitude))
        let grouped = digits.enumerated().map { position, digit in
            position > 0 && (digits.count - position) % 3 == 0 ? ",\(digit)" : "\(digit)"
        }
        return (self < 0 ? "-" : "") + grouped.joined()
    }
}

extension Double {
    /// Decimal text with so many digits after the point, whatever the locale.
    public func text(decimals digits: Int) -> String {
        String(format: "%.\(digits)f", self)
    }
}
