import SystemPackage

extension ImageStore {
    /// Lets a name lead to an image; where it led before is forgotten.
    func setReference(_ reference: ImageReference, to hex: String) throws {
        let lock = try StoreLock.acquire(layout.locks.appending("references"), .exclusive)
        try withExtendedLifetime(lock) {
            try StoreFile.replace(layout.reference(reference), by: Array(hex.utf8), through: layout.references.appending(".new"))
        }
    }

    /// Removes a name unless it leads elsewhere by now.
    func removeReference(_ reference: ImageReference, leadingTo hex: String) throws {
        let lock = try StoreLock.acquire(layout.locks.appending("references"), .exclusive)
        try withExtendedLifetime(lock) {
            guard try references()[reference] == hex else { return }
            try StoreFile.remove(layout.reference(reference))
        }
    }
}
