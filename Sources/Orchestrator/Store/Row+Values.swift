import GRDB

extension Row {
    /// The value of a column that holds one.
    ///
    /// SQLite holds writers to a table's types, not whoever writes the file's bytes, and GRDB's own subscripts trap at a value of another type.
    /// - Throws: ``StoreDamage`` when the column is null or of another type.
    func value<Value: DatabaseValueConvertible>(_ column: String, as type: Value.Type = Value.self) throws -> Value {
        let stored: DatabaseValue = self[column]
        guard let value = Value.fromDatabaseValue(stored) else { throw StoreDamage(cause: "a row's '\(column)' is not what belongs there") }
        return value
    }

    /// The value of a column that may be null.
    /// - Throws: ``StoreDamage`` when the column is of another type.
    func optionalValue<Value: DatabaseValueConvertible>(_ column: String, as type: Value.Type = Value.self) throws -> Value? {
        let stored: DatabaseValue = self[column]
        return stored.isNull ? nil : try value(column)
    }
}
