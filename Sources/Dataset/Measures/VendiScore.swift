import CLapack
import Foundation

/// The effective number of different texts in a sample: the exponential of the entropy of the eigenvalues of their similarity matrix.
enum VendiScore {
    /// The score of these texts by the cosine of their sets of n-grams; at most as great as their number.
    static func score(of texts: ShingleTable) -> Double {
        let count = texts.count
        guard count > 0 else { return 0 }
        var matrix = [Double](repeating: 0, count: count * count)
        for row in 0..<count {
            matrix[row * count + row] = 1 / Double(count)
            for column in 0..<row {
                // The triangle that LAPACK reads, whichever way it looks at rows and columns, once both are filled.
                let value = cosine(texts[row], texts[column]) / Double(count)
                matrix[row * count + column] = value
                matrix[column * count + row] = value
            }
        }
        return exp(eigenvalues(ofSymmetric: &matrix, order: count).filter { $0 > 1e-12 }.reduce(0) { $0 - $1 * log($1) })
    }

    private static func cosine(_ first: ArraySlice<UInt32>, _ second: ArraySlice<UInt32>) -> Double {
        guard !first.isEmpty, !second.isEmpty else { return 0 }
        return Double(ShingleTable.common(first, second)) / (Double(first.count) * Double(second.count)).squareRoot()
    }

    private static func eigenvalues(ofSymmetric matrix: inout [Double], order: Int) -> [Double] {
        var size = Int32(order)
        var leadingDimension = size
        var workLength = Int32(max(1, 34 * order))
        var status = Int32(0)
        var eigenvalues = [Double](repeating: 0, count: order)
        var work = [Double](repeating: 0, count: Int(workLength))
        dsyev_("N", "U", &size, &matrix, &leadingDimension, &eigenvalues, &work, &workLength, &status, 1, 1)
        // It fails only for arguments that make no sense, or for a matrix with a number that is none.
        precondition(status == 0)
        return eigenvalues
    }
}
