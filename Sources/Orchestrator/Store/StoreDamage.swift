/// Something in a run's database that no run writes: it was damaged, or made by someone else.
struct StoreDamage: Error {
    /// What it is, in words.
    let cause: String
}
