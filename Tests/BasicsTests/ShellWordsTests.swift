import Basics
import Testing

@Suite("Shell words")
struct ShellWordsTests {
    @Test(
        "are split as a POSIX shell splits them",
        arguments: [
            ("go build -o bin/app .", ["go", "build", "-o", "bin/app", "."]),
            ("sh -c 'a \"b\" > c'", ["sh", "-c", "a \"b\" > c"]),
            ("go build -ldflags \"-s -w\"", ["go", "build", "-ldflags", "-s -w"]),
            ("a\\ b  c ''", ["a b", "c", ""]),
            ("x'y z'\"w\"", ["xy zw"]),
        ])
    func split(line: String, words: [String]) {
        #expect(ShellWords.split(line) == words)
    }

    @Test("come back from their quoted form", arguments: ["plain", "with blank", "it's", "", "$HOME", "a=b", "-XX:+Use Serial"])
    func quoted(word: String) {
        #expect(ShellWords.split(ShellWords.quoted(word)) == [word])
    }
}
