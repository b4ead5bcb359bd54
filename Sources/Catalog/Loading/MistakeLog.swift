/// What is wrong with the files read so far.
///
/// A reader that meets a mistake notes it and goes on with a blank value, which every further check lets pass, so that a mistake is told once and
/// hides no other. Used by one task at a time.
final class MistakeLog<Mistake: Hashable> {
    private(set) var mistakes: [Mistake] = []

    func note(_ mistake: Mistake) {
        if !mistakes.contains(mistake) { mistakes.append(mistake) }
    }
}
